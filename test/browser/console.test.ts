/** The console, as an owner meets it: every page of it, on a phone and a desktop, and what she does on them. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inviteStaff } from "../../bin/staff.ts";
import { enrol } from "../../functions/operations/enrol.ts";
import { joinLine } from "../../functions/operations/line.ts";
import { openVenue } from "../../functions/operations/venue.ts";
import { startBrowser } from "../support/browser.ts";
import { DEMO_SECRET, type Demo, startDemo } from "../support/demo.ts";
import { memberToken } from "../support/member-token.ts";
import { CITY_BEGAN, city, liveInCity } from "./city.ts";
import { faultsEverywhere } from "./faults.ts";

const EMAIL = "dora@example.com";
/** A venue 555 km from the others. */
const FAR = { venue: "ven_far", name: "The Far Mill", latitude: 47.39, longitude: 4.89 };
const NEAR = { venue: "ven_cafe", latitude: 52.39, longitude: 4.89 };

let browser: Browser;
let demo: Demo;
let page: Page;
beforeAll(async () => {
  [browser, demo] = await Promise.all([startBrowser(), startDemo(city, { began: CITY_BEGAN, live: liveInCity })]);
  await appealed();
  const { path } = await inviteStaff({ ledger: demo.ledger, email: "owner@example.com", role: "owner" });
  page = await browser.newPage({ viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
  page.setDefaultTimeout(10_000);
  await page.goto(demo.url + path);
  await page.getByRole("button", { name: "Sign in to the console" }).click();
  await page.getByRole("heading", { name: "Find a member" }).waitFor();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

/** Dora is at two places at once, and asks that somebody look at it. */
async function appealed(): Promise<void> {
  const { name, venue } = FAR;
  const degrees = { latitudeE7: FAR.latitude * 1e7, longitudeE7: FAR.longitude * 1e7 };
  await demo.does(openVenue, { venue, store: "sto_shop", name, ...degrees, radiusMetres: 75 });
  const { member } = await demo.does(enrol, { identity: { kind: "email", value: EMAIL }, others: [], profile: {} });
  await demo.does(joinLine, { member: String(member), reward: "concert" });
  const token = memberToken(member, { secret: DEMO_SECRET });
  const post = async (path: string, body: object) => {
    const headers = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    };
    const answer = await fetch(demo.url + path, { method: "POST", headers, body: JSON.stringify(body) });
    return (await answer.json()) as { id: string; trust?: string };
  };
  const at = ({ venue: where, latitude, longitude }: typeof NEAR) => ({
    venue: where,
    fix: { latitude, longitude, accuracyMetres: 10, timestamp: Date.now() },
  });
  await post("/v1/me/check-ins", at(NEAR));
  const { id, trust } = await post("/v1/me/check-ins", at(FAR));
  expect(trust).toBe("low");
  await post(`/v1/me/check-ins/${id}/appeal`, { says: "I took the night train. My clock was wrong." });
}

/** Where the console's own links lead. */
const linksIn = (within: string) =>
  page
    .locator(`${within} a[href^="/staff"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));

test("every page of the console is sound on a phone and a desktop, in light and dark", async () => {
  const named = await linksIn("nav");
  expect(named.length).toBeGreaterThanOrEqual(9);
  const paths = [...named, "/staff/venues/new", "/staff/venues/file", "/staff/venues/at/ven_cafe"];
  paths.push("/staff/rewards/cinema/codes", "/staff/rewards/concert/line");
  await page.goto(`${demo.url}/staff/contests`);
  paths.push(...(await linksIn("main")).slice(0, 2));
  await page.goto(`${demo.url}/staff?query=${EMAIL}`);
  paths.push(...(await linksIn("main")));
  for (const path of paths) {
    await page.goto(demo.url + path);
    expect(await faultsEverywhere(page), path).toEqual([]);
  }
});

test("a venue opens where its pasted coordinates are, and its pin is on the map", async () => {
  await page.goto(`${demo.url}/staff/venues`);
  await page.getByRole("link", { name: "Open a venue" }).click();
  await page.getByLabel("Name", { exact: true }).fill("The Lighthouse");
  await page.getByLabel("Where", { exact: true }).fill("52.3801, 4.9001");
  await page.getByRole("button", { name: "Open the venue" }).click();
  await page.getByText("The venue is open.").waitFor();
  expect(await page.getByLabel("Where", { exact: true }).inputValue()).toBe("52.3801, 4.9001");
  await page.locator("venue-pin path.map-pin").waitFor();
  expect(await faultsEverywhere(page)).toEqual([]);
});

test("a file with a wrong line says which, and when it is mended its three rows are imported", async () => {
  const row = (id: string, longitude: string) => `${id},sto_shop,Kiosk ${id},52.37,${longitude}`;
  const file = (third: string) =>
    ["id,store,name,latitude,longitude", row("a", "4.81"), row("b", "4.82"), row("c", third)].join("\n");
  await page.goto(`${demo.url}/staff/venues/file`);
  await page.getByLabel("Or paste it").fill(file("481"));
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByText("2 new, 0 changed, 0 as they are, 1 wrong.").waitFor();
  expect(await page.getByRole("row", { name: /^4 / }).textContent()).toMatch(/longitude/);
  expect(await page.getByRole("button", { name: /^Import it/ }).count()).toBe(0);
  expect(await faultsEverywhere(page)).toEqual([]);
  await page.getByLabel("Or paste it").fill(file("4.83"));
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByRole("button", { name: "Import it: 3 new, 0 changed" }).click();
  await page.getByText("3 opened, 0 changed, 0 as they were.").waitFor();
  await page.goto(`${demo.url}/staff/venues`);
  await page.getByRole("heading", { name: "Kiosk c" }).waitFor();
  await page
    .getByText(/^Of Corner & Co\\., open\./)
    .first()
    .waitFor();
});

test("a list of codes says which lines are passed over and why, and brings the others along", async () => {
  await page.goto(`${demo.url}/staff/rewards`);
  await page.getByRole("link", { name: "Bring codes for cinema" }).click();
  await page.getByLabel("Or paste it").fill("code;batch\nFILM-1;a\nFILM 2;a\nfilm-1;b\nFILM-3;b");
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByText("2 new, 2 passed over.").waitFor();
  expect(await page.getByRole("row", { name: "3 has a space within" }).count()).toBe(1);
  expect(await page.getByRole("row", { name: "4 the same as line 2" }).count()).toBe(1);
  expect(await faultsEverywhere(page)).toEqual([]);
  await page.getByRole("button", { name: "Bring 2 along" }).click();
  await page.getByText("2 codes were brought along.").waitFor();
  await page.getByLabel("Or paste it").fill("FILM-1\nFILM-4");
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByRole("row", { name: "1 there already" }).waitFor();
  await page.getByRole("button", { name: "Bring this one along" }).click();
  await page.getByText("3 of 3 are left.").waitFor();
});

test("an appeal is read and accepted, and then nobody asks for anything", async () => {
  await page.goto(`${demo.url}/staff/appeals`);
  await page.getByText("I took the night train.").waitFor();
  expect(await page.getByRole("main").textContent(), "by her name").toMatch(/By \p{Lu}\p{L}+.*mem_/u);
  await page.getByRole("button", { name: "Accept" }).click();
  await page.getByText("Accepted: what it gives is hers.").waitFor();
  expect(await page.getByRole("button", { name: "Accept" }).count()).toBe(0);
});

test("an endpoint is added, and its page, which shows its secret once, is sound", async () => {
  await page.goto(`${demo.url}/staff/webhooks`);
  await page.getByLabel("Address").fill("https://hooks.example.com/tessera");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText("This is the secret.").waitFor();
  await page.goto(`${demo.url}/staff/webhooks`);
  await page.getByRole("link", { name: "hooks.example.com" }).click();
  await page.getByRole("button", { name: "Send a test" }).waitFor();
  expect(await page.getByText("This is the secret.").count()).toBe(0);
  expect(await faultsEverywhere(page)).toEqual([]);
});
