/** The console's pages of contests, in a Chromium without script, by keyboard: lists, one round, numbers, claims, calling off. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { publish } from "../../functions/operations/publish.ts";
import type { Role } from "../../functions/values/holder.ts";
import { faultsOf } from "../browser/faults.ts";
import { startBrowser } from "../support/browser.ts";
import { CLOSES, contestProgramme, drawnRound, lawful, OPENS, weekly } from "../support/contests.ts";
import { conserved } from "../support/ledger.ts";
import { staffOf } from "../support/staff.ts";
import { newWorld, publicationOf } from "../support/world.ts";

const HOUR_MS = 3_600_000;
/** A number below 50 per draw, and prizes that have to be claimed. */
const draws = [
  { numbers: 3, outOf: 49 },
  { numbers: 2, outOf: 10, lowest: 0, inOrder: true },
];
const source = "The first draw of 3 out of 49 after the close, and its extra number of two digits";
const trip = {
  id: "trip",
  name: "The trip",
  schedule: weekly,
  prizes: [
    { kind: "goods", name: "A trip to the sea", valueMinor: 90_000 },
    { kind: "goods", name: "A mug", valueMinor: 900 },
  ],
  alternates: 2,
  ...lawful(3),
  rules: "Three tickets a purchase.\nAsk at the counter for a free one.",
  entropy: { mode: "manual", source, draws },
};

const world = await newWorld();
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await conserved(world.client);
});

/** A page of the console as a role sees it, where nothing runs: every request goes to this file's world. */
async function pageOf(role: Role, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  const { session } = await staffOf(world, role, `${role}-${Math.random()}@example.com`);
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  await context.route("**/*", async (route) => {
    const request = route.request();
    const path = request.url().replace("http://console.test", "");
    const type = request.headers()["content-type"];
    const headers = {
      cookie: `staff=${session}`,
      "sec-fetch-site": "same-origin",
      ...(type === undefined ? {} : { "content-type": type }),
    };
    const body = request.postData();
    const answer = await world.send({ method: request.method(), path, headers, ...(body === null ? {} : { body }) });
    await route.fulfill({
      status: answer.status,
      contentType: answer.headers.get("content-type") ?? "",
      body: answer.text,
    });
  });
  return context.newPage();
}

const go = (page: Page, path: string) => page.goto(`http://console.test${path}`);
/** What the page shows, as one line. */
const words = async (page: Page) => ((await page.locator("main").textContent()) ?? "").replace(/\s+/g, " ");
/** Looks at a page as two screens in two schemes would show it. */
async function isSound(page: Page, name: string): Promise<void> {
  const [phone, desktop] = [360, 1280];
  for (const width of [phone, desktop])
    for (const colorScheme of width === phone ? (["light", "dark"] as const) : (["light"] as const)) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      expect(await faultsOf(page), `${name}, ${width}, ${colorScheme}`).toEqual([]);
      if (process.env.TESSERA_SHOTS)
        await page.screenshot({
          path: `${process.env.TESSERA_SHOTS}/${name}-${width}-${colorScheme}.png`,
          fullPage: true,
        });
    }
  await page.emulateMedia({ colorScheme: "light" });
}

test("numbers are typed twice, looked at, and decide once; then winners are seen, passed on with a reason, and the next round is called off", async () => {
  await world.does(publish, publicationOf(contestProgramme(weekly, { contests: [trip] }), 1), { now: OPENS - HOUR_MS });
  const page = await pageOf("owner");
  await go(page, "/staff/contests");
  expect(await words(page)).toContain("No round yet");

  // Nothing is drawn yet: it waits for its numbers.
  await drawnRound(world, ["ada@example.com", "ben@example.com", "cleo@example.com", "dana@example.com"]);
  await go(page, "/staff/contests");
  await isSound(page, "list");
  await page.getByRole("link", { name: "The trip" }).last().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Closed, waits for what decides" }).waitFor();
  expect(await words(page)).toContain("4 people with 12 tickets");
  await isSound(page, "awaiting");

  const types = async (first: string, again: string) => {
    await page.getByLabel("Draw 1: 3 numbers from 1 to 49").first().fill(first);
    await page.keyboard.press("Tab");
    await page.keyboard.type("7 0");
    await page.keyboard.press("Tab");
    await page.keyboard.type(again);
    await page.keyboard.press("Tab");
    await page.keyboard.type("7 0");
    await page.keyboard.press("Enter");
  };
  await types("45 9 18", "45 9 19");
  await page.getByText("The two do not say the same. Nothing was kept").waitFor();
  await types("45 9 50", "45 9 50");
  await page.getByText("draw 1 has numbers from 1 to 49, not 50").waitFor();
  await types("45 9 18", "9, 45, 18");
  await page.getByRole("heading", { name: "Are these the numbers?" }).waitFor();
  expect(await words(page)).toContain("9.18.45./7.0./");
  await isSound(page, "numbers");
  await page.getByRole("button", { name: "Draw by these numbers" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("The numbers decide.").waitFor();
  await tick({ ...world.ledger, now: CLOSES + 2 * HOUR_MS });
  await page.goto(page.url().replace("/numbers/decide", ""));
  expect(await words(page)).toContain("9.18.45./7.0./");

  const winner = page.locator("section").filter({ has: page.getByRole("heading", { name: "1. A trip to the sea" }) });
  const before = await winner.locator("a").textContent();
  await winner.getByText("Pass it on").focus();
  await page.keyboard.press("Enter");
  await winner.getByLabel(/Why she may not have prize 1/).selectOption("ineligible_region");
  await winner.getByRole("button", { name: "Give it to the next rank" }).click();
  await page.getByText("The prize passes on").waitFor();
  await tick({ ...world.ledger, now: CLOSES + 3 * HOUR_MS });
  await page.goto(page.url().replace("/pass", ""));
  expect(await winner.textContent()).toContain("Rank 1: lives where it is not open");
  expect(await winner.locator("a").textContent()).not.toBe(before);
  await isSound(page, "passed");

  await go(page, "/staff/contests");
  await page.getByRole("link", { name: "The trip" }).first().click();
  await page.getByRole("heading", { name: "Opens later" }).waitFor();
  await page.getByLabel("Why").fill("The shop has burnt down.");
  await page.getByLabel("Nobody will win this round").check();
  await page.getByRole("button", { name: "Call the round off" }).click();
  await page.getByText("The round is called off").waitFor();
  expect(await words(page)).toContain("Called off: The shop has burnt down.");
});

test("who may only look sees no form, and an auditor's file is a link", async () => {
  const page = await pageOf("read-only");
  await go(page, "/staff/contests");
  await page.getByRole("link", { name: "The trip" }).last().click();
  await page.getByRole("heading", { name: "Prizes are being claimed" }).waitFor();
  expect(await page.locator("main form").count()).toBe(0);
  const csv = await page.getByRole("link", { name: "CSV" }).getAttribute("href");
  const file = await page.evaluate(`fetch(${JSON.stringify(csv)}).then((answer) => answer.text())`);
  expect(file).toContain("record,tag,tickets");
  await go(page, "/staff/contests/con_00000000000000000000000000");
  expect(await words(page)).toMatch(/contest/i);
});
