import { afterEach, expect, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import { memberWith, shop } from "../support/shop.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, orderOf } from "../support/world.ts";

const cost = { unit: "points", amount: 500, also: [{ unit: "stars", amount: 2 }] };
const unit = (name: string) => ({ name: { one: name, other: `${name}s` } });
const world = await newWorld(
  shop({
    units: { points: unit("point"), stars: unit("star"), medals: unit("medal") },
    rewards: [
      { id: "dinner", name: "Dinner", kind: "product", cost, stock: 100 },
      { id: "nights", name: "Nights", kind: "voucher", cost, valueMinor: 9000, stepsMax: 3 },
      {
        id: "set",
        name: "A set",
        kind: "voucher",
        valueMinor: 100,
        automatic: true,
        cost: { unit: "medals", amount: 2, also: [{ unit: "stars", amount: 50 }] },
      },
    ],
  }),
);
const owner = await staffOf(world, "owner");
afterEach(() => conserved(world.client));

const gives = async (member: string, unit: string, amount: number) => {
  const body = { member, unit, amount, code: "goodwill", reason: "a test" };
  const answer = await owner.post("/v1/staff/adjustments", body);
  expect(answer.status, answer.text).toBe(201);
};
const personWith = async (points: number, stars: number) => {
  const { id, token } = await memberWith(points, world);
  if (stars > 0) await gives(id, "stars", stars);
  return { id, token };
};
const has = async (id: string) => {
  const { points, stars } = (await world.get(`/v1/members/${id}`)).json.balances;
  return [points?.available ?? 0, points?.held ?? 0, stars?.available ?? 0, stars?.held ?? 0];
};
const redeems = (id: string, more: object = {}, key?: string) =>
  world.post("/v1/redemptions", { member: { id }, reward: "dinner", ...more }, key);

test.each([
  [499, 2, "points", 499, 500],
  [500, 1, "stars", 1, 2],
  [499, 1, "points", 499, 500],
])("%i points and %i stars are short of %s", async (points, stars, unitShort, hasUnits, needs) => {
  const { id } = await personWith(points, stars);
  const short = { code: "points_short", unit: unitShort, has: hasUnits, needs };
  const refused = await redeems(id, {}, `short-${points}-${stars}`);
  expect([refused.status, refused.json]).toMatchObject([409, short]);
  expect((await redeems(id, {}, `short-${points}-${stars}`)).text).toBe(refused.text);
  expect(await has(id)).toEqual([points, 0, stars, 0]);
  const { data } = (await world.get(`/v1/members/${id}/rewards`)).json;
  const dinner = data.find((reward: { id: string }) => reward.id === "dinner");
  expect(dinner).toMatchObject({ inReach: false, reason: short, cost });
});

test("both units are spent, said, and given back", async () => {
  const { id, token } = await personWith(600, 3);
  const first = await redeems(id, { cost: 500 }, "both");
  const spent = [
    { unit: "points", amount: 500 },
    { unit: "stars", amount: 2 },
  ];
  expect([first.status, first.json.spent], first.text).toEqual([201, spent]);
  expect((await redeems(id, { cost: 500 }, "both")).text).toBe(first.text);
  expect(await has(id)).toEqual([100, 0, 1, 0]);
  const page = await world.send({ path: "/v1/me/statement", token });
  expect(page.json.data[0].lines).toMatchObject([
    { unit: "points", amount: -500, why: { cost: 500, amount: 500 } },
    { unit: "stars", amount: -2, why: { cost: 2, amount: 2 } },
  ]);
  const back = await world.post(`/v1/redemptions/${first.json.id}/reversal`, {});
  expect(back.json.returned).toMatchObject(spent);
  expect(await has(id)).toEqual([600, 0, 3, 0]);
});

test("both are held, and come back when the hold is released or go when it is captured", async () => {
  const { id } = await personWith(500, 2);
  const first = await redeems(id, { hold: true });
  expect(await has(id)).toEqual([0, 500, 0, 2]);
  await world.post(`/v1/redemptions/${first.json.id}/release`, {});
  expect(await has(id)).toEqual([500, 0, 2, 0]);
  const second = await redeems(id, { hold: true });
  const captured = await world.post(`/v1/redemptions/${second.json.id}/capture`, {});
  expect(captured.json.spent).toHaveLength(2);
  expect(await has(id)).toEqual([0, 0, 0, 0]);
});

test("steps multiply each unit", async () => {
  const { id } = await personWith(1_500, 5);
  expect((await redeems(id, { reward: "nights", amount: 1_500 })).json).toMatchObject({ unit: "stars", needs: 6 });
  const two = await redeems(id, { reward: "nights", amount: 1_000 });
  expect([two.json.spent, two.json.voucher.valueMinor]).toEqual([
    [
      { unit: "points", amount: 1_000 },
      { unit: "stars", amount: 4 },
    ],
    18_000,
  ]);
});

test("twenty redemptions at once of stars for one: one has them", async () => {
  const { id } = await personWith(20_000, 2);
  const answers = await Promise.all(Array.from({ length: 20 }, () => redeems(id, {}, freshKey())));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const { status, json } of answers) if (status === 409) expect(json).toMatchObject({ unit: "stars", has: 0 });
  expect(await has(id)).toEqual([19_500, 0, 0, 0]);
});

test("a card of two units fills when the last of either comes", async () => {
  const { id } = await personWith(0, 49);
  await gives(id, "medals", 2);
  const vouchers = async () => (await world.get(`/v1/members/${id}/vouchers`)).json.data.length;
  expect(await vouchers()).toBe(0);
  await gives(id, "stars", 1);
  expect(await vouchers()).toBe(1);
  expect(await has(id)).toEqual([0, 0, 0, 0]);
});

test.each([
  [{ unit: "points", amount: 1, also: [{ unit: "points", amount: 1 }] }, "/rewards/0/cost/also"],
  [{ unit: "points", amount: 1, also: [{ unit: "pebbles", amount: 1 }] }, "/rewards/0/cost/also/0/unit"],
])("a document that names %j is refused", async (wrong, pointer) => {
  const document = shop({ rewards: [{ id: "dinner", name: "Dinner", kind: "product", cost: wrong }] });
  const answer = await owner.post("/v1/staff/programme/versions", { document, basedOn: 1 });
  expect([answer.status, answer.text.includes(pointer)], answer.text).toEqual([422, true]);
});

test("an order still earns beside it, and the catalogue says what it costs", async () => {
  const { id } = await personWith(0, 0);
  await world.post("/v1/purchases", orderOf("beside-1", 5_000, { id }));
  expect((await has(id))[0]).toBe(100);
  const { json } = await world.get("/v1/programme");
  const dinner = json.rewards.find((reward: { id: string }) => reward.id === "dinner");
  expect(dinner.cost).toEqual(cost);
  expect(JSON.stringify(dinner)).toContain("500 points and 2 stars");
});
