import fc from "fast-check";
import { expect, test } from "vitest";
import { draftOf } from "../../functions/decisions/draft.ts";
import { earnedTerms, postChange } from "../../functions/decisions/earning.ts";
import type { Facts } from "../../functions/decisions/facts.ts";
import { countedBasis } from "../../functions/decisions/order.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { amountOf, type Movement, whySentence } from "../../functions/programme/why.ts";
import type { OrderFacts } from "../../functions/values/holder.ts";
import { pointsProgramme } from "../support/programmes.ts";

const programme = programmeOf();
function programmeOf() {
  const read = readProgramme(
    pointsProgramme({
      rewards: [{ id: "coffee", name: "Coffee", kind: "product", cost: { unit: "points", amount: 100 } }],
      metrics: { spend: { counts: "spend" } },
      tiers: [
        {
          id: "status",
          measure: { metric: "spend", window: { kind: "lifetime" } },
          levels: [{ id: "gold", name: "Gold", from: 0 }],
        },
      ],
    }),
  );
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  return read.programme;
}

const rate = { rule: "points-per-euro", amount: 2, perMinor: 100, percent: 100, tier: null, denominator: 10_000 };
const points = (amount: number, reason: Movement["reason"], why: Movement["why"]) => ({
  unit: "points",
  amount,
  reason,
  why,
});

test.each([
  [
    points(80, "earn", { ...rate, basisMinor: 4000, carriedBefore: 0, carriedAfter: 0 }),
    "2 points per €1.00 on €40.00 = 80 points",
  ],
  [
    points(1, "earn", { ...rate, basisMinor: 67, carriedBefore: 0, carriedAfter: 3400 }),
    "2 points per €1.00 on €0.67 = 1 point; 0.34 of a point is carried to your next purchase",
  ],
  [
    points(120, "earn", { ...rate, percent: 150, tier: "gold", basisMinor: 4000, carriedBefore: 0, carriedAfter: 0 }),
    "2 points per €1.00 × 150 % in Gold on €40.00 = 120 points",
  ],
  [
    points(20, "earn", { ...rate, basisMinor: 4000, carriedBefore: 0, carriedAfter: 0, repays: "debt" }),
    "2 points per €1.00 on €40.00 = 80 points, of which 20 repaid what you owed",
  ],
  [
    points(-27, "refund", {
      ...rate,
      numerator: 200,
      basisBeforeMinor: 4000,
      basisAfterMinor: 2667,
      carriedBefore: 0,
      carriedAfter: 3400,
    }),
    "27 points taken back because €13.33 was refunded",
  ],
  [
    points(-7, "refund", {
      ...rate,
      numerator: 200,
      basisBeforeMinor: 4000,
      basisAfterMinor: 2667,
      carriedBefore: 0,
      carriedAfter: 3400,
      owes: 7,
    }),
    "27 points taken back because €13.33 was refunded; 7 of them were used already and are owed: what you earn next repays them",
  ],
  [
    points(10, "earn", { rule: "points-per-euro", amount: 10, percent: 100, tier: null }),
    "2 points per euro: 10 points",
  ],
  [points(-100, "redeem", { reward: "coffee" }), "exchanged for Coffee"],
  [points(100, "release", { redemption: "rdm_1", cause: "lapsed" }), "given back: the time to use it ran out"],
  [points(-5, "expire", { expiredOn: 20_778 }), "November 21, 2026 was the last good day"],
  [points(-5, "adjust", { code: "correction" }), "taken by our staff: correction"],
  [
    { unit: "ticket:con_1", amount: 1, reason: "ticket", why: { rule: "points-per-euro", amount: 1 } },
    "2 points per euro: 1 ticket",
  ],
] satisfies [Movement, string][])("%o reads %s", (movement, words) => {
  expect(whySentence(movement, programme)).toBe(words);
});

test("the amount can be recomputed from the why alone, for any purchases and refunds in any order", () => {
  const facts = { metrics: [], accounts: [], holders: new Map(), today: 20_000, now: 0 } as unknown as Facts;
  const shape = fc.record({
    amount: fc.integer({ min: 1, max: 50 }),
    perMinor: fc.option(fc.integer({ min: 1, max: 500 })),
    percent: fc.integer({ min: 0, max: 400 }),
    orders: fc.array(
      fc.record({
        basis: fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 4 }),
        refunds: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  });
  fc.assert(
    fc.property(shape, ({ amount, perMinor, percent, orders }) => {
      const draft = draftOf(facts);
      const effect = {
        kind: "earn" as const,
        unit: "points",
        amount,
        percentByTier: { gold: percent },
        ...(perMinor === null ? {} : { perMinor }),
      };
      const moment = { day: 20_000, hour: 9, tier: "gold", tiers: [], categories: [], trust: null };
      const rule = { id: "r", name: "r", on: "purchase" as const, when: [], effects: [effect] };
      for (const { basis, refunds } of orders) {
        const lines: OrderFacts["lines"] = basis.map((basisMinor, index) => ({
          line: String(index),
          sku: "s",
          category: null,
          quantity: 1,
          basisMinor,
        }));
        const earned = earnedTerms(programme, { rule, effect, moment, lines });
        const post = (before: number[], after: number[], why: Movement["why"]) =>
          postChange(draft, facts, { earned, order: { lines }, store: "sto_a", member: "mem_a", before, after, why });
        const given = post(
          basis.map(() => 0),
          basis,
          {
            basisMinor: countedBasis(earned, lines, basis),
            amount,
            percent,
            tier: "gold",
            ...(perMinor === null ? {} : { perMinor }),
          },
        );
        expect(amountOf({ reason: "earn", why: given.why })).toBe(given.amount);
        let before = basis;
        for (const left of refunds) {
          const after = before.map((minor) => Math.floor(minor * left));
          const { amount: back, why } = post(before, after, {
            basisBeforeMinor: countedBasis(earned, lines, before),
            basisAfterMinor: countedBasis(earned, lines, after),
            numerator: earned.numerator,
          });
          expect(Math.abs(amountOf({ reason: "refund", why }) ?? Number.NaN)).toBe(Math.abs(back));
          before = after;
        }
      }
    }),
    { numRuns: 300 },
  );
});
