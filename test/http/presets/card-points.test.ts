import { afterAll, expect, test } from "vitest";
import { conserved } from "../../support/ledger.ts";
import { newMember } from "../../support/places.ts";
import { presetWorld } from "../../support/presets.ts";
import { orderOf } from "../../support/world.ts";

const world = await presetWorld("card-points");
afterAll(() => conserved(world.client));

let orders = 0;
/** Somebody who has joined and paid that much with her card. */
async function holder(name: string, totalMinor: number) {
  orders += 1;
  const member = await newMember(world, name);
  const { json } = await world.post("/v1/purchases", orderOf(`o-${orders}`, totalMinor, { id: member.id }));
  return { ...member, points: json.balances.points.available as number };
}
const redeem = (member: { id: string }, reward: string, more: object = {}) =>
  world.post("/v1/redemptions", { member: { id: member.id }, reward, ...more });
const fulfil = (redemption: string, state: string, key?: string) =>
  world.post(`/v1/redemptions/${redemption}/fulfilment`, { state }, key);

test("1.00 earns a point, 1,000.00 a thousand", async () => {
  expect((await holder("ada", 100)).points).toBe(1);
  expect((await holder("ben", 100_000)).points).toBe(1000);
});

test("whoever takes cash has 1 % back instead, and the fraction of a cent is carried", async () => {
  const ida = await newMember(world, "ida");
  expect((await world.post(`/v1/members/${ida.id}/profile`, { attributes: { takes: "cash" } })).status).toBe(200);
  const buys = async (order: string) =>
    (await world.post("/v1/purchases", orderOf(order, 3333, { id: ida.id }))).json.balances;
  expect(await buys("ida-1")).toMatchObject({ points: { available: 0 }, cash: { available: 33 } });
  await buys("ida-2");
  await buys("ida-3");
  expect(await buys("ida-4")).toMatchObject({ points: { available: 0 }, cash: { available: 133 } });
});

test("1,000 points are 800 miles once the airline has accepted; 999 are none", async () => {
  expect((await redeem(await holder("cleo", 99_900), "blue-sky-miles")).json.code).toBe("points_short");
  expect((await world.get("/v1/programme")).text).toContain("800 miles with Blue Sky for 1,000 points");
  const dora = await holder("dora", 250_000);
  const { json } = await redeem(dora, "blue-sky-miles", { amount: 2000 });
  expect(json).toMatchObject({
    status: "held",
    fulfilment: { by: "partner", state: "requested" },
    balances: { points: { available: 500, held: 2000 } },
  });
  expect((await fulfil(json.id, "accepted")).json).toMatchObject({
    status: "captured",
    fulfilment: { state: "accepted" },
    returned: [],
    balances: { points: { available: 500, held: 0 } },
  });
});

test("rejected, the points go back to where they came from", async () => {
  const eve = await holder("eve", 100_000);
  const lots = async () => {
    const sql =
      "SELECT available_on, expires_on, balance FROM accounts JOIN holders ON holders.id = holder WHERE public_id = ?1 AND unit = 'points' AND balance <> 0";
    return (await world.client.execute({ sql, args: [eve.id] })).rows.map((row) => Object.values(row));
  };
  const before = await lots();
  const { json } = await redeem(eve, "blue-sky-miles");
  expect([before.length, await lots()]).toEqual([1, []]);
  expect((await fulfil(json.id, "rejected")).json).toMatchObject({
    status: "released",
    returned: [{ unit: "points", amount: 1000, lapsed: 0 }],
    balances: { points: { available: 1000, held: 0 } },
  });
  expect(await lots()).toEqual(before);
  expect((await fulfil(json.id, "accepted")).json).toMatchObject({ code: "fulfilment_refused", state: "rejected" });
});

test("points pay a part of an order, and headphones are sent", async () => {
  const finn = await holder("finn", 700_000);
  const paid = await redeem(finn, "pay-with-points", { amount: 250, hold: true });
  expect(paid.json).toMatchObject({ status: "held", worthMinor: 250 });
  expect((await redeem(finn, "pay-with-points", { amount: 99 })).json).toMatchObject({
    code: "amount_not_offered",
    min: 100,
  });
  const sent = await redeem(finn, "headphones");
  expect(sent.json.fulfilment).toMatchObject({ by: "goods", state: "requested" });
  for (const state of ["packed", "shipped", "delivered"])
    expect((await fulfil(sent.json.id, state)).json).toMatchObject({ status: "captured", fulfilment: { state } });
});

test("500 points are 5.00 for clean water, on the charity's account", async () => {
  const gus = await holder("gus", 100_000);
  const given = await redeem(gus, "clean-water", { amount: 1000 });
  expect(given.json.gave.donations).toEqual([{ charity: "clean-water", amountMinor: 1000 }]);
  const { rows } = await world.client.execute(
    "SELECT balance FROM accounts JOIN holders ON holders.id = holder WHERE public_id = 'charity:clean-water'",
  );
  expect(Number(rows[0]?.balance)).toBe(1000);
  await world.post(`/v1/redemptions/${given.json.id}/reversal`, {});
  const after = await world.client.execute(
    "SELECT balance FROM accounts JOIN holders ON holders.id = holder WHERE public_id = 'charity:clean-water'",
  );
  expect(Number(after.rows[0]?.balance)).toBe(0);
});
