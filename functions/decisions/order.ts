/**
 * What an order is worth: a function of the order and the set of its refunds. Line refunds come off first; money
 * refunds are then spread pro rata over what remains, by largest remainder in line order. No order of refunds changes
 * the result, and refunds that give everything back leave exactly nothing.
 */

import { spread } from "../values/largest-remainder.ts";
import type { OrderEarned, OrderFacts, OrderGained } from "../values/order-facts.ts";
import { floorMulDiv } from "../values/ratio.ts";
import { uncutWorth, worthOfCounted } from "../values/worth.ts";

/** Basis left of each line in minor units, in line order, after all of the order's refunds. */
export function basisLeft({
  lines,
  refunds,
  totalMinor,
}: Pick<OrderFacts, "lines" | "refunds" | "totalMinor">): number[] {
  const { pieces, amountMinor } = totalsOf(refunds);
  const left = lines.map(
    ({ line, quantity, basisMinor }) => basisMinor - floorMulDiv(basisMinor, pieces.get(line) ?? 0, quantity),
  );
  const remaining = sum(left);
  const refundable = refundableMoney(lines, pieces, totalMinor);
  if (refundable === 0 || remaining === 0) return left;
  const back = floorMulDiv(remaining, Math.min(amountMinor, refundable), refundable);
  const shares = spread(back, left);
  return left.map((basis, index) => basis - (shares[index] ?? 0));
}

/** Money that may still be refunded beyond line refunds and earlier amounts, in minor units. */
export function moneyLeft({
  lines,
  refunds,
  totalMinor,
}: Pick<OrderFacts, "lines" | "refunds" | "totalMinor">): number {
  const { pieces, amountMinor } = totalsOf(refunds);
  return refundableMoney(lines, pieces, totalMinor) - amountMinor;
}

/** Pieces of a line that were not refunded yet. */
export function piecesLeft({ lines, refunds }: Pick<OrderFacts, "lines" | "refunds">, line: string): number {
  const quantity = lines.find((known) => known.line === line)?.quantity ?? 0;
  return quantity - (totalsOf(refunds).pieces.get(line) ?? 0);
}

/** What is left of a line: what it earns on in minor units, and pieces. A line without money, given back or free from the start, has no pieces: a free one is not bought. */
export interface Left {
  basisMinor: number;
  pieces: number;
}

/** What is left of each line, in line order, after all of the order's refunds. */
export function leftOf(order: Pick<OrderFacts, "lines" | "refunds" | "totalMinor">): Left[] {
  const { pieces } = totalsOf(order.refunds);
  return basisLeft(order).map((basisMinor, index) => {
    const line = order.lines[index];
    const left = (line?.quantity ?? 0) - (pieces.get(line?.line ?? "") ?? 0);
    return { basisMinor, pieces: basisMinor === 0 ? 0 : left };
  });
}

/** Nothing of each line: what there was before the order. */
export function nothingOf({ lines }: Pick<OrderFacts, "lines">): Left[] {
  return lines.map(() => ({ basisMinor: 0, pieces: 0 }));
}

/** What a rule counts of what is left of an order: the money and the pieces of its lines. */
export function countedLeft(
  { lines: counting }: Pick<OrderEarned, "lines">,
  lines: Pick<OrderFacts["lines"][number], "line">[],
  left: Left[],
): Left {
  const counted = { basisMinor: 0, pieces: 0 };
  for (const [index, { line }] of lines.entries()) {
    if (counting?.includes(line) === false) continue;
    counted.basisMinor += left[index]?.basisMinor ?? 0;
    counted.pieces += left[index]?.pieces ?? 0;
  }
  return counted;
}

/** The exact worth of a rule, as a whole number of 1 ÷ denominator units (whole units where it is 0); nothing below its least. */
export function worthOf(
  earned: Pick<OrderEarned, "lines" | "per" | "leastMinor" | "numerator" | "denominator" | "most">,
  lines: Pick<OrderFacts["lines"][number], "line">[],
  left: Left[],
): bigint {
  return worthOfCounted(earned, countedLeft(earned, lines, left));
}

/** What a rule would be worth if nothing limited it. */
export function uncutWorthOf(
  earned: Pick<OrderEarned, "lines" | "per" | "leastMinor" | "numerator">,
  lines: Pick<OrderFacts["lines"][number], "line">[],
  left: Left[],
): bigint {
  return uncutWorth(earned, countedLeft(earned, lines, left));
}

/**
 * Whether anything of an order is left: of what it earns on; where it never earned on anything, of its pieces, and of its money
 * if it cost any.
 */
export function isLeft(order: Pick<OrderFacts, "lines" | "refunds" | "totalMinor">): boolean {
  const { lines, totalMinor } = order;
  if (lines.some(({ basisMinor }) => basisMinor > 0)) return sum(basisLeft(order)) > 0;
  const hasPieces = lines.some(({ line }) => piecesLeft(order, line) > 0);
  return hasPieces && (totalMinor === 0 || moneyLeft(order) > 0);
}

/** What is left of an order adds to a metric: the spend on the lines that count, or 1 while any of them, or of times any of it all, is left. */
export function countOf(
  { counts, lines: counted }: OrderFacts["counted"][number],
  order: Pick<OrderFacts, "lines" | "refunds" | "totalMinor">,
  left: Left[],
): number {
  if (counts === "times") return isLeft(order) ? 1 : 0;
  const spend = countedLeft({ lines: counted ?? null }, order.lines, left).basisMinor;
  return counts === "spend" ? spend : Math.sign(spend);
}

/** Whether what is left still has what a rule gave as a whole for it. */
export function isKept(
  { lines: counting, leastMinor }: OrderGained,
  lines: Pick<OrderFacts["lines"][number], "line">[],
  left: Left[],
): boolean {
  return worthOf({ lines: counting, per: "event", leastMinor, numerator: 1, denominator: 0 }, lines, left) > 0n;
}

/** Adds amounts up. */
export function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

function refundableMoney(lines: OrderFacts["lines"], pieces: Map<string, number>, totalMinor: number): number {
  const goodsBack = sum(
    lines.map(({ line, quantity, basisMinor, valueMinor = basisMinor }) =>
      floorMulDiv(valueMinor, pieces.get(line) ?? 0, quantity),
    ),
  );
  return Math.max(0, totalMinor - goodsBack);
}

function totalsOf(refunds: OrderFacts["refunds"]): { pieces: Map<string, number>; amountMinor: number } {
  const pieces = new Map<string, number>();
  let amountMinor = 0;
  for (const refund of Object.values(refunds)) {
    amountMinor += refund.amountMinor;
    for (const { line, quantity } of refund.lines) pieces.set(line, (pieces.get(line) ?? 0) + quantity);
  }
  return { pieces, amountMinor };
}
