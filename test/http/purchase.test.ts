import { afterEach, expect, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import { freshKey, newWorld, openStoreWithKey, orderOf } from "../support/world.ts";

const world = await newWorld();
afterEach(() => conserved(world.client));

test("a 40.00 order at 2 points per 1.00 earns 80 with a why, and the same request again answers byte for byte the same", async () => {
  const order = orderOf("1001", 4000, { email: "Ada@Example.com" });
  const first = await world.post("/v1/purchases", order, "first");
  expect(first.status, first.text).toBe(201);
  expect(first.json.earned).toMatchObject([
    { unit: "points", amount: 80, rule: "points-per-euro", why: { basisMinor: 4000, amount: 2, perMinor: 100 } },
  ]);
  expect(first.json.balances).toEqual({ points: { available: 80, pending: 0, held: 0, debt: 0 } });
  const again = await world.post("/v1/purchases", order, "first");
  expect(again.text).toBe(first.text);
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  const otherKey = await world.post("/v1/purchases", order, "second");
  expect(otherKey.text).toBe(first.text);
});

test("another body under a used key is 422, and the first answer still replays", async () => {
  const order = orderOf("1002", 4000, { email: "ben@example.com" });
  const first = await world.post("/v1/purchases", order, "used");
  const other = await world.post(
    "/v1/purchases",
    { ...order, totalMinor: 5000, lines: [{ sku: "A", quantity: 1, unitMinor: 5000 }] },
    "used",
  );
  expect(other.status).toBe(422);
  expect(other.json.code).toBe("key_reused");
  expect((await world.post("/v1/purchases", order, "used")).text).toBe(first.text);
});

test("another amount for a recorded order is a stored refusal that names the first operation", async () => {
  const first = await world.post("/v1/purchases", orderOf("1003", 4000, { email: "cleo@example.com" }));
  const other = await world.post("/v1/purchases", orderOf("1003", 9900, { email: "cleo@example.com" }), "differs");
  expect(other.status).toBe(409);
  expect(other.json).toMatchObject({ code: "duplicate", operation: first.json.operation, same_key_safe: false });
  expect(
    (await world.post("/v1/purchases", orderOf("1003", 9900, { email: "cleo@example.com" }), freshKey())).status,
  ).toBe(409);
});

test("fractions of a point are carried to the next order", async () => {
  const dana = { email: "dana@example.com" };
  const amounts = [];
  for (const [order, minor] of [
    ["c1", 33],
    ["c2", 33],
    ["c3", 34],
  ] as const) {
    const { json } = await world.post("/v1/purchases", orderOf(order, minor, dana));
    amounts.push(json.balances.points.available);
  }
  expect(amounts).toEqual([0, 1, 2]);
});

test("100 at once under one key record one order, and all get the same answer", async () => {
  const order = orderOf("1004", 4000, { email: "eve@example.com" });
  const answers = await Promise.all(Array.from({ length: 100 }, () => world.post("/v1/purchases", order, "at-once")));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.every(({ status }) => status === 201)).toBe(true);
});

test("different orders of one new person at once open one guest and lose nothing", async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      world.post("/v1/purchases", orderOf(`p${index}`, 1000, { email: "fay@example.com" })),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  expect(new Set(answers.map(({ json }) => json.member)).size).toBe(1);
  expect(Math.max(...answers.map(({ json }) => json.balances.points.available))).toBe(400);
});

test.each([
  ["no key", { path: "/v1/purchases", body: {} }, 401, "unauthenticated"],
  ["a made-up key", { path: "/v1/purchases", token: "tsk_test_shop_0123456789", body: {} }, 401, "unauthenticated"],
])("refuses %s", async (_, sent, status, code) => {
  const answer = await world.send({ method: "POST", key: freshKey(), ...sent });
  expect([answer.status, answer.json.code]).toEqual([status, code]);
});

test("three refunds of a third each end exactly at 0", async () => {
  const gus = { email: "gus@example.com" };
  await world.post("/v1/purchases", orderOf("2001", 4000, gus));
  const left = [];
  for (const [refund, amountMinor] of [
    ["r1", 1333],
    ["r2", 1333],
    ["r3", 1334],
  ] as const) {
    const { json } = await world.post("/v1/purchases/2001/refunds", { refund, amountMinor });
    left.push(json.balances.points.available);
  }
  expect(left).toEqual([53, 26, 0]);
  const more = await world.post("/v1/purchases/2001/refunds", { refund: "r4", amountMinor: 1 });
  expect(more.json).toMatchObject({ code: "refund_exceeds_order", askedMinor: 1, leftMinor: 0 });
});

test("a line is worth all of its price: after a part of the money went back, only the rest does, and the refusal says how much", async () => {
  await world.post("/v1/purchases", orderOf("2002", 4000, { email: "gil@example.com" }));
  const asked = (refund: string, of: object) => world.post("/v1/purchases/2002/refunds", { refund, ...of });
  expect((await asked("g1", { amountMinor: 1000 })).json.balances.points.available).toBe(60);
  const line = await asked("g2", { lines: [{ line: "1", quantity: 1 }] });
  expect(line.json).toMatchObject({ code: "refund_exceeds_order", askedMinor: 4000, leftMinor: 3000 });
  const { json } = await asked("g3", { amountMinor: 3000 });
  expect(json.balances.points.available).toBe(0);
  const statement = await world.get(`/v1/members/${json.member}/statement?limit=3`);
  expect(statement.json.data.map(({ refused }: { refused: string | null }) => refused)).toEqual([
    null,
    "refund_exceeds_order",
    null,
  ]);
});

test("a guest becomes a member and keeps what she earned; nobody joins twice", async () => {
  await world.post("/v1/purchases", orderOf("3001", 4000, { email: "hana@example.com" }));
  const joined = await world.post("/v1/members", { email: "hana@example.com", name: "Hana" });
  expect(joined.status, joined.text).toBe(201);
  expect(joined.json).toMatchObject({ wasGuest: true, balances: { points: { available: 80 } } });
  expect((await world.post("/v1/members", { email: "hana@example.com" })).json.code).toBe("already_joined");
  const other = await world.post("/v1/members", { email: "iris@example.com", externalId: "c-1" });
  expect(other.status).toBe(201);
  expect((await world.post("/v1/members", { email: "jo@example.com", externalId: "c-1" })).json.code).toBe(
    "already_joined",
  );
  await world.post("/v1/purchases", orderOf("3002", 100, { email: "kim@example.com" }));
  expect((await world.post("/v1/members", { email: "kim@example.com", externalId: "c-1" })).json.code).toBe(
    "identity_taken",
  );
});

test("an order older than the programme accepts is a stored refusal, but not under a key that may import", async () => {
  const occurredAt = new Date(Date.now() - 31 * 86_400_000).toISOString();
  const late = await world.post("/v1/purchases", orderOf("4001", 4000, { email: "lia@example.com" }, { occurredAt }));
  expect(late.json).toMatchObject({ code: "too_late", lateDays: 30, same_key_safe: false });
  const importer = await openStoreWithKey(world.does, "sto_import", ["earn", "import"]);
  const body = orderOf("4001", 4000, { email: "lia@example.com" }, { occurredAt });
  const sent = await world.send({ method: "POST", path: "/v1/purchases", token: importer, key: freshKey(), body });
  expect(sent.json.balances?.points.available, sent.text).toBe(80);
});

test.each([
  [{}, "/order", "is missing"],
  [{}, "/member", "an object with exactly one of id, email, phone, externalId, memberCode"],
  [{ lines: [{}] }, "/lines/0/sku", "is missing"],
  [{ member: "ada@example.com" }, "/member", "an object with exactly one of id, email, phone, externalId, memberCode"],
  [{ member: { name: "Ada" } }, "/member", "an object with exactly one of id, email, phone, externalId, memberCode"],
  [{ order: 1 }, "/order", "must be a text"],
])("of %j it is said what is wrong at %s", async (body, pointer, says) => {
  const { status, json } = await world.post("/v1/purchases", body);
  expect([status, json.code]).toEqual([422, "invalid"]);
  expect(json.errors).toContainEqual({ pointer, says });
});
