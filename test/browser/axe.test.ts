/** Pages as somebody meets them who reads with her ears, her keyboard or a dark screen: axe-core finds nothing on any. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { faultsEverywhere } from "./faults.ts";
import { steps, walk } from "./walk.ts";

const url = inject("demoUrl");
// The reference has a thousand parts, and each is looked at four times.
vi.setConfig({ testTimeout: 180_000 });
let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await startBrowser();
  page = await browser.newPage({ viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
});
afterAll(() => browser.close());

test.each(["/me", "/shop"])("%s of a stranger is sound, and never wider than its screen", async (path) => {
  await page.goto(url + path);
  expect(await faultsEverywhere(page)).toEqual([]);
});

test.each([
  ["/docs", "[data-operation=recordPurchase]"],
  ["/docs/webhooks", undefined],
  ["/problems", undefined],
  ["/problems/points_short", undefined],
])("%s is sound with its parts open", async (path, sample) => {
  await page.goto(url + path);
  for (const summary of (await page.locator("summary").all()).slice(0, 3)) await summary.click();
  expect(await faultsEverywhere(page, sample)).toEqual([]);
});

test("the tour is sound when all was pressed, and so are the pages of the member who walked it", async () => {
  await page.goto(url);
  await walk(page, steps);
  await page.getByRole("button", { name: "Draw it again in this browser" }).click();
  await page.getByText("steps agree").waitFor();
  for (const summary of await page.locator("summary").all()) await summary.click();
  expect(await faultsEverywhere(page), "the tour").toEqual([]);
  for (const path of ["/me", "/shop"]) {
    await page.goto(url + path);
    expect(await faultsEverywhere(page), `${path} of a member`).toEqual([]);
  }
});
