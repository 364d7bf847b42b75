/** Joining by a code and by a link, signing in with a passkey, and signing out, as a person does it. */
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { SCREENS, startBrowser } from "../support/browser.ts";
import { faultsEverywhere, faultsOf } from "./faults.ts";

/** Passkeys belong to a name: an address of numbers has none. */
const site = inject("demoUrl").replace("127.0.0.1", "localhost");
let browser: Awaited<ReturnType<typeof startBrowser>>;
let person: BrowserContext;
let page: Page;
let number = 0;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  person = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB" });
  page = await person.newPage();
});
afterEach(() => person.close());

const fresh = () => {
  number += 1;
  return `person-${number}@example.com`;
};

/** The mail that came to an address last, as the demo's mailbox shows it. */
async function mailTo(email: string): Promise<{ code: string; link: string }> {
  const mailbox = await person.newPage();
  const mail = mailbox.locator("li").filter({ hasText: email }).first();
  for (let tries = 0; tries < 50 && !(await mail.isVisible()); tries++) {
    await mailbox.goto(`${site}/demo/mailbox`);
    await mailbox.waitForTimeout(50);
  }
  const code = ((await mail.locator("h2").textContent()) ?? "").slice(0, 6);
  const link = (await mail.locator("a").getAttribute("href")) ?? "";
  await mailbox.close();
  return { code, link };
}

/** What the browser keeps of the member's code. Run in the page, as text: tests know no browser's types. */
const KEPT_KEY = `new Promise((resolve) => {
  indexedDB.open("member-code", 1).onsuccess = ({ target }) => {
    target.result.transaction("keys").objectStore("keys").get("this-device").onsuccess = ({ target }) => resolve(target.result);
  };
})`;

async function join(email: string, next = "/me/sessions"): Promise<void> {
  await page.goto(`${site}/join?next=${next}`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("What shall we call you?").fill("Ada");
  await page.getByLabel("I have read").check();
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByLabel("Code").fill((await mailTo(email)).code);
  await page.getByRole("button", { name: "Sign in" }).click();
}

describe("without a script", () => {
  beforeEach(async () => {
    await person.close();
    person = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    page = await person.newPage();
  });

  test("a new member joins by a code, sees where she is signed in, and signs out", async () => {
    await join(fresh());
    await page.waitForURL(`${site}/me/sessions`);
    expect(await page.getByRole("main").textContent()).toContain("this device");
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("You are signed out");
    await page.goto(`${site}/me/sessions`);
    expect(new URL(page.url()).pathname).toBe("/sign-in");
  });

  test("whoever signs in with an address that nobody joined with is asked to join, and needs no second code", async () => {
    const email = fresh();
    await page.goto(`${site}/sign-in?next=/me/sessions`);
    await page.getByLabel("E-mail address").fill(email);
    await page.getByRole("button", { name: "Send me a code" }).click();
    const { code } = await mailTo(email);
    await page.getByLabel("Code").fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByRole("button", { name: "Sign in" }).click();
    expect(await page.getByRole("main").textContent()).toContain(`Nobody has joined with ${email} yet`);
    await page.getByLabel("I have read").check();
    await page.getByRole("button", { name: "Join now" }).click();
    await page.waitForURL(`${site}/me/sessions`);
  });

  test("the link of the mail signs in once; looking at it does not use it up", async () => {
    const email = fresh();
    await join(email);
    await page.goto(`${site}/sign-in`);
    await page.getByLabel("E-mail address").fill(email);
    await page.getByRole("button", { name: "Send me a code" }).click();
    const { link } = await mailTo(email);
    await page.goto(link);
    await page.goto(link);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${site}/me`);
    await page.goto(link);
    await page.getByRole("button", { name: "Sign in" }).click();
    expect(await page.getByRole("main").textContent()).toContain("This link was used already");
  });

  test("a wrong code says how many tries are left", async () => {
    const email = fresh();
    await page.goto(`${site}/sign-in`);
    await page.getByLabel("E-mail address").fill(email);
    await page.getByRole("button", { name: "Send me a code" }).click();
    const { code } = await mailTo(email);
    await page.getByLabel("Code").fill(String((Number(code) + 1) % 1_000_000).padStart(6, "0"));
    await page.getByRole("button", { name: "Sign in" }).click();
    expect(await page.getByRole("alert").textContent()).toBe("That is not the code. 4 tries are left.");
  });
});

test.each(SCREENS)(
  "on a %s a passkey is added, signs in by itself, and does not once it is removed",
  async (_, screen) => {
    await page.setViewportSize(screen);
    const device = await person.newCDPSession(page);
    await device.send("WebAuthn.enable");
    await device.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await join(fresh());
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("button", { name: "Rename" }).waitFor();
    await page.getByLabel("Name").fill("My phone");
    await page.getByRole("button", { name: "Rename" }).click();
    expect(await page.getByLabel("Name").inputValue()).toBe("My phone");
    await page.getByRole("button", { name: "Sign out", exact: true }).click();

    await page.goto(`${site}/sign-in?next=/me/sessions`);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.waitForURL(`${site}/me/sessions`);
    expect(await page.getByRole("main").textContent()).toContain("by passkey");
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByText("You have none yet.").waitFor();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();

    await page.goto(`${site}/sign-in`);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByText("This passkey did not sign you in.").waitFor();
  },
);

test.each(SCREENS)(
  "on a %s a member's code is there without a network, changes, and is gone when she signs out",
  async (_, screen) => {
    await page.setViewportSize(screen);
    await person.addInitScript(
      "navigator.wakeLock.request = async () => { globalThis.awake = true; return { released: false }; }",
    );
    await page.clock.install({ time: Date.now() });
    await join(fresh(), "/me/code");
    const code = page.getByRole("img", { name: /Your code for the counter/ });
    await code.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.evaluate("globalThis.awake")).toBe(true);
    const first = await code.innerHTML();
    const typed = page.locator("[data-part=typed]");
    expect(await typed.textContent()).toMatch(/^[0-9A-Z]{3} [0-9A-Z]{3} [0-9A-Z]{3}$/);
    const exported = page.evaluate(`${KEPT_KEY}.then(({ key }) => crypto.subtle.exportKey("raw", key))`);
    await expect(exported, "no script reads the key").rejects.toThrow("not extractable");
    await person.setOffline(true);
    await page.clock.fastForward(31_000);
    await expect.poll(() => code.innerHTML()).not.toBe(first);
    await page.getByText("No network").waitFor();
    await person.setOffline(false);
    await page.goto(`${site}/me/sessions`);
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await page.getByText("You are signed out").waitFor();
    await expect.poll(() => page.evaluate(`${KEPT_KEY}.then(String)`)).toBe("undefined");
    await page.goto(`${site}/me/code`);
    await page.getByText("Nobody is signed in on this phone").waitFor();
  },
);

test("a shop's link signs in once, leaves no token in the address, and asks whoever is signed in already", async () => {
  const headers = { authorization: `Bearer ${inject("demoStoreKey")}`, "content-type": "application/json" };
  const email = fresh();
  const enrolment = {
    method: "POST",
    headers: { ...headers, "idempotency-key": email },
    body: JSON.stringify({ email }),
  };
  await fetch(`${site}/v1/members`, enrolment);
  const session = { method: "POST", headers, body: JSON.stringify({ member: { email } }) };
  const { token } = (await (await fetch(`${site}/v1/member-sessions`, session)).json()) as { token: string };
  await page.goto(`${site}/me?token=${token}&next=/me/sessions`);
  expect(page.url()).toBe(`${site}/me/sessions`);
  expect(await page.getByRole("main").textContent()).toContain("by a shop’s link");
  await person.clearCookies();
  await join(fresh());
  const again = (await (await fetch(`${site}/v1/member-sessions`, session)).json()) as { token: string };
  await page.goto(`${site}/me?token=${again.token}`);
  expect(await faultsEverywhere(page)).toEqual([]);
  await page.getByRole("link", { name: "Stay signed in as Ada" }).click();
  await page.waitForURL(`${site}/me`);
  await page.goBack();
  await page.getByRole("button", { name: "Sign in as p•••@e•••.com" }).click();
  await page.goto(`${site}/me/sessions`);
  expect(await page.getByRole("main").textContent()).toContain("by a shop’s link");
  await person.clearCookies();
  await page.goto(`${site}/me?token=${token}`);
  expect(await page.getByRole("main").textContent()).toContain("This link was used already");
});

test("axe finds nothing at the entrance in any size and scheme, from either side", async () => {
  for (const path of ["/join?lang=en", "/sign-in?lang=ar", "/signed-out?lang=vi", "/demo/mailbox"]) {
    await page.goto(site + path);
    expect([path, await faultsEverywhere(page)]).toEqual([path, []]);
  }
  await page.goto(`${site}/sign-in?lang=ar`);
  await page.locator("input[type=email]").fill(fresh());
  await page.locator("form button").first().click();
  await page.locator("input.code").waitFor();
  expect(await faultsEverywhere(page)).toEqual([]);
});
