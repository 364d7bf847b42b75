/** Signing in with an account elsewhere: over a real provider, and with everything that it could send wrongly. */
import { afterEach, expect, inject, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import type { Next } from "../support/oidc-provider.ts";
import { presetWorld } from "../support/presets.ts";
import { type Answer, orderOf, type World } from "../support/world.ts";

/** A preset that people join through a social account. */
const world = await presetWorld("coffee-stars");
afterEach(() => conserved(world.client));

/** A browser that keeps cookies. */
function browser(of: Pick<World, "send"> = world) {
  const jar = new Map<string, string>();
  const send = async (
    method: string,
    path: string,
    form?: Record<string, string>,
    site = "same-origin",
  ): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers: Record<string, string> = { cookie, "sec-fetch-site": site };
    if (form) headers["content-type"] = "application/x-www-form-urlencoded";
    const body = form ? { body: new URLSearchParams(form).toString() } : {};
    const answer = await of.send({ method, path, headers, ...body });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = "", rest = ""] = /^([^=]+)=([^;]*)(.*)$/.exec(set) ?? [];
      if (/Max-Age=0/.test(rest)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return {
    jar,
    get: (path: string) => send("GET", path),
    /** Opens a link of another site's. */
    led: (path: string) => send("GET", path, undefined, "cross-site"),
    post: (path: string, form: Record<string, string>) => send("POST", path, form),
  };
}

/** Over to the provider and back, as far as the callback's path. */
async function over(person: ReturnType<typeof browser>, next: Next): Promise<string> {
  await fetch(`${inject("oidcUrl")}/next`, { method: "POST", body: JSON.stringify(next) });
  const sent = await person.get("/sign-in/with/elsewhere?next=/me/sessions");
  expect(sent.status).toBe(303);
  const back = await fetch(sent.headers.get("location") ?? "", { redirect: "manual" });
  const { pathname, search } = new URL(back.headers.get("location") ?? "");
  return pathname + search;
}

const claimsOf = (sub: string, more: object = {}) => ({
  sub,
  email: `${sub}@example.com`,
  email_verified: true,
  name: "Ada",
  ...more,
});
const tokenIn = (answer: Answer) => /name="token" value="([^"]+)"/.exec(answer.text)?.[1] ?? "";
const me = (person: ReturnType<typeof browser>) => person.get("/v1/me");

test("whoever is new consents and joins; the account signs her in from then on, also without an address", async () => {
  const person = browser();
  const asked = await person.get(await over(person, { claims: claimsOf("new") }));
  expect([asked.status, person.jar.has("member"), asked.text.includes("new@example.com")]).toEqual([200, false, true]);
  const joined = await person.post("/sign-in/account", { token: tokenIn(asked), terms: "yes", name: "Ada" });
  expect([joined.status, joined.headers.get("location")]).toEqual([303, "/me/sessions"]);
  const first = await me(person);
  expect([first.json.state, first.json.name]).toEqual(["joined", "Ada"]);
  expect((await person.post("/sign-in/account", { token: tokenIn(asked), terms: "yes" })).text).toContain(
    "used already",
  );

  const later = browser();
  const back = await later.get(await over(later, { claims: { sub: "new" } }));
  expect([back.status, (await me(later)).json.member]).toEqual([303, first.json.member]);
});

test("a member with the same verified address is signed in, and a guest keeps what she earned", async () => {
  const known = await world.post("/v1/members", { email: "known@example.com" });
  const person = browser();
  expect((await person.get(await over(person, { claims: claimsOf("known") }))).status).toBe(303);
  expect((await me(person)).json.member).toBe(known.json.member);

  const earned = await world.post("/v1/purchases", orderOf("a-1", 4000, { email: "guest@example.com" }));
  const guest = browser();
  const asked = await guest.get(await over(guest, { claims: claimsOf("guest") }));
  await guest.post("/sign-in/account", { token: tokenIn(asked), terms: "yes" });
  expect([(await me(guest)).json.member, (await me(guest)).json.balances]).toEqual([
    earned.json.member,
    earned.json.balances,
  ]);
});

test("another site's link begins it where nobody is signed in, and where somebody is she presses it herself", async () => {
  const person = browser();
  expect((await person.led("/sign-in/with/elsewhere")).headers.get("location")).toContain("/authorize");
  await person.get(await over(person, { claims: claimsOf("new") }));
  expect((await me(person)).status).toBe(200);
  const led = await person.led("/sign-in/with/elsewhere?next=/me/rewards");
  expect(led.headers.get("location")).toBe("/sign-in?next=%2Fme%2Frewards");
});

const deceits: [string, Next][] = [
  ["an address that was not verified", { claims: claimsOf("known", { sub: "thief", email_verified: false }) }],
  ["an address whose proof is a text", { claims: claimsOf("known", { sub: "thief", email_verified: "true" }) }],
  ["another nonce", { claims: claimsOf("known"), instead: { nonce: "another" } }],
  ["no nonce", { claims: claimsOf("known"), instead: { nonce: null } }],
  ["another audience", { claims: claimsOf("known"), instead: { aud: "somebody-else" } }],
  ["another issuer", { claims: claimsOf("known"), instead: { iss: "https://elsewhere.example" } }],
  ["a token that has run out", { claims: claimsOf("known"), instead: { exp: 1_700_000_000 } }],
  ["a forged signature", { claims: claimsOf("known"), isForged: true }],
  ["another state", { claims: claimsOf("known"), isOtherState: true }],
];

test.each(deceits)("%s signs nobody in", async (_, next) => {
  const person = browser();
  const answer = await person.get(await over(person, next));
  expect([answer.status, person.jar.has("member")]).toEqual([200, false]);
  expect(answer.text).toMatch(/did not let you in|has not verified your e-mail address/);
});

test("an answer that another browser began, or that comes twice, signs nobody in", async () => {
  const person = browser();
  const path = await over(person, { claims: claimsOf("known") });
  const other = browser();
  expect((await other.get(path)).text).toContain("did not let you in");
  expect((await person.get(path)).status).toBe(303);
  expect((await person.get(path)).text).toContain("did not let you in");
});
