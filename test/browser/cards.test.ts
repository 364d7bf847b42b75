/** Stamp cards and a wallet on a member's pages: drawn, told to who does not see them, and sound on every screen. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { datedDocument } from "../../bin/seed/dated.ts";
import { presets } from "../../functions/programme/presets/index.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { startBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { faultsEverywhere } from "./faults.ts";

let browser: Browser;
let demo: Demo;
beforeAll(async () => {
  const document = presets.get("buy-five-get-sixth");
  if (!document) throw new Error("there is no such preset");
  const wallet = { name: { one: "cash", other: "cash" }, money: true };
  const withWallet = { ...document, units: { ...(document.units as JsonObject), wallet } };
  [browser, demo] = await Promise.all([startBrowser(), startDemo(datedDocument(withWallet, Date.now()))]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

test("three of five stamps on the card, the code of the full one, and no fault on any screen", async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 800 }, reducedMotion: "reduce" });
  await page.goto(`${demo.url}/me`);
  await page.getByRole("button", { name: "Join as a visitor" }).click();
  await page.getByRole("img", { name: "0 of 5 stamps" }).waitFor();
  const { member } = await (await page.request.get(`${demo.url}/v1/me`)).json();
  await page.request.post(`${demo.url}/v1/purchases`, {
    headers: { authorization: `Bearer ${demo.storeKey}`, "idempotency-key": crypto.randomUUID() },
    data: {
      member: { id: member },
      order: "eight-teas",
      occurredAt: new Date().toISOString(),
      currency: "EUR",
      lines: [{ sku: "TEA", quantity: 8, unitMinor: 300 }],
      totalMinor: 2400,
    },
  });
  await page.goto(`${demo.url}/me/cards`);
  expect(await page.locator("#cards").textContent()).toContain("2 stamps to go · filled once");
  expect(await page.getByRole("img", { name: "3 of 5 stamps" }).locator(".stamp").count()).toBe(3);
  expect(await faultsEverywhere(page), "her cards").toEqual([]);
  await page.goto(`${demo.url}/me/vouchers`);
  expect(await page.locator("#vouchers code").textContent()).toMatch(/^TSR-/);
  expect(await faultsEverywhere(page), "her vouchers").toEqual([]);
  for (const path of ["/me/cards", "/me/wallet"]) {
    await page.goto(`${demo.url}${path}?lang=ar`);
    expect(await faultsEverywhere(page), `${path} in Arabic`).toEqual([]);
  }
});
