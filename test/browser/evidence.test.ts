/** Showing that one is there: the counter's page, and a place's page on a member's phone. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { venueKey } from "../../functions/staff/venue-codes.ts";
import { startBrowser } from "../support/browser.ts";
import { DEMO_SECRET } from "../support/demo.ts";

const url = inject("demoUrl");
const venue = "ven_cafe";
const key = venueKey({ secret: DEMO_SECRET }, venue, 1);
const counterUrl = `${url}/counter#${venue}.${key}.${encodeURIComponent("Café Noord")}`;
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const phone = { width: 360, height: 740 };
const opened: BrowserContext[] = [];
async function newPage(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: phone, reducedMotion: "reduce", ...options });
  opened.push(context);
  return context.newPage();
}
afterAll(() => Promise.all(opened.map((context) => context.close())));

/** The six digits that a counter's page shows now. */
const digitsAt = async (page: Page) =>
  ((await page.locator("[data-part=digits]").textContent()) ?? "").replace(" ", "");

test("the counter shows a code that goes on without a network, never sends its key, and is accepted", async () => {
  const counter = await newPage({ viewport: { width: 1024, height: 768 } });
  const asked: string[] = [];
  counter.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""}`));
  await counter.clock.install({ time: Date.now() });
  await counter.goto(counterUrl);
  await counter.getByRole("heading", { name: "Café Noord" }).waitFor();
  const first = await digitsAt(counter);
  expect(first).toMatch(/^\d{6}$/);
  await counter.context().setOffline(true);
  await counter.clock.fastForward(30_000);
  await expect.poll(() => digitsAt(counter)).not.toBe(first);
  await counter.context().setOffline(false);
  await counter.reload();
  await counter.getByRole("img", { name: /code to scan/ }).waitFor();
  expect(asked.filter((each) => each.includes(key))).toEqual([]);

  const hers = await newPage();
  await hers.goto(`${url}/c/${venue}`);
  await hers.getByText("Type the six digits instead").click();
  const now = await newPage();
  await now.goto(counterUrl);
  await hers.getByLabel("The digits under the counter’s code").fill(await digitsAt(now));
  await hers.getByRole("button", { name: "Check in", exact: true }).click();
  await hers.getByRole("button", { name: "Join as a visitor" }).click();
  await hers.getByRole("heading", { name: "You earned 50 points and 2 tickets" }).waitFor();
  expect(await hers.getByText("The counter's code shows that you are here.").isVisible()).toBe(true);
});
