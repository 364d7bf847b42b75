/** A member without a pointer: she joins, looks around, redeems, reads her voucher and why, by Tab, Enter and Space alone. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { SCREENS, startBrowser } from "../support/browser.ts";

const url = inject("demoUrl");
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** More stops than any of these pages has: whoever is still under way is caught. */
const STOPS_MAX = 80;

interface Stop {
  name: string;
  /** Has a ring around it, is on the screen, and nothing else lies over it. */
  isRinged: boolean;
  isSeen: boolean;
  isOnTop: boolean;
  /** Had the focus before, on this page. */
  isAgain: boolean;
}

/** Where the focus is; null: on nothing. Run in the page, as text: tests know no browser's types. */
const STOP = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const { top, bottom, left, right } = at.getBoundingClientRect();
  const [x, y] = [(Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
  const hit = document.elementFromPoint(x, y);
  const isAgain = at.hasAttribute("data-stop");
  at.setAttribute("data-stop", "");
  return {
    name: (at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent).trim().replaceAll(/\\s+/g, " "),
    isRinged: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    isSeen: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    isOnTop: hit !== null && (at.contains(hit) || hit.contains(at)),
    isAgain,
  };
})()`;

/** Presses Tab once, and sees that the focus shows itself; null: it left the page. */
async function tab(page: Page): Promise<Stop | null> {
  await page.keyboard.press("Tab");
  const stop = await page.evaluate<Stop | null>(STOP);
  if (stop) expect(stop, `on ${page.url()}`).toMatchObject({ isRinged: true, isSeen: true, isOnTop: true });
  return stop;
}

/** Tabs on until what has the focus is called so. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let stops = 0; stops < STOPS_MAX; stops++) {
    const stop = await tab(page);
    if (stop && (typeof name === "string" ? stop.name === name : name.test(stop.name))) return;
    passed.push(stop?.name ?? "nothing");
  }
  throw new Error(`${page.url()} has no ${name} among ${passed.join(" | ")}`);
}

/** Tabs through the whole page and out of it: each stop once, and none that holds her. */
async function walkThrough(page: Page): Promise<number> {
  for (let stops = 0; stops < STOPS_MAX; stops++) {
    const stop = await tab(page);
    if (stop === null || stop.isAgain) return stops;
  }
  throw new Error(`${page.url()} does not let go of the focus`);
}

async function press(page: Page, key: "Enter" | "Space", path: string): Promise<void> {
  await Promise.all([page.waitForURL((address) => address.pathname === path), page.keyboard.press(key)]);
}

async function codeFor(email: string): Promise<string> {
  let code: string | undefined;
  await expect
    .poll(async () => {
      const mails = await (await fetch(`${url}/demo/mailbox`)).text();
      code = mails
        .split("<li>")
        .find((mail) => mail.includes(email))
        ?.match(/\d{6}/)?.[0];
      return code;
    })
    .toBeDefined();
  return code ?? "";
}

/** Her first purchase, as a shop tells of it: 252.00 are 504 points. */
async function buys(email: string): Promise<void> {
  const answer = await fetch(`${url}/v1/purchases`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${inject("demoStoreKey")}`,
      "content-type": "application/json",
      "idempotency-key": email,
    },
    body: JSON.stringify({
      member: { email },
      order: `of ${email}`.replaceAll(" ", "-"),
      occurredAt: new Date().toISOString(),
      currency: "EUR",
      lines: [{ sku: "SHOES", quantity: 9, unitMinor: 2800 }],
      totalMinor: 25200,
    }),
  });
  expect(answer.status).toBe(201);
}

test.each(SCREENS)(
  "by keyboard alone, on a %s: join, home, redeem, the voucher, and why in the history",
  async (size, viewport) => {
    const context = await browser.newContext({ viewport, reducedMotion: "reduce", locale: "en-GB" });
    const page = await context.newPage();
    const email = `keys-${size}@example.com`;
    await page.goto(`${url}/join`);
    await tabTo(page, "E-mail address");
    await page.keyboard.type(email);
    await tabTo(page, /^What shall we call you/);
    await page.keyboard.type("Ada");
    await tabTo(page, /^I have read/);
    await page.keyboard.press("Space");
    await tabTo(page, "Send me a code");
    await press(page, "Enter", "/sign-in/code");
    // The field for the code has the focus already.
    await page.keyboard.type(await codeFor(email));
    await press(page, "Enter", "/me");
    await buys(email);

    await page.goto(`${url}/me`);
    expect(await page.locator("#balance-title").textContent()).toContain("504");
    expect(await walkThrough(page), "stops of her home").toBeGreaterThan(5);
    await page.goto(`${url}/me`);
    await tabTo(page, "Rewards");
    await press(page, "Enter", "/me/rewards");
    await tabTo(page, /^Choose €5\.00 off/);
    await press(page, "Enter", "/me/rewards/five-off");
    await tabTo(page, /^Redeem/);
    await press(page, "Enter", "/me/vouchers");
    expect(await page.locator("#vouchers code").textContent()).toMatch(/^TSR-/);
    expect(await walkThrough(page), "stops of her vouchers").toBeGreaterThan(5);

    await page.goto(`${url}/me/vouchers`);
    // A phone has the rest of the pages behind a word.
    if (size === "phone") {
      await tabTo(page, "More");
      await page.keyboard.press("Space");
    }
    await tabTo(page, "History");
    await press(page, "Enter", "/me/history");
    await tabTo(page, /^Why.*\+504/);
    await page.keyboard.press("Space");
    await page.getByText("2 points per €1.00 on €252.00 = 504 points").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("2 points per €1.00 on €252.00 = 504 points").waitFor({ state: "hidden" });
    await page.reload();
    expect(await walkThrough(page), "stops of her history").toBeGreaterThan(5);
    await context.close();
  },
);
