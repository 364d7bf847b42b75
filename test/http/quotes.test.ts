import { afterEach, expect, test } from "vitest";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { memberWith, shop } from "../support/shop.ts";
import { newWorld, openStoreWithKey, orderOf, type World } from "../support/world.ts";

/** Discount levels as at BRIJU and New Balance: 6 % on joining, 9 % from 500 points, 12 % from 1,500, 15 % from 3,000. */
function levels(): JsonObject {
  return pointsProgramme({
    metrics: { earned: { counts: "earned", unit: "points" } },
    tiers: [
      {
        id: "status",
        measure: { metric: "earned", window: { kind: "lifetime" } },
        levels: [
          { id: "six", name: "6%", from: 0 },
          { id: "nine", name: "9%", from: 500 },
          { id: "twelve", name: "12%", from: 1500 },
          { id: "fifteen", name: "15%", from: 3000 },
        ],
      },
    ],
    rewards: [
      {
        id: "level",
        name: "Level",
        kind: "discount-level",
        percentByTier: { six: 6, nine: 9, twelve: 12, fifteen: 15 },
      },
    ],
  });
}

const world = await newWorld(shop());
const discounts = await newWorld(levels());
const cost = { unit: "points", amount: 100 };
/** Points of which at least 500 pay at once. */
const paying = await newWorld(
  pointsProgramme({
    rewards: [
      { id: "pay", name: "Points", kind: "points-as-money", cost, valueMinor: 100, stepsMin: 5, stepsMax: 50 },
      { id: "mug", name: "Mug", kind: "product", cost: { unit: "points", amount: 400 } },
    ],
  }),
);
/** A tenth off for everybody, and vouchers besides. */
const leveled = await newWorld(
  pointsProgramme({
    metrics: { spend: { counts: "spend" } },
    tiers: [
      {
        id: "status",
        measure: { metric: "spend", window: { kind: "lifetime" } },
        levels: [{ id: "all", name: "All", from: 0 }],
      },
    ],
    campaigns: [
      {
        id: "base",
        name: "Base",
        rules: [
          {
            id: "base",
            name: "Base",
            on: "purchase",
            effects: [{ kind: "earn", unit: "points", amount: 2, perMinor: 100 }],
          },
          {
            id: "large",
            name: "Large",
            on: "purchase",
            when: [{ kind: "amount", atLeastMinor: 5000 }],
            effects: [{ kind: "earn", unit: "points", amount: 50 }],
          },
          {
            id: "tea",
            name: "Tea",
            on: "purchase",
            when: [
              { kind: "category", in: ["tea"] },
              { kind: "amount", atLeastMinor: 3000 },
            ],
            effects: [{ kind: "earn", unit: "points", amount: 5 }],
          },
        ],
      },
    ],
    rewards: [
      { id: "level", name: "Level", kind: "discount-level", percentByTier: { all: 10 } },
      { id: "fifth-off", name: "20% off", kind: "voucher", cost, percent: 20, atMostMinor: 100_000 },
      { id: "from-100", name: "€5.00 off", kind: "voucher", cost, valueMinor: 500, only: { leastMinor: 10_000 } },
      { id: "later", name: "Later", kind: "voucher", cost, valueMinor: 500, goodFrom: "2999-01-01" },
      {
        id: "pay",
        name: "Points",
        kind: "points-as-money",
        cost: { unit: "points", amount: 10 },
        valueMinor: 100,
        stepsMax: 500,
      },
    ],
  }),
);
afterEach(async () => {
  for (const { client } of [world, discounts, paying, leveled]) await conserved(client);
});

const cartOf = (totalMinor: number, more: JsonObject = {}) => ({
  currency: "EUR",
  lines: [{ sku: "A", quantity: 1, unitMinor: totalMinor }],
  ...more,
});
const quote = (at: World, body: JsonObject) =>
  at.send({ method: "POST", path: "/v1/quotes", token: at.storeKey, body });

test.each([
  [0, 6, 1200],
  [499, 6, 1200],
  [500, 9, 1800],
  [1499, 9, 1800],
  [1500, 12, 2400],
  [2999, 12, 2400],
  [3000, 15, 3000],
])("at %i points a 200.00 cart is quoted %i % off", async (points, percent, discountMinor) => {
  const { email } = await memberWith(points, discounts);
  const { json, status, text } = await quote(discounts, cartOf(20_000, { member: { email } }));
  expect(status, text).toBe(200);
  expect(json.discount).toEqual({ reward: "level", percent, discountMinor });
  expect(json.balances.points.available).toBe(points);
  // 2 points per 1.00 of what is left to pay.
  expect(json.earns[0].amount).toBe((20_000 - discountMinor) / 50);
});

test("a quote earns exactly what the purchase then earns, the carried fraction included", async () => {
  const { email } = await memberWith(0, world);
  for (const minor of [33, 33, 34, 149]) {
    const quoted = await quote(world, cartOf(minor, { member: { email } }));
    const bought = await world.post("/v1/purchases", orderOf(`q-${email}-${minor}-${Math.random()}`, minor, { email }));
    expect(quoted.json.earns).toEqual(bought.json.earned);
  }
});

test("a quote writes nothing, takes no key and asks for the scope read", async () => {
  const { email } = await memberWith(100, world);
  const state = async () =>
    JSON.stringify(
      (
        await world.client.batch([
          "SELECT count(*) AS rows, sum(version) AS versions FROM holders",
          "SELECT max(seq) AS seq FROM operations",
        ])
      ).map(({ rows }) => rows),
    );
  const before = await state();
  for (const member of [{ email }, { email: "nobody@example.com" }])
    expect((await quote(world, cartOf(1000, { member }))).status).toBe(200);
  expect(await state()).toBe(before);
  const earnsOnly = await openStoreWithKey(world.does, "sto_earns", ["earn", "redeem"]);
  const refused = await world.send({ method: "POST", path: "/v1/quotes", token: earnsOnly, body: cartOf(1000) });
  expect([refused.status, refused.json.needs]).toEqual([403, "read"]);
});

test("somebody unknown is quoted as a guest, exactly as nobody and as a new guest is", async () => {
  const unknown = await quote(discounts, cartOf(20_000, { member: { email: "nobody@example.com" } }));
  expect(unknown.json).toMatchObject({ discount: null, earns: [{ amount: 400 }], tier: { tier: "six", has: 0 } });
  expect((await quote(discounts, cartOf(20_000))).text).toBe(unknown.text);
  await discounts.post("/v1/purchases", orderOf("guest-0", 0, { email: "guest@example.com" }));
  const guest = await quote(discounts, cartOf(20_000, { member: { email: "guest@example.com" } }));
  expect(guest.text).toBe(unknown.text);
  const noId = await quote(discounts, cartOf(20_000, { member: { id: "mem_00000000000000000000000000" } }));
  expect([noId.status, noId.json.code]).toEqual([404, "member_unknown"]);
});

test("rewards come nearest first with what is missing, and the nudge is the nearest out of reach", async () => {
  const { email } = await memberWith(599, world);
  const { json } = await quote(world, cartOf(1000, { member: { email } }));
  const coffee = {
    reward: "coffee",
    name: "Coffee",
    unit: "points",
    costs: 600,
    has: 599,
    missing: 1,
    discountMinor: null,
  };
  expect(json.rewards.map(({ reward }: { reward: string }) => reward)).toEqual([
    "bag",
    "last-bag",
    "once",
    "five-off",
    "coffee",
  ]);
  expect(json.rewards.at(-1)).toEqual(coffee);
  expect(json.nudge).toEqual({ reward: "coffee", unit: "points", missing: 1 });
  const one = await quote(world, cartOf(1000, { member: { email }, reward: "coffee" }));
  expect(one.json.rewards).toEqual([coffee]);
  expect((await quote(world, cartOf(1000, { reward: "tea" }))).json.code).toBe("reward_unknown");
});

test("a reward she has had as often as she may, or of which none is left, is not offered", async () => {
  const { email } = await memberWith(1000, world);
  for (const reward of ["once", "last-bag"]) await world.post("/v1/redemptions", { member: { email }, reward });
  const { json } = await quote(world, cartOf(1000, { member: { email } }));
  const offered = json.rewards.map(({ reward }: { reward: string }) => reward);
  expect(offered).toEqual(["bag", "five-off", "coffee"]);
  expect(json.balances.points.available).toBe(800);
});

test.each([
  [300, 10_000, { missing: 200, discountMinor: null }, { reward: "mug", missing: 100 }],
  [350, 10_000, { missing: 150, discountMinor: null }, { reward: "mug", missing: 50 }],
  [450, 10_000, { missing: 50, discountMinor: null }, { reward: "pay", missing: 50 }],
  [500, 10_000, { missing: 0, discountMinor: 500 }, null],
  [700, 499, { missing: 0, discountMinor: null }, null],
  [700, 599, { missing: 0, discountMinor: 500 }, null],
])("who has %i points, of which 500 at the least pay, is quoted %i", async (points, totalMinor, pays, nudge) => {
  const { email } = await memberWith(points, paying);
  const { json } = await quote(paying, cartOf(totalMinor, { member: { email } }));
  expect(json.rewards.find(({ reward }: JsonObject) => reward === "pay")).toMatchObject({ costs: 100, ...pays });
  expect(json.nudge).toEqual(nudge && { unit: "points", ...nudge });
  const redeemed = await paying.post("/v1/redemptions", { member: { email }, reward: "pay" });
  expect(redeemed.status).toBe(pays.missing === 0 ? 201 : 409);
});

test("vouchers and rewards are quoted of what a level leaves of the cart, as its purchase takes them", async () => {
  const world = leveled;
  const { id, email } = await memberWith(1500, world);
  for (const reward of ["fifth-off", "from-100"])
    expect((await world.post("/v1/redemptions", { member: { id }, reward })).status).toBe(201);
  const { json } = await quote(world, cartOf(10_000, { member: { email } }));
  expect(json.discount).toEqual({ reward: "level", percent: 10, discountMinor: 1000 });
  expect(json.vouchers).toMatchObject([{ reward: "fifth-off", amountMinor: 1800 }]);
  const offered = json.rewards.map(({ reward, discountMinor }: JsonObject) => [reward, discountMinor]);
  expect(Object.fromEntries(offered)).toEqual({ "fifth-off": 1800, "from-100": null, later: null, pay: 9000 });
  // Of the one reward that is asked about, the same is said.
  const one = await quote(world, cartOf(10_000, { member: { email }, reward: "fifth-off" }));
  expect(one.json).toMatchObject({ discount: json.discount, rewards: [{ discountMinor: 1800 }] });
  const enough = await quote(world, cartOf(11_112, { member: { email } }));
  expect(enough.json.vouchers).toMatchObject([{ reward: "fifth-off" }, { reward: "from-100", amountMinor: 500 }]);
});

const teas = (...prices: number[]) =>
  prices.map((unitMinor, index) => ({ line: `${index}`, sku: "TEA", category: "tea", quantity: 1, unitMinor }));
test.each([
  ["a tenth off", "large", [4000], {}, 1563],
  ["a tenth off", "large", [5400], {}, 162],
  ["a tenth off", "large", [5540], {}, 22],
  ["a tenth off", "large", [33], {}, 6042],
  ["a tenth off two of three lines", "tea", [999, 1001], {}, 1343],
  ["a tenth off and tax within", "large", [4000], { taxMinor: 800 }, 3154],
  ["a tenth off and a fifth besides", "large", [4000], { discountMinor: 800 }, 2955],
] as const)('who follows "Add €… more" is there: %s, for %s, on %j', async (_, rule, prices, more, minor) => {
  const { email } = await memberWith(1, leveled);
  const asked = async (added: number) => {
    // What is added is of the same sort, and its share of the tax and of the discount is that of the others.
    const goods = prices.reduce((sum: number, price) => sum + price, 0);
    const lines = [...teas(...prices, ...(added === 0 ? [] : [added])), { sku: "CUP", quantity: 1, unitMinor: 1 }];
    const shares = Object.entries(more).map(([name, minor]) => [name, Math.floor((minor * (goods + added)) / goods)]);
    const { taxMinor, discountMinor = 0 } = Object.fromEntries(shares);
    const total = taxMinor === undefined ? {} : { totalMinor: goods + added + 1 - discountMinor };
    const cart = { currency: "EUR", member: { email }, lines, ...Object.fromEntries(shares), ...total };
    const { json } = await quote(leveled, cart);
    const said = json.notApplied.find((each: JsonObject) => each.rule === rule)?.says;
    return said === undefined ? null : Math.round(Number(/€([\d.,]+) more/.exec(said)?.[1]?.replace(",", "")) * 100);
  };
  expect(await asked(0)).toBe(minor);
  expect(await asked(minor)).toBeNull();
});

test.each([
  [{ totalMinor: 4000 }, 200],
  [{ totalMinor: 4001 }, 422],
  [{ totalMinor: 3999 }, 422],
  [{ taxMinor: 760, totalMinor: 4760 }, 200],
  [{ discountMinor: 4001 }, 422],
  [{ currency: "USD" }, 422],
])("a cart of 40.00 with %j answers %i", async (more, status) => {
  expect((await quote(world, cartOf(4000, more as JsonObject))).status).toBe(status);
});

const asking = await newWorld(
  pointsProgramme({
    metrics: { orders: { counts: "orders" } },
    campaigns: [
      {
        id: "asking",
        name: "Asking",
        rules: [
          { id: "base", name: "Base", on: "purchase", effects: [{ kind: "earn", unit: "points", amount: 1 }] },
          {
            id: "large",
            name: "Large",
            on: "purchase",
            when: [{ kind: "amount", atLeastMinor: 5000 }],
            effects: [{ kind: "earn", unit: "points", amount: 50 }],
          },
          {
            id: "app-mugs",
            name: "Mugs in the app",
            on: "purchase",
            when: [
              { kind: "channel", in: ["app"] },
              { kind: "sku", in: ["MUG"] },
            ],
            effects: [{ kind: "earn", unit: "points", amount: 5 }],
          },
          {
            id: "visits",
            name: "Visits",
            on: "check-in",
            when: [{ kind: "trust", atLeast: "high" }],
            effects: [{ kind: "earn", unit: "points", amount: 9 }],
          },
        ],
      },
    ],
  }),
);

test("a quote says which rules on a purchase it does not meet and what would make it, and none that it does", async () => {
  const unmet = async (totalMinor: number, more: JsonObject = {}) => {
    const { json } = await quote(asking, cartOf(totalMinor, more));
    return Object.fromEntries(
      json.notApplied.map(({ rule, because, says }: Record<string, string>) => [rule, [because, says]]),
    );
  };
  expect(await unmet(4999)).toEqual({
    large: ["conditions", expect.stringContaining("€0.01")],
    "app-mugs": ["conditions", expect.stringMatching(/app|MUG/)],
  });
  expect(Object.keys(await unmet(5000))).toEqual(["app-mugs"]);
  const mugs = { channel: "app", lines: [{ sku: "MUG", quantity: 1, unitMinor: 5000 }] };
  expect(await unmet(5000, mugs)).toEqual({});
});
