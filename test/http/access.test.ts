/** Who may ask what, for every route of stores and members: the wrong credential gets in nowhere. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contracts } from "../../functions/edge/contract.ts";
import { newStoreKey, readStoreKey } from "../../functions/values/key.ts";
import "../../functions/app.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { staffOf } from "../support/staff.ts";
import { type Answer, freshKey, newWorld, openStoreWithKey, orderOf } from "../support/world.ts";

const HOUR = 3_600_000;
const world = await newWorld();
const stores = contracts.filter(({ audience }) => audience.kind === "store");
const members = contracts.filter(({ audience }) => audience.kind === "member");
const staff = await staffOf(world, "owner");
const ada: string = (await world.post("/v1/members", { email: "ada@example.com" })).json.member;
const sessionOf = (holder: string, expiresAt = Date.now() + HOUR, secret = SECRET) =>
  memberToken(holder, { expiresAt, secret });
const luck = () => crypto.getRandomValues(new Uint8Array(20));
const other = await openStoreWithKey(world.does, "sto_other");
const scoped: Record<string, string> = {};
let revoked = "";

beforeAll(async () => {
  for (const scope of ["earn", "redeem", "read", "members", "import"])
    scoped[scope] = await openStoreWithKey(world.does, `sto_${scope}`, [scope]);
  revoked = await openStoreWithKey(world.does, "sto_left");
  expect((await staff.post(`/v1/staff/keys/${readStoreKey(revoked)?.key}/revoke`)).status).toBeLessThan(300);
});
afterAll(() => conserved(world.client));

type Contract = (typeof contracts)[number];

function ask({ method, path, body, example }: Contract, token: string | undefined): Promise<Answer> {
  return world.send({
    method: method.toUpperCase(),
    path: path.replaceAll(/:\w+/g, "unknown-1"),
    key: freshKey(),
    ...(token === undefined ? {} : { token }),
    ...(body === undefined ? {} : { body: example.body }),
  });
}

/** Another last character, so that a checksum or a signature no longer fits. */
function tampered(token: string): string {
  return token.slice(0, -1) + (token.endsWith("0") ? "1" : "0");
}

async function operations(): Promise<number> {
  const { rows } = await world.client.execute("SELECT COUNT(*) AS count FROM operations");
  return Number(rows[0]?.count);
}

const strangers: [string, () => string | undefined][] = [
  ["no key", () => undefined],
  ["an empty key", () => ""],
  ["a malformed key", () => "tsk_test_shop_short"],
  ["a key whose checksum is wrong", () => tampered(world.storeKey)],
  ["a key that nobody made", () => newStoreKey({ environment: "test", store: "sto_shop", luck: luck() })],
  ["a live key in a test environment", () => newStoreKey({ environment: "live", store: "sto_shop", luck: luck() })],
  ["a key of a store that is not", () => newStoreKey({ environment: "test", store: "sto_none", luck: luck() })],
  ["a revoked key", () => revoked],
  ["a member's token", () => sessionOf(ada)],
  ["a staff session", () => staff.session],
];

describe.each(stores)("$id", (contract) => {
  test.each(strangers)("%s is 401, and writes nothing", async (_, token) => {
    const before = await operations();
    const { status, json } = await ask(contract, token());
    expect([status, json.code]).toEqual([401, "unauthenticated"]);
    expect(await operations()).toBe(before);
  });

  test("a key without its scope is 403 and says which it needs; with it she gets in", async () => {
    const needs = contract.audience.kind === "store" ? contract.audience.scope : "";
    const before = await operations();
    for (const [scope, token] of Object.entries(scoped).filter(([each]) => each !== needs)) {
      const { status, json } = await ask(contract, token);
      expect([scope, status, json.code, json.needs]).toEqual([scope, 403, "forbidden", needs]);
    }
    expect(await operations()).toBe(before);
    expect([401, 403]).not.toContain((await ask(contract, scoped[needs])).status);
  });
});

const wrongSessions: [string, () => string | undefined][] = [
  ["no token", () => undefined],
  ["a store's key", () => world.storeKey],
  ["a staff session", () => staff.session],
  ["a token past its time", () => sessionOf(ada, Date.now() - 1)],
  ["a token with a forged signature", () => tampered(sessionOf(ada))],
  [
    "a token signed by another secret",
    () => sessionOf(ada, Date.now() + HOUR, "another secret, of 32 characters or more"),
  ],
  [
    "a token with another member in it",
    () =>
      sessionOf(ada).replace(
        ada,
        ada.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
      ),
  ],
  ["a token made to last longer", () => sessionOf(ada).replace(/\.[0-9a-z]+\./, ".zzzzzzzz.")],
  ["a token of a member who is not", () => sessionOf("mem_00000000000000000000000000")],
];

/** Ada, or somebody new for what ends her account. */
async function herFor({ id }: Contract): Promise<string> {
  return id === "eraseMine" ? (await world.post("/v1/members", { externalId: freshKey() })).json.member : ada;
}

/** What a member does who signed in by herself; that she can, test/http/passkeys.test.ts and friends.test.ts show. */
const forHerselfAlone = [
  ...["askToAddPasskey", "addPasskey", "inviteFriend", "acceptFriend"],
  ...["showNearbyTags", "askNearby"],
];

describe.each(members)("$id", (contract) => {
  test.each(wrongSessions)("%s is 401, and writes nothing", async (_, token) => {
    const before = await operations();
    const { status, json } = await ask(contract, token());
    expect([status, json.code]).toEqual([401, "unauthenticated"]);
    expect(await operations()).toBe(before);
  });

  test("a shop's token gets her in, but adds no passkey or friend that outlives it, and sees nobody near", async () => {
    const { status, json } = await ask(contract, sessionOf(await herFor(contract)));
    if (forHerselfAlone.includes(contract.id)) expect([status, json.code]).toEqual([403, "forbidden"]);
    else expect([401, 403]).not.toContain(status);
  });

  test("a cookie is not read for a write that another site may have caused, nor where other origins may ask", async () => {
    const cookie = `member=${sessionOf(await herFor(contract))}`;
    const { method, path, body, example } = contract;
    const send = (headers: Record<string, string>) =>
      world.send({
        method: method.toUpperCase(),
        path: path.replaceAll(/:\w+/g, "unknown-1"),
        key: freshKey(),
        headers: { cookie, ...headers },
        ...(body === undefined ? {} : { body: example.body }),
      });
    const crossed = await send({ "sec-fetch-site": "cross-site" });
    if (method !== "get") expect(crossed.status).toBe(401);
    const own = await send({ "sec-fetch-site": "same-origin" });
    if (contract.isCrossOrigin) expect(own.status).toBe(401);
    else expect(own.status).not.toBe(401);
  });
});

describe("another store", () => {
  test("finds neither an order of this one nor its refunds, and takes its number for its own", async () => {
    const recorded = await world.post("/v1/purchases", orderOf("mine-1", 5_000, { id: ada }));
    expect(recorded.status).toBe(201);
    const seen = await world.send({ path: "/v1/purchases/mine-1", token: other });
    expect([seen.status, seen.json.code]).toEqual([404, "order_unknown"]);
    const refund = { refund: "r-1", amountMinor: 100 };
    const path = "/v1/purchases/mine-1/refunds";
    const refused = await world.send({ method: "POST", path, token: other, key: freshKey(), body: refund });
    expect([refused.status, refused.json.code]).toEqual([404, "order_unknown"]);
    const own = orderOf("mine-1", 700, { email: "ben@example.com" });
    const taken = await world.send({ method: "POST", path: "/v1/purchases", token: other, key: freshKey(), body: own });
    expect(taken.status).toBe(201);
    expect((await world.get("/v1/purchases/mine-1")).json.operation).toBe(recorded.json.operation);
  });

  test("has keys of its own: the same Idempotency-Key is another request", async () => {
    const key = freshKey();
    const mine = await world.post("/v1/members", { externalId: "same-id" }, key);
    const body = { externalId: "same-id" };
    const theirs = await world.send({ method: "POST", path: "/v1/members", token: other, key, body });
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.json.member).not.toBe(mine.json.member);
    expect(theirs.headers.get("idempotent-replayed")).toBeNull();
  });
});
