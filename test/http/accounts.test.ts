/** Signing in with an account elsewhere: over a real provider, and with everything that it could send wrongly. */
import { afterEach, expect, test } from "vitest";
import { browserOf, claimsOf, over, tokenIn } from "../support/account-elsewhere.ts";
import { conserved } from "../support/ledger.ts";
import type { Next } from "../support/oidc-provider.ts";
import { presetWorld } from "../support/presets.ts";
import { orderOf, type World } from "../support/world.ts";

/** A preset that people join through a social account. */
const world = await presetWorld("coffee-stars");
afterEach(() => conserved(world.client));

const browser = (of: Pick<World, "send"> = world) => browserOf(of);
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
