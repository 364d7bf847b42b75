/** What facts are of an instant: the version that was in force, and the counts that caps and windows look at. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Purchase } from "../../functions/decisions/purchase.ts";
import { enrol } from "../../functions/operations/enrol.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { done, type Embedded, newEmbedded, opens } from "../support/embedded.ts";
import { pointsProgramme } from "../support/programmes.ts";

const DAY = 86_400_000;
const START = Date.parse("2025-06-02T10:00:00Z");
let embedded: Embedded;
beforeEach(async () => {
  embedded = await newEmbedded();
});
afterEach(() => embedded.close());

function orderOf(order: string, occurredAt: number): Purchase {
  return {
    store: "sto_shop",
    member: { email: "ada@example.com" },
    order,
    occurredAt,
    currency: "EUR",
    lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 1000 }],
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    totalMinor: 1000,
    paidWith: [],
    isImport: true,
  };
}

/** Points for 10.00 at a rate. */
function rate(amount: number, more: object = {}) {
  const effects = [{ kind: "earn", unit: "points", amount, perMinor: 1000 }];
  return pointsProgramme({
    campaigns: [{ id: "base", name: "Base", rules: [{ id: "rate", name: "Rate", on: "purchase", effects, ...more }] }],
  });
}

async function earned(order: string, { at, now }: { at: number; now: number }): Promise<number> {
  const answer = await done({ ...embedded.ledger, now }, purchase, orderOf(order, at), { key: order });
  return (answer.earned as { amount: number }[]).reduce((sum, { amount }) => sum + amount, 0);
}

test("an order is judged by the version in force when it occurred, and before all versions by the first", async () => {
  const versions = [
    { effectiveAt: START, document: rate(1) },
    { effectiveAt: START + 10 * DAY, document: rate(2) },
    { effectiveAt: START + 20 * DAY, document: rate(3) },
  ];
  await opens({ ...embedded.ledger, now: START }, { versions, stores: ["sto_shop"] });
  const now = START + 30 * DAY;
  const instants = [-40, -0.001, 0, 9.999, 10, 19.999, 20, 30];
  const amounts = [];
  for (const days of instants) amounts.push(await earned(`o${days}`, { at: START + days * DAY, now }));
  expect(amounts).toEqual([1, 1, 1, 1, 2, 2, 3, 3]);
});

test("a cap of a day holds for orders of that day, however late they are told", async () => {
  const document = rate(1, { caps: [{ what: "times", per: "day", atMost: 2 }] });
  await opens(
    { ...embedded.ledger, now: START },
    { versions: [{ effectiveAt: null, document }], stores: ["sto_shop"] },
  );
  for (const days of [0, 1, 3, 29, 400]) {
    const amounts = [];
    for (const order of ["a", "b", "c"])
      amounts.push(await earned(`${order}${days}`, { at: START + days, now: START + days * DAY }));
    expect(amounts, `${days} days later`).toEqual(days === 0 ? [1, 1, 0] : [0, 0, 0]);
  }
});

test("a cap of a week holds from its Monday to its Sunday, however late they are told", async () => {
  const document = rate(1, { caps: [{ what: "times", per: "week", atMost: 1 }] });
  await opens(
    { ...embedded.ledger, now: START },
    { versions: [{ effectiveAt: null, document }], stores: ["sto_shop"] },
  );
  // START is a Monday.
  for (const [index, late] of [0, 1, 5, 30].entries()) {
    const monday = START + 21 * index * DAY;
    const amounts = [];
    for (const day of [-1, 0, 3, 6, 7])
      amounts.push(await earned(`o${late}.${day}`, { at: monday + day * DAY, now: monday + (7 + late) * DAY }));
    expect(amounts, `${late} days later`).toEqual([1, 1, 0, 0, 1]);
  }
});

test("a lifetime window over months forgets none of them", async () => {
  const document = {
    ...rate(1),
    metrics: { orders: { counts: "orders", bucket: "month" } },
    tiers: [
      {
        id: "status",
        measure: { metric: "orders", window: { kind: "lifetime" } },
        levels: [{ id: "new", name: "New", from: 0 }],
      },
    ],
  };
  await opens(
    { ...embedded.ledger, now: START },
    { versions: [{ effectiveAt: null, document }], stores: ["sto_shop"] },
  );
  for (const years of [0, 5, 6, 20])
    await earned(`y${years}`, { at: START + years * 365 * DAY, now: START + years * 365 * DAY });
  const now = START + 20 * 365 * DAY;
  const answer = await done({ ...embedded.ledger, now }, purchase, orderOf("last", now), { key: "last" });
  expect(answer.tier).toMatchObject({ has: 5 });
});

test("a late order fills a card for whoever is in a segment now, not for whoever was in it when it was made", async () => {
  const metric = { kind: "metric", metric: "orders", window: { kind: "days", days: 30 }, atMost: 0 };
  const document = pointsProgramme({
    lateDays: 60,
    units: { stamps: { name: { one: "stamp", other: "stamps" } } },
    metrics: { orders: { counts: "orders", bucket: "day" } },
    segments: { idle: { name: "Idle", when: [metric] } },
    rewards: [
      {
        id: "coffee",
        name: "A coffee",
        kind: "voucher",
        valueMinor: 300,
        automatic: true,
        segments: ["idle"],
        cost: { unit: "stamps", amount: 5 },
      },
    ],
    campaigns: [
      {
        id: "base",
        name: "Base",
        rules: [
          {
            id: "card",
            name: "A full card",
            on: "purchase",
            when: [{ kind: "sku", in: ["A"] }],
            effects: [{ kind: "earn", unit: "stamps", amount: 5 }],
          },
        ],
      },
    ],
  });
  await opens(
    { ...embedded.ledger, now: START },
    { versions: [{ effectiveAt: null, document }], stores: ["sto_shop"] },
  );
  const buys = (order: string, { at, now, sku }: { at: number; now: number; sku: string }) => {
    const { lines, ...rest } = orderOf(order, at);
    const told = { ...rest, isImport: false, lines: lines.map((line) => ({ ...line, sku })) };
    return done({ ...embedded.ledger, now }, purchase, told, { key: order });
  };
  const ada = {
    store: "sto_shop",
    identity: { kind: "email" as const, value: "ada@example.com" },
    others: [],
    profile: {},
  };
  await done({ ...embedded.ledger, now: START }, enrol, ada, { key: "ada" });
  const [made, bought] = [START + DAY, START + 29 * DAY];
  await buys("other", { at: bought, now: bought, sku: "B" });
  // Fifteen days after her order she is not idle, though she was when the late one was made.
  const late = await buys("late", { at: made, now: bought + 15 * DAY, sku: "A" });
  expect([late.gifts, late.balances]).toMatchObject([[], { stamps: { available: 5 } }]);
  // Thirty days after it, the card is filled by whatever she does next: a late order of a day that counts no more.
  const next = await buys("next", { at: made, now: bought + 30 * DAY, sku: "B" });
  expect([next.gifts, next.balances]).toMatchObject([[{ reward: "coffee" }], { stamps: { available: 0 } }]);
});
