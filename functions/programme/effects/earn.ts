import * as z from "zod";
import { slug } from "../words.ts";

/**
 * Earn units: `amount` for each `perMinor` of the basis (the fraction is carried to the next time), or a flat `amount`
 * where `perMinor` is absent. A tier may multiply, in whole percent: 150 is one and a half times.
 */
export const terms = z.strictObject({
  kind: z.literal("earn"),
  unit: slug,
  amount: z.int().min(1).max(1_000_000),
  perMinor: z.int().min(1).max(1_000_000).optional(),
  percentByTier: z.record(slug, z.int().min(0).max(10_000)).optional(),
});
export type Earn = z.infer<typeof terms>;

export function sentence(given: Earn): string {
  const rate =
    given.perMinor === undefined
      ? `${given.amount} ${given.unit}`
      : `${given.amount} ${given.unit} per ${given.perMinor} minor units spent`;
  const tiers = Object.entries(given.percentByTier ?? {}).map(([tier, percent]) => `${percent} % in ${tier}`);
  return tiers.length > 0 ? `earn ${rate}, ${tiers.join(", ")}` : `earn ${rate}`;
}

/** What a tier multiplies by, in percent: 100 where the terms say nothing. */
export function percentFor(given: Earn, tier: string | null): number {
  return (tier === null ? undefined : given.percentByTier?.[tier]) ?? 100;
}
