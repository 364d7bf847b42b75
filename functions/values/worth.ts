/** What a rule's terms make of what it counts; the ledger posts it and a why is recomputed from it. */

export interface WorthTerms {
  /** What is counted: money in minor units, pieces, or the event itself as long as any money is left. */
  per: "money" | "pieces" | "event";
  /** Below so much counted money it is worth nothing, in minor units; 0: no least. */
  leastMinor: number;
  numerator: number;
  /** In whole units: it is worth no more than this many. Absent: whatever it is worth. */
  most?: number;
  /** 0: the numerator counts whole units. */
  denominator: number;
}

/** The exact worth, as a whole number of 1 ÷ denominator units, or of whole units where it is 0. */
export function worthOfCounted(
  { most, ...terms }: WorthTerms,
  counted: { basisMinor: number; pieces: number },
): bigint {
  const worth = uncutWorth(terms, counted);
  const limit = most === undefined ? worth : BigInt(most) * BigInt(terms.denominator || 1);
  return worth > limit ? limit : worth;
}

/** What it would be worth if nothing limited it. */
export function uncutWorth(
  { per, leastMinor, numerator }: Pick<WorthTerms, "per" | "leastMinor" | "numerator">,
  { basisMinor, pieces }: { basisMinor: number; pieces: number },
): bigint {
  if (basisMinor < leastMinor) return 0n;
  if (per === "money") return BigInt(basisMinor) * BigInt(numerator);
  if (per === "pieces") return BigInt(pieces) * BigInt(numerator);
  return basisMinor > 0 ? BigInt(numerator) : 0n;
}
