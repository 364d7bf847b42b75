/** What closes the gap to a reward, by the rule that holds for every purchase. */
import { rulesOf, runsAt } from "../programme/campaign.ts";
import { effectGrants } from "../programme/effects/index.ts";
import { isHeldOut } from "../programme/holdout.ts";
import type { UnitsGrant } from "../values/grant.ts";
import { roundDiv, toSafe } from "../values/ratio.ts";
import { draftOf } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { momentNow } from "./moment.ts";
import { balancesOf } from "./standing.ts";
import { roundingOf } from "./whole.ts";

/** Money to spend, in minor units, or purchases to make. */
export type WayTo = { by: "spending"; minor: number } | { by: "purchases"; times: number };

/**
 * The way that a rule without conditions and caps gives: what is missing, and what she owes of it, at what the rule gives her
 * now, rounded up. Fractions that she carries are left out, so that what is promised is enough. Null: no rule is for every purchase.
 */
export function wayTo(
  facts: Facts,
  { member, unit, missing }: { member: string; unit: string; missing: number },
): WayTo | null {
  const { programme } = facts.current;
  const draft = draftOf(facts);
  const moment = momentNow(draft, facts, member);
  const grants = programme.campaigns
    .filter((campaign) => runsAt(campaign, facts.now) && campaign.caps.length === 0 && !campaign.budget)
    .filter((campaign) => !isHeldOut(programme, campaign, member))
    .flatMap(rulesOf)
    .filter(
      ({ on, when, caps, stacking, moderated }) =>
        on === "purchase" && when.length === 0 && caps.length === 0 && !stacking && !moderated,
    )
    .flatMap(({ effects }) => effects.flatMap((effect) => effectGrants(effect, moment)))
    .filter((grant): grant is UnitsGrant => grant.kind === "units" && grant.unit === unit);
  const needs = BigInt(missing + (balancesOf(draft, facts, member)[unit]?.debt ?? 0));
  const rounding = roundingOf(programme, unit);
  const found = (of: UnitsGrant["per"]): number | null => {
    const grant = grants.find(({ per, numerator }) => per === of && numerator > 0);
    if (!grant) return null;
    const [over, under] = [BigInt(grant.numerator), BigInt(grant.denominator || 1)];
    if (of === "money" || rounding === "down") return toSafe(roundDiv(needs * under, over, "up"));
    // Each purchase is rounded by itself.
    const each = roundDiv(over, under, rounding);
    return each > 0n ? toSafe(roundDiv(needs, each, "up")) : null;
  };
  const minor = found("money");
  if (minor !== null) return { by: "spending", minor };
  const times = found("event");
  return times === null ? null : { by: "purchases", times };
}
