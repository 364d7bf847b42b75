/** Showing that one is there: the counter's page, and a place's page on a member's phone. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { latLngToCell } from "h3-js";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { CELL_RESOLUTION } from "../../functions/evidence/nearby-tags.ts";
import { stepOf, venueCodeAt } from "../../functions/evidence/venue-code.ts";
import { venueKey } from "../../functions/staff/venue-codes.ts";
import { EPOCH_MS } from "../../functions/values/friend.ts";
import { hmacHex } from "../../functions/values/hash.ts";
import { bytesOfHex } from "../../functions/values/hex.ts";
import { CODE_MS, codeAt } from "../../functions/values/sign-in-code.ts";
import { startBrowser } from "../support/browser.ts";
import { DEMO_SECRET } from "../support/demo.ts";
import { filmOf } from "../support/film.ts";
import { memberToken } from "../support/member-token.ts";
import { faultsOf } from "./faults.ts";

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

test("a phone that is there checks in by its position, wins, and sees that it was fair; one that may not say so is told what helps", async () => {
  const there = await newPage({ geolocation: { latitude: 52.39, longitude: 4.89, accuracy: 12 } });
  await there.context().grantPermissions(["geolocation"], { origin: url });
  await there.goto(`${url}/c/${venue}`);
  await there.getByRole("button", { name: "Check in here" }).click();
  await there.getByRole("button", { name: "Join as a visitor" }).click();
  await there.getByRole("heading", { name: "You earned 50 points and 2 tickets" }).waitFor();
  expect(await there.evaluate("JSON.stringify({ ...sessionStorage, ...localStorage })")).not.toContain("52.39");
  await there.getByRole("button", { name: "Turn the wheel" }).click();
  await there.getByText("You won: 100 points").waitFor();
  await there.getByRole("link", { name: "Check that this was fair" }).click();
  await there.waitForURL(/\/verify\/play\/play_/);
  await there.locator("verify-proof:not([aria-busy]) .stage.agrees").first().waitFor();
  expect(await there.locator(".stage.differs").count(), "nothing in its proof differs").toBe(0);

  await there.goto(`${url}/me/visits`);
  expect(await there.getByRole("listitem").filter({ hasText: "Café Noord" }).count()).toBe(1);
  expect(await faultsOf(there), "the log of places").toEqual([]);
  await there.getByRole("button", { name: "Delete", exact: true }).click();
  await there.getByText("Deleted. What you earned stays yours.").waitFor();
  expect(await there.locator("#visits .empty").isVisible()).toBe(true);

  const hidden = await newPage();
  await hidden.goto(`${url}/c/${venue}`);
  await hidden.getByRole("button", { name: "Check in here" }).click();
  await hidden.getByRole("heading", { name: "This page may not see where your phone is" }).waitFor();
  expect(await hidden.getByLabel("The digits under the counter’s code").isVisible()).toBe(true);
});

test("who was 500 km away twenty minutes ago gets no reward, and a fair sentence that says nothing of why", async () => {
  const page = await newPage({ geolocation: { latitude: 52.39, longitude: 4.89, accuracy: 12 } });
  await page.context().grantPermissions(["geolocation"], { origin: url });
  const session = memberToken(inject("demoTraveller"), { secret: DEMO_SECRET });
  await page.context().addCookies([{ name: "member", value: session, url }]);
  await page.goto(`${url}/c/${venue}`);
  await page.getByRole("button", { name: "Check in here" }).click();
  await page.getByText("It is recorded, and earns nothing this time. You can ask our staff to look at it.").waitFor();
  expect(await page.locator("body").textContent()).not.toMatch(/You earned|You won|fast|speed|km|suspicious|cheat/i);
  await page.goto(`${url}/me/visits`);
  await page.getByRole("button", { name: "Ask our staff to look at it" }).click();
  await page.locator("#visits").getByText("Our staff will look at it.").waitFor();
});

/** What a phone answers that Chromium cannot be asked to: an error by its code, or where it was a while ago. */
const phoneSays = (answer: string) =>
  `navigator.geolocation.getCurrentPosition = (found, failed) => setTimeout(() => { ${answer} });`;
const STALE = `found({ coords: { latitude: 52.39, longitude: 4.89, accuracy: 12 }, timestamp: Date.now() - 600_000 })`;

test.each([
  ["an approximate position", "", "Your phone says only roughly where it is", /Precise location/, 3_000],
  [
    "no position at all",
    "failed({ code: 2 })",
    "Your phone cannot find out where it is",
    /step nearer to a window/,
    12,
  ],
  [
    "a phone that still looks",
    "failed({ code: 3 })",
    "Your phone is still looking for its position",
    /press again/,
    12,
  ],
  ["where it was before", STALE, "Your phone only knows where it was before", /until it has looked again/, 12],
])("%s has its own words, a next step, and the counter's code open", async (_, answer, title, helps, accuracy) => {
  const page = await newPage({ geolocation: { latitude: 52.39, longitude: 4.89, accuracy } });
  await page.context().grantPermissions(["geolocation"], { origin: url });
  if (answer !== "") await page.addInitScript({ content: phoneSays(answer) });
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(new URL(request.url()).pathname));
  await page.goto(`${url}/c/${venue}`);
  await page.getByRole("button", { name: "Check in here" }).click();
  const said = page.getByRole("heading", { name: title });
  await said.waitFor();
  expect(await page.evaluate("document.activeElement.textContent"), "it is read out").toBe(title);
  expect(await page.locator(".outcome p").textContent()).toMatch(helps);
  expect(await page.getByLabel("The digits under the counter’s code").isVisible()).toBe(true);
  expect(await page.getByRole("button", { name: "Check in here" }).isEnabled(), "she can press again").toBe(true);
  expect(sent, "nothing was sent that could not pay").toEqual([]);
});

test("a link's code leaves the address at once, and one that is over is told as such", async () => {
  const page = await newPage();
  const { token } = venueCodeAt(bytesOfHex(key, 32), venue, stepOf(Date.now()) - 9);
  await page.goto(`${url}/c/${venue}#${token}`);
  await page.getByText("The counter’s code shows that you are here.").waitFor();
  expect(page.url()).toBe(`${url}/c/${venue}`);
  await page.getByRole("button", { name: "Check in here" }).click();
  await page.getByRole("button", { name: "Join as a visitor" }).click();
  await page.getByRole("heading", { name: "That code is over" }).waitFor();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Check in here" }).click();
  await page.getByRole("heading", { name: "You are offline" }).waitFor();
});

test("who does not let the page see where she is scans the counter's code with the camera, and is checked in all the same", async () => {
  const directory = mkdtempSync(join(tmpdir(), "tessera-camera-"));
  const film = join(directory, "counter.y4m");
  const phones = await startBrowser([
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  try {
    const page = await (await phones.newContext({ viewport: phone, reducedMotion: "reduce" })).newPage();
    await page.goto(`${url}/c/${venue}`);
    await page.getByRole("button", { name: "Check in here" }).click();
    await page.getByRole("heading", { name: "This page may not see where your phone is" }).waitFor();
    await page.goto(`${url}/me`);
    await page.getByRole("button", { name: "Join as a visitor" }).click();
    await page.getByRole("link", { name: "Play" }).click();
    await page.getByText("Use the counter’s code").click();
    // What the counter shows now: the camera opens its film when it is asked for.
    const { token } = venueCodeAt(bytesOfHex(key, 32), venue, stepOf(Date.now()));
    writeFileSync(film, filmOf(`${url}/c/${venue}#${token}`));
    await page.getByRole("button", { name: "Scan it with the camera" }).click();
    await page.getByRole("heading", { name: "You earned 50 points and 2 tickets" }).waitFor();
    expect(await page.getByText("The counter's code shows that you are here.").isVisible()).toBe(true);
    expect(
      await page.locator("video").evaluate((video) => (video as unknown as { srcObject: unknown }).srcObject),
    ).toBeNull();
  } finally {
    await phones.close();
    rmSync(directory, { recursive: true, force: true });
  }
});

/** What can be pressed and is answered by a script alone: no form sends it, no link leads anywhere. */
const PRESSABLE = `[...document.querySelectorAll("button")]
  .filter((button) => button.checkVisibility() && !button.disabled)
  .filter((button) => !button.form || !(button.form.method === "post" || button.form.hasAttribute("action")))
  .map((button) => button.textContent)`;

test("nothing can be pressed that its script is not there yet to answer", async () => {
  const page = await newPage();
  const session = memberToken(inject("demoTraveller"), { secret: DEMO_SECRET });
  await page.context().addCookies([{ name: "member", value: session, url }]);
  await page.route("**/*.js", (route) => route.abort());
  for (const path of [
    "/",
    "/me",
    "/me/play",
    "/me/visits",
    "/me/nearby",
    "/me/code",
    `/c/${venue}`,
    "/places",
    "/counter",
  ]) {
    await page.goto(url + path);
    await page.evaluate(`for (const part of document.querySelectorAll("details")) part.open = true;`);
    expect(await page.evaluate(PRESSABLE), path).toEqual([]);
  }
});

/** Somebody who signed in by herself, in a browser of her own that stands somewhere. */
async function signedIn(email: string, at: { latitude: number; longitude: number }): Promise<Page> {
  const send = async (path: string, body: unknown) => {
    const headers = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
    const response = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
    return (await response.json()) as { expiresAt: string; token: string };
  };
  const { expiresAt } = await send("/v1/sign-in/codes", { email });
  const code = codeAt((label) => hmacHex(DEMO_SECRET, label), email, Date.parse(expiresAt) - CODE_MS);
  const { token } = await send("/v1/sign-in", { email, code, join: {} });
  const page = await newPage({ geolocation: { ...at, accuracy: 20 } });
  await page.context().addCookies([{ name: "member", value: token, url }]);
  await page.context().grantPermissions(["geolocation"], { origin: url });
  return page;
}

/** What a look that lasts must not fall into: the end of a quarter of an hour. */
const LOOKS_MS = 30_000;

test("hard case 24: two friends who let each other see it are told that the other is in the area, and where nothing and nobody", async () => {
  const left = EPOCH_MS - (Date.now() % EPOCH_MS);
  if (left < LOOKS_MS) await new Promise((resume) => setTimeout(resume, left));
  const [here, beside, away] = [
    { latitude: 52.370216, longitude: 4.895168 },
    { latitude: 52.374311, longitude: 4.899772 },
    { latitude: 52.090737, longitude: 5.12142 },
  ];
  const hers = await signedIn("ada.near@example.com", here);
  const his = await signedIn("ben.near@example.com", beside);
  const sent: string[] = [];
  for (const page of [hers, his])
    page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));

  await hers.goto(`${url}/me/nearby`);
  await hers.getByLabel("What this friend may call you").fill("Ada");
  await hers.getByRole("button", { name: "Make an invitation" }).click();
  await hers.getByText("Your invitation is made.").waitFor();
  await his.goto((await hers.getByRole("link", { name: "Link", exact: true }).getAttribute("href")) ?? "");
  await his.getByRole("heading", { name: "Ada would like to be your friend" }).waitFor();
  await his.getByLabel("What this friend may call you").first().fill("Ben");
  await his.getByRole("button", { name: "Accept" }).click();
  await his.getByText("You are friends now.").waitFor();
  for (const page of [hers, his]) {
    await page.getByRole("button", { name: "Turn it on" }).click();
    await page.getByRole("button", { name: "Look who is near" }).waitFor();
  }
  await hers.reload();
  const digits = async (page: Page) => {
    await page.getByText("Compare keys").click();
    return page.locator("[data-part=fingerprint]").textContent();
  };
  expect(await digits(hers)).toMatch(/^(\d{5} ){5}\d{5}$/);
  expect(await digits(his)).toBe(await hers.locator("[data-part=fingerprint]").textContent());

  const files = () => sent.filter((each) => each.includes("/assets/")).length;
  const before = files();
  const looks = async (page: Page, says: string | RegExp) => {
    await page.getByRole("button", { name: "Look who is near" }).click();
    await expect.poll(() => page.locator("[data-part=said]").textContent()).toMatch(says);
  };
  await looks(hers, "None of your friends is in your area just now.");
  expect(files(), "the library of cells comes with the first look").toBeGreaterThan(before);
  await looks(his, "In your area: Ada.");
  await looks(hers, "In your area: Ben.");
  expect(await hers.getByText("in your area", { exact: true }).isVisible()).toBe(true);
  for (const colorScheme of ["light", "dark"] as const) {
    await hers.emulateMedia({ colorScheme });
    expect(await faultsOf(hers), `the page in ${colorScheme}`).toEqual([]);
  }

  // A page may take a position of some seconds ago for one of now; a fresh one has none.
  const moves = async (page: Page, to: typeof here) => {
    await page.context().setGeolocation({ ...to, accuracy: 20 });
    await page.reload();
  };
  await moves(his, away);
  await looks(his, /You moved on: look again at/);
  await looks(hers, "None of your friends is in your area just now.");
  await moves(his, beside);
  await looks(his, "In your area: Ada.");
  await looks(hers, "In your area: Ben.");
  // At home: it is marked on the device alone, and from there and a step beside it nothing is sent.
  const home = "You do not look from here: nothing was sent.";
  const calls: string[] = [];
  hers.on("request", (request) => {
    if (request.url().includes("/v1/")) calls.push(request.url());
  });
  await hers.getByText("At home, at work").click();
  await hers.getByRole("button", { name: "Don’t look from here" }).click();
  await expect.poll(() => hers.locator("[data-part=said]").textContent()).toBe(home);
  expect(await hers.getByText("in your area", { exact: true }).isVisible()).toBe(false);
  await hers.reload();
  await looks(hers, home);
  expect(calls, "the server heard nothing").toEqual([]);
  await hers.getByText("At home, at work").click();
  expect(await faultsOf(hers)).toEqual([]);
  await hers.getByRole("button", { name: "Look from everywhere again" }).click();
  await looks(hers, "In your area: Ben.");
  expect(calls.length).toBeGreaterThan(0);
  await his.getByRole("button", { name: "Turn it off" }).click();
  await his.getByText("Done.").waitFor();
  await looks(hers, "None of your friends has it on just now.");
  expect(await hers.getByText("in your area", { exact: true }).isVisible()).toBe(false);

  const said = sent.join("\n");
  for (const place of [here, beside, away]) {
    for (const degrees of Object.values(place)) expect(said).not.toContain(String(degrees).slice(0, 6));
    expect(said).not.toContain(latLngToCell(place.latitude, place.longitude, CELL_RESOLUTION));
  }
  expect(said, "nor any cell of that size").not.toMatch(/87[0-9a-f]{7}ffffff/);
});

test.each([
  ["light", phone],
  ["light", { width: 1280, height: 800 }],
  ["dark", phone],
  ["dark", { width: 1280, height: 800 }],
] as const)("the pages of evidence are sound in %s on %o", async (colorScheme, viewport) => {
  const page = await newPage({ colorScheme, viewport });
  await page.goto(`${url}/counter`);
  await page.getByRole("heading", { name: "No code to show yet" }).waitFor();
  expect(await faultsOf(page), "a counter without a code").toEqual([]);
  await page.goto(counterUrl);
  await page.reload();
  await page.getByRole("img", { name: /code to scan/ }).waitFor();
  expect(await faultsOf(page), "the counter").toEqual([]);
  const { token } = venueCodeAt(bytesOfHex(key, 32), venue, stepOf(Date.now()));
  await page.goto(`${url}/c/${venue}#${token}`);
  await page.getByText("Send my position too.").waitFor();
  expect(await faultsOf(page), "a place").toEqual([]);
  await page.getByRole("button", { name: "Check in here" }).click();
  await page.getByRole("button", { name: "Join as a visitor" }).click();
  await page.getByRole("heading", { name: "You earned 50 points and 2 tickets" }).waitFor();
  expect(await faultsOf(page), "what came of it").toEqual([]);
  await page.goto(`${url}/me/play`);
  await page.getByText("Use the counter’s code").click();
  expect(await faultsOf(page), "the member's page").toEqual([]);
});
