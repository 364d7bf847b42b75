/** The second telling of refunds, on an order that is counted by hand: 2 points per 1.00, and a stamp above 20.00. */
import { expect, test } from "vitest";
import { readProgramme } from "../../functions/programme/programme.ts";
import type { Snapshot } from "./snapshot.ts";
import { leastOf, refundTold, type ToldOrder } from "./told-refunds.ts";

const read = readProgramme({
  programme: "told",
  name: "Told",
  about: "Told",
  currency: "EUR",
  zone: "Europe/Berlin",
  units: {
    points: { name: { one: "point", other: "points" }, returns: "within-balance" },
    stamps: { name: { one: "stamp", other: "stamps" } },
  },
});
if ("faults" in read) throw new Error(JSON.stringify(read.faults));
const { programme } = read;

const before: Snapshot = {
  members: new Map([["ada", { state: "joined", joinedAt: 0, mergedInto: null, slides: {}, profile: {} }]]),
  identities: new Map(),
  counts: new Map([["ada carry:rate:points:10000", new Map([[0, 5_000]])]]),
  accounts: new Map([["ada", [{ unit: "points", from: 0, until: 2_932_896, balance: 30 }]]]),
  redemptions: new Map(),
  vouchers: new Map(),
  open: [],
};
const always = { from: 0, until: 2_932_896, most: null, rounding: "down" } as const;
const order = (): ToldOrder => ({
  member: "ada",
  lines: [{ line: "1", sku: "A", category: null, quantity: 3, basis: 3_000 }],
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
      worthOf: ({ basis }) => (basis > 0 ? 1n : 0n),
      under: 1n,
      denominator: 0,
      returns: "debt",
    },
  ],
  least: new Map([
    ["rate", 0],
    ["stamp", leastOf([{ kind: "amount", atLeastMinor: 2_000 }])],
  ]),
  refunds: [],
  isPlain: true,
  slides: programme,
});
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
