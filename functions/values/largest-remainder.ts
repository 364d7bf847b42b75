/** Splits an amount so that the parts sum to it exactly (the largest-remainder method, after Hamilton). */

/**
 * `total` in proportion to `weights`, in whole units: each part is its exact share rounded down, and what is left goes
 * one by one to the largest remainders, earlier first. All arguments are safe integers ≥ 0. No part exceeds its weight
 * when the total does not exceed their sum; weights that sum to zero get nothing.
 */
export function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((so, weight) => so + BigInt(weight), 0n);
  if (sum === 0n) return weights.map(() => 0);
  const shares = weights.map((weight, at) => {
    const exact = BigInt(total) * BigInt(weight);
    return { at, whole: exact / sum, remainder: exact % sum };
  });
  const left = Number(BigInt(total) - shares.reduce((so, share) => so + share.whole, 0n));
  const luckiest = shares.toSorted((a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder));
  const isRoundedUp = new Set(luckiest.slice(0, left).map((share) => share.at));
  return shares.map((share) => Number(share.whole) + (isRoundedUp.has(share.at) ? 1 : 0));
}
