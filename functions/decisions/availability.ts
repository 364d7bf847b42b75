/** Whether a member may have a reward now, its price apart: judged alike where it is shown, quoted and redeemed. */
import * as input from "../programme/conditions/input.ts";
import { lastDateOf, type PricedReward } from "../programme/rewards/index.ts";
import { type Awaited, costAt } from "../programme/rewards/priced.ts";
import { type Day, dayOfDate, monthOf } from "../values/day.ts";
import { type Refusal, refuse } from "../values/refusal.ts";
import type { Draft } from "./draft.ts";
import { countOf } from "./exchange.ts";
import type { Facts } from "./facts.ts";
import { inputValue } from "./input.ts";
import { isForSegments, momentNow } from "./moment.ts";
import { tiersOf } from "./standing.ts";

/** The reward at what it costs now. */
export function pricedNow(draft: Draft, { current }: Facts, reward: PricedReward): PricedReward {
  const { cost } = reward;
  if (!cost.follows) return reward;
  const amount = costAt(cost, inputValue(draft, current.programme, cost.follows.input));
  return { ...reward, cost: { ...cost, amount } };
}

/** The first published input that a reward waits for; null: it is there, as far as inputs go. */
export function awaitedBy(draft: Draft, { current }: Facts, reward: PricedReward): Awaited | null {
  const valueNow = (name: string) => inputValue(draft, current.programme, name);
  const condition = reward.while?.find((one) => !input.holds(one, { input: valueNow }));
  return condition ? { condition, value: valueNow(condition.input) } : null;
}

/** Refusals, in order: not_yet, no_longer, not_now, tier_too_low, segment_needed, limit_reached. Null: she may have it. */
export function judgeAvailable(draft: Draft, facts: Facts, reward: PricedReward, member: string): Refusal | null {
  const { from, until, segments } = reward;
  if (from !== undefined && facts.now < Date.parse(from)) return refuse("not_yet", { from });
  if (until !== undefined && facts.now >= Date.parse(until)) return refuse("no_longer", { until });
  const date = lastDateOf(reward);
  if (date !== null && facts.today > dayOfDate(date)) return refuse("no_longer", { until: date });
  const awaited = awaitedBy(draft, facts, reward);
  if (awaited) return refuse("not_now", numbersOf(awaited));
  // A catalogue is judged reward by reward: where she stands is found for those that ask.
  if (reward.tiers) {
    const { tier, tiers } = tiersOf(draft, facts.current.programme, member, facts.today);
    if (!reward.tiers.some((one) => tiers.includes(one))) return refuse("tier_too_low", { tier, tiers: reward.tiers });
  }
  if (segments && !isForSegments(reward, momentNow(draft, facts, member)))
    return refuse("segment_needed", { segments });
  return judgeLimits(draft, { reward, member, today: facts.today, more: 1 });
}

function numbersOf({ condition: { input: name, atLeast, atMost }, value }: Awaited): Refusal["numbers"] {
  const limits = { ...(atLeast === undefined ? {} : { atLeast }), ...(atMost === undefined ? {} : { atMost }) };
  return { input: name, value, ...limits };
}

/** Whether so many more of a reward would be beyond what a member may have of it, in all or in a period. Refusal: limit_reached. */
export function judgeLimits(
  draft: Draft,
  { reward, member, today, more }: { reward: PricedReward; member: string; today: Day; more: number },
): Refusal | null {
  const { perMember, perPeriod } = reward;
  const had = draft.counted(member, countOf(reward.id));
  if (perMember !== undefined && had + more > perMember) return refuse("limit_reached", { limit: perMember, had });
  if (!perPeriod) return null;
  const { limit, per } = perPeriod;
  const within = hadWithin(draft, { reward: reward.id, member, per, today });
  return within + more > limit ? refuse("limit_reached", { limit, per, had: within }) : null;
}

function hadWithin(
  draft: Draft,
  { reward, member, per, today }: { reward: string; member: string; per: "day" | "month" | "year"; today: Day },
): number {
  if (per === "day") return draft.counted(member, `redeemed-in-day:${reward}`, today);
  const month = monthOf(today);
  const first = per === "month" ? month : month - (month % 100) + 1;
  return draft.counted(member, `redeemed-in-month:${reward}`, first);
}
