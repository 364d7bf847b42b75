/** What a member has, as members and stores see it: each view with its shape beside it. */

import * as z from "zod";
import { stampCardsOf } from "../decisions/automatic.ts";
import { draftOf } from "../decisions/draft.ts";
import type { Facts } from "../decisions/facts.ts";
import { lotsOf } from "../decisions/lots.ts";
import { nextReward, type Reach } from "../decisions/reach.ts";
import { balancesOf, standing } from "../decisions/standing.ts";
import { standingsOf, type Way } from "../decisions/tier-standing.ts";
import { draftToRead } from "../decisions/units.ts";
import { wayTo } from "../decisions/way-to.ts";
import type { Wording } from "../programme/kinds.ts";
import { isUndoable } from "../programme/rewards/index.ts";
import { awaitedSentence } from "../programme/rewards/priced.ts";
import { groupName, levelName } from "../programme/tiers.ts";
import { formsOf, pluralForms, worthIn } from "../programme/unit.ts";
import { say } from "../programme/words.ts";
import { type Day, dateOf, NEVER } from "../values/day.ts";
import type { Holder } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { floorMulDiv } from "../values/ratio.ts";
import { benefitShape, benefitsOfHers } from "./benefits-view.ts";
import { costShape, costView } from "./cost-view.ts";
import { ownProfileShape, ownProfileView, profileShape, profileView } from "./profile-shapes.ts";
import { balances, money, stampCards as stampCardsShape, standing as standingShape, standings } from "./shapes.ts";
import { instantView } from "./views.ts";

export const memberShape = z.strictObject({
  member: z.string(),
  state: z.enum(["guest", "joined", "frozen"]),
  joinedAt: z.string().nullable().describe("null: a guest, who earns and does not spend yet"),
  balances,
  tier: standingShape,
  tiers: standings,
  stampCards: stampCardsShape,
  ...profileShape,
});

/** Where she stands in every group of tiers. */
function standingsView(facts: Facts, member: string, wording: Wording): JsonObject[] {
  const { programme } = facts.current;
  const { language } = wording;
  const nameOf = (tier: string) => levelName(tier, programme, language);
  const asked = { member, today: facts.today };
  return standingsOf(draftOf(facts), programme, asked).map((standing, index) => {
    const group = programme.tiers[index];
    const { tier, until, rise, next, ways, needsAll, risk } = standing;
    return {
      group: standing.group,
      groupName: group ? groupName(group, language) : null,
      tier,
      name: nameOf(tier),
      until: dayView(until),
      rise: rise && { tier: rise.tier, name: nameOf(rise.tier), on: dateOf(rise.on) },
      next: next && { tier: next.tier, name: nameOf(next.tier), needsAll, ways: ways.map(wayView) },
      risk: risk && {
        tier: risk.tier,
        name: nameOf(risk.tier),
        on: dateOf(risk.on),
        needsAll,
        missing: risk.missing.map(wayView),
      },
    };
  });

  function wayView({ by, ...way }: Way): JsonObject {
    return { ...way, says: wording.metric(way.metric, way.missing), by: dayView(by) };
  }
}

function dayView(day: Day | null): string | null {
  return day === null ? null : dateOf(day);
}

/** A member as stores see her: no personal data but what the programme asks for, and an age as a band. */
export function memberView(
  facts: Facts,
  { publicId, state, facts: about }: Holder<"member">,
  wording: Wording,
): JsonObject {
  const draft = draftToRead(facts, publicId);
  return {
    member: publicId,
    state,
    joinedAt: about.joinedAt === null ? null : instantView(about.joinedAt),
    balances: { ...balancesOf(draft, facts, publicId) } as unknown as JsonObject,
    tier: standing(draft, facts.current.programme, publicId, facts.today) as unknown as JsonObject | null,
    tiers: standingsView(facts, publicId, wording),
    stampCards: stampCardsOf(draft, facts, publicId).map((card) => ({ ...card })),
    ...profileView(facts, publicId),
  };
}

export const meShape = memberShape.extend({
  ...ownProfileShape,
  units: z.record(z.string(), pluralForms(z.string())).describe("what units are called, by plural category"),
  worth: z.record(z.string(), money).describe("what is available is worth, by unit that has a worth"),
  tierNames: z.record(z.string(), z.string()),
  benefits: z.array(benefitShape),
  nextReward: z
    .strictObject({
      id: z.string(),
      name: z.string(),
      unit: z.string(),
      costs: z.int(),
      has: z.int(),
      missing: z.int(),
      way: z
        .discriminatedUnion("by", [
          z.strictObject({ by: z.literal("spending"), minor: z.int() }),
          z.strictObject({ by: z.literal("purchases"), times: z.int() }),
        ])
        .nullable()
        .describe("what closes the gap by the rule for every purchase; null: no rule is for every purchase"),
    })
    .nullable()
    .describe("the reward with the fewest units missing; null: everything is in reach, or nothing is left"),
  expiring: z
    .array(z.strictObject({ unit: z.string(), amount: z.int(), on: z.string().describe("last good day") }))
    .describe("what can be spent and runs out, first to expire first"),
});

/** Days on which something expires that are shown. */
const EXPIRING_SHOWN = 5;

/** What she can spend that runs out, by unit and last good day; memberships say until when they hold in their own place. */
function expiringView(facts: Facts, member: string): JsonObject[] {
  const { units } = facts.current.programme;
  const sums = new Map<string, { unit: string; amount: number; on: Day }>();
  for (const { unit, balance, availableOn, lastDay } of lotsOf(draftToRead(facts, member), member)) {
    const terms = Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (!terms || terms.membership || balance <= 0) continue;
    if (lastDay >= NEVER || lastDay < facts.today || availableOn > facts.today) continue;
    const sum = sums.get(`${unit} ${lastDay}`) ?? { unit, amount: 0, on: lastDay };
    sums.set(`${unit} ${lastDay}`, { ...sum, amount: sum.amount + balance });
  }
  return [...sums.values()].slice(0, EXPIRING_SHOWN).map((sum) => ({ ...sum, on: dateOf(sum.on) }));
}

/** A member as she sees herself: what she has, what it is worth and what is next. */
export function meView(
  facts: Facts,
  member: Holder<"member">,
  { reaches, wording }: { reaches: Reach[]; wording: Wording },
): JsonObject {
  const { programme } = facts.current;
  const { currency } = programme;
  const { language } = wording;
  const available = balancesOf(draftOf(facts), facts, member.publicId);
  const units = Object.entries(programme.units);
  const next = nextReward(reaches);
  return {
    ...memberView(facts, member, wording),
    ...ownProfileView(facts, member.publicId),
    units: Object.fromEntries(units.map(([unit, terms]) => [unit, formsOf(terms, language)])),
    worth: Object.fromEntries(
      units.flatMap(([unit, terms]) => {
        const worth = worthIn(terms);
        return worth
          ? [[unit, { amountMinor: floorMulDiv(available[unit]?.available ?? 0, worth.minor, worth.amount), currency }]]
          : [];
      }),
    ),
    tierNames: Object.fromEntries(
      programme.tiers.flatMap(({ levels }) => levels.map(({ id, name }) => [id, say(name, language)])),
    ),
    benefits: benefitsOfHers(facts, member.publicId, wording),
    nextReward: next && {
      id: next.reward.id,
      name: say(next.reward.name, language),
      unit: next.reward.cost.unit,
      costs: next.reward.cost.amount,
      has: next.has,
      missing: next.missing,
      way: wayTo(facts, {
        member: member.publicId,
        unit: next.reward.cost.unit,
        missing: next.missing,
      }) as JsonObject | null,
    },
    expiring: expiringView(facts, member.publicId),
  };
}

export const rewardsShape = z.strictObject({
  data: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      kind: z.string().describe("what sort of reward it is"),
      cost: costShape,
      valueMinor: z.int().nullable().describe("worth of the voucher; null: another sort"),
      has: z.int().describe("available of the unit"),
      missing: z.int().describe("still missing of the unit of its cost; `reason` says what is missing of the others"),
      left: z.int().nullable().describe("pieces left; null: no end"),
      allowed: z.int().nullable().describe("how many more she may have; null: any number"),
      tiers: z.array(z.string()).nullable().describe("tiers that may have it; null: everybody"),
      segments: z.array(z.string()).nullable().describe("segments that may have it; null: everybody"),
      isForHer: z.boolean().describe("whether her tier and her segments may have it: what a page shows her"),
      waitsFor: z
        .string()
        .nullable()
        .describe("the published input that it waits for, its limit and its number, in words; null: it waits for none"),
      automatic: z.boolean().describe("it redeems itself, as soon as she has its cost"),
      undoable: z.boolean().describe("whether she may undo it for a moment; units that it gave must all be there"),
      inReach: z.boolean(),
      reason: z
        .looseObject({ code: z.string() })
        .nullable()
        .describe("why not, in the order in which a redemption would refuse, with its numbers; null: it is in reach"),
    }),
  ),
});

/** The catalogue with what is missing for each reward. */
export function rewardsView(reaches: Reach[], wording: Wording): JsonObject {
  return {
    data: reaches.map(({ reward, has, missing, left, allowed, isForHer, isInReach, awaited, reason }) => ({
      id: reward.id,
      name: say(reward.name, wording.language),
      kind: reward.kind,
      cost: costView(reward),
      valueMinor: reward.kind === "voucher" ? (reward.valueMinor ?? null) : null,
      has,
      missing,
      left,
      allowed,
      tiers: reward.tiers ?? null,
      segments: reward.segments ?? null,
      isForHer,
      waitsFor: awaited && awaitedSentence(awaited, wording),
      automatic: reward.automatic === true,
      undoable: isUndoable(reward),
      inReach: isInReach,
      reason: reason && { code: reason.refused, ...reason.numbers },
    })),
  };
}

export const benefitsShape = z.strictObject({ tier: standingShape, tiers: standings, benefits: z.array(benefitShape) });

/** What a member's tiers give her while they hold. */
export function benefitsView(facts: Facts, { publicId }: Holder<"member">, wording: Wording): JsonObject {
  const tier = standing(draftOf(facts), facts.current.programme, publicId, facts.today) as unknown as JsonObject | null;
  return { tier, tiers: standingsView(facts, publicId, wording), benefits: benefitsOfHers(facts, publicId, wording) };
}
