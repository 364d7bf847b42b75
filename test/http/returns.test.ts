import { expect, test } from "vitest";
import { redeem } from "../../functions/operations/redeem.ts";
import { reverse } from "../../functions/operations/reverse.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { memberWith, shop } from "../support/shop.ts";
import { orderOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const fresh = freshWorlds();

async function world(terms: JsonObject): Promise<World> {
  return fresh(shop({ units: { points: { name: { one: "point", other: "points" }, ...terms } } }));
}

test.each([
  ["debt", 400, 0, { available: 0, debt: 400 }],
  ["within-balance", 0, 400, { available: 0, debt: 0 }],
])("under %s, a refund after spending takes back 100 + %i and forgives %i", async (returns, owed, forgiven, has) => {
  const here = await world({ returns });
  const { id } = await memberWith(0, here);
  await here.post("/v1/purchases", orderOf("1", 25_000, { id }));
  const spent = await here.post("/v1/redemptions", { member: { id }, reward: "bag" });
  const more = await here.post("/v1/redemptions", { member: { id }, reward: "once" });
  const last = await here.post("/v1/redemptions", { member: { id }, reward: "last-bag" });
  const once = await here.post("/v1/redemptions", { member: { id }, reward: "bag" });
  expect([spent, more, last, once].map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  const refund = await here.post("/v1/purchases/1/refunds", { refund: "r", amountMinor: 25_000 });
  expect(refund.status, refund.text).toBe(201);
  expect(refund.json.takenBack).toEqual([{ unit: "points", amount: 100 + owed, rule: "points-per-euro", forgiven }]);
  expect(refund.json.balances.points).toMatchObject(has);
  const { json } = await here.get(`/v1/members/${id}/statement?limit=1`);
  const says = json.data[0].lines.map((line: JsonObject) => line.says);
  expect(says.at(-1)).toMatch(returns === "debt" ? /are owed/ : /forgiven: a refund takes back no more than you have/);
  expect(json.data[0].lines.at(-1).runningBalance).toBe(0 - owed);
  const story = await here.get("/v1/purchases/1");
  expect(story.json.refunds[0].takenBack).toMatchObject([{ amount: 100 + owed }]);
  expect(story.json.kept.points ?? 0).toBe(forgiven);
});

test.each([
  ["release", { available: 0, pending: 0, held: 0, debt: 0 }, 100],
  ["capture", { available: 0, pending: 0, held: 0, debt: 100 }, 0],
] as const)(
  "within her balance is what she has set aside: it is owed, once, until its %s",
  async (what, after, next) => {
    const here = await world({ returns: "within-balance" });
    const { id } = await memberWith(0, here);
    await here.post("/v1/purchases", orderOf("1", 15_000, { id }));
    await here.post("/v1/purchases", orderOf("2", 5_000, { id }));
    for (const reward of ["once", "last-bag"]) await here.post("/v1/redemptions", { member: { id }, reward });
    const held = await here.post("/v1/redemptions", { member: { id }, reward: "bag", hold: true });
    const first = await here.post("/v1/purchases/1/refunds", { refund: "r", amountMinor: 15_000 });
    // 100 are there, 100 are set aside, and 100 of what she spent are forgiven.
    expect(first.json.takenBack).toMatchObject([{ amount: 200, forgiven: 100 }]);
    expect(first.json.balances.points).toEqual({ available: 0, pending: 0, held: 100, debt: 100 });
    const second = await here.post("/v1/purchases/2/refunds", { refund: "r", amountMinor: 5_000 });
    expect(second.json.takenBack).toMatchObject([{ amount: 0, forgiven: 100 }]);
    const done = await here.post(`/v1/redemptions/${held.json.id}/${what}`, {});
    expect(done.status, done.text).toBe(200);
    expect(done.json.balances.points).toEqual(after);
    const again = await here.post("/v1/purchases", orderOf("3", 5_000, { id }));
    expect(again.json.balances.points).toMatchObject({ available: next, debt: 0 });
  },
);

test("only-pending: a refund takes back what still waits for its day, and leaves what she can spend", async () => {
  const here = await world({ returns: "only-pending", pending: { kind: "days", days: 14 } });
  const { id } = await memberWith(0, here);
  const before = new Date(Date.now() - 20 * DAY_MS).toISOString();
  await here.post("/v1/purchases", orderOf("old", 5_000, { id }, { occurredAt: before }));
  await here.post("/v1/purchases", orderOf("new", 5_000, { id }));
  const old = await here.post("/v1/purchases/old/refunds", { refund: "r", amountMinor: 5_000 });
  expect(old.json.takenBack).toMatchObject([{ amount: 0, forgiven: 100 }]);
  const half = await here.post("/v1/purchases/new/refunds", { refund: "r", amountMinor: 2_500 });
  expect(half.json.takenBack).toMatchObject([{ amount: 50, forgiven: 0 }]);
  expect(half.json.balances.points).toEqual({ available: 100, pending: 50, held: 0, debt: 0 });
});

test.each([
  ["debt", 500, 0, 500],
  ["within-balance", 0, 500, 0],
  ["only-pending", 0, 500, 0],
])(
  "under %s, a refund takes back %i of a gift that was spent and forgives %i",
  async (returns, amount, forgiven, debt) => {
    const gift = { id: "more", name: "More", kind: "units", gives: { unit: "points", amount: 500 } };
    const effects = [{ kind: "reward", reward: "more" }];
    const document = shop({
      units: { points: { name: { one: "point", other: "points" }, returns } },
      campaigns: [{ id: "gifts", name: "Gifts", rules: [{ id: "gift", name: "Gift", on: "purchase", effects }] }],
    });
    const here = await fresh({ ...document, rewards: [...(document.rewards as JsonObject[]), gift] });
    const { id } = await memberWith(0, here);
    await here.post("/v1/purchases", orderOf("1", 1_000, { id }));
    const spent = await here.post("/v1/redemptions", { member: { id }, reward: "five-off" });
    expect(spent.status, spent.text).toBe(201);
    const refund = await here.post("/v1/purchases/1/refunds", { refund: "r", amountMinor: 1_000 });
    expect(refund.json.takenBack).toEqual([{ unit: "points", amount, rule: "gift", forgiven }]);
    expect(refund.json.balances.points).toMatchObject({ available: 0, debt });
    expect(refund.json.undone).toHaveLength(1);
    const story = await here.get("/v1/purchases/1");
    // What gifts gave and gave back is a redemption's, as ever; a story is of what the order itself earned.
    expect(story.json).toMatchObject({ refunds: [{ takenBack: [] }], kept: {} });
    const { json } = await here.get(`/v1/members/${id}/statement?limit=1`);
    const says = json.data[0].lines.map((line: JsonObject) => line.says);
    expect(says.some((text: string) => text.includes("500 points forgiven"))).toBe(forgiven > 0);
  },
);

test("points of a reversed reward go back to their lot; when it has expired they live on for the grace, once", async () => {
  const here = await world({ expiry: { kind: "rolling", days: 30 }, graceDays: 5 });
  // Asked before she earns: midnight may lie between.
  const now = Date.now();
  const { id } = await memberWith(100, here);
  const bought = async (at: number) =>
    String(
      (
        await here.does(
          redeem,
          { store: "sto_shop", member: { id }, reward: "bag", amount: null, cost: null, holdMs: null },
          { now: at },
        )
      ).redemption,
    );
  const back = (redemption: string, at: number) => here.does(reverse, { store: "sto_shop", redemption }, { now: at });
  const first = await bought(now + DAY_MS);
  expect((await back(first, now + 30 * DAY_MS)).balances).toMatchObject({ points: { available: 100 } });
  const second = await bought(now + 30 * DAY_MS);
  // Its lot expired a month ago: five days more …
  expect((await back(second, now + 60 * DAY_MS)).balances).toMatchObject({ points: { available: 100 } });
  const third = await bought(now + 65 * DAY_MS);
  // … and after those, nothing more.
  expect(await back(third, now + 66 * DAY_MS)).toMatchObject({
    balances: { points: { available: 0 } },
    returned: [{ unit: "points", amount: 100, lapsed: 100 }],
  });
});

test.each([
  ["down", 0, [0, 0, 0]],
  ["nearest", 1, [0, 1, 0]],
  ["up", 1, [0, 0, 1]],
] as const)(
  "rounded %s, an order of 0.30 earns %i, and its refunds of 0.04, 0.06 and 0.20 take back %j",
  async (rounding, earns, takes) => {
    const here = await world({ rounding });
    const { id } = await memberWith(0, here);
    // 2 points per 1.00: 0.30 is worth six tenths of a point, then 0.52, 0.40 and nothing.
    const bought = await here.post("/v1/purchases", orderOf("1", 30, { id }));
    expect(bought.json.earned.map(({ amount }: JsonObject) => amount)).toEqual(earns === 0 ? [] : [earns]);
    const back: number[] = [];
    for (const [refund, amountMinor] of Object.entries({ a: 4, b: 6, c: 20 })) {
      const { json } = await here.post("/v1/purchases/1/refunds", { refund, amountMinor });
      back.push(json.takenBack[0]?.amount ?? 0);
    }
    expect(back).toEqual(takes);
  },
);
