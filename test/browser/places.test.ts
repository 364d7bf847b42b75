/** The places: a list that needs neither a map nor a script, a map for those who have both, and a position on a press only. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { faultsOf } from "./faults.ts";

const url = inject("demoUrl");
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const opened: BrowserContext[] = [];
afterAll(() => Promise.all(opened.map((context) => context.close())));
async function newPage(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    reducedMotion: "reduce",
    ...options,
  });
  opened.push(context);
  return context.newPage();
}
const namesOn = (page: Page) => page.locator("[data-venue] > a").allTextContents();

test("without a script the list is whole, says what is open, and is narrowed by name and category", async () => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(`${url}/places`);
  expect(await namesOn(page)).toEqual(["Café Noord", "The Canal Bookshop"]);
  expect(await page.locator("[data-venue=ven_cafe]").textContent()).toContain("Open");
  expect(await page.locator("[data-venue=ven_books]").textContent()).toContain("Closed");
  await page.getByLabel("Category").selectOption("Books");
  await page.getByRole("button", { name: "Find" }).click();
  expect(await namesOn(page)).toEqual(["The Canal Bookshop"]);
  await page.getByLabel("Name").fill("nowhere");
  await page.getByRole("button", { name: "Find" }).click();
  expect(await page.getByText("No place is like that.").isVisible()).toBe(true);
});

test("the map asks nobody but us, shows each place, and finds the nearest on a press", async () => {
  const page = await newPage({ geolocation: { latitude: 52.371, longitude: 4.89, accuracy: 12 } });
  const elsewhere: string[] = [];
  page.on("request", (request) => request.url().startsWith(url) || elsewhere.push(request.url()));
  await page.context().grantPermissions(["geolocation"], { origin: url });
  await page.goto(`${url}/places`);
  await page.locator("path.map-pin").nth(1).waitFor();
  await page.getByRole("button", { name: "On the map: Café Noord" }).click();
  const popup = page.locator(".map-popup");
  await popup.getByText("Café Noord").waitFor();
  expect(await popup.getByRole("link", { name: "Check in here" }).getAttribute("href")).toBe("/c/ven_cafe");
  expect(await namesOn(page), "nothing was asked before the press").toEqual(["Café Noord", "The Canal Bookshop"]);
  await page.getByRole("button", { name: "Near me" }).click();
  await page.getByText("Nearest first.").waitFor();
  expect(await namesOn(page)).toEqual(["The Canal Bookshop", "Café Noord"]);
  expect(await page.locator("[data-venue=ven_books]").textContent()).toContain("111 m");
  expect(await page.evaluate("JSON.stringify({ ...sessionStorage, ...localStorage })")).not.toContain("52.37");
  expect(page.url()).toBe(`${url}/places`);
  expect(elsewhere).toEqual([]);

  const hidden = await newPage();
  await hidden.goto(`${url}/places`);
  await hidden.getByRole("button", { name: "Near me" }).click();
  await hidden.getByText("This page may not see where you are.").waitFor();
});

test.each([
  ["light", "en", { width: 360, height: 740 }],
  ["dark", "en", { width: 1280, height: 800 }],
  ["dark", "ar", { width: 360, height: 740 }],
] as const)("the page of places is sound in %s, %s, on %o", async (colorScheme, language, viewport) => {
  const page = await newPage({ colorScheme, viewport });
  await page.goto(`${url}/places?lang=${language}`);
  await page.locator("path.map-pin").nth(1).waitFor();
  await page.locator("[data-venue=ven_cafe] button").click();
  await page.locator(".map-popup").waitFor();
  expect(await faultsOf(page)).toEqual([]);
});
