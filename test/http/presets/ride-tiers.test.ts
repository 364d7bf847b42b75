import { afterAll, expect, test } from "vitest";
import { enrol } from "../../../functions/operations/enrol.ts";
import { purchase } from "../../../functions/operations/purchase.ts";
import { conserved } from "../../support/ledger.ts";
import { newMember } from "../../support/places.ts";
import { presetWorld } from "../../support/presets.ts";
import { freshKey, openStoreWithKey, orderOf } from "../../support/world.ts";

const world = await presetWorld("ride-tiers", { city: "Amsterdam" });
afterAll(() => conserved(world.client));

/** An order of one ride or meal. */
function ride(order: string, category: string, minor: number, member: { id: string }, token = world.storeKey) {
  const lines = [{ sku: category, category, quantity: 1, unitMinor: minor }];
  const body = orderOf(order, minor, { id: member.id }, { lines });
  return world.send({ method: "POST", path: "/v1/purchases", token, key: freshKey(), body });
}

test.each([
  ["pool", 1],
  ["eats", 1],
  ["x", 2],
  ["black", 3],
])("%s gives %d points per 1.00", async (category, rate) => {
  const ada = await newMember(world, `ada-${category}`);
  const { json } = await ride(`rate-${category}`, category, 1000, ada);
  expect(json.balances.points.available).toBe(10 * rate);
});

test("it is open in nine cities: a ride in a tenth gives nothing", async () => {
  const gus = await newMember(world, "gus");
  const given = async (store: string, city: string) => {
    const key = await openStoreWithKey(world.does, store, ["earn"], { city });
    return (await ride(`g-${store}`, "x", 1000, gus, key)).json.balances.points.available;
  };
  expect(await given("sto_paris", "Paris")).toBe(0);
  expect(await given("sto_ghent", "Ghent")).toBe(20);
  expect((await world.get("/v1/programme")).text).toContain(
    "in Amsterdam, Antwerp, Brussels, Eindhoven, Ghent, Groningen, Rotterdam, The Hague or Utrecht.",
  );
});

test("250.00 of X is Gold and 5.00 of ride cash, which 500 points turn into by themselves", async () => {
  const ben = await newMember(world, "ben");
  expect((await ride("b-1", "x", 24_950, ben)).json.tier).toEqual({
    tier: "blue",
    has: 499,
    next: { tier: "gold", missing: 1 },
  });
  const { json } = await ride("b-2", "x", 50, ben);
  expect(json.balances).toMatchObject({ points: { available: 0 }, wallet: { available: 500 } });
  expect(json.stampCards).toMatchObject([{ reward: "ride-cash", has: 0, needs: 500, filled: 1, justFilled: 1 }]);
  expect(json.tier).toMatchObject({ tier: "gold", has: 500, next: { tier: "platinum", missing: 2000 } });
});

test.each([
  [499, "blue", []],
  [500, "gold", ["flexible-cancellation"]],
  [2499, "gold", ["flexible-cancellation"]],
  [2500, "platinum", ["flexible-cancellation", "priority-support"]],
  [7499, "platinum", ["flexible-cancellation", "priority-support"]],
  [7500, "diamond", ["flexible-cancellation", "priority-support"]],
])("%d points in six months are %s with %j", async (points, tier, benefits) => {
  const cleo = await newMember(world, `cleo-${points}`);
  expect((await ride(`c-${points}`, "pool", points * 100, cleo)).json.tier.tier).toBe(tier);
  const { json } = await world.get(`/v1/members/${cleo.id}/benefits`);
  expect(json.benefits.map(({ id }: { id: string }) => id)).toEqual(benefits);
});

test("a refund below the threshold takes Gold along", async () => {
  const dana = await newMember(world, "dana");
  await ride("d-1", "x", 25_000, dana);
  const { json } = await world.post("/v1/purchases/d-1/refunds", { refund: "r", amountMinor: 50 });
  expect(json).toMatchObject({
    balances: { points: { available: 499 }, wallet: { available: 0 } },
    tier: { tier: "blue", has: 499 },
  });
});

test("points of six months count, those of the seventh do not", async () => {
  const monthsAgo = (months: number) => {
    const date = new Date();
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 15, 12);
  };
  const tierAfter = async (name: string, months: number) => {
    const identity = { kind: "email", value: `${name}@example.com` };
    const { member } = await world.does(enrol, { identity, others: [], profile: {} }, { now: monthsAgo(6) });
    const old = {
      store: "sto_shop",
      member: { id: String(member) },
      order: `${name}-1`,
      occurredAt: monthsAgo(months),
      currency: "EUR",
      lines: [{ line: "1", sku: "X", category: "x", quantity: 1, unitMinor: 12_500 }],
      discountMinor: 0,
      shippingMinor: 0,
      taxMinor: 0,
      totalMinor: 12_500,
      paidWith: [],
      isImport: true,
    };
    await world.does(purchase, old, { now: monthsAgo(months) });
    return (await ride(`${name}-2`, "x", 12_500, { id: String(member) })).json.tier;
  };
  expect(await tierAfter("eve", 5)).toMatchObject({ tier: "gold", has: 500 });
  expect(await tierAfter("fay", 6)).toMatchObject({ tier: "blue", has: 250 });
});
