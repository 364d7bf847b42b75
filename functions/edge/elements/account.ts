/** What the elements show of a programme and of a member's account: whole sentences, so that their script carries no words. */
import * as z from "zod";
import { draftOf } from "../../decisions/draft.ts";
import type { Facts } from "../../decisions/facts.ts";
import { nextReward, type Reach } from "../../decisions/reach.ts";
import { balancesOf } from "../../decisions/standing.ts";
import { runsAt } from "../../programme/campaign.ts";
import type { Programme } from "../../programme/programme.ts";
import { isPriced } from "../../programme/rewards/index.ts";
import { awaitedSentence } from "../../programme/rewards/priced.ts";
import { ruleInWords } from "../../programme/sentences.ts";
import { worthIn } from "../../programme/unit.ts";
import { say } from "../../programme/words.ts";
import type { JsonObject } from "../../values/json.ts";
import { directionOf, type Language } from "../../values/language.ts";
import { floorMulDiv } from "../../values/ratio.ts";
import { phrasesFor } from "../phrases/index.ts";
import { elementPhrasesFor } from "./phrases/index.ts";
import { apart, spokenIn } from "./spoken.ts";

/** Rewards that a panel lists: what fits a phone without scrolling for long. */
const REWARDS_MAX = 6;
/** Ways to earn that a visitor is told. */
const WAYS_MAX = 3;

/** In which language elements are asked to speak. */
export const pageLanguageQuery = z.strictObject({
  lang: z.string().max(35).optional().describe("language of the page, a BCP 47 tag; the programme's where absent"),
});

const says = z.string().describe("in the language of the page");

export const elementsShape = z.strictObject({
  language: z.string(),
  direction: z.enum(["ltr", "rtl"]),
  programme: z.string().describe("what the programme is called"),
  labels: z.record(z.string(), z.string()).describe("what buttons and headings say"),
  about: says.describe("what the programme is, in a sentence"),
  ways: z.array(says).describe("ways to earn"),
  rewards: z
    .array(
      z.strictObject({
        reward: z.string(),
        name: z.string(),
        costs: z.string(),
        says: says.nullable().describe("what is missing, or that it is in reach; null: of a visitor nothing is known"),
        isReady: z.boolean(),
      }),
    )
    .describe("what is in reach first, then the nearest"),
  points: z
    .array(
      z.strictObject({
        unit: z.string(),
        amount: z.int(),
        says: says.describe("the amount with its name"),
        worth: says.nullable(),
      }),
    )
    .nullable()
    .describe("the programme's first unit, then others that she has; null: a visitor"),
  next: z
    .strictObject({ reward: z.string(), says, has: z.int(), needs: z.int() })
    .nullable()
    .describe("the reward that is reached next; null: a visitor, or nothing is ahead"),
});

/** What a visitor is told. */
export function visitorElements({ current, now }: Facts, page: string | undefined): JsonObject {
  const { programme } = current;
  const { wording, language } = spokenIn(programme, page);
  const rewards = programme.rewards.filter(isPriced).sort((a, b) => a.cost.amount - b.cost.amount);
  return {
    ...commonTo(programme, language),
    ways: programme.campaigns
      .filter((campaign) => runsAt(campaign, now))
      .flatMap((campaign) => campaign.rules.map((rule) => ruleInWords(programme, campaign, rule, wording)))
      .slice(0, WAYS_MAX),
    rewards: rewards.slice(0, REWARDS_MAX).map(({ id, name, cost }) => ({
      reward: id,
      name: say(name, language),
      costs: apart(wording.units(cost.amount, cost.unit), language),
      says: null,
      isReady: false,
    })),
    points: null,
    next: null,
  };
}

/** What a member is told: her balance with its worth, what is next, and the rewards that are for her. */
export function memberElements(facts: Facts, member: string, reaches: Reach[], page: string | undefined): JsonObject {
  const { programme } = facts.current;
  const { wording, language } = spokenIn(programme, page);
  const { home } = phrasesFor(language);
  const balances = balancesOf(draftOf(facts), facts, member);
  const next = nextReward(reaches);
  const { ready, toGo } = elementPhrasesFor(language);
  const unitsOf = (amount: number, unit: string) => apart(wording.units(amount, unit), language);
  const near = reaches
    .filter(({ isForHer, left }) => isForHer && left !== 0)
    .sort((a, b) => Number(b.isInReach) - Number(a.isInReach) || a.missing - b.missing);
  const saidOf = ({ isInReach, awaited, missing, reward: { cost } }: Reach) => {
    if (isInReach) return ready;
    if (awaited) return awaitedSentence(awaited, wording);
    return missing > 0 ? toGo(unitsOf(missing, cost.unit)) : null;
  };
  return {
    ...commonTo(programme, language),
    ways: [],
    rewards: near.slice(0, REWARDS_MAX).map((reach) => ({
      reward: reach.reward.id,
      name: say(reach.reward.name, language),
      costs: unitsOf(reach.reward.cost.amount, reach.reward.cost.unit),
      says: saidOf(reach),
      isReady: reach.isInReach,
    })),
    points: Object.entries(programme.units)
      .map(([unit, terms]) => ({ unit, terms, amount: balances[unit]?.available ?? 0 }))
      .filter(({ amount }, index) => index === 0 || amount > 0)
      .map(({ unit, terms, amount }) => {
        const worth = terms.money ? null : worthIn(terms);
        const minor = worth === null ? 0 : floorMulDiv(amount, worth.minor, worth.amount);
        return {
          unit,
          amount,
          says: unitsOf(amount, unit),
          worth: minor > 0 ? home.worth(wording.money(minor)) : null,
        };
      }),
    next: next && {
      reward: next.reward.id,
      says: home.missing(
        unitsOf(next.missing, next.reward.cost.unit),
        apart(say(next.reward.name, language), language),
      ),
      has: next.has,
      needs: next.has + next.missing,
    },
  };
}

function commonTo(programme: Programme, language: Language): JsonObject {
  const { use, join, dismiss, open, close, card, account } = elementPhrasesFor(language);
  const { rewards, how } = phrasesFor(language).nav;
  return {
    language,
    direction: directionOf(language),
    programme: say(programme.name, language),
    about: say(programme.about, language),
    labels: { use, join, dismiss, open, close, card, account, rewards, how },
  };
}
