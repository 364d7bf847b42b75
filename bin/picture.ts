/**
 * Takes the README's pictures of a fresh demo of the first preset: its tour walked halfway, and six pages of the visitor who
 * walked it, as a phone shows them.
 */
import { mkdirSync } from "node:fs";
import type { Browser } from "playwright-core";
import { walk } from "../test/browser/walk.ts";
import { withDemo } from "./start/opened-demo.ts";

const PICTURES = new URL("../web/pictures/", import.meta.url).pathname;

/** A page, in the scheme and language that its picture shows. */
const PAGES = [
  { name: "home", path: "/me" },
  { name: "rewards", path: "/me/rewards" },
  { name: "status", path: "/me/tiers" },
  { name: "play", path: "/me/play", colorScheme: "dark" },
  { name: "voucher", path: "/me/vouchers", colorScheme: "dark" },
  { name: "arabic", path: "/me?lang=ar" },
] as const;

await withDemo(async (url, browser) => {
  mkdirSync(PICTURES, { recursive: true });
  await pictureTour(url, browser);
});

async function pictureTour(url: string, browser: Browser): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(url);
  await walk(page, ["buy", "why", "refund", "check-in"]);
  await page.evaluate("document.activeElement.blur(); scrollTo(0, 0)");
  // The frames show what was written within one round trip.
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: `${PICTURES}tour.png` });
  const { cookies } = await context.storageState();
  await picturePages(url, browser, cookies);
}

type Cookies = Parameters<Awaited<ReturnType<Browser["newContext"]>>["addCookies"]>[0];

async function picturePages(url: string, browser: Browser, cookies: Cookies): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await shopAndRedeem(url, page);
  for (const { name, path, ...look } of PAGES) {
    await page.emulateMedia({ colorScheme: "colorScheme" in look ? look.colorScheme : "light" });
    await page.goto(url + path);
    await page.screenshot({ path: `${PICTURES}${name}.png` });
    console.log(`${PICTURES}${name}.png`);
  }
}

/** A larger purchase in the demo's shop and a voucher for it, so that there is something to see. */
async function shopAndRedeem(url: string, page: Awaited<ReturnType<Browser["newPage"]>>): Promise<void> {
  const bought = await page.request.post(`${url}/demo/shop/purchases`, {
    headers: { origin: url, "idempotency-key": crypto.randomUUID() },
    data: { order: "T-PICTURE", occurredAt: new Date().toISOString(), lines: [{ sku: "MUG", quantity: 30 }] },
  });
  if (!bought.ok()) throw new Error(`the demo's shop answered ${bought.status()}`);
  await page.goto(`${url}/me/rewards`);
  await page.getByRole("link", { name: "Choose €5.00 off" }).click();
  await page.locator("form button.primary").click();
  await page.locator(".came").waitFor();
  // The page in which the surprise of the tour's check-in waits is another than the one that says what came.
  await page.goto(`${url}/me/play`);
  await page.locator("button[data-by=demo]").click();
  await page.locator("[data-part=outcome] h2").waitFor();
}
