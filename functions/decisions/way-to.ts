/** What closes the gap to a reward, by the rule that holds for every purchase. */
import { rulesOf, runsAt } from "../programme/campaign.ts";
import type { Earn } from "../programme/effects/earn.ts";
import { draftOf } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { standing } from "./standing.ts";

/** Money to spend, in minor units, or purchases to make. */
export type WayTo = { by: "spending"; minor: number } | { by: "purchases"; times: number };

/**
 * The way that a rule without conditions and caps gives: what is missing at its rate and her tier's, rounded up. Fractions
 * that she carries are left out, so that what is promised is enough. Null: no rule is for every purchase.
 */
export function wayTo(
  facts: Facts,
  { member, unit, missing }: { member: string; unit: string; missing: number },
): WayTo | null {
  const { programme } = facts.current;
  const earns = programme.campaigns
    .filter((campaign) => runsAt(campaign, facts.now) && campaign.caps.length === 0 && !campaign.budget)
    .flatMap(rulesOf)
    .filter(
      ({ on, when, caps, stacking, moderated }) =>
        on === "purchase" && when.length === 0 && caps.length === 0 && !stacking && !moderated,
    )
    .flatMap(({ effects }) => effects.filter((effect): effect is Earn => effect.kind === "earn"))
    .filter((earn) => earn.unit === unit && earn.perPieces === undefined);
  const tier = standing(draftOf(facts), programme, member, facts.today)?.tier ?? null;
  const percentOf = ({ percentByTier }: Earn) => (tier === null ? undefined : percentByTier?.[tier]) ?? 100;
  const perMoney = earns.find((earn) => earn.perMinor !== undefined && percentOf(earn) > 0);
  if (perMoney?.perMinor !== undefined) {
    const { amount, perMinor } = perMoney;
    return { by: "spending", minor: Math.ceil((missing * perMinor * 100) / (amount * percentOf(perMoney))) };
  }
  const perPurchase = earns.find((earn) => earn.perMinor === undefined && percentOf(earn) > 0);
  if (!perPurchase) return null;
  return { by: "purchases", times: Math.ceil((missing * 100) / (perPurchase.amount * percentOf(perPurchase))) };
}
