/** The second telling of refunds, on an order that is counted by hand: 2 points per 1.00, and a stamp above 20.00. */
import { expect, test } from "vitest";
import { readProgramme } from "../../functions/programme/programme.ts";
import { numberOf } from "./calendar.ts";
import { EMPTY, type Snapshot } from "./snapshot.ts";
import { type Told, Untold } from "./told.ts";
import { refundTold, type ToldOrder } from "./told-refunds.ts";
import type { ToldTerms } from "./told-rules.ts";
import { activateTold, keepSource, type Sources } from "./told-waiting.ts";

const read = readProgramme({
  programme: "told",
  name: "Told",
  about: "Told",
  currency: "EUR",
  zone: "Europe/Berlin",
  units: {
    points: { name: { one: "point", other: "points" }, returns: "within-balance" },
    stamps: { name: { one: "stamp", other: "stamps" } },
    miles: { name: { one: "mile", other: "miles" }, pending: { kind: "event", on: "flown", cancelAfterDays: 10 } },
  },
});
if ("faults" in read) throw new Error(JSON.stringify(read.faults));
const { programme } = read;

const before: Snapshot = {
  ...EMPTY,
  members: new Map([["ada", { state: "joined", joinedAt: 0, mergedInto: null, slides: {}, profile: {} }]]),
  counts: new Map([["ada carry:rate:points:10000", new Map([[0, 5_000]])]]),
  accounts: new Map([["ada", [{ unit: "points", from: 0, until: 2_932_896, balance: 30 }]]]),
};
const always = {
  from: 0,
  until: 2_932_896,
  least: 0,
  most: null,
  rounding: "down",
  gave: 0,
  isModerated: false,
} as const;
const order = (): ToldOrder => ({
  member: "ada",
  lines: [{ line: "1", sku: "A", category: null, quantity: 3, basis: 3_000, value: 3_000 }],
  totalMinor: 3_000,
  terms: [
    {
      ...always,
      rule: "rate",
      unit: "points",
      lines: [0],
      worthOf: ({ basis }) => BigInt(basis) * 200n,
      under: 10_000n,
      denominator: 10_000,
      returns: "within-balance",
    },
    {
      ...always,
      rule: "stamp",
      unit: "stamps",
      lines: [0],
      least: 2_000,
      worthOf: ({ basis }) => (basis > 0 ? 1n : 0n),
      under: 1n,
      denominator: 0,
      returns: "debt",
    },
  ],
  refunds: [],
  isPlain: true,
  slides: programme,
});
const WAITS = 2_932_898;
const asking = { programme, before, now: Date.parse("2025-05-05T12:00:00Z"), opened: null };

test("two pieces take back two thirds and the stamp, which is owed; what is missing of the points is forgiven", () => {
  const told = refundTold(asking, order(), { amountMinor: 0, lines: [{ line: "1", quantity: 2 }] });
  expect(told).toMatchObject({
    code: "done",
    back: [
      { rule: "rate", unit: "points", amount: 30, forgiven: 10 },
      { rule: "stamp", unit: "stamps", amount: 1, forgiven: 0 },
    ],
  });
  expect(told.purse?.sums("points")).toMatchObject({ available: 0, debt: 0 });
  expect(told.purse?.sums("stamps")).toMatchObject({ available: 0, debt: 1 });
});

test("a fraction that is carried is taken first, and more than there is left of an order is refused", () => {
  const of = order();
  expect(refundTold(asking, of, { amountMinor: 25, lines: [] }).back).toEqual([]);
  expect(refundTold(asking, of, { amountMinor: 2_976, lines: [] }).code).toBe("refund_exceeds_order");
});

test("what waits because of another order stays: a unit more than its own is owed, and repaid when that one's are activated", () => {
  const today = numberOf("2025-05-05");
  const until = today + 10;
  const terms: ToldTerms = {
    ...always,
    from: WAITS,
    until,
    rule: "rate",
    unit: "miles",
    lines: [0],
    worthOf: ({ basis }) => BigInt(basis) * 200n,
    under: 10_000n,
    denominator: 10_000,
    gave: 1,
    returns: "debt",
  };
  const sources: Sources = new Map();
  const told = { member: "ada", store: "sto_a", programme } as Told;
  keepSource(sources, "first", { told, terms: [terms], givesMore: false });
  keepSource(sources, "second", { told, terms: [{ ...terms, gave: 27 }], givesMore: false });
  const lots = [{ unit: "miles", from: WAITS, until, balance: 28 }];
  // 59 cents made 1.18 miles, and 0.18 of them became the other's: what is carried is 0.08.
  const counts = new Map([["ada carry:rate:miles:10000", new Map([[0, 800]])]]);
  const held = { ...asking, before: { ...before, counts, accounts: new Map([["ada", lots]]) } };
  const small = { line: "1", sku: "A", category: null, quantity: 1, basis: 59, value: 59 };
  const first = { ...order(), lines: [small], totalMinor: 59, terms: [terms] };
  const refunded = refundTold(
    held,
    { ...first, source: sources.get("first") },
    {
      amountMinor: 0,
      lines: [{ line: "1", quantity: 1 }],
    },
  );
  expect(refunded.back).toEqual([{ rule: "rate", unit: "miles", amount: 2, forgiven: 0 }]);
  expect(refunded.purse?.shown()).toBe(`27 miles ${WAITS}..${until}; owes 1 miles`);
  const then = { ...held, before: refunded.purse?.writtenTo(held.before, "ada", held.now) ?? before };
  const flown = activateTold(then, { store: "sto_a", source: "second", event: "flown" }, sources);
  expect(flown.purse?.sums("miles")).toEqual({ available: 26, pending: 0, held: 0, debt: 0 });
  expect(activateTold(then, { store: "sto_a", source: "first", event: "lost" }, sources).code).toBe("not_awaited");
});

test("what waits because of an order is not told once a refund that is not told took of it", () => {
  const terms: ToldTerms = { ...(order().terms[0] as ToldTerms), from: WAITS, unit: "miles", gave: 60 };
  const sources: Sources = new Map();
  keepSource(sources, "order", {
    told: { member: "ada", store: "sto_a", programme } as Told,
    terms: [terms],
    givesMore: false,
  });
  const lots = [{ unit: "miles", from: WAITS, until: 2_932_896, balance: 60 }];
  const held = { ...asking, before: { ...before, accounts: new Map([["ada", lots]]) } };
  const gave = { ...order(), terms: [terms], source: sources.get("order") };
  const flown = () => activateTold(held, { store: "sto_a", source: "order", event: "flown" }, structuredClone(sources));
  expect(flown().purse?.sums("miles")).toMatchObject({ available: 60 });
  for (const how of [{ isPlain: false }, { terms: [{ ...terms, least: null }] }]) {
    for (const source of sources.values()) source.isUntold = false;
    const asked = { amountMinor: 0, lines: [{ line: "1", quantity: 1 }] };
    expect(() => refundTold(held, { ...gave, ...how, refunds: [] }, asked)).toThrow(Untold);
    expect(flown).toThrow(Untold);
  }
});
