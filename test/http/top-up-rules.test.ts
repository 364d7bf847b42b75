/** Rules on top-ups: what they give is said with the top-up, and taken back with it. */
import { afterEach, expect, test } from "vitest";
import { topUpName } from "../../functions/decisions/top-up.ts";
import { adjust } from "../../functions/operations/adjust.ts";
import { audit } from "../../functions/operations/audit.ts";
import { pause } from "../../functions/operations/pause.ts";
import { statePaymentBack } from "../../functions/operations/payment-back.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld } from "../support/world.ts";

const rule = (id: string, effects: JsonObject[], more: JsonObject = {}) => ({
  id,
  name: id,
  on: "top-up",
  effects,
  ...more,
});
const world = await newWorld(
  pointsProgramme({
    units: {
      cash: { name: { one: "cash", other: "cash" }, money: true },
      points: { name: { one: "point", other: "points" } },
    },
    metrics: { "top-ups": { counts: "events", on: ["top-up"] }, orders: { counts: "orders" } },
    rewards: [
      {
        kind: "voucher",
        id: "off",
        name: "€5.00 off",
        cost: { unit: "points", amount: 500 },
        valueMinor: 500,
        validDays: 30,
      },
    ],
    campaigns: [
      {
        id: "all",
        name: "All",
        rules: [
          rule("tenth", [{ kind: "earn", unit: "cash", amount: 10, perMinor: 100 }], {
            when: [{ kind: "amount", atLeastMinor: 5000 }],
          }),
          rule("voucher", [{ kind: "reward", reward: "off" }], { when: [{ kind: "amount", atLeastMinor: 10_000 }] }),
          rule("first", [{ kind: "earn", unit: "points", amount: 7 }], {
            when: [{ kind: "nth", metric: "top-ups", is: 1 }],
          }),
        ],
      },
    ],
  }),
);
afterEach(() => conserved(world.client));
const pay = (member: string, id: string, amountMinor: number) =>
  world.post("/v1/top-ups", { member: { id: member }, id, amountMinor, currency: "EUR", payment: { reference: id } });
const back = (id: string) => world.post(`/v1/top-ups/${id}/reversal`, undefined);
const NOTHING = { available: 0, pending: 0, held: 0, debt: 0 };

test("a bonus from a least amount on, with its why, and what it gives at once", async () => {
  const { id } = await newMember(world, "ada");
  const small = await pay(id, "ada-1", 4999);
  expect(small.status, small.text).toBe(201);
  expect(small.json.earned).toMatchObject([{ unit: "points", amount: 7, rule: "first" }]);
  const large = await pay(id, "ada-2", 10_000);
  expect(large.json.earned).toMatchObject([{ unit: "cash", amount: 1000, rule: "tenth", why: { basisMinor: 10_000 } }]);
  expect(large.json.vouchers).toMatchObject([{ reward: "off" }]);
  expect(large.json.balances.cash.available).toBe(15_999);
  const { data } = (await world.get(`/v1/members/${id}/statement`)).json;
  expect(data[0].lines.map(({ says }: { says: string }) => says)).toContainEqual(
    "€0.10 cash per €1.00 on €100.00 = €10.00 cash",
  );
});

test("is taken back with the payment: units, the voucher, and the count", async () => {
  const { id } = await newMember(world, "ben");
  await pay(id, "ben-1", 10_000);
  const reversed = await back("ben-1");
  expect(reversed.status, reversed.text).toBe(200);
  expect(reversed.json.takenBack).toEqual([
    { unit: "cash", amount: 1000, rule: "tenth" },
    { unit: "points", amount: 7, rule: "first" },
  ]);
  expect(reversed.json.balances).toEqual({ cash: NOTHING, points: NOTHING });
  const { json } = await world.get(`/v1/members/${id}/vouchers`);
  expect(json.data.map(({ state }: { state: string }) => state)).toEqual(["cancelled"]);
  expect((await back("ben-1")).json.code).toBe("already_reversed");
  expect((await pay(id, "ben-2", 100)).json.earned).toMatchObject([{ rule: "first" }]);
});

test("what was spent of it is owed", async () => {
  const { id } = await newMember(world, "cleo");
  await pay(id, "cleo-1", 5000);
  await world.does(adjust, { member: id, unit: "cash", amount: -5200, code: "correction" });
  const reversed = await back("cleo-1");
  expect(reversed.json.balances.cash).toEqual({ available: 0, pending: 0, held: 0, debt: 5200 });
});

test("a top-up waits while earning is paused, so that its bonus is not lost", async () => {
  const { id } = await newMember(world, "dina");
  await world.does(pause, { what: "earning", says: "Later." });
  const paused = await pay(id, "dina-1", 5000);
  expect([paused.status, paused.json.code]).toEqual([503, "earning_paused"]);
  await world.does(pause, { what: "earning", says: null });
  expect((await pay(id, "dina-1", 5000)).json.earned).toMatchObject([{ amount: 500 }, { amount: 7 }]);
});

test("of five reversals at once, one takes back", async () => {
  const { id } = await newMember(world, "ella");
  await pay(id, "ella-1", 5000);
  await Promise.all(Array.from({ length: 5 }, () => back("ella-1")));
  const { json } = await world.get(`/v1/members/${id}`);
  expect(json.balances).toEqual({ cash: NOTHING, points: NOTHING });
});

/** What the payment's service says of the whole of its refunds, as a hook that is told it performs it. */
const refunded = (id: string, amountMinor: number) =>
  world.does(statePaymentBack, {
    store: "sto_shop",
    paid: topUpName("sto_shop", id),
    source: "refunds",
    amountMinor,
    currency: "EUR",
  });
const has = async (id: string) => {
  const { cash, points } = (await world.get(`/v1/members/${id}`)).json.balances;
  return [cash.available - cash.debt, points.available - points.debt];
};

test("goes with what the payment's service takes back, in parts, and once with the store's reversal of the rest", async () => {
  const { id } = await newMember(world, "finn");
  await pay(id, "finn-1", 10_000);
  expect(await has(id)).toEqual([11_000, 7]);
  await refunded("finn-1", 2_500);
  // A tenth of the 75.00 that are left; the voucher was for 100.00.
  expect(await has(id)).toEqual([8_250, 7]);
  expect((await world.get(`/v1/members/${id}/vouchers`)).json.data[0].state).toBe("cancelled");
  await refunded("finn-1", 2_500);
  expect(await has(id)).toEqual([8_250, 7]);
  // Below the least of 50.00 that the rule asks for.
  await refunded("finn-1", 5_001);
  expect(await has(id)).toEqual([4_999, 7]);
  expect((await back("finn-1")).json.takenBack).toEqual([{ unit: "points", amount: 7, rule: "first" }]);
  expect(await has(id)).toEqual([0, 0]);
  expect((await audit(world.client)).findings).toEqual([]);
});

test("goes with a payment that is back altogether; a dispute that is won gives the money again, and no second bonus", async () => {
  const { id } = await newMember(world, "gina");
  await pay(id, "gina-1", 5_000);
  const disputed = (amountMinor: number, isClosed: boolean) =>
    world.does(statePaymentBack, {
      store: "sto_shop",
      paid: topUpName("sto_shop", "gina-1"),
      source: { dispute: "dp_1", isClosed },
      amountMinor,
      currency: "EUR",
    });
  await disputed(5_000, false);
  expect(await has(id)).toEqual([0, 0]);
  await disputed(0, true);
  expect(await has(id)).toEqual([5_000, 0]);
  await refunded("gina-1", 5_000);
  expect((await back("gina-1")).json).toMatchObject({ amountMinor: 0, takenBack: [] });
  expect(await has(id)).toEqual([0, 0]);
  expect((await audit(world.client)).findings).toEqual([]);
});
