/** Stamp cards on a member's page: drawn, told to who does not see them, and sound on every screen. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { datedDocument } from "../../bin/seed/dated.ts";
import { presets } from "../../functions/programme/presets/index.ts";
import { startBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { faultsOf } from "./faults.ts";

let browser: Browser;
let demo: Demo;
beforeAll(async () => {
  const document = presets.get("buy-five-get-sixth");
  if (!document) throw new Error("there is no such preset");
  [browser, demo] = await Promise.all([startBrowser(), startDemo(datedDocument(document, Date.now()))]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

test.each([
  ["light", 360],
  ["light", 1280],
  ["dark", 360],
  ["dark", 1280],
] as const)(
  "in %s and %i wide: three of five stamps, the code of the full card, and no fault",
  async (colorScheme, width) => {
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme,
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    await page.goto(`${demo.url}/me`);
    await page.getByRole("button", { name: "Join as a visitor" }).click();
    await page.getByRole("img", { name: "0 of 5 stamps" }).waitFor();
    const { member } = await (await context.request.get(`${demo.url}/v1/me`)).json();
    await context.request.post(`${demo.url}/v1/purchases`, {
      headers: { authorization: `Bearer ${demo.storeKey}`, "idempotency-key": crypto.randomUUID() },
      data: {
        member: { id: member },
        order: `${colorScheme}-${width}`,
        occurredAt: new Date().toISOString(),
        currency: "EUR",
        lines: [{ sku: "TEA", quantity: 8, unitMinor: 300 }],
        totalMinor: 2400,
      },
    });
    await page.reload();
    expect(await page.locator("#cards").textContent()).toContain("2 stamps to go · filled once");
    expect(await page.getByRole("img", { name: "3 of 5 stamps" }).locator(".stamp").count()).toBe(3);
    expect(await page.locator("#vouchers code").textContent()).toMatch(/^TSR-/);
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  },
);
