/** Random orders and refunds under caps, a budget and a multiplier: nothing is exceeded, minted or lost on the way. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { draftOf } from "../../functions/decisions/draft.ts";
import { recordOrder } from "../../functions/decisions/record-order.ts";
import { applyRefunds } from "../../functions/decisions/refund.ts";
import { amountOf } from "../../functions/programme/why.ts";
import { budgetOf, isLot } from "../../functions/values/account.ts";
import { asKind } from "../../functions/values/holder.ts";
import { ADA, factsWith, given, memberOf } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";

const BUDGET = 90;
const CAP = 120;

const step = fc.record({
  /** Beyond the orders there are: a new order. */
  order: fc.nat(9),
  minor: fc.integer({ min: 1, max: 6_000 }),
});

test.each(["down", "nearest", "up"])(
  "rounded %s, what is kept never exceeds a cap or the budget, and refunds of everything leave nothing",
  (rounding) => {
    const document = pointsProgramme({
      zone: "UTC",
      units: { points: { name: { one: "point", other: "points" }, rounding } },
      campaigns: [
        {
          id: "base",
          name: "Base",
          caps: [{ what: "amount", unit: "points", per: "month", atMost: CAP }],
          rules: [
            {
              id: "rate",
              name: "Rate",
              on: "purchase",
              effects: [{ kind: "earn", unit: "points", amount: 7, perMinor: 300 }],
            },
          ],
        },
        {
          id: "spring",
          name: "Spring",
          budget: { unit: "points", amount: BUDGET },
          rules: [
            { id: "more", name: "More", on: "purchase", effects: [{ kind: "multiply", unit: "points", percent: 133 }] },
          ],
        },
      ],
    });
    const facts = factsWith({ accounts: [{ ...budgetOf("spring"), balance: BUDGET }] }, document);
    let cuts = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
        const draft = draftOf(facts);
        const orders: { name: string; left: number }[] = [];
        const kept = new Map<string, number>();
        const keep = (rule: string, amount: number) => kept.set(rule, (kept.get(rule) ?? 0) + amount);
        const refund = (at: { name: string; left: number }, minor: number, as: string) => {
          const found = draft.holder(`order:sto_shop:${at.name}`);
          if (!found) throw new Error("there is no such order");
          at.left -= minor;
          const about = { store: "sto_shop", order: asKind(found, "order"), member: memberOf("joined") };
          const added = { [as]: { amountMinor: minor, lines: [] } };
          for (const { rule, amount, why } of applyRefunds(draft, facts, given, { ...about, added }).changes) {
            expect(amount).toBeLessThanOrEqual(0);
            expect(amountOf({ reason: "refund", why })).toBe(amount);
            keep(rule, amount);
          }
        };
        const check = () => {
          const all = (kept.get("rate") ?? 0) + (kept.get("more") ?? 0);
          expect(kept.get("rate") ?? 0).toBeLessThanOrEqual(CAP);
          expect(draft.balanceOf(budgetOf("spring"))).toBe(BUDGET - (kept.get("more") ?? 0));
          expect(draft.balanceOf(budgetOf("spring"))).toBeGreaterThanOrEqual(0);
          expect(draft.counted(ADA, "cap:campaign:base:amount:points:month", 202611)).toBe(kept.get("rate") ?? 0);
          expect(
            draft
              .accountsOf(ADA, "points")
              .filter(isLot)
              .reduce((sum, { balance }) => sum + balance, 0),
          ).toBe(all);
        };
        for (const [index, { order, minor }] of steps.entries()) {
          const at = orders[order];
          if (at) refund(at, Math.min(minor, at.left), `r${index}`);
          else {
            const name = `o${index}`;
            const lines = [{ line: "1", sku: "a", category: null, quantity: 1, basisMinor: minor }];
            const sold = {
              store: "sto_shop",
              order: name,
              occurredAt: facts.now,
              currency: "EUR",
              totalMinor: minor,
              lines,
            };
            const { earned } = recordOrder(draft, facts, given, sold, memberOf("joined"));
            for (const { rule, amount, why } of earned) {
              expect(amountOf({ reason: "earn", why })).toBe(amount);
              if (why.wanted !== undefined) cuts += 1;
              keep(rule, amount);
            }
            orders.push({ name, left: minor });
          }
          check();
        }
        for (const [index, at] of orders.entries()) refund(at, at.left, `last${index}`);
        check();
        expect([kept.get("rate") ?? 0, kept.get("more") ?? 0]).toEqual([0, 0]);
        expect(draft.counted(ADA, "carry:rate:points:30000")).toBe(0);
        expect(draft.counted(ADA, "carry:more:points:3000000")).toBe(0);
      }),
      { numRuns: 300 },
    );
    expect(cuts).toBeGreaterThan(100);
  },
);
