import { afterEach, expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { merge } from "../../functions/operations/merge.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { memberWith, shop } from "../support/shop.ts";
import { freshKey, newWorld, openStoreWithKey, orderOf } from "../support/world.ts";

const cost = { unit: "points", amount: 100 };
const world = await newWorld(
  shop({
    rewards: [
      { id: "parcel", name: "A parcel", kind: "product", shipped: true, stock: 20, perMember: 1, cost },
      {
        id: "miles",
        name: "Miles",
        kind: "partner",
        cost,
        stock: 20,
        partner: "Blue Sky",
        gives: { name: "miles", amount: 80 },
      },
      {
        id: "pay",
        name: "Pay",
        kind: "points-as-money",
        cost: { unit: "points", amount: 2 },
        valueMinor: 3,
        stepsMax: 500,
      },
      { id: "mug", name: "Mug", kind: "product", cost },
    ],
  }),
);
const elsewhere = await openStoreWithKey(world.does, "sto_other");
afterEach(() => conserved(world.client));

const redeem = async (points: number, reward: string, more: JsonObject = {}) => {
  const member = await memberWith(points, world);
  const { status, json, text } = await world.post("/v1/redemptions", { member: { id: member.id }, reward, ...more });
  expect(status, text).toBe(201);
  return { ...json, member } as { id: string; member: { id: string }; [more: string]: unknown };
};
const fulfil = (id: string, body: JsonObject, key?: string) =>
  world.post(`/v1/redemptions/${id}/fulfilment`, body, key);
const does = (id: string, what: string, body: JsonObject = {}) => world.post(`/v1/redemptions/${id}/${what}`, body);
const pointsOf = async ({ id }: { id: string }) => (await world.get(`/v1/members/${id}`)).json.balances.points;

test.each([
  ["requested", [], ["packed"]],
  ["packed", ["packed"], ["shipped"]],
  ["shipped", ["packed", "shipped"], ["delivered", "returned"]],
  ["delivered", ["packed", "shipped", "delivered"], ["returned"]],
  ["returned", ["packed", "shipped", "returned"], []],
])("goods that are %s may become what the table says and nothing else", async (state, path, allowed) => {
  const { id } = await redeem(100, "parcel");
  for (const next of path) expect((await fulfil(id, { state: next })).status).toBe(200);
  const others = ["packed", "shipped", "delivered", "returned", "accepted", "rejected"].filter(
    (other) => !allowed.includes(other),
  );
  for (const other of others)
    expect((await fulfil(id, { state: other })).json).toMatchObject({ code: "fulfilment_refused", state, allowed });
});

test("what is returned gives the units and the piece back, once; a reference is kept", async () => {
  const { id, member } = await redeem(100, "parcel");
  expect((await fulfil(id, { state: "packed", reference: "3S-1" })).json.fulfilment.reference).toBe("3S-1");
  const key = freshKey();
  const first = await fulfil(id, { state: "shipped" }, key);
  expect(first.json.fulfilment).toEqual({ by: "goods", state: "shipped", reference: "3S-1" });
  expect((await fulfil(id, { state: "shipped" }, key)).text).toBe(first.text);
  expect((await does(id, "reversal")).json).toMatchObject({ code: "fulfilment_refused", state: "shipped" });
  expect((await fulfil(id, { state: "returned" })).json).toMatchObject({
    status: "reversed",
    returned: [{ unit: "points", amount: 100, lapsed: 0 }],
  });
  expect((await world.post("/v1/redemptions", { member: { id: member.id }, reward: "parcel" })).status).toBe(201);
});

test("goods still in the house are reversed; another store is told nothing; what is handed over has no states", async () => {
  const { id } = await redeem(100, "parcel");
  const path = `/v1/redemptions/${id}/fulfilment`;
  const other = await world.send({
    method: "POST",
    path,
    token: elsewhere,
    key: freshKey(),
    body: { state: "packed" },
  });
  expect([other.status, other.json.code]).toEqual([404, "redemption_unknown"]);
  expect((await does(id, "reversal")).json.status).toBe("reversed");
  expect((await fulfil(id, { state: "packed" })).json.code).toBe("fulfilment_refused");
  const mug = await redeem(100, "mug");
  expect((await fulfil(mug.id, { state: "packed" })).json).toMatchObject({ code: "fulfilment_refused", allowed: [] });
});

test("accepted and rejected at once: one of them happens, and no unit is lost", async () => {
  for (let round = 0; round < 5; round++) {
    const { id, member } = await redeem(100, "miles");
    const [accepted, rejected] = await Promise.all([
      fulfil(id, { state: "accepted" }),
      fulfil(id, { state: "rejected" }),
    ]);
    expect([accepted.status, rejected.status].sort()).toEqual([200, 409]);
    const available = accepted.status === 200 ? 0 : 100;
    expect(await pointsOf(member)).toMatchObject({ available, held: 0 });
  }
});

test("a request does not lapse, and is not the store's to capture or release", async () => {
  const { id, member } = await redeem(100, "miles");
  for (const what of ["capture", "release"])
    expect((await does(id, what)).json).toMatchObject({
      code: "fulfilment_refused",
      allowed: ["accepted", "rejected"],
    });
  await tick({ ...world.ledger, now: Date.now() + 400 * DAY_MS });
  expect((await pointsOf(member)).held).toBe(100);
});

test("a request goes on after a merge: rejected, the units are hers whom the member became", async () => {
  const people: string[] = [];
  for (const externalId of ["1", "2"]) {
    const { json } = await world.post("/v1/members", { externalId, name: `Person ${externalId}` });
    people.push(json.member);
    await world.post("/v1/purchases", orderOf(`merged-${externalId}`, 5000, { externalId }));
  }
  const [gone = "", became = ""] = people;
  const { json } = await world.post("/v1/redemptions", { member: { id: gone }, reward: "miles" });
  await world.does(merge, { store: "sto_shop", from: "1", into: "2" });
  expect(await pointsOf({ id: became })).toMatchObject({ available: 100, held: 100 });
  expect((await fulfil(json.id, { state: "rejected" })).json).toMatchObject({
    member: became,
    returned: [{ unit: "points", amount: 100, lapsed: 0 }],
    balances: { points: { available: 200, held: 0 } },
  });
});

test("points pay an order in parts: each is spent or given back, to the lot it came from", async () => {
  const { id, member, worthMinor } = await redeem(100, "pay", { amount: 100, hold: true });
  expect(worthMinor).toBe(150);
  expect((await does(id, "capture", { amount: 31 })).json).toMatchObject({
    code: "amount_not_offered",
    step: 2,
    max: 100,
  });
  expect((await does(id, "capture", { amount: 102 })).json).toMatchObject({ code: "amount_not_offered", asked: 102 });
  expect((await does(id, "capture", { amount: 30, rest: "keep" })).json).toMatchObject({
    status: "held",
    spent: [{ unit: "points", amount: 30 }],
    worthMinor: 45,
    balances: { points: { available: 0, held: 70 } },
  });
  expect((await does(id, "capture", { amount: 20 })).json).toMatchObject({
    status: "captured",
    worthMinor: 30,
    balances: { points: { available: 50, held: 0 } },
  });
  expect((await does(id, "reversal", { amount: 51 })).json).toMatchObject({ code: "amount_not_offered", max: 50 });
  expect((await does(id, "reversal", { amount: 20 })).json).toMatchObject({
    status: "captured",
    returned: [{ unit: "points", amount: 20, lapsed: 0 }],
  });
  expect((await does(id, "reversal")).json).toMatchObject({ status: "reversed", returned: [{ amount: 30 }] });
  expect((await does(id, "reversal")).json.code).toBe("already_reversed");
  expect(await pointsOf(member)).toMatchObject({ available: 100, held: 0 });
});

test("a hold that lapses after a part was captured gives the rest back and keeps the part", async () => {
  const { id, member } = await redeem(100, "pay", { amount: 100, hold: true });
  await does(id, "capture", { amount: 40, rest: "keep" });
  await tick({ ...world.ledger, now: Date.now() + DAY_MS });
  expect(await pointsOf(member)).toMatchObject({ available: 60, held: 0 });
  expect((await does(id, "reversal")).json.returned).toEqual([{ unit: "points", amount: 40, lapsed: 0 }]);
});

test("what is handed over whole is not captured in parts", async () => {
  const { id } = await redeem(100, "mug", { hold: true });
  expect((await does(id, "capture", { amount: 50 })).json).toMatchObject({ code: "amount_not_offered", step: 100 });
  expect((await does(id, "capture")).status).toBe(200);
  expect((await does(id, "reversal", { amount: 50 })).json.code).toBe("amount_not_offered");
});

test("a member cannot redeem by herself what pays an order, and nothing of hers is spent", async () => {
  const { id, token } = await memberWith(100, world);
  const asks = (key: string) =>
    world.send({ method: "POST", path: "/v1/me/redemptions", token, key, body: { reward: "pay", amount: 20 } });
  const refused = await asks("own-money");
  expect([refused.status, refused.json.code, refused.json.reward]).toEqual([409, "pays_orders_only", "pay"]);
  expect((await asks("own-money")).text).toBe(refused.text);
  expect(await pointsOf({ id })).toMatchObject({ available: 100, held: 0 });
});
