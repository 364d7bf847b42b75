/** The page for developers: what is copied from it runs, the ledger lists it, and a platform's delivery can be tried. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { faultsEverywhere } from "./faults.ts";

const url = inject("demoUrl");
const run = promisify(execFile);
let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await startBrowser();
  page = await browser.newPage({ viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
});
afterAll(() => browser.close());

const code = async (title: string) =>
  (await page.locator("copy-code", { hasText: title }).locator("code").first().textContent()) ?? "";

test("the command and the program run as they are copied: one order, recorded once, and the list has it", async () => {
  await page.goto(`${url}/developers`);
  const command = await code("With curl");
  const { stdout } = await run("sh", ["-c", `${command} -sS`]);
  expect(JSON.parse(stdout).earned[0]).toMatchObject({ unit: "points", amount: 80 });
  const directory = mkdtempSync(join(tmpdir(), "tessera-developer-"));
  const file = join(directory, "first-purchase.ts");
  writeFileSync(file, await code("In TypeScript"));
  const told = await run(process.execPath, [file]);
  rmSync(directory, { recursive: true });
  expect(told.stdout).toContain("amount: 80");
  const order = /"order": "(DEV-[0-9A-Z]+)"/.exec(command)?.[1] ?? "";
  await page.getByRole("link", { name: "Look again" }).click();
  await page.reload();
  const rows = page.locator("#requests tr", { hasText: order });
  expect(await rows.count()).toBe(1);
  expect(await rows.locator("td").allTextContents()).toEqual([expect.any(String), "POST /v1/purchases", "201", order]);
});

test("what is shown is copied", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy: With curl" }).click();
  await page.getByText("Copied.").waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(await code("With curl"));
});

test("a paid order of Shopify is signed and recorded, its refund takes back, and a wrong signature gets in nowhere", async () => {
  await page.goto(`${url}/developers`);
  const send = (how: string) => page.getByRole("button", { name: how }).click();
  await send("Send with a wrong signature");
  await page.getByRole("heading", { name: "Answered 401" }).waitFor();
  await send("Sign and send");
  await page.getByRole("heading", { name: "Answered 200" }).waitFor();
  expect(await page.locator("#answer code").last().textContent()).toContain('"effect":"recorded"');
  await page.getByRole("link", { name: "Shopify: one of two is given back" }).click();
  await send("Sign and send");
  await page.locator("#answer").getByText('"effect":"changed"').waitFor();
  expect(await page.locator("#requests").getByText("POST /hooks/shopify/{store}").count()).toBe(2);
});

test("an event of Stripe is signed with its time, and its answer says what is missing here", async () => {
  await page.getByRole("link", { name: "Stripe: a subscription is paid" }).click();
  await page.getByRole("button", { name: "Sign and send" }).click();
  await page.locator("#answer").getByText('{"effect":"plan_unknown"}').waitFor();
  expect(await page.locator("#answer code").first().textContent()).toMatch(/stripe-signature: t=\d+,v1=[0-9a-f]{64}/);
});

test("another site sends nothing with our form", async () => {
  const form = { sample: "shopify-order", body: "{}", run: "100000000001", how: "signed" };
  const answer = await page.request.post(`${url}/developers`, { form, headers: { origin: "https://evil.example" } });
  expect(answer.status()).toBe(401);
});

test("the page is sound in every size and scheme", async () => {
  await page.goto(`${url}/developers`);
  expect(await faultsEverywhere(page)).toEqual([]);
  if (process.env.SHOTS)
    for (const [width, colorScheme] of [
      [360, "light"],
      [1280, "dark"],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${process.env.SHOTS}/dev-${width}-${colorScheme}.png`, fullPage: true });
    }
});
