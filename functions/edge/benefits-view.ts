/** The benefits that a member has, from her tiers and from her memberships. */
import * as z from "zod";
import { draftOf } from "../decisions/draft.ts";
import type { Facts } from "../decisions/facts.ts";
import { lotsOf } from "../decisions/lots.ts";
import { levelsOf } from "../decisions/tier-standing.ts";
import { type Benefit, benefitSentence } from "../programme/benefits/index.ts";
import { highestOf } from "../programme/by-tier.ts";
import { runsAt } from "../programme/campaign.ts";
import type { Wording } from "../programme/kinds.ts";
import { say } from "../programme/words.ts";
import { dateOf, NEVER } from "../values/day.ts";
import type { JsonObject } from "../values/json.ts";

/** One benefit as it is shown. */
export const benefitShape = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["access", "birthday-gift", "free-delivery", "own", "discount-level", "rate"]),
  percent: z.int().nullable().describe("off the goods, or of what a rule earns; null: another kind"),
  fromMinor: z.int().nullable().describe("the basket from which delivery is free; null: another kind"),
  says: z.string(),
  tier: z.string().nullable().describe("the tier that gives it; null: a membership does"),
  membership: z.string().nullable().describe("the membership that gives it, by its unit; null: a tier does"),
  until: z.string().nullable().describe("last day on which it surely holds; null: while the tier does"),
});

/** The benefits of her tiers, then the discounts and the rates that the rules give them. */
export function benefitsOfHers(facts: Facts, member: string, wording: Wording): JsonObject[] {
  const { programme } = facts.current;
  const { language } = wording;
  const { earns, off } = wording.tongue.benefits;
  const rules = programme.campaigns.filter((campaign) => runsAt(campaign, facts.now)).flatMap(({ rules }) => rules);
  const levels = levelsOf(draftOf(facts), programme, { member, today: facts.today });
  const tiers = levels.map(({ level }) => level.id);
  // What a rule or a reward gives by tier, it gives by the one with the highest percent.
  const percentBy = (percentByTier: Record<string, number> | undefined, { id }: { id: string }) => {
    const highest = highestOf(percentByTier, tiers);
    return highest?.tier === id ? highest.percent : 0;
  };
  const ofTiers = levels.flatMap(({ group, level, stay }) => {
    const until = group.held && stay.until < NEVER ? dateOf(stay.until) : null;
    const own = (level.benefits ?? []).map((benefit) => ({
      ...benefitFields(benefit, wording),
      tier: level.id,
      membership: null,
      until,
    }));
    const shared = { fromMinor: null, tier: level.id, membership: null, until };
    const discounts = programme.rewards.flatMap((reward) => {
      const percent = reward.kind === "discount-level" ? percentBy(reward.percentByTier, level) : 0;
      const name = say(reward.name, language);
      return percent > 0
        ? [{ id: reward.id, name, kind: "discount-level", percent, says: off(percent), ...shared }]
        : [];
    });
    const rates = rules.flatMap(({ id, name, effects }) => {
      const percents = effects.map((effect) => (effect.kind === "earn" ? percentBy(effect.percentByTier, level) : 0));
      const percent = Math.max(...percents);
      return percent > 100
        ? [{ id, name: say(name, language), kind: "rate", percent, says: earns(percent), ...shared }]
        : [];
    });
    return [...own, ...discounts, ...rates];
  });
  return [...ofTiers, ...benefitsOfMemberships(facts, member, wording)];
}

/** What each membership gives that is valid today, until its last day. */
function benefitsOfMemberships(facts: Facts, member: string, wording: Wording): JsonObject[] {
  const { programme } = facts.current;
  const { units } = programme;
  const draft = draftOf(facts);
  return Object.entries(units).flatMap(([unit, { membership }]) => {
    if (!membership) return [];
    const valid = lotsOf(draft, member, unit).filter(
      ({ balance, availableOn, lastDay }) => balance > 0 && availableOn <= facts.today && lastDay >= facts.today,
    );
    if (valid.length === 0) return [];
    const until = dateOf(Math.max(...valid.map(({ lastDay }) => lastDay)));
    return membership.benefits.map((benefit) => ({
      ...benefitFields(benefit, wording),
      tier: null,
      membership: unit,
      until,
    }));
  });
}

function benefitFields(benefit: Benefit, wording: Wording): JsonObject {
  return {
    id: benefit.id,
    name: say(benefit.name, wording.language),
    kind: benefit.kind,
    percent: benefit.kind === "rate" ? benefit.percent : null,
    fromMinor: benefit.kind === "free-delivery" ? (benefit.fromMinor ?? 0) : null,
    says: benefitSentence(benefit, wording),
  };
}
