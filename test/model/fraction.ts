/** Exact fractions, for carried parts of a unit. */
export interface Fraction {
  over: bigint;
  under: bigint;
}

export const nothing: Fraction = { over: 0n, under: 1n };

/** over ÷ under, under > 0. */
export function fraction(over: bigint, under: bigint): Fraction {
  return { over, under };
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return a.under === b.under
    ? { over: a.over + b.over, under: a.under }
    : { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { over: -b.over, under: b.under });
}

/** The largest whole number that is not above it, and what is left. */
export function split(value: Fraction): { whole: number; rest: Fraction } {
  let whole = value.over / value.under;
  if (whole * value.under > value.over) whole -= 1n;
  return { whole: Number(whole), rest: { over: value.over - whole * value.under, under: value.under } };
}
