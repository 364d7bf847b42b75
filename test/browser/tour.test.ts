/** The tour, walked in a real browser: what it says, what the phone and the shop then show, and what it proves. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { presets } from "../../functions/programme/presets/index.ts";
import { say } from "../../functions/programme/words.ts";
import { startBrowser } from "../support/browser.ts";
import { steps, walk } from "./walk.ts";

const url = inject("demoUrl");
let browser: Browser;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  complaints = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (message.type() === "error" || /Content.Security.Policy/i.test(message.text())) complaints.push(message.text());
  });
  await page.goto(url);
});

const phone = () => page.frameLocator("iframe[src='/me']");
const shop = () => page.frameLocator("iframe[src='/shop']");

test("six buttons: 80 points, why, 27 back, a reward for 50, a check-in that wins, and a contest", async () => {
  const said = await walk(page, steps);
  expect(said).toEqual({
    buy: "80 points earned.",
    why: "80 points, and this is how:",
    refund: "€13.33 went back, and 27 points with it. 53 points remain.",
    redeem: "An espresso, for 50 points.",
    "check-in": "You are here: 50 points. And a surprise. You won: 100 points.",
    contest: "3 tickets are yours in 1 open contest.",
  });
  await phone().getByRole("heading", { name: "153 points" }).waitFor();
  await phone().getByText("+100 points").waitFor();
  await shop().getByText("€13.33 refunded").waitFor();
  await page.getByText("€40.00 at 2 points per €1.00. Nothing is left over.").waitFor();
  expect(complaints).toEqual([]);
});

test("the other programmes that ship stand beside their sentences", async () => {
  await page.getByText("Other programmes").click();
  const running = await page.locator(".menu p code").textContent();
  const others = [...presets].filter(([name]) => name !== running);
  expect(others.length).toBeGreaterThan(10);
  expect(await page.locator(".menu dt").allTextContents()).toEqual(others.map(([name]) => name));
  expect(await page.locator(".menu dd").allTextContents()).toEqual(others.map(([, { about }]) => say(about)));
});

test("under a button stand the postings as the ledger has them", async () => {
  await walk(page, ["buy", "why", "refund"]);
  const rows = page.locator("tour-step[data-step=refund] .postings tbody tr");
  expect(await rows.locator("td").allTextContents()).toEqual(["you/points", "sto_shop:issued/points", "27", "refund"]);
});

test("the curl under a button is the request itself: sent again with the shop's key, it gets the same answer and earns nothing more", async () => {
  await walk(page, ["buy"]);
  const command = (await page.locator("tour-step[data-step=buy] .request code").textContent()) ?? "";
  expect(command).toContain("$STORE_KEY");
  expect(await page.content()).not.toContain("tsk_");
  const { stdout } = await promisify(execFile)("sh", ["-c", `${command} -sS -i`], {
    env: { ...process.env, STORE_KEY: inject("demoStoreKey") },
  });
  expect(stdout).toMatch(/201 Created[\s\S]*idempotent-replayed: true/i);
  await page.goto(`${url}/me`);
  await page.getByRole("heading", { name: "80 points" }).waitFor();
});

test("a drawn contest is drawn again in the browser, step by step, with what that does not prove", async () => {
  await walk(page, ["contest"]);
  await page.getByRole("button", { name: "Draw it again in this browser" }).click();
  await page.getByText(/All \d+ steps agree with what was published/).waitFor();
  await page.getByText("Each step").click();
  const shown = await page.locator(".proof-steps li.agrees").allTextContents();
  expect(shown.join("\n")).toMatch(/Rank 1\. Ticket \d+ of \d+ falls to [0-9a-f"]+, a winner, as published/);
  expect(await page.locator("proof-check").textContent()).toContain("could have added, withheld or weighed entries");
});

test("a proof with another winner than the draw's is told apart, and the step that differs is named", async () => {
  await page.route("**/v1/contests/*/proof", async (route) => {
    const response = await route.fetch();
    const proof = await response.json();
    const [first, second] = proof.ranking;
    [first.tag, second.tag] = [second.tag, first.tag];
    await route.fulfill({ response, json: proof });
  });
  await walk(page, ["contest"]);
  await page.getByRole("button", { name: "Draw it again in this browser" }).click();
  await page.getByText(/steps do not agree/).waitFor();
  await page.getByText("Each step").click();
  expect((await page.locator(".proof-steps li.disagrees").allTextContents())[0]).toMatch(/^Differs: Rank 1/);
});

test("a purchase whose answer was lost is sent again with its own key, even after a reload, and earns once", async () => {
  let isLost = true;
  await page.route("**/demo/shop/purchases", async (route) => {
    if (!isLost) return route.continue();
    await route.fetch();
    return route.abort();
  });
  const buy = page.locator("tour-step[data-step=buy]");
  await buy.locator("button.primary:not([disabled])").click();
  await page.getByText("No answer came. Press again: it is done once.").waitFor();
  isLost = false;
  await page.reload();
  expect(await walk(page, ["buy"])).toEqual({ buy: "80 points earned." });
  await phone().getByRole("heading", { name: "80 points" }).waitFor();
});

/** The buttons within the frames are pressed by key: a pointer waits for a frame to hold still, which a busy machine draws out. */
test("the shop's own checkout reaches the phone at once, and a return takes back what it earned", async () => {
  // The frames are loaded again once she has a session.
  await shop().getByRole("link", { name: "My points" }).waitFor();
  await shop().getByRole("button", { name: "Add to cart: Enamel mug" }).press("Enter");
  await shop().getByRole("spinbutton", { name: "How many Enamel mug" }).fill("2");
  await shop().getByRole("button", { name: "Change how many Enamel mug" }).press("Enter");
  await shop().getByText("€19.00").first().waitFor();
  await shop().getByRole("link", { name: "To the checkout" }).press("Enter");
  await shop().getByRole("button", { name: "Pay €19.00" }).press("Enter");
  await shop().getByText("Thank you.").waitFor();
  await phone().getByRole("heading", { name: "38 points" }).waitFor();
  await shop().getByRole("button", { name: "Return Enamel mug" }).press("Enter");
  await phone().getByRole("heading", { name: "0 points" }).waitFor();
});

test("on the phone a reward is redeemed in two taps and undone in one, and a surprise turns its wheel to her number", async () => {
  await walk(page, ["buy"]);
  await page.goto(`${url}/me/rewards`);
  await page.getByRole("link", { name: "Choose An espresso" }).click();
  await page.getByRole("button", { name: "Redeem for 50 points" }).click();
  await page.getByText("Yours: An espresso.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Undone. Everything is as it was.").waitFor();
  await page.getByRole("link", { name: "Home" }).click();
  await page.getByRole("heading", { name: "80 points" }).waitFor();
  await page.locator("summary", { hasText: "+80 points" }).click();
  await page.getByText("2 points per €1.00 on €40.00 = 80 points").waitFor();
  await page.getByRole("link", { name: "Play" }).click();
  await page.getByLabel("Where you stand in this demo").selectOption("The Canal Bookshop");
  await page.getByRole("button", { name: "Check in here" }).click();
  await page.getByRole("button", { name: "Turn the wheel" }).click();
  await page.getByText("You won: 100 points").first().waitFor();
  await page.getByRole("link", { name: "Home" }).click();
  await page.getByRole("heading", { name: "230 points" }).waitFor();
});

test("without a script the phone shows a stranger a way in, and then her points and rewards", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const still = await context.newPage();
  await still.goto(`${url}/me`);
  await still.getByRole("button", { name: "Join as a visitor" }).click();
  await still.getByRole("heading", { name: "0 points" }).waitFor();
  await still.getByRole("link", { name: "Rewards" }).click();
  await still.getByText("50 points missing").waitFor();
  await context.close();
});
