/** What a member gives another from her home: typed on a phone, refused in words, and sound on every screen. */
import type { Browser, Page } from "playwright-core";
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
  const [[unit, terms] = ["", {}]] = Object.entries(document.units as Record<string, JsonObject>);
  const units = { [unit]: { ...terms, transferable: true } };
  [browser, demo] = await Promise.all([startBrowser(), startDemo(datedDocument({ ...document, units }, Date.now()))]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

/** Somebody who joined on a phone of her own, and who she is. */
async function somebody(): Promise<{ page: Page; member: string }> {
  const page = await browser.newPage({ viewport: { width: 360, height: 800 }, reducedMotion: "reduce" });
  await page.goto(`${demo.url}/me`);
  await page.getByRole("button", { name: "Join as a visitor" }).click();
  await page.getByRole("heading", { name: "What happened last" }).waitFor();
  return { page, member: (await (await page.request.get(`${demo.url}/v1/me`)).json()).member };
}

test("two of three stamps go to whoever reads out the letters of her code, and what was wrong is said", async () => {
  const [ada, ben] = [await somebody(), await somebody()];
  expect(await ada.page.locator("#giving").count()).toBe(0);
  await ada.page.request.post(`${demo.url}/v1/purchases`, {
    headers: { authorization: `Bearer ${demo.storeKey}`, "idempotency-key": crypto.randomUUID() },
    data: {
      member: { id: ada.member },
      order: "three-teas",
      occurredAt: new Date().toISOString(),
      currency: "EUR",
      lines: [{ sku: "TEA", quantity: 3, unitMinor: 300 }],
      totalMinor: 900,
    },
  });
  await ben.page.goto(`${demo.url}/me/code`);
  const typed = ben.page.locator("[data-part=typed]");
  await expect.poll(() => typed.textContent()).toMatch(/^[0-9A-Z]{3} [0-9A-Z]{3} [0-9A-Z]{3}$/);

  await ada.page.goto(`${demo.url}/me`);
  expect(await faultsEverywhere(ada.page), "her home").toEqual([]);
  const giving = ada.page.locator("#giving");
  const give = async (to: string, amount: string) => {
    await giving.getByLabel("The other member's code").fill(to);
    await giving.getByLabel("How much").fill(amount);
    await giving.getByRole("button", { name: "Give" }).click();
  };
  await give("NOBODY", "2");
  await ada.page.getByRole("alert").getByText("This code is not good any more.").waitFor();
  expect(await faultsEverywhere(ada.page), "her home with a refusal").toEqual([]);
  await give((await typed.textContent()) ?? "", "2");
  await ada.page.getByText("Given.").waitFor();
  expect(await ada.page.locator("#balance-title").textContent()).toContain("1");
  expect(await ada.page.locator("#recent").textContent()).toContain("given to another member");
  await ben.page.goto(`${demo.url}/me?lang=ar`);
  expect(await ben.page.locator("#recent").textContent()).toContain("منحة من عضو آخر");
  expect(await faultsEverywhere(ben.page), "the other's home in Arabic").toEqual([]);
});
