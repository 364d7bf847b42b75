/** Square's published refund policies for three ways of earning: by amount, by visit and by item; and gifts of an order. */
import { afterEach, expect, test } from "vitest";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld } from "../support/world.ts";

const unit = (name: string) => ({ name: { one: name, other: `${name}s` } });
const rule = (id: string, effects: JsonObject[], when: JsonObject[] = []): JsonObject => ({
  id,
  name: id,
  on: "purchase",
  when,
  effects,
});

const world = await newWorld(
  pointsProgramme({
    units: { points: unit("point"), visits: unit("visit"), stamps: unit("stamp"), parts: unit("part") },
    campaigns: [
      {
        id: "base",
        name: "Base",
        rules: [
          rule("by-amount", [{ kind: "earn", unit: "points", amount: 2, perMinor: 100 }]),
          rule("by-visit", [{ kind: "earn", unit: "visits", amount: 1 }], [{ kind: "amount", atLeastMinor: 2000 }]),
          rule("by-item", [{ kind: "earn", unit: "stamps", amount: 1, perPieces: 1 }], [{ kind: "sku", in: ["MUG"] }]),
          rule("by-two", [{ kind: "earn", unit: "parts", amount: 1, perPieces: 2 }]),
          rule("thank-you", [{ kind: "reward", reward: "five-off" }], [{ kind: "amount", atLeastMinor: 5000 }]),
        ],
      },
    ],
    rewards: [{ id: "five-off", name: "€5.00 off", kind: "voucher", valueMinor: 500, stock: 2 }],
  }),
);
afterEach(() => conserved(world.client));

let orders = 0;

/** An order of mugs at 10.00 and cups at 5.00. */
async function buys(mugs: number, cups: number) {
  orders += 1;
  const order = `s${orders}`;
  const lines = [
    { line: "m", sku: "MUG", quantity: mugs, unitMinor: 1000 },
    { line: "c", sku: "CUP", quantity: cups, unitMinor: 500 },
  ].filter(({ quantity }) => quantity > 0);
  const totalMinor = mugs * 1000 + cups * 500;
  const { status, json } = await world.post("/v1/purchases", {
    member: { email: `${order}@example.com` },
    order,
    occurredAt: new Date().toISOString(),
    currency: "EUR",
    lines,
    totalMinor,
  });
  expect(status).toBe(201);
  return { order, json, has: hasOf(json) };
}

function hasOf({ balances }: { balances: Record<string, { available: number; debt: number }> }) {
  return ["points", "visits", "stamps", "parts"].map((name) => {
    const balance = balances[name];
    return balance ? balance.available - balance.debt : null;
  });
}

async function refunds(order: string, refund: string, what: object) {
  const { status, json } = await world.post(`/v1/purchases/${order}/refunds`, { refund, ...what });
  expect([status, json.detail]).toEqual([201, undefined]);
  return hasOf(json);
}

test("money back takes points in proportion, the visit below its least, and no stamp until all is paid back", async () => {
  const { order, has } = await buys(2, 2);
  expect(has).toEqual([60, 1, 2, 2]);
  expect(await refunds(order, "a", { amountMinor: 1000 })).toEqual([40, 1, 2, 2]);
  expect(await refunds(order, "b", { amountMinor: 1 })).toEqual([39, 0, 2, 2]);
  expect(await refunds(order, "c", { amountMinor: 1999 })).toEqual([0, 0, 0, 0]);
});

test("an item back takes its own stamp and share, whatever else the order holds", async () => {
  const { order, has } = await buys(3, 1);
  expect(has).toEqual([70, 1, 3, 2]);
  expect(await refunds(order, "a", { lines: [{ line: "c", quantity: 1 }] })).toEqual([60, 1, 3, 1]);
  expect(await refunds(order, "b", { lines: [{ sku: "MUG", quantity: 2 }] })).toEqual([20, 0, 1, 0]);
  expect(await refunds(order, "c", { lines: [{ line: "m", quantity: 1 }] })).toEqual([0, 0, 0, 0]);
});

test("a rule below its least gives nothing, and one at it gives", async () => {
  expect((await buys(0, 3)).has).toEqual([30, 0, 0, 1]);
  expect((await buys(1, 2)).has).toEqual([40, 1, 1, 1]);
});

test("a voucher that an order gave is usable, cancelled when the rest is worth less than the rule asked, kept once used; and nothing is given without stock", async () => {
  const first = await buys(5, 0);
  const [voucher] = first.json.vouchers;
  expect(voucher).toMatchObject({ reward: "five-off", valueMinor: 500 });
  expect(voucher.code).toMatch(/^TSR-/);
  await refunds(first.order, "a-cent", { amountMinor: 1 });
  const gone = await world.post(`/v1/vouchers/${voucher.code}/use`, { order: "x1" });
  expect([gone.status, gone.json.code]).toEqual([409, "voucher_cancelled"]);

  const second = await buys(5, 0);
  const [used] = second.json.vouchers;
  expect((await world.post(`/v1/vouchers/${used.code}/use`, { order: "x2" })).status).toBe(200);
  await refunds(second.order, "all", { amountMinor: 5000 });
  const third = await buys(5, 0);
  expect(third.json.vouchers).toHaveLength(1);
  expect((await buys(5, 0)).json.vouchers).toEqual([]);
});

test.each(["only-pending", "within-balance", "debt"])(
  "the three policies with a return policy that takes back %s",
  async (returns) => {
    const grid = await newWorld(
      pointsProgramme({
        units: Object.fromEntries(["points", "visits", "stamps"].map((name) => [name, { ...unit(name), returns }])),
        campaigns: [
          {
            id: "base",
            name: "Base",
            rules: [
              rule("by-amount", [{ kind: "earn", unit: "points", amount: 2, perMinor: 100 }]),
              rule("by-visit", [{ kind: "earn", unit: "visits", amount: 1 }], [{ kind: "amount", atLeastMinor: 2000 }]),
              rule(
                "by-item",
                [{ kind: "earn", unit: "stamps", amount: 1, perPieces: 1 }],
                [{ kind: "sku", in: ["MUG"] }],
              ),
            ],
          },
        ],
        rewards: ["points", "visits", "stamps"].map((of) => ({
          id: of,
          name: of,
          kind: "product",
          cost: { unit: of, amount: of === "points" ? 50 : 1 },
        })),
      }),
    );
    const ada = { email: "ada@example.com" };
    await grid.post("/v1/members", { email: ada.email });
    const sold = { sku: "MUG", quantity: 3, unitMinor: 1000 };
    const order = {
      order: "1",
      occurredAt: new Date().toISOString(),
      currency: "EUR",
      lines: [{ line: "m", ...sold }],
    };
    expect((await grid.post("/v1/purchases", { member: ada, ...order, totalMinor: 3000 })).status).toBe(201);
    for (const reward of ["points", "visits", "stamps"])
      expect((await grid.post("/v1/redemptions", { member: ada, reward })).status).toBe(201);
    // 60 points, 1 visit and 3 stamps were earned; 10, 0 and 2 are left of them, and two thirds of the goods come back.
    const refunded = await grid.post("/v1/purchases/1/refunds", { refund: "a", lines: [{ line: "m", quantity: 2 }] });
    const has = ["points", "visits", "stamps"].map((name) => {
      const { available = 0, debt = 0 } = refunded.json.balances[name] ?? {};
      return available - debt;
    });
    const left = { "only-pending": [10, 0, 2], "within-balance": [0, 0, 0], debt: [-30, -1, 0] };
    expect(has).toEqual(left[returns as keyof typeof left]);
    await conserved(grid.client);
  },
);
