/** A member's pages on a phone without a network: hers as she saw them last, with their time, and never somebody else's. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBrowser } from "../support/browser.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { CITY_BEGAN, city } from "./city.ts";

let browser: Browser;
let demo: Demo;
beforeAll(async () => {
  [browser, demo] = await Promise.all([startBrowser(), startDemo(city, { began: CITY_BEGAN })]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

const headings = (page: Page) => page.getByRole("heading", { level: 1 }).textContent();
/** Run in the page, as text: tests know no browser's types. */
const KEPT = `caches.keys()
  .then((names) => Promise.all(names.filter((name) => name.startsWith("pages-")).map(async (name) => (await caches.open(name)).keys())))
  .then((requests) => requests.flat().map(({ url }) => new URL(url).pathname).sort())`;
const WIDTHS = (sources: string[]) => `Promise.all(${JSON.stringify(sources)}.map(async (src) => {
  const picture = Object.assign(new Image(), { src });
  await picture.decode();
  return picture.naturalWidth;
}))`;
const kept = async (page: Page, paths: string[]) => expect.poll(() => page.evaluate(KEPT)).toEqual(paths);

async function joins(phone: BrowserContext): Promise<Page> {
  const page = await phone.newPage();
  await page.goto(`${demo.url}/me`);
  await page.getByRole("button", { name: "Join as a visitor" }).click();
  await page.locator("#balance-title").waitFor();
  await page.evaluate("navigator.serviceWorker.ready.then(() => 0)");
  await page.waitForFunction("navigator.serviceWorker.controller !== null");
  return page;
}

test("a phone can keep the pages as an app, under the programme's name and with its icon", async () => {
  const page = await browser.newPage();
  await page.goto(`${demo.url}/me`);
  const manifest = await (await page.request.get(`${demo.url}/manifest.webmanifest`)).json();
  expect(manifest).toMatchObject({
    name: "City Explorer",
    short_name: "City",
    start_url: "/me",
    display: "standalone",
  });
  const pictures = manifest.icons.slice(1).map(({ src }: { src: string }) => src);
  const sizes = await page.evaluate(WIDTHS(pictures));
  expect(sizes).toEqual([192, 512]);
  const devtools = await page.context().newCDPSession(page);
  const { errors } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  await page.close();
});

test("without a network she sees what she saw last and when; who signs in after her never does", async () => {
  const phone = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: "en-GB" });
  const page = await joins(phone);
  const ada = (await (await page.request.get(`${demo.url}/v1/me`)).json()).member;
  await page.goto(`${demo.url}/me/rewards`);
  await kept(page, ["/me", "/me/code", "/me/rewards"]);

  await phone.setOffline(true);
  // Her card, which she never opened: at the counter is no network.
  await page.goto(`${demo.url}/me/code`);
  await page.getByRole("img", { name: /Your code for the counter/ }).waitFor();
  await page.goto(`${demo.url}/me`);
  expect(await page.locator("#balance-title").textContent()).toContain("points");
  expect(await page.getByRole("alert").textContent()).toMatch(/^You are offline\..* As of \d\d?:\d\d.*\.$/);
  const display = await page.evaluate(`getComputedStyle(document.querySelector(".pages ul")).listStyleType`);
  expect(display, "with its style sheet").toBe("none");
  await page.goto(`${demo.url}/me/history`);
  expect(await headings(page)).toBe("This page needs a network");
  const answered = await page.evaluate(() =>
    fetch("/v1/me").then(
      () => "answered",
      () => "nothing",
    ),
  );
  expect(answered, "what the API says is never kept").toBe("nothing");

  await phone.setOffline(false);
  await page.goto(`${demo.url}/me`);
  await kept(page, ["/me", "/me/code", "/me/rewards"]);
  expect(await page.getByRole("alert").count()).toBe(0);

  // Somebody else comes in on the same phone, and nobody said goodbye.
  await phone.clearCookies();
  await page.request.post(`${demo.url}/demo/session`, { data: {} });
  const ben = (await (await page.request.get(`${demo.url}/v1/me`)).json()).member;
  if (ben === ada) throw new Error("somebody else has to be signed in");
  await page.goto(`${demo.url}/me/profile`);
  await kept(page, ["/me", "/me/code", "/me/profile"]);
  await phone.setOffline(true);
  await page.goto(`${demo.url}/me/rewards`);
  expect(await headings(page)).toBe("This page needs a network");

  await phone.setOffline(false);
  await page.goto(`${demo.url}/me/sessions`);
  await page.getByRole("button", { name: "Sign out everywhere", exact: true }).click();
  await page.waitForURL("**/signed-out");
  await kept(page, []);
  await phone.setOffline(true);
  await page.goto(`${demo.url}/me`);
  expect(await headings(page)).toBe("This page needs a network");
  await phone.close();
});
