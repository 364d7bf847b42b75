/** Prices for members: quotes take them off the cart before all else, and purchases say them. */
import { afterEach, expect, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld, orderOf } from "../support/world.ts";

const price = (id: string, terms: object, more: object = {}) => ({
  id,
  name: id,
  on: "purchase",
  effects: [{ kind: "member-price", ...terms }],
  ...more,
});
const world = await newWorld(
  pointsProgramme({
    tiers: [
      {
        id: "status",
        measure: { metric: "spend", window: { kind: "lifetime" } },
        levels: [{ id: "all", name: "All", from: 0 }],
      },
    ],
    metrics: { spend: { counts: "spend" } },
    rewards: [{ kind: "discount-level", id: "levels", name: "Levels", percentByTier: { all: 10 } }],
    campaigns: [
      {
        id: "prices",
        name: "Prices",
        rules: [
          price("mug", { priceMinor: 800 }, { when: [{ kind: "sku", in: ["MUG"] }, { kind: "joined" }] }),
          price(
            "once",
            { priceMinor: 500 },
            {
              when: [{ kind: "sku", in: ["CUP"] }, { kind: "joined" }],
              caps: [{ what: "times", per: "lifetime", atMost: 1 }],
            },
          ),
          price("wine", { percent: 15 }, { when: [{ kind: "category", in: ["wine"] }, { kind: "joined" }] }),
          price(
            "first-wine",
            { percent: 50 },
            {
              when: [{ kind: "category", in: ["wine"] }, { kind: "joined" }],
              caps: [{ what: "times", per: "lifetime", atMost: 1 }],
            },
          ),
          {
            id: "base",
            name: "Base",
            on: "purchase",
            effects: [{ kind: "earn", unit: "points", amount: 1, perMinor: 100 }],
          },
        ],
      },
    ],
  }),
);
afterEach(() => conserved(world.client));

const lines = [
  { sku: "MUG", quantity: 2, unitMinor: 1000 },
  { sku: "RED", category: "wine", quantity: 1, unitMinor: 999 },
  { sku: "TEA", quantity: 1, unitMinor: 500 },
];
const quote = (member: object, more: object = {}) =>
  world.post("/v1/quotes", { member, currency: "EUR", lines, ...more });

test("a quote is of the cart at her prices: the lowest of each line, then her discount, and what that earns", async () => {
  const { id } = await newMember(world, "ada");
  const { status, text, json } = await quote({ id });
  expect(status, text).toBe(200);
  expect(json.memberPrices).toEqual([
    { line: "1", rule: "mug", unitMinor: 1000, memberMinor: 800 },
    { line: "2", rule: "first-wine", unitMinor: 999, memberMinor: 500 },
  ]);
  // 2 × 8.00 + 5.00 + 5.00, a tenth of which comes off.
  expect(json.discount).toEqual({ reward: "levels", percent: 10, discountMinor: 260 });
  expect(json.earns).toMatchObject([{ unit: "points", amount: 23 }]);
});

test("nobody who has not joined has one, and a total that was shown and a large discount still add up", async () => {
  expect((await quote({ email: "nobody@example.com" })).json.memberPrices).toEqual([]);
  const { id } = await newMember(world, "ben");
  const { status, json } = await quote({ id }, { discountMinor: 3400, shippingMinor: 300, totalMinor: 399 });
  expect([status, json.discount, json.earns]).toEqual([200, null, []]);
});

test("a purchase says what was sent at more than it costs her, and counts towards the rule's cap", async () => {
  const { id } = await newMember(world, "cleo");
  const order = { lines, totalMinor: 3499 };
  const first = await world.post("/v1/purchases", orderOf("cleo-1", 3499, { id }, order));
  expect(first.status, first.text).toBe(201);
  expect(first.json.memberPrices).toEqual([
    { line: "1", rule: "mug", unitMinor: 1000, memberMinor: 800 },
    { line: "2", rule: "first-wine", unitMinor: 999, memberMinor: 500 },
  ]);
  expect(first.json.earned).toMatchObject([{ amount: 34 }]);
  expect((await quote({ id })).json.memberPrices).toMatchObject([
    { rule: "mug" },
    { rule: "wine", unitMinor: 999, memberMinor: 850 },
  ]);
  const right = [{ sku: "MUG", quantity: 1, unitMinor: 800 }];
  const second = await world.post("/v1/purchases", orderOf("cleo-2", 800, { id }, { lines: right }));
  expect(second.json.memberPrices).toEqual([]);
});

test("a price that is good once is counted where a store follows the quote", async () => {
  const { id } = await newMember(world, "dora");
  const cup = (unitMinor: number) => [{ sku: "CUP", quantity: 1, unitMinor }];
  const pricesOf = async () => (await quote({ id }, { lines: cup(1000) })).json.memberPrices;
  // What costs everybody less is no price of hers.
  await world.post("/v1/purchases", orderOf("dora-0", 400, { id }, { lines: cup(400) }));
  expect(await pricesOf()).toEqual([{ line: "1", rule: "once", unitMinor: 1000, memberMinor: 500 }]);
  const bought = await world.post("/v1/purchases", orderOf("dora-1", 500, { id }, { lines: cup(500) }));
  expect([bought.status, bought.json.memberPrices]).toEqual([201, []]);
  expect(await pricesOf()).toEqual([]);
});
