/** A surprise is revealed on the member's page: by a wheel that is its odds, turned to the number that the draw gave. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { SCREENS, startBrowser } from "../support/browser.ts";
import { faultsEverywhere } from "./faults.ts";
import { walk } from "./walk.ts";

const url = inject("demoUrl");
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** The page of a visitor who has just checked in, with a play that waits. */
async function visitor(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 }, ...options })).newPage();
  await page.goto(url);
  await walk(page, ["buy"]);
  await page.goto(`${url}/me/play`);
  await page.getByLabel("Where you stand in this demo").selectOption("The Canal Bookshop");
  await page.getByRole("button", { name: "Check in here" }).click();
  await page.getByRole("button", { name: "Turn the wheel" }).waitFor();
  return page;
}
const status = (page: Page) => page.locator("play-reveal [role=status]");
/** Where the ring stands in the end, and where the pointer is in the middle of a ticket: six rounds back from the top. */
const turned = (page: Page) => page.evaluate<number>("parseFloat(document.querySelector('.ring').style.rotate)");
const degreesOf = (ticket: number) => 6 * 360 - ((ticket + 0.5) * 360) / 1_000_000;

/** The number of a play as its published proof has it. */
async function ticketOf(page: Page): Promise<number> {
  const [play] = (await (await page.request.get(`${url}/v1/me/plays`)).json()).data;
  const { plays } = await (await page.request.get(url + play.proof)).json();
  return plays[play.receipt.seq - 1].ticket;
}

test("each slice is as long as its odds in a million, and the words beside it say the same", async () => {
  const page = await visitor();
  const [{ table, noWin }] = (await (await page.request.get(`${url}/v1/surprises`)).json()).data;
  const slices = await page
    .locator(".wheel .slice")
    .evaluateAll((circles) =>
      circles.map((circle) =>
        ["pathLength", "stroke-dasharray", "stroke-dashoffset"].map((name) => circle.getAttribute(name)),
      ),
    );
  let from = 0;
  for (const [index, { odds, says }] of table.entries()) {
    expect(slices[index]).toEqual(["1000000", `${odds} ${1_000_000 - odds}`, `${-from}`]);
    expect(await page.locator(".chance").nth(index).textContent()).toContain(says);
    from += odds;
  }
  expect(slices).toHaveLength(table.length);
  expect(await page.locator(".chance").count()).toBe(table.length + (noWin === null ? 0 : 1));
  await page.context().close();
});

test.each(SCREENS)(
  "on a %s: checked in, Escape ends the turning; the wheel stands on the published number, which is said, and the proof takes the focus",
  async (_, viewport) => {
    const page = await visitor({ viewport });
    const button = page.getByRole("button", { name: "Turn the wheel" });
    await button.focus();
    await page.keyboard.press("Enter");
    const moving = () => page.evaluate("document.querySelector('.ring').getAnimations().length");
    await expect.poll(moving).toBe(1);
    expect(await status(page).textContent(), "nothing is said before it is shown").toBe("");
    await page.keyboard.press("Escape");
    await page.getByText("Your number:").waitFor({ timeout: 2_000 });
    const ticket = await ticketOf(page);
    expect(await turned(page)).toBeCloseTo(degreesOf(ticket), 2);
    expect(await status(page).textContent()).toBe(`You won: 100 points. Your number: ${ticket.toLocaleString("en")}.`);
    expect(await page.locator(".hub").textContent()).toBe(ticket.toLocaleString("en"));
    expect(await page.locator(".chance.hit").textContent()).toContain("100 points");
    // The page around it is brought up to date, and the wheel stays.
    await page.getByText("Surprises", { exact: true }).waitFor();
    const link = page.getByRole("link", { name: "Check that this was fair" });
    expect(await page.evaluate("document.activeElement.textContent.trim()")).toBe("Check that this was fair");
    expect(await turned(page)).toBeCloseTo(degreesOf(ticket), 2);
    await link.press("Enter");
    await page.waitForURL(/\/verify\/play\/play_/);
    await page.context().close();
  },
);

test("with reduced motion nothing turns, and the result is there at once", async () => {
  const page = await visitor({ reducedMotion: "reduce" });
  await page.evaluate("Element.prototype.animate = () => { document.documentElement.dataset.moved = ''; }");
  await page.getByRole("button", { name: "Turn the wheel" }).click();
  await page.getByText("Your number:").waitFor();
  expect(await page.locator("html").getAttribute("data-moved")).toBeNull();
  await page.context().close();
});

test("hard case 17: while its draw is to come she is told how far away it is, then that it is late, and then what it gave", async () => {
  const page = await visitor({ reducedMotion: "reduce" });
  await page.clock.install();
  const due = (await page.evaluate(() => Date.now())) + 4_000;
  let isThere = false;
  // Answers as the API gives them while a beacon is to come; the demo's own draws wait for none.
  await page.route("**/reveal", (route) =>
    isThere
      ? route.continue()
      : route.fulfill({
          status: 409,
          contentType: "application/problem+json",
          json: { code: "play_not_settled", title: "Not settled yet", revealAt: new Date(due).toISOString() },
        }),
  );
  await page.getByRole("button", { name: "Turn the wheel" }).click();
  await page.getByText(/^The public draw that decides is [1-4] s away\.$/).waitFor();
  expect(await page.locator(".hub").textContent()).toMatch(/^[1-4]$/);
  await page.clock.runFor(40_000);
  await page.getByText("We will tell you here when it is known.").waitFor();
  isThere = true;
  await page.clock.runFor(12_000);
  await page.getByText("You won: 100 points.").waitFor();
  await page.context().close();
});

test("axe finds nothing in any size and scheme, before the wheel is turned and after", async () => {
  const page = await visitor({ reducedMotion: "reduce" });
  expect(await faultsEverywhere(page)).toEqual([]);
  await page.getByRole("button", { name: "Turn the wheel" }).click();
  await page.getByText("Your number:").waitFor();
  expect(await faultsEverywhere(page)).toEqual([]);
  await page.context().close();
});
