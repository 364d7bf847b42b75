import { afterAll, expect, test } from "vitest";
import { conserved } from "../../support/ledger.ts";
import { newMember } from "../../support/places.ts";
import { presetWorld } from "../../support/presets.ts";
import { freshKey, openStoreWithKey, orderOf } from "../../support/world.ts";

const world = await presetWorld("trading-stamps");
const grocer = await openStoreWithKey(world.does, "sto_grocer");
const draper = await openStoreWithKey(world.does, "sto_draper");
afterAll(() => conserved(world.client));

const buy = (token: string, member: { id: string }, order: string, totalMinor: number) =>
  world.send({
    method: "POST",
    path: "/v1/purchases",
    token,
    key: freshKey(),
    body: orderOf(order, totalMinor, { id: member.id }),
  });
const has = (available: number) => ({ available, pending: 0, held: 0, debt: 0 });

test("120.05 gives one full book and carries 0.05; the 1,201st stamp starts the next", async () => {
  const ada = await newMember(world, "ada");
  const { json, text, status } = await buy(grocer, ada, "1", 12_005);
  expect(status, text).toBe(201);
  expect(json.earned).toMatchObject([{ unit: "stamps", amount: 1200, why: { carriedAfter: 500, denominator: 1000 } }]);
  expect(json.balances).toEqual({ stamps: has(0), books: has(1) });
  expect(json.stampCards).toEqual([
    { reward: "full-book", unit: "stamps", has: 0, needs: 1200, filled: 1, justFilled: 1, waits: null },
  ]);
  // The carried 0.05 and another 0.05, at another store: one stamp.
  const next = (await buy(draper, ada, "1", 5)).json;
  expect(next.earned).toMatchObject([{ amount: 1, why: { carriedBefore: 500, carriedAfter: 0 } }]);
  expect(next.stampCards).toMatchObject([{ has: 1, filled: 1, justFilled: 0 }]);
});

test("1,199 stamps from three stores are no book; the next one is", async () => {
  const ben = await newMember(world, "ben");
  await buy(grocer, ben, "b", 4_000);
  await buy(draper, ben, "b", 4_000);
  const almost = (await buy(world.storeKey, ben, "b", 3_999)).json;
  expect(almost.stampCards).toMatchObject([{ has: 1199, filled: 0 }]);
  expect((await buy(grocer, ben, "b2", 1)).json.balances).toEqual({ stamps: has(0), books: has(1) });
});

test("a book is 3.00 off, and two are a teapot", async () => {
  const cleo = await newMember(world, "cleo");
  await buy(grocer, cleo, "c", 36_000);
  const redeem = (reward: string) => world.post("/v1/redemptions", { member: { id: cleo.id }, reward });
  expect((await redeem("three-off")).json).toMatchObject({
    spent: [{ unit: "books", amount: 1 }],
    voucher: { valueMinor: 300 },
  });
  expect((await redeem("teapot")).json.balances.books).toEqual(has(0));
  expect(await redeem("three-off")).toMatchObject({ status: 409, json: { code: "points_short", has: 0, needs: 1 } });
});

test("goods brought back take the stamps back: an unused book is opened, a spent one is owed for", async () => {
  const dora = await newMember(world, "dora");
  await buy(draper, dora, "d1", 12_000);
  const refund = (order: string, amountMinor: number) =>
    world.send({
      method: "POST",
      path: `/v1/purchases/${order}/refunds`,
      token: draper,
      key: freshKey(),
      body: { refund: `${order}-back`, amountMinor },
    });
  const opened = await refund("d1", 1_000);
  expect(opened.status, opened.text).toBe(201);
  expect(opened.json.balances).toEqual({ stamps: has(1100), books: has(0) });
  expect(opened.json.undone).toHaveLength(1);

  expect((await buy(draper, dora, "d2", 1_000)).json.balances).toEqual({ stamps: has(0), books: has(1) });
  await world.post("/v1/redemptions", { member: { id: dora.id }, reward: "three-off" });
  const owed = (await refund("d2", 1_000)).json;
  expect(owed.undone).toEqual([]);
  expect(owed.balances).toEqual({ stamps: { ...has(0), debt: 100 }, books: has(0) });
});
