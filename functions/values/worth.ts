/** What a rule's terms make of what it counts; the ledger posts it and a why is recomputed from it. */

export interface WorthTerms {
  /** What is counted: money in minor units, pieces, or the event itself as long as any money is left. */
  per: "money" | "pieces" | "event";
  /** Below so much counted money it is worth nothing, in minor units; 0: no least. */
  leastMinor: number;
  numerator: number;
}

/** The exact worth, as a whole number of 1 ÷ denominator units; per event, of whole units. */
export function worthOfCounted(
  { per, leastMinor, numerator }: WorthTerms,
  { basisMinor, pieces }: { basisMinor: number; pieces: number },
): bigint {
  if (basisMinor < leastMinor) return 0n;
  if (per === "money") return BigInt(basisMinor) * BigInt(numerator);
  if (per === "pieces") return BigInt(pieces) * BigInt(numerator);
  return basisMinor > 0 ? BigInt(numerator) : 0n;
}
