/** What is given back of an order is what was paid for it, however it was paid: then nothing of what it gave is left. */
import { expect, test } from "vitest";
import type { JsonObject } from "../../functions/values/json.ts";
import { memberWith, shop } from "../support/shop.ts";
import { orderOf } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const worldOf = freshWorlds();

const line = (sku: string, unitMinor: number, more: JsonObject = {}) => ({ sku, quantity: 1, unitMinor, ...more });
const two = (unitMinor: number, second: JsonObject = {}) => [line("A", unitMinor), line("B", unitMinor, second)];

// Two points per 1.00 of basis.
test.each([
  ["tax is included", { lines: two(5_950), taxMinor: 1_900, totalMinor: 11_900 }, "A", 5_950, [200, 100]],
  ["tax is added", { lines: two(5_000), taxMinor: 1_900, totalMinor: 11_900 }, "A", 5_950, [200, 100]],
  ["the other line is a gift card", { lines: two(5_000, { category: "gift-card" }) }, "B", 5_000, [100, 100]],
  [
    "points paid a part",
    { lines: two(5_000), paidWith: [{ unit: "points", amountMinor: 4_000 }] },
    "B",
    5_000,
    [120, 60],
  ],
  ["it is discounted", { lines: two(6_000), discountMinor: 2_000 }, "A", 5_000, [200, 100]],
] as const)(
  "where %s, a line and then the rest by amount leave nothing, in either order",
  async (_, terms, sku, rest, had) => {
    const here = await worldOf(shop());
    for (const [order, isLineFirst] of [
      ["line-first", true],
      ["amount-first", false],
    ] as const) {
      const { id } = await memberWith(0, here);
      const bought = await here.post("/v1/purchases", orderOf(order, 10_000, { id }, terms as unknown as JsonObject));
      expect(bought.json.balances.points.available, bought.text).toBe(had[0]);
      const back = (refund: string, body: JsonObject) =>
        here.post(`/v1/purchases/${order}/refunds`, { refund, ...body });
      const parts = [{ lines: [{ sku, quantity: 1 }] }, { amountMinor: rest }];
      const [first, last] = isLineFirst ? parts : parts.toReversed();
      const once = await back("1", first ?? {});
      if (isLineFirst) expect(once.json.balances.points.available, once.text).toBe(had[1]);
      const all = await back("2", last ?? {});
      expect([all.status, all.json.balances.points.available], all.text).toEqual([201, 0]);
      expect((await back("3", { amountMinor: 1 })).json).toMatchObject({ code: "refund_exceeds_order", leftMinor: 0 });
    }
  },
);

const rule = (id: string, on: string, effects: JsonObject[], more: JsonObject = {}) => ({
  id,
  name: id,
  on,
  effects,
  ...more,
});
const pointsMoney = {
  id: "pay",
  name: "Pay",
  kind: "points-as-money",
  cost: { unit: "points", amount: 100 },
  valueMinor: 100,
  stepsMax: 50,
};
const bonus = { id: "bonus", name: "Bonus", kind: "units", gives: { unit: "miles", amount: 500 } };
const units = { points: { name: { one: "point", other: "points" } }, miles: { name: { one: "mile", other: "miles" } } };

test("an order that points paid wholly gives no gift, and what points paid comes back whole", async () => {
  const here = await worldOf(
    shop({
      units,
      rewards: [pointsMoney, bonus],
      campaigns: [
        {
          id: "base",
          name: "Base",
          rules: [
            rule("points-per-euro", "purchase", [{ kind: "earn", unit: "points", amount: 2, perMinor: 100 }]),
            rule("gift", "purchase", [{ kind: "reward", reward: "bonus" }]),
          ],
        },
      ],
    }),
  );
  const { id } = await memberWith(4_000, here);
  const has = async () => {
    const { json } = await here.get(`/v1/members/${id}`);
    return [json.balances.points.available, json.balances.miles.available];
  };
  expect(await has()).toEqual([4_000, 500]);
  for (const order of ["one", "two"]) {
    const paid = await here.post("/v1/redemptions", { member: { id }, reward: "pay", amount: 4_000, hold: true });
    expect(paid.status, paid.text).toBe(201);
    const bought = await here.post("/v1/purchases", orderOf(order, 4_000, { id }, { redemptions: [paid.json.id] }));
    expect([bought.status, bought.json.earned], bought.text).toEqual([201, []]);
    const back = await here.post(`/v1/purchases/${order}/refunds`, { refund: "r", amountMinor: 4_000 });
    expect(back.status, back.text).toBe(201);
    expect(await has()).toEqual([4_000, 500]);
    const { rows } = await here.client.execute({
      sql: "SELECT state FROM holders WHERE public_id = ?1",
      args: [`order:sto_shop:${order}`],
    });
    expect(rows[0]?.state).toBe("refunded");
  }
});

test("an order without a basis uses up no times, lengthens no life once it is given back, and is whole when all of it is back", async () => {
  const sliding = { name: { one: "point", other: "points" }, expiry: { kind: "sliding", days: 30, by: ["purchase"] } };
  const here = await worldOf(
    shop({
      units: { ...units, points: sliding },
      rewards: [],
      campaigns: [
        {
          id: "base",
          name: "Base",
          rules: [
            rule("daily", "purchase", [{ kind: "earn", unit: "miles", amount: 1 }], {
              caps: [{ what: "times", per: "day", atMost: 1 }],
            }),
            rule("whole", "refund", [{ kind: "earn", unit: "miles", amount: 100 }], {
              when: [{ kind: "data", field: "whole", in: [true] }],
              caps: [{ what: "times", per: "day", atMost: 5 }],
            }),
          ],
        },
      ],
    }),
  );
  const { id } = await memberWith(0, here);
  const miles = async () => (await here.get(`/v1/members/${id}`)).json.balances.miles.available;
  const free = { paidWith: [{ unit: "points", amountMinor: 4_000 }] };
  expect((await here.post("/v1/purchases", orderOf("free", 4_000, { id }, free))).json.earned).toEqual([]);
  /** The latest day to which an activity that stands keeps her points alive. */
  const kept = async () => {
    const { rows } = await here.client.execute(
      "SELECT max(bucket) AS day FROM metrics WHERE metric = 'slid:points' AND amount > 0",
    );
    return Number(rows[0]?.day);
  };
  const alive = await kept();
  for (const refund of ["1", "2", "3"]) await here.post("/v1/purchases/free/refunds", { refund, amountMinor: 1_000 });
  expect(await miles()).toBe(0);
  await here.post("/v1/purchases/free/refunds", { refund: "4", amountMinor: 1_000 });
  expect(await miles()).toBe(100);
  expect(alive - (await kept())).toBe(30);
  expect((await here.post("/v1/purchases", orderOf("paid", 100, { id }))).json.earned).toMatchObject([
    { rule: "daily" },
  ]);
});
