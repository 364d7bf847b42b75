import fc from "fast-check";
import { expect, test } from "vitest";
import { draftOf } from "../../functions/decisions/draft.ts";
import { earnedTerms, moreOf, postChange } from "../../functions/decisions/earning.ts";
import { earnWhy, refundWhy } from "../../functions/decisions/earning-why.ts";
import type { Facts } from "../../functions/decisions/facts.ts";
import type { Limit } from "../../functions/decisions/limits.ts";
import { type Left, leftOf, nothingOf } from "../../functions/decisions/order.ts";
import { gives } from "../../functions/programme/effects/earn.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { amountOf, type Movement, whySentence } from "../../functions/programme/why.ts";
import { wordingOf } from "../../functions/programme/wording.ts";
import { momentOf } from "../support/facts.ts";
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
    "2 points per €1.00 × 150% in Gold on €40.00 = 120 points",
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
  [
    points(30, "forgive", { returns: "within-balance" }),
    "30 points forgiven: a refund takes back no more than you have",
  ],
  [
    points(30, "forgive", { returns: "only-pending" }),
    "30 points forgiven: a refund takes back only what is still pending",
  ],
  [
    points(30, "reverse", { graceUntil: 20_778 }),
    "given back: the exchange was reversed; they had expired, and can be used until November 21, 2026",
  ],
  [points(-5, "expire", { expiredOn: 20_778 }), "November 21, 2026 was the last good day"],
  [points(-5, "adjust", { code: "correction" }), "taken by our staff: correction"],
  [
    { unit: "ticket:con_1", amount: 1, reason: "ticket", why: { rule: "points-per-euro", amount: 1 } },
    "2 points per euro: 1 ticket",
  ],
] satisfies [Movement, string][])("%o reads %s", (movement, words) => {
  expect(whySentence(movement, wordingOf(programme))).toBe(words);
});

test("the amount can be recomputed from the why alone, for any purchases and refunds in any order", () => {
  const facts = {
    metrics: [],
    accounts: [],
    holders: new Map(),
    today: 20_000,
    now: 0,
    atEvent: { programme },
  } as unknown as Facts;
  const shape = fc.record({
    amount: fc.integer({ min: 1, max: 50 }),
    rate: fc.oneof(
      fc.record({ perMinor: fc.integer({ min: 1, max: 500 }) }),
      fc.record({ perPieces: fc.integer({ min: 1, max: 5 }) }),
      fc.constant({}),
    ),
    atLeastMinor: fc.option(fc.integer({ min: 1, max: 30_000 })),
    percent: fc.integer({ min: 0, max: 400 }),
    more: fc.option(fc.integer({ min: 1, max: 300 })),
    most: fc.option(fc.integer({ min: 1, max: 2_000 })),
    orders: fc.array(
      fc.record({
        lines: fc.array(
          fc.record({ basisMinor: fc.integer({ min: 0, max: 20_000 }), quantity: fc.integer({ min: 1, max: 9 }) }),
          { minLength: 1, maxLength: 4 },
        ),
        refunds: fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  });
  fc.assert(
    fc.property(shape, ({ amount, rate, atLeastMinor, percent, more, most, orders }) => {
      const draft = draftOf(facts);
      const effect = { kind: "earn" as const, unit: "points", amount, percentByTier: { gold: percent }, ...rate };
      const when = atLeastMinor === null ? [] : [{ kind: "amount" as const, atLeastMinor }];
      const rule = { id: "r", name: "r", on: "purchase" as const, when, effects: [effect], caps: [] };
      const campaign = { id: "c", name: "c", when: [], caps: [], rules: [rule] };
      const cap = { what: "times" as const, per: "day" as const, atMost: 1 };
      const room = most === null ? null : { most, because: { kind: "cap" as const, cap } };
      for (const [number, { lines: sold, refunds }] of orders.entries()) {
        const lines = sold.map((line, index) => ({ ...line, line: String(index), sku: "s", category: null }));
        const moment = momentOf({ tier: "gold", lines });
        const [base] = gives(effect, moment);
        if (!base) throw new Error("earning gives units");
        const grant = more === null ? base : moreOf(base, { of: "base", more });
        const award = { kind: "units" as const, grant, of: { rule, campaign }, when };
        const earned = earnedTerms(draft, facts, { award, moment, member: "mem_a", most });
        const order = { version: number, lines, totalMinor: 1_000_000 };
        const post = (before: Left[], after: Left[], why: Movement["why"], room: Limit | null = null) =>
          postChange(draft, facts, {
            source: "order:sto_shop:1",
            earned,
            order,
            store: "sto_a",
            member: "mem_a",
            before,
            after,
            why,
            room,
          });
        let before = leftOf({ ...order, refunds: {} });
        const gain = post(
          nothingOf(order),
          before,
          earnWhy(order, earned, { left: before, grant, tier: "gold" }),
          room,
        );
        expect(amountOf({ reason: "earn", why: gain.why })).toBe(gain.amount);
        expect(gain.amount).toBeLessThanOrEqual(most ?? gain.amount);
        for (const [index, amountMinor] of refunds.entries()) {
          const first = sold[0]?.quantity ?? 0;
          const back =
            index === 0
              ? { amountMinor: 0, lines: [{ line: "0", quantity: Math.min(1, first) }] }
              : { amountMinor, lines: [] };
          const after = leftOf({ ...order, refunds: { ...(index === 0 ? {} : { before: back }), [index]: back } });
          const { amount: moved, why } = post(before, after, refundWhy(order, earned, { before, after }));
          expect(Math.abs(amountOf({ reason: "refund", why }) ?? Number.NaN)).toBe(Math.abs(moved));
          before = after;
        }
      }
    }),
    { numRuns: 300 },
  );
});
