/** What the bench promises of every write and read: how often the database is asked, when nobody is in the way. */
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { app } from "../../functions/app.ts";
import { changeNearby } from "../../functions/operations/nearby.ts";
import { askForCode } from "../../functions/operations/sign-in-code.ts";
import { hmacHex } from "../../functions/values/hash.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { codeAt } from "../../functions/values/sign-in-code.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { fixAt, openVenueAt } from "../support/places.ts";
import { memberWith, shop } from "../support/shop.ts";
import { freshKey, newWorld, orderOf } from "../support/world.ts";

const points = { name: { one: "point", other: "points" }, transferable: true };
const world = await newWorld(shop({ units: { points } }));
const ada = await memberWith(5_000, world);
const ben = await memberWith(0, world);
const calls = vi.spyOn(globalThis, "fetch");
afterAll(() => calls.mockRestore());
afterEach(() => conserved(world.client));

/** Asks the Worker's own code in this process, and counts its calls to the database. */
async function asks(
  method: string,
  path: string,
  { token = world.storeKey, body, key = freshKey() }: { token?: string; body?: JsonObject; key?: string } = {},
): Promise<{ status: number; trips: number }> {
  const before = calls.mock.calls.length;
  const { status } = await app.request(
    path,
    {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json", "idempotency-key": key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
    { DATABASE_URL: world.databaseUrl, SECRET, ENVIRONMENT: "test" },
  );
  return { status, trips: calls.mock.calls.length - before };
}

const bought = orderOf("bought", 4_200, { email: ada.email });

test("a write asks the database twice, even the first in its isolate and by somebody unknown", async () => {
  expect(await asks("POST", "/v1/purchases", { body: bought, key: "bought" })).toEqual({ status: 201, trips: 2 });
  const guest = orderOf("by-a-guest", 4_200, { email: "guest@example.com" });
  expect(await asks("POST", "/v1/purchases", { body: guest })).toEqual({ status: 201, trips: 2 });
  const refund = { refund: "a-refund", amountMinor: 100 };
  expect(await asks("POST", "/v1/purchases/bought/refunds", { body: refund })).toEqual({ status: 201, trips: 2 });
  const profile = { birthDate: "1990-05-17" };
  expect(await asks("POST", "/v1/me/profile", { token: ada.token, body: profile })).toEqual({ status: 200, trips: 2 });
  const gift = { to: { id: ben.id }, unit: "points", amount: 10 };
  expect(await asks("POST", "/v1/me/transfers", { token: ada.token, body: gift })).toEqual({ status: 201, trips: 2 });
  const redemption = { member: { id: ada.id }, reward: "five-off" };
  expect(await asks("POST", "/v1/redemptions", { body: redemption })).toEqual({ status: 201, trips: 2 });
});

test("a check-in with all that is known of the place asks it twice, and so does a purchase that says where", async () => {
  const venue = await openVenueAt(world, "ven_canal");
  const sold = { ...orderOf("at-the-canal", 900, { email: ada.email }), venue };
  expect(await asks("POST", "/v1/purchases", { body: sold })).toEqual({ status: 201, trips: 2 });
  const here = { venue, fix: fixAt(0), qr: "123456" };
  expect(await asks("POST", "/v1/me/check-ins", { token: ada.token, body: here })).toEqual({ status: 201, trips: 2 });
});

test("friends nearby ask it twice: who asks, and then all that is compared", async () => {
  // By a proof of her own: a shop's word compares nothing.
  const email = "eve@example.com";
  const { at } = (await world.does(askForCode, { email })) as { at: number };
  const code = codeAt((label) => hmacHex(SECRET, label), email, at);
  const asked = { method: "POST", path: "/v1/sign-in", key: freshKey(), body: { email, code, join: {} } };
  const { member, token } = (await world.send(asked)).json;
  const on = { publicKey: "BAAA", ttlSeconds: 900 };
  await world.does(changeNearby, { member, session: "ses_own", on });
  const friend = "frd_0a1b2c3d4e5f60718293a4b5c6d7e8f9-1";
  const tags = ["0".repeat(32)];
  const bodies = { tags: { tags: [{ friend, tags }] }, query: { friends: [{ friend, tags }] } };
  for (const [path, body] of Object.entries<JsonObject>(bodies))
    expect(await asks("POST", `/v1/nearby/${path}`, { token, body }), path).toEqual({ status: 200, trips: 2 });
});

test("a replay and a read ask it once", async () => {
  expect(await asks("POST", "/v1/purchases", { body: bought, key: "bought" })).toEqual({ status: 201, trips: 1 });
  const { occurredAt: _, order: __, ...cart } = bought;
  expect(await asks("POST", "/v1/quotes", { body: cart })).toEqual({ status: 200, trips: 1 });
  for (const path of ["/v1/me", "/v1/me/statement", "/v1/me/rewards", "/v1/me/friends"])
    expect(await asks("GET", path, { token: ada.token }), path).toEqual({ status: 200, trips: 1 });
  expect(await asks("GET", `/v1/members/${ada.id}`)).toEqual({ status: 200, trips: 1 });
});

test("a refusal that is decided is stored, and one that is not leaves nothing to write", async () => {
  const unpaid = { member: { id: ben.id }, reward: "coffee" };
  expect(await asks("POST", "/v1/redemptions", { body: unpaid })).toEqual({ status: 409, trips: 2 });
  const nobody = { member: { id: "mem_00000000000000000000000000" }, reward: "coffee" };
  expect((await asks("POST", "/v1/redemptions", { body: nobody })).trips).toBe(1);
});
