import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { bundled } from "../support/vector-bundle.ts";
import { expected } from "../support/vector-values.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

test("hard case 3: every value of the vectors, byte for byte, in Chromium, beacons' pairings included", async () => {
  const page = await browser.newPage();
  await page.setContent("<p></p>");
  const script = await bundled("globalThis.vectors = JSON.stringify(computed());", "iife");
  await page.addScriptTag({ content: script });
  expect(JSON.parse(await page.evaluate<string>("globalThis.vectors"))).toEqual(expected());
  await page.close();
});
