import * as z from "zod";
import { highestOf } from "../by-tier.ts";
import type { Naming, Wording } from "../kinds.ts";
import { slug, words } from "../words.ts";

/** A discount that holds while a member is in a tier, in whole percent of the goods; it costs nothing and is quoted, not redeemed. */
export const terms = z.strictObject({
  id: slug,
  name: words,
  kind: z.literal("discount-level"),
  percentByTier: z.record(slug, z.int().min(0).max(100)),
});
export type DiscountLevel = z.infer<typeof terms>;

export const names = ({ percentByTier }: DiscountLevel): Naming[] =>
  Object.keys(percentByTier).map((name) => ({ what: "tier", name, path: ["percentByTier", name] }));

export const sentence = (given: DiscountLevel, { name, tongue }: Wording) =>
  tongue.rewards["discount-level"](
    Object.entries(given.percentByTier).map(([id, percent]) => {
      const tier = name("tier", id);
      return { percent, tier: tier.replace(/[^\d%]/g, "") === `${percent}%` && !/\p{L}/u.test(tier) ? null : tier };
    }),
  );

/** The discount on goods in minor units, rounded down, by her tier with the highest; 0 outside every level. */
export function discountOn(
  given: DiscountLevel,
  tiers: string[],
  goodsMinor: number,
): { percent: number; discountMinor: number } {
  const percent = highestOf(given.percentByTier, tiers)?.percent ?? 0;
  return { percent, discountMinor: Number((BigInt(goodsMinor) * BigInt(percent)) / 100n) };
}
