import fc from "fast-check";
import { expect, test } from "vitest";
import { basisLeft, leftOf, moneyLeft, nothingOf, piecesLeft, sum, worthOf } from "../../functions/decisions/order.ts";
import type { OrderFacts } from "../../functions/values/order-facts.ts";
import { floorDiv } from "../../functions/values/ratio.ts";

type Order = Pick<OrderFacts, "lines" | "refunds" | "totalMinor">;

const line = fc.record({ quantity: fc.integer({ min: 1, max: 9 }), basisMinor: fc.integer({ min: 0, max: 5_000 }) });

/** An order that was paid in full or with shipping and tax on top, and what is asked back of it, in order. */
const history = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  extraMinor: fc.integer({ min: 0, max: 900 }),
  asked: fc.array(
    fc.oneof(
      fc.record({ amountMinor: fc.integer({ min: 1, max: 4_000 }) }),
      fc.record({ line: fc.nat(4), quantity: fc.integer({ min: 1, max: 5 }) }),
    ),
    { maxLength: 12 },
  ),
  rate: fc.record({ numerator: fc.integer({ min: 1, max: 1_000 }), denominator: fc.integer({ min: 1, max: 100_000 }) }),
});

function orderOf({
  lines,
  extraMinor,
}: {
  lines: { quantity: number; basisMinor: number }[];
  extraMinor: number;
}): Order {
  return {
    lines: lines.map((given, index) => ({ ...given, line: String(index), sku: "A", category: null })),
    refunds: {},
    totalMinor: sum(lines.map(({ basisMinor }) => basisMinor)) + extraMinor,
  };
}

/** The order after another refund; null: it asks for more than there is. */
function refunded(order: Order, asked: { amountMinor: number } | { line: number; quantity: number }): Order | null {
  const added =
    "amountMinor" in asked
      ? { amountMinor: asked.amountMinor, lines: [] }
      : { amountMinor: 0, lines: [{ line: String(asked.line), quantity: asked.quantity }] };
  if ("line" in asked && piecesLeft(order, String(asked.line)) < asked.quantity) return null;
  const next = { ...order, refunds: { ...order.refunds, [Object.keys(order.refunds).length]: added } };
  return moneyLeft(next) < 0 ? null : next;
}

test("no sequence of purchases and refunds mints points: what was given and kept is what the remaining orders are worth, rounded down", () => {
  fc.assert(
    fc.property(fc.array(history, { minLength: 1, maxLength: 4 }), ([first, ...more]) => {
      if (!first) return;
      const earned = { lines: null, per: "money" as const, leastMinor: 0, ...first.rate };
      const divisor = BigInt(earned.denominator);
      let carried = 0n;
      let points = 0n;
      let worth = 0n;
      for (const { asked, ...given } of [first, ...more]) {
        let order = orderOf(given);
        let left = nothingOf(order);
        for (const step of [null, ...asked]) {
          const next = step === null ? order : refunded(order, step);
          if (!next) continue;
          order = next;
          const after = leftOf(order);
          const change = worthOf(earned, order.lines, after) - worthOf(earned, order.lines, left);
          const amount = floorDiv(carried + change, divisor);
          carried += change - amount * divisor;
          points += amount;
          worth += change;
          left = after;
          expect(carried >= 0n && carried < divisor).toBe(true);
          expect(points).toBe(floorDiv(worth, divisor));
          expect(points >= 0n).toBe(true);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});

test("the order of refunds changes nothing, and what is left is never below nothing nor above what was there", () => {
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.nat()), ({ asked, ...given }, luck) => {
      let order = orderOf(given);
      for (const step of asked) order = refunded(order, step) ?? order;
      const shuffled = Object.entries(order.refunds)
        .map(([name, refund]) => ({ name, refund, at: luck.next().value }))
        .sort((a, b) => a.at - b.at);
      const other = { ...order, refunds: Object.fromEntries(shuffled.map(({ name, refund }) => [`r${name}`, refund])) };
      const left = basisLeft(order);
      expect(basisLeft(other)).toEqual(left);
      for (const [index, basis] of left.entries()) {
        expect(basis).toBeGreaterThanOrEqual(0);
        expect(basis).toBeLessThanOrEqual(order.lines[index]?.basisMinor ?? 0);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("refunds of all pieces, or of all the money, leave exactly nothing", () => {
  fc.assert(
    fc.property(history, fc.boolean(), ({ asked, ...given }, byMoney) => {
      let order = orderOf(given);
      for (const step of asked) order = refunded(order, step) ?? order;
      const rest = byMoney
        ? [{ amountMinor: moneyLeft(order) }]
        : order.lines.map(({ line: name }) => ({ line: Number(name), quantity: piecesLeft(order, name) }));
      let last = order;
      for (const step of rest) last = refunded(last, step) ?? last;
      if (byMoney || moneyLeft(last) === 0) expect(sum(basisLeft(last))).toBe(0);
      if (!byMoney && sum(Object.values(order.refunds).map(({ amountMinor }) => amountMinor)) === 0)
        expect(sum(basisLeft(last))).toBe(0);
    }),
    { numRuns: 2_000 },
  );
});
