/**
 * Typed numbers as RFC 3797 (section 4) writes them down: decimal without leading zeros, a period after each, a slash after
 * each draw; in ascending order where the order does not count. Everybody who sees the public results writes the same.
 */
import type { PublicDraw } from "./entropy.ts";

/** What is wrong with the numbers typed for the draws, with the place of it; null: nothing. */
export function faultOfNumbers(draws: readonly PublicDraw[], typed: readonly (readonly number[])[]): string | null {
  if (typed.length !== draws.length) return `there are ${draws.length} draws, and numbers of ${typed.length}`;
  for (const [index, { numbers: count, outOf, lowest, inOrder }] of draws.entries()) {
    const numbers = typed[index] ?? [];
    const where = `draw ${index + 1}`;
    if (numbers.length !== count) return `${where} has ${count} numbers, not ${numbers.length}`;
    const stray = numbers.find((number) => !Number.isInteger(number) || number < lowest || number >= lowest + outOf);
    if (stray !== undefined) return `${where} has numbers from ${lowest} to ${lowest + outOf - 1}, not ${stray}`;
    if (!inOrder && new Set(numbers).size < count) return `${where} has a number twice`;
  }
  return null;
}

/** The canonical key string of numbers that have no fault: "9319./2.5.8.10.12./9.18.26.34.41.45./". */
export function keyString(draws: readonly PublicDraw[], typed: readonly (readonly number[])[]): string {
  return typed
    .map((numbers, index) => {
      const ordered = draws[index]?.inOrder ? numbers : numbers.toSorted((one, other) => one - other);
      return `${ordered.map((number) => `${number}.`).join("")}/`;
    })
    .join("");
}

/** Bits of luck that draws have: whole ones that are surely there. */
export function bitsOf(draws: readonly PublicDraw[]): number {
  const bits = draws.map(({ numbers, outOf, inOrder }) =>
    inOrder ? numbers * Math.log2(outOf) : bitsToChoose(outOf, numbers),
  );
  return Math.floor(bits.reduce((sum, each) => sum + each, 0) + ROUNDING);
}

/** Bits that choosing `winners` of `entrants` takes: log2 C(n, k) rounded up, as RFC 3797, section 3.3, tables it. */
export function bitsNeeded({ entrants, winners }: { entrants: number; winners: number }): number {
  return Math.max(0, Math.ceil(bitsToChoose(entrants, Math.min(winners, entrants)) - ROUNDING));
}

/** What sums of logarithms may be off by: a warning hangs on it, never a draw. */
const ROUNDING = 1e-9;

function bitsToChoose(n: number, k: number): number {
  let bits = 0;
  for (let step = 1; step <= Math.min(k, n - k); step++) bits += Math.log2(n - step + 1) - Math.log2(step);
  return bits;
}
