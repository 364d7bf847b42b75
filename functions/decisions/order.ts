/**
 * What an order is worth: a function of the order and the set of its refunds. Line refunds come off first; money
 * refunds are then spread pro rata over what remains, by largest remainder in line order. No order of refunds changes
 * the result, and refunds that give everything back leave exactly nothing.
 */
import type { OrderEarned, OrderFacts } from "../values/holder.ts";
import { spread } from "../values/largest-remainder.ts";
import { floorMulDiv } from "../values/ratio.ts";

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

/** The exact worth of a rule on a basis, as a whole number of 1 ÷ denominator units (flat rules: whole units). */
export function worthOf(
  earned: Pick<OrderEarned, "lines" | "numerator" | "denominator">,
  lines: OrderFacts["lines"],
  basis: number[],
): bigint {
  const counted = countedBasis(earned, lines, basis);
  if (earned.denominator === 0) return counted > 0 ? BigInt(earned.numerator) : 0n;
  return BigInt(counted) * BigInt(earned.numerator);
}

/** The part of a basis that a rule counts, in minor units. */
export function countedBasis(
  earned: Pick<OrderEarned, "lines">,
  lines: Pick<OrderFacts["lines"][number], "line">[],
  basis: number[],
): number {
  return sum(lines.map(({ line }, index) => (earned.lines?.includes(line) === false ? 0 : (basis[index] ?? 0))));
}

/** What an order adds to a metric on a basis: the spend on the lines that count, or 1 while any of it is left. */
export function countOf(
  { counts, lines: counted }: OrderFacts["counted"][number],
  lines: Pick<OrderFacts["lines"][number], "line">[],
  basis: number[],
): number {
  const spend = countedBasis({ lines: counted ?? null }, lines, basis);
  return counts === "spend" ? spend : Math.sign(spend);
}

/** Adds amounts up. */
export function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

function refundableMoney(lines: OrderFacts["lines"], pieces: Map<string, number>, totalMinor: number): number {
  const goodsBack = sum(
    lines.map(({ line, quantity, basisMinor }) => floorMulDiv(basisMinor, pieces.get(line) ?? 0, quantity)),
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
