/** The demo shop: join, buy, see why, redeem, use the voucher at the checkout, return, and the balances are right. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { SCREENS, startBrowser } from "../support/browser.ts";
import { faultsEverywhere } from "./faults.ts";

const url = inject("demoUrl");
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

async function phone(more: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, reducedMotion: "reduce", ...more });
  return { context, page: await context.newPage() };
}

async function addToCart(page: Page, name: string, quantity: number): Promise<void> {
  await page.goto(`${url}/shop`);
  await page.getByRole("button", { name: `Add to cart: ${name}` }).click();
  await page.getByRole("spinbutton", { name: `How many ${name}` }).fill(String(quantity));
  await page.getByRole("button", { name: `Change how many ${name}` }).click();
}

const points = (page: Page) => page.locator("main > tessera-points [part=amount]").textContent();
const balanceOf = async (context: BrowserContext) =>
  (await (await context.request.get(`${url}/v1/me`)).json()).balances.points.available;

test.each(SCREENS)(
  "on a %s: join, first purchase, why, redeem, voucher at the checkout, return: to the point",
  async (_, viewport) => {
    const { context, page } = await phone({ viewport });
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.goto(`${url}/shop`);
    await page.getByText("Members earn 56 points").waitFor();
    await page.getByRole("link", { name: "Join" }).first().click();
    await page.getByRole("button", { name: "Join as a visitor" }).click();
    expect(await points(page)).toBe("0 points");
    await page.getByText("Earn 56 points").waitFor();

    // 9 pairs are 252.00: 504 points.
    await addToCart(page, "Canvas shoes", 9);
    expect(await page.locator("tessera-nudge [part=says]").textContent()).toBe(
      "This cart earns 504 points: enough for An espresso.",
    );
    await page.getByRole("link", { name: "To the checkout" }).click();
    await page.getByRole("button", { name: "Pay €252.00" }).click();
    await page.getByText("Thank you. 2 points per €1.00 on €252.00 = 504 points").waitFor();
    expect(await points(page)).toBe("504 points");

    // A mug at 9.50: 500 points become a voucher of 5.00, on which nothing is earned.
    await addToCart(page, "Enamel mug", 1);
    await page.locator("tessera-nudge").getByText("Take €5.00 off this cart for 500 points.").waitFor();
    await page.locator("tessera-nudge [part=act]").click();
    await page.getByRole("button", { name: "€5.00 off: €5.00 off for 500 points" }).click();
    await page.getByText("TSR-").waitFor();
    expect(await balanceOf(context)).toBe(4);
    await page.getByRole("button", { name: "Pay €4.50" }).click();
    await page.getByText("Thank you. 2 points per €1.00 on €4.50 = 9 points").waitFor();
    expect(await points(page)).toBe("13 points");

    // The mug goes back: its 9 points with it, and the voucher is good again.
    await page.getByRole("button", { name: "Return Enamel mug" }).click();
    await page.getByText("returned").first().waitFor();
    expect(await points(page)).toBe("4 points");
    const { data } = await (await context.request.get(`${url}/v1/me/vouchers`)).json();
    expect(data.map(({ state }: { state: string }) => state)).toEqual(["issued"]);
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test("without a script everything is bought and returned all the same, and a form that is sent twice is one order", async () => {
  const { context, page } = await phone({ javaScriptEnabled: false });
  await addToCart(page, "Enamel mug", 2);
  await page.getByRole("link", { name: "To the checkout" }).click();
  const form = await page
    .locator("form[action='/shop/checkout']")
    .last()
    .evaluate((shown) =>
      Object.fromEntries([...shown.querySelectorAll("input")].map(({ name, value }) => [name, value])),
    );
  await page.getByRole("button", { name: "Pay €19.00" }).click();
  await page.getByText("Thank you.").waitFor();
  expect(await balanceOf(context)).toBe(38);
  // As if the second press came before the first was answered: the cart is still there.
  await context.addCookies([{ name: "cart", value: "MUG:2", url }]);
  await context.request.post(`${url}/shop/checkout`, { form, headers: { origin: url } });
  expect(await balanceOf(context)).toBe(38);
  await page.getByRole("button", { name: "Return Enamel mug" }).click();
  await page.getByText("returned").first().waitFor();
  expect(await balanceOf(context)).toBe(0);
  await context.close();
});

test("another site joins nobody, and fills no cart", async () => {
  for (const path of ["/shop/join", "/shop/cart", "/shop/checkout"]) {
    const answer = await fetch(url + path, {
      method: "POST",
      headers: { origin: "https://evil.example" },
      body: new URLSearchParams({ sku: "MUG", add: "1" }),
    });
    expect([answer.status, answer.headers.get("set-cookie")], path).toEqual([401, null]);
  }
});

test("nobody returns another's order, and a stranger gets no token", async () => {
  const [ada, ben] = [await phone(), await phone()];
  await addToCart(ada.page, "Enamel mug", 1);
  await ada.page.getByRole("link", { name: "To the checkout" }).click();
  expect((await ben.context.request.get(`${url}/shop/loyalty-token`)).status()).toBe(204);
  await ada.page.getByRole("button", { name: "Pay €9.50" }).click();
  const order = (await ada.page.locator(".order-number").first().textContent()) ?? "";
  await ben.context.request.post(`${url}/shop/join`, { headers: { origin: url } });
  const refund = { refund: "REF-BENS", line: "MUG", quantity: "1" };
  const path = `${url}/shop/orders/${order}/refunds`;
  const asked = { form: refund, headers: { origin: url }, maxRedirects: 0 };
  expect((await ben.context.request.post(path, asked)).status()).toBe(404);
  expect(
    (await ada.context.request.post(path, { ...asked, headers: { origin: "https://evil.example" } })).status(),
  ).toBe(401);
  expect((await ada.context.request.post(path, asked)).status()).toBe(303);
  await Promise.all([ada.context.close(), ben.context.close()]);
});

test("each page of the shop is sound in every size and scheme, and nothing on it moves", async () => {
  const { context, page } = await phone();
  await page.addInitScript(`
    globalThis.moved = { by: 0 };
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) moved.by += hadRecentInput ? 0 : value;
    }).observe({ type: "layout-shift", buffered: true });`);
  await context.request.post(`${url}/shop/join`, { headers: { origin: url } });
  await addToCart(page, "Olive soap", 2);
  await page.getByRole("link", { name: "To the checkout" }).click();
  await page.getByRole("button", { name: "Pay €13.00" }).click();
  await addToCart(page, "Pocket notebook", 1);
  for (const path of ["/shop", "/shop/products/MUG", "/shop/cart", "/shop/checkout", "/shop/orders", "/shop/join"]) {
    await page.goto(url + path);
    await page.locator("tessera-launcher[data-state=member]").waitFor();
    expect(await page.evaluate("moved.by"), path).toBe(0);
    expect(await faultsEverywhere(page), path).toEqual([]);
  }
  await context.close();
});
