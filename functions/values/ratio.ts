/**
 * Ratios are two integers; every division names its rounding. Products are taken in BigInt, so that nothing is lost
 * beyond 2^53 on the way.
 */

/** `floor(a × b ÷ divisor)` for safe integers, exactly; divisor > 0. Throws a fault when the result is not safe. */
export function floorMulDiv(a: number, b: number, divisor: number): number {
  return toSafe(floorDiv(BigInt(a) * BigInt(b), BigInt(divisor)));
}

/** Floor division of BigInts (towards minus infinity, unlike `/`); divisor > 0. */
export function floorDiv(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

/** How a fraction becomes whole: down, to the nearest (a half goes up), or up. */
export type Rounding = "down" | "nearest" | "up";

/** Division of BigInts by a rounding; divisor > 0. */
export function roundDiv(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  switch (rounding) {
    case "down":
      return floorDiv(dividend, divisor);
    case "nearest":
      return floorDiv(dividend * 2n + divisor, divisor * 2n);
    case "up":
      return -floorDiv(-dividend, divisor);
  }
}

/** A BigInt as a JS number. Throws a fault beyond ±(2^53 − 1): balances are capped far below. */
export function toSafe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is beyond the safe integers`);
  return number;
}
