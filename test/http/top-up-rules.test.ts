/** Rules on top-ups: what they give is said with the top-up, and taken back with it. */
import { afterEach, expect, test } from "vitest";
import { adjust } from "../../functions/operations/adjust.ts";
import { pause } from "../../functions/operations/pause.ts";
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
        name: "5.00 off",
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
