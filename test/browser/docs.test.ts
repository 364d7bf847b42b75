import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { startBrowser } from "../support/browser.ts";

const url = inject("demoUrl");
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

test("the reference is whole without a script", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${url}/docs`);
  const all = await page.locator("article.operation").count();
  expect(all).toBeGreaterThan(30);
  await page.locator("#recordPurchase a", { hasText: "totals_do_not_add_up" }).click();
  await page.getByText("The amounts do not add up").waitFor();
  await context.close();
});

test("searching the reference leaves what has every word", async () => {
  const page = await browser.newPage();
  const refused: string[] = [];
  page.on("console", (said) => (said.type() === "error" ? refused.push(said.text()) : undefined));
  await page.goto(`${url}/docs`);
  const all = await page.locator("article.operation:visible").count();
  await page.getByLabel("Search the reference").fill("voucher reversal");
  await page.getByText(`of ${all} operations`).waitFor();
  const left = await page.locator("article.operation:visible").count();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(all);
  expect(await page.locator("#reverseVoucherUse").isVisible()).toBe(true);
  expect(refused).toEqual([]);
  await page.close();
});
