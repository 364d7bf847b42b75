import { expect, test } from "vitest";
import { decideActivate, decideCancelWaiting } from "../../functions/decisions/activate.ts";
import type { Decided } from "../../functions/decisions/decision.ts";
import { draftOf } from "../../functions/decisions/draft.ts";
import type { Facts, Given } from "../../functions/decisions/facts.ts";
import { decidePurchase, type Purchase } from "../../functions/decisions/purchase.ts";
import { decideRefund } from "../../functions/decisions/refund.ts";
import { balancesOf } from "../../functions/decisions/standing.ts";
import { DAY_MS, WAITS } from "../../functions/values/day.ts";
import { idFrom } from "../../functions/values/id.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { ADA, factsWith, given } from "../support/facts.ts";
import { after } from "../support/memory.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { TODAY } from "./people.ts";

/** Points that wait for an event, and a rule that raises by half what two others give. */
const PENDING = { kind: "event", on: "shipped", cancelOn: "lost", cancelAfterDays: 5 };
const rule = (id: string, ...effects: JsonObject[]) => ({ id, name: id, on: "purchase", effects });
const PROGRAMME = pointsProgramme({
  zone: "UTC",
  units: { points: { name: { one: "point", other: "points" }, pending: PENDING } },
  campaigns: [
    {
      id: "base",
      name: "Base",
      rules: [
        rule("flat", { kind: "earn", unit: "points", amount: 1 }),
        rule("spend", { kind: "earn", unit: "points", amount: 1, perMinor: 100 }),
        rule("half", { kind: "multiply", unit: "points", percent: 150 }),
      ],
    },
  ],
});

const AT_ONCE = { name: { one: "point", other: "points" } };

/** Ada after orders of so many cents. */
function adaWith(totals: number[]) {
  let facts: Facts = factsWith({ now: TODAY * DAY_MS }, PROGRAMME);
  let keys = 0;
  const luck = (): Given => {
    keys += 1;
    const bytes = new Uint8Array(10).fill(keys, 9);
    return { ...given, id: (noun) => idFrom(noun, facts.now, bytes), operation: idFrom("op", facts.now, bytes) };
  };
  const does = <Outcome>(decide: (facts: Facts, given: Given) => Decided<Outcome>): Outcome => {
    const { facts: next, outcome, refusal } = after(facts, decide(facts, luck()));
    if (!outcome) throw new Error(JSON.stringify(refusal));
    facts = next;
    // What the ledger holds by a constraint: nobody has less than nothing, but of what she owes.
    for (const { holder, availableOn, balance } of facts.accounts)
      if (holder === ADA && availableOn >= 0) expect(balance).toBeGreaterThan(0);
    return outcome;
  };
  for (const [index, total] of totals.entries())
    does((now, luck) => decidePurchase(now, bought(`o-${index}`, total, now.now), luck));
  return {
    points: () => balancesOf(draftOf(facts), facts, ADA).points,
    /** Her points in lots that wait, or in those that do not. */
    lots: (waits: boolean) =>
      facts.accounts
        .filter(
          ({ holder, unit, availableOn }) => holder === ADA && unit === "points" && (availableOn === WAITS) === waits,
        )
        .reduce((sum, { balance }) => sum + balance, 0),
    /** From now on her points wait for nothing, or there are none in the document; and she became somebody with as much of a point more. */
    becomes(units: JsonObject, more: number) {
      const { current } = factsWith({}, pointsProgramme({ zone: "UTC", units, campaigns: [] }));
      const metrics = facts.metrics.map((row) =>
        row.metric.startsWith("carry:spend:") ? { ...row, amount: row.amount + more } : row,
      );
      facts = { ...facts, current, atEvent: current, metrics };
    },
    refunds(index: number, amountMinor: number) {
      const asked = { store: "sto_shop", order: `o-${index}`, refund: "r", amountMinor, lines: [] };
      return does((now, luck) => decideRefund(now, asked, luck));
    },
    /** An order is lost: a store says so, or nobody said anything in time. */
    loses(index: number, how: "said" | "late") {
      const source = `order:sto_shop:o-${index}`;
      if (how === "said")
        return does((now, luck) => decideActivate(now, { store: "sto_shop", source, event: "lost" }, luck));
      facts = { ...facts, now: (TODAY + 6) * DAY_MS, today: TODAY + 6 };
      return does((now, luck) => decideCancelWaiting(now, { waiting: `wait:${source}` }, luck));
    },
  };
}

test.each([
  // Half of 1 is nothing yet, and nothing waits of it; half of 10 is 5, and goes.
  { totals: [100], lost: 0, pending: 2, has: { available: 0, pending: 0 } },
  { totals: [1000], lost: 0, pending: 16, has: { available: 0, pending: 0 } },
  // With the first order's half the second came to a point more, twice, and those go with it.
  { totals: [100, 100], lost: 1, pending: 6, has: { available: 0, pending: 2 } },
  // With the third's half the first two are worth as much without it: those are hers.
  { totals: [100, 100, 100], lost: 1, pending: 8, has: { available: 2, pending: 4 } },
  { totals: [100, 300, 100], lost: 1, pending: 11, has: { available: 2, pending: 4 } },
])("of orders of $totals $pending points wait, and once one is lost she has $has", ({ totals, lost, pending, has }) => {
  for (const how of ["said", "late"] as const) {
    const ada = adaWith(totals);
    expect(ada.points()).toMatchObject({ available: 0, pending });
    const { cancelled } = ada.loses(lost, how);
    const late = how === "late" ? { pending: 0 } : {};
    expect([how, ada.points()]).toEqual([how, { ...has, ...late, held: 0, debt: 0 }]);
    expect(sumOf(cancelled)).toBe(pending - has.pending - has.available);
  }
});

test.each([
  // A gain of the rule's waited before, beside the flat one: what comes to it waits as that does.
  { totals: [150], units: { points: AT_ONCE }, waiting: 3, free: 0 },
  { totals: [150], units: { stars: AT_ONCE }, waiting: 3, free: 0 },
  // Nothing of it waited yet.
  { totals: [50], units: { points: AT_ONCE }, waiting: 1, free: 1 },
  { totals: [50], units: { stars: AT_ONCE }, waiting: 1, free: 1 },
])(
  "a fraction that a merge makes whole comes with the refund of an order of $totals, though a version has $units by then",
  ({ totals, units, waiting, free }) => {
    const ada = adaWith(totals);
    ada.becomes(units, 9_999);
    ada.refunds(0, 1);
    expect([ada.lots(true), ada.lots(false)]).toEqual([waiting, free]);
  },
);

function sumOf(parts: { amount: number }[]): number {
  return parts.reduce((sum, { amount }) => sum + amount, 0);
}

function bought(order: string, totalMinor: number, occurredAt: number): Purchase {
  const lines = [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: totalMinor }];
  const nothing = { discountMinor: 0, shippingMinor: 0, taxMinor: 0, paidWith: [] };
  const about = { store: "sto_shop", member: { id: ADA }, order, occurredAt, currency: "EUR", totalMinor };
  return { ...about, lines, ...nothing, isImport: false };
}
