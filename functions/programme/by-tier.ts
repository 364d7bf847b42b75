/**
 * What a rule or a reward says by tier, in percent: of the tiers in which a member is, in whichever group, the one with the
 * highest; null where nothing is said for any of them.
 */
export function highestOf(
  percentByTier: Record<string, number> | undefined,
  tiers: string[],
): { tier: string; percent: number } | null {
  const [highest] = Object.entries(percentByTier ?? {})
    .filter(([tier]) => tiers.includes(tier))
    .sort(([, a], [, b]) => b - a);
  return highest ? { tier: highest[0], percent: highest[1] } : null;
}
