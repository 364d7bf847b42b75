/** Pages as somebody meets them who reads with her ears, her keyboard or a dark screen: axe-core finds nothing on any. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { faultsEverywhere, faultsInWords } from "./faults.ts";
import { steps, walk } from "./walk.ts";

const url = inject("demoUrl");
// The reference has a thousand parts, and each is looked at four times.
vi.setConfig({ testTimeout: 180_000 });
/** The member's pages that this programme has; the others are looked at where their programme is. */
const HERS = [
  "/me",
  "/me/rewards",
  "/me/rewards/espresso",
  "/me/tiers",
  "/me/vouchers",
  "/me/play",
  "/me/history",
  "/me/visits",
  "/me/nearby",
  "/me/how",
  "/me/profile",
  "/me/privacy",
  "/me/code",
  "/me/sessions",
];
let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await startBrowser();
  page = await browser.newPage({ viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
});
afterAll(() => browser.close());

test.each(["/me", "/shop", "/nowhere"])("%s of a stranger is sound, and never wider than its screen", async (path) => {
  await page.goto(url + path);
  expect(await faultsEverywhere(page)).toEqual([]);
});

test.each([
  ["/docs", "[data-operation]:not([data-operation=recordPurchase])"],
  ["/docs/webhooks", undefined],
  ["/problems", undefined],
  ["/problems/points_short", undefined],
])("%s is sound with its parts open", async (path, rest) => {
  await page.goto(url + path);
  for (const summary of (await page.locator("summary").all()).slice(0, 3)) await summary.click();
  expect(await faultsEverywhere(page, rest)).toEqual([]);
});

test("the tour is sound when all was pressed, and so are the pages of the member who walked it", async () => {
  await page.goto(url);
  await walk(page, steps);
  await page.getByRole("button", { name: "Draw it again in this browser" }).click();
  await page.getByText("steps agree").waitFor();
  for (const summary of await page.locator("summary").all()) await summary.click();
  expect(await faultsEverywhere(page), "the tour").toEqual([]);
  for (const path of [...HERS, "/shop"]) {
    await page.goto(url + path);
    for (const summary of (await page.locator("main summary").all()).slice(0, 2)) await summary.click();
    expect(await faultsEverywhere(page), `${path} of a member`).toEqual([]);
  }
});

test("a member's pages are sound from right to left, and when all is twice as large", async () => {
  for (const path of HERS) {
    await page.goto(`${url + path}?lang=ar`);
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    expect(await faultsInWords(page), `${path} in Arabic`).toEqual([]);
  }
  // What 200 % makes of a screen of 640 pixels: half of them, and letters of twice the size.
  await page.setViewportSize({ width: 320, height: 360 });
  for (const path of HERS) {
    await page.goto(url + path);
    const wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    expect(wide, path).toBe(0);
  }
});
