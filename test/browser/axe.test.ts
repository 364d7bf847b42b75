/** Pages as somebody meets them who reads with her ears, her keyboard or a dark screen: axe-core finds nothing on any. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { faultsOf } from "./faults.ts";
import { steps, walk } from "./walk.ts";

const url = inject("demoUrl");
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 900 };

test.each([
  ["light", "phone", phone],
  ["light", "desktop", desktop],
  ["dark", "phone", phone],
  ["dark", "desktop", desktop],
] as const)(
  "every page is sound in %s on a %s, empty and lived in, and none is wider than its screen",
  async (colorScheme, _, viewport) => {
    const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
    const page = await context.newPage();
    for (const path of ["/me", "/shop"]) {
      await page.goto(url + path);
      expect(await faultsOf(page), `${path} of a stranger`).toEqual([]);
    }
    for (const path of ["/docs", "/docs/webhooks", "/problems", "/problems/points_short"]) {
      await page.goto(url + path);
      for (const summary of (await page.locator("summary").all()).slice(0, 3)) await summary.click();
      expect(await faultsOf(page), path).toEqual([]);
    }
    await page.goto(url);
    await walk(page, steps);
    await page.getByRole("button", { name: "Draw it again in this browser" }).click();
    await page.getByText("steps agree").waitFor();
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await faultsOf(page), "the tour when all was pressed").toEqual([]);
    for (const path of ["/me", "/shop"]) {
      await page.goto(url + path);
      expect(await faultsOf(page), `${path} of a member`).toEqual([]);
    }
    await context.close();
  },
);
