/** Passkeys over HTTP: what a device signs is good once, for what it was asked, and from our own pages. */
import { afterEach, expect, test } from "vitest";
import { askForCode } from "../../functions/operations/sign-in-code.ts";
import { hmacHex } from "../../functions/values/hash.ts";
import { codeAt } from "../../functions/values/sign-in-code.ts";
import { newAuthenticator } from "../support/authenticator.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { freshKey, newWorld } from "../support/world.ts";

const world = await newWorld();
afterEach(() => conserved(world.client));

type Device = ReturnType<typeof newAuthenticator>;

const post = (path: string, body: unknown, { token, key = freshKey() }: { token?: string; key?: string } = {}) =>
  world.send({ method: "POST", path, body, key, ...(token === undefined ? {} : { token }) });
const addWith = (response: unknown, token: string, key?: string) =>
  post("/v1/me/passkeys", { response, label: "My phone" }, { token, ...(key === undefined ? {} : { key }) });
const signInWith = (response: unknown, key?: string) =>
  post("/v1/sign-in/passkeys", { response }, key === undefined ? {} : { key });

/** Somebody who joined just now, by a code. */
async function joined(email: string): Promise<{ token: string; member: string }> {
  const { at } = (await world.does(askForCode, { email })) as { at: number };
  const code = codeAt((label) => hmacHex(SECRET, label), email, at);
  const { status, json } = await post("/v1/sign-in", { email, code, join: {} });
  expect(status).toBe(201);
  return json;
}

async function askedToAdd(token: string) {
  const { json } = await post("/v1/me/passkeys/options", {}, { token });
  return { challenge: json.options.challenge as string, host: json.options.rp.id as string };
}

async function askedToSignIn() {
  const { json } = await post("/v1/sign-in/passkey-options", {});
  return { challenge: json.options.challenge as string, host: json.options.rpId as string };
}

/** A device whose passkey somebody has added. */
async function added(token: string): Promise<Device> {
  const device = newAuthenticator();
  expect((await addWith(device.create(await askedToAdd(token)), token)).status).toBe(201);
  return device;
}

const REFUSED = [409, "passkey_refused"];
const saidOf = ({ status, json }: Awaited<ReturnType<typeof post>>) => [status, json.code];

test("a passkey signs its member in; the same request again is the same session, and another one with it is refused", async () => {
  const { token, member } = await joined("ada@example.com");
  const device = await added(token);
  const signed = device.get(await askedToSignIn(), 1);
  const key = freshKey();
  const first = await signInWith(signed, key);
  expect([first.status, first.json.member, first.json.isNew]).toEqual([201, member, false]);
  const again = await signInWith(signed, key);
  expect([again.status, again.json]).toEqual([201, first.json]);
  expect(saidOf(await signInWith(signed))).toEqual(REFUSED);
  const { json } = await world.send({ path: "/v1/me/sessions", token: first.json.token });
  expect(json.data.map(({ by }: { by: string }) => by)).toEqual(["passkey", "email"]);
});

test("two who show one answer of a device at once are one session", async () => {
  const { token } = await joined("race@example.com");
  const signed = (await added(token)).get(await askedToSignIn(), 0);
  const both = await Promise.all([signInWith(signed), signInWith(signed)]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test("a counter that does not rise is a copied key, and one that counts nothing is not", async () => {
  const { token } = await joined("counted@example.com");
  const counted = await added(token);
  expect((await signInWith(counted.get(await askedToSignIn(), 5))).status).toBe(201);
  for (const counter of [0, 4, 5]) {
    expect(saidOf(await signInWith(counted.get(await askedToSignIn(), counter)))).toEqual(REFUSED);
  }
  expect((await signInWith(counted.get(await askedToSignIn(), 6))).status).toBe(201);
  const uncounted = await added(token);
  for (const _ of [1, 2]) expect((await signInWith(uncounted.get(await askedToSignIn(), 0))).status).toBe(201);
});

test("a challenge of somebody else, for something else, made up or too old is refused", async () => {
  const [ada, ben] = [await joined("ada-c@example.com"), await joined("ben-c@example.com")];
  const device = await added(ada.token);
  const hers = await askedToAdd(ada.token);
  const { host } = hers;
  const to = newAuthenticator();
  expect(saidOf(await addWith(to.create(hers), ben.token))).toEqual(REFUSED);
  expect(saidOf(await addWith(to.create(await askedToSignIn()), ben.token))).toEqual(REFUSED);
  expect(saidOf(await signInWith(device.get(hers, 1)))).toEqual(REFUSED);
  const challengeAt = (at: number, secret = SECRET) => {
    const said = `${at.toString(36)}.${"0".repeat(26)}`;
    return Buffer.from(`${said}.${hmacHex(secret, `passkey/sign-in/${said}`)}`).toString("base64url");
  };
  const made = { old: challengeAt(Date.now() - 301_000), foreign: challengeAt(Date.now(), "x".repeat(32)) };
  for (const challenge of Object.values(made))
    expect(saidOf(await signInWith(device.get({ challenge, host }, 1)))).toEqual(REFUSED);
  const soon = challengeAt(Date.now() - 200_000);
  expect((await signInWith(device.get({ challenge: soon, host }, 1))).status).toBe(201);
  expect((await addWith(to.create(hers), ada.token)).status).toBe(201);
});

test("what was signed on another site, without making sure who it is, or by another device is refused", async () => {
  const { token } = await joined("where@example.com");
  const device = await added(token);
  const asked = await askedToSignIn();
  const signed = [
    device.get({ ...asked, origin: "https://evil.example" }, 1),
    device.get({ ...asked, host: "evil.example", origin: `http://${asked.host}` }, 1),
    device.get({ ...asked, isVerified: false }, 1),
    { ...newAuthenticator().get(asked, 1), id: device.credential, rawId: device.credential },
  ];
  for (const each of signed) expect(saidOf(await signInWith(each))).toEqual(REFUSED);
  expect((await signInWith(device.get(asked, 1))).status).toBe(201);
});

test("a key that vouches for itself is good, and a maker's certificate that nobody asked for is refused", async () => {
  const { token } = await joined("vouched@example.com");
  const add = async (attests: "by itself" | "by certificate") =>
    addWith(newAuthenticator().create({ ...(await askedToAdd(token)), attests }), token);
  expect((await add("by itself")).status).toBe(201);
  expect(saidOf(await add("by certificate"))).toEqual(REFUSED);
});

test("one credential is added once, whoever asks", async () => {
  const [ada, ben] = [await joined("ada-o@example.com"), await joined("ben-o@example.com")];
  const device = await added(ada.token);
  const answer = await addWith(device.create(await askedToAdd(ben.token)), ben.token);
  expect(saidOf(answer)).toEqual([409, "identity_taken"]);
});

test("nobody names or removes somebody else's passkey, and a removed one is none", async () => {
  const [ada, ben] = [await joined("ada-r@example.com"), await joined("ben-r@example.com")];
  const device = await added(ada.token);
  const { json } = await world.send({ path: "/v1/me/passkeys", token: ada.token });
  const path = `/v1/me/passkeys/${json.data[0].passkey}`;
  const change = (method: string, token: string, body?: unknown) =>
    world.send({ method, path, token, key: freshKey(), ...(body === undefined ? {} : { body }) });
  expect(saidOf(await change("PUT", ben.token, { label: "Mine" }))).toEqual([404, "passkey_unknown"]);
  expect(saidOf(await change("DELETE", ben.token))).toEqual([404, "passkey_unknown"]);
  expect((await change("DELETE", ada.token)).status).toBe(200);
  expect(saidOf(await signInWith(device.get(await askedToSignIn(), 1)))).toEqual([404, "passkey_unknown"]);
});

test("a shop's token, and what its link opened, adds no passkey: what it shows ends with it", async () => {
  const { member } = await joined("shop@example.com");
  const { json } = await world.post("/v1/member-sessions", { member: { id: member } });
  const { token: theirs } = json;
  const entered = await world.send({ path: `/me?token=${theirs}` });
  const [, opened = ""] = /^member=([^;]+)/.exec(entered.headers.get("set-cookie") ?? "") ?? [];
  expect((await world.send({ path: "/v1/me/sessions", token: opened })).json.data[0]).toMatchObject({ by: "store" });
  const { token } = await joined("shop@example.com");
  const asked = await askedToAdd(token);
  for (const by of [theirs, opened]) {
    const begun = await post("/v1/me/passkeys/options", {}, { token: by });
    expect([...saidOf(begun), begun.json.needs]).toEqual([403, "forbidden", "sign-in"]);
    for (const response of [newAuthenticator().create(asked), {}]) {
      const answer = await addWith(response, by);
      expect([...saidOf(answer), answer.json.needs]).toEqual([403, "forbidden", "sign-in"]);
    }
  }
  expect((await addWith(newAuthenticator().create(asked), token)).status).toBe(201);
  const page = (by: string) => world.send({ path: "/me/sessions", headers: { cookie: `member=${by}; lang=en` } });
  expect((await page(opened)).text).toContain("To add a passkey, sign in with a code first.");
  expect((await page(opened)).text).not.toContain("<passkey-add");
  expect((await page(token)).text).toContain("<passkey-add");
});

test("what is no answer of a device is refused, however it is made", async () => {
  const { token } = await joined("wrong@example.com");
  const device = await added(token);
  const { credential: id } = device;
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const said = [
    5,
    "***",
    encoded(null),
    encoded([]),
    encoded({ challenge: 5 }),
    encoded({ type: "webauthn.create", challenge: "***" }),
    encoded({ type: "webauthn.get", challenge: "a" }),
  ];
  const made = said.map((clientDataJSON) => ({ id, rawId: id, type: "public-key", response: { clientDataJSON } }));
  for (const response of [{ id }, { id, response: null }, { id, response: "x" }, ...made]) {
    expect([response, saidOf(await signInWith(response))]).toEqual([response, REFUSED]);
    expect([response, saidOf(await addWith(response, token))]).toEqual([response, REFUSED]);
  }
});
