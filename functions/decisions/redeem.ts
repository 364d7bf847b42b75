/**
 * Redeeming: units of a member for a reward of the catalogue, at once or held until it is captured. Judged under the
 * programme in force now; units go first to expire first, and the last piece of a stock goes to whoever commits first.
 */
import type { Programme } from "../programme/programme.ts";
import {
  isPriced,
  lastDateOf,
  type PricedReward,
  paysWith,
  rewardGrants,
  stepsMax,
  stepsMin,
} from "../programme/rewards/index.ts";
import { costsOf } from "../programme/rewards/priced.ts";
import { dayOfDate, type Instant, startOf } from "../values/day.ts";
import type { Grant } from "../values/grant.ts";
import type { MemberRef } from "../values/member-ref.ts";
import { floorMulDiv } from "../values/ratio.ts";
import type { RedemptionFacts } from "../values/redemption-facts.ts";
import { cannotDecide, isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import { judgeAvailable, pricedNow } from "./availability.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import { exchange, isAsked } from "./exchange.ts";
import type { Facts, Given } from "./facts.ts";
import { type HandedOver, judgeHandOver } from "./hand-over.ts";
import { knownMember } from "./member.ts";
import { judgePaidTickets } from "./paid-tickets.ts";
import { judgePause } from "./paused.ts";
import { type Balance, balancesOf } from "./standing.ts";
import { exhausted } from "./stock.ts";
import { releaseLapsed, spendable, type Taken } from "./units.ts";

export interface Redeeming {
  /** Where it is asked for; null: by the member herself. */
  store: string | null;
  member: MemberRef;
  reward: string;
  /** Units to spend: a multiple of the reward's cost (of its first unit), up to its steps; null: one step. */
  amount: number | null;
  /** The price of one step as the member saw it; null: she takes any. */
  cost: number | null;
  /** How long to hold it; null: it is captured at once. */
  holdMs: number | null;
}

export interface Redeemed extends HandedOver {
  operation: string;
  redemption: string;
  member: string;
  reward: string;
  status: "held" | "captured";
  spent: { unit: string; amount: number }[];
  /** What it takes off an order, in minor units; null: it does not pay. */
  worthMinor: number | null;
  fulfilment: RedemptionFacts["fulfilment"] | null;
  endsAt: Instant | null;
  balances: Record<string, Balance>;
}

/**
 * Refusals, in order: member_unknown, reward_unknown, redemption_paused (nothing stored); member_frozen,
 * member_not_joined, pays_orders_only (a member herself), amount_not_offered, price_changed, not_yet, no_longer, not_now, tier_too_low, segment_needed, limit_reached, points_short, not_eligible, contest_closed, surprise_closed, limit_reached (plays of the day), stock_exhausted (stored).
 */
export function decideRedeem(facts: Facts, request: Redeeming, given: Given): Decided<Redeemed> {
  const member = knownMember(facts);
  if (isRefusal(member) && !member.isDecided) return member;
  const offered = pricedReward(facts.current.programme, request.reward);
  if (!offered) return cannotDecide("reward_unknown", {}, "/reward");
  const draft = draftOf(facts);
  const reward = pricedNow(draft, facts, offered);
  const paused = judgePause(draft, facts, "redemption");
  if (paused) return paused;
  if (isRefusal(member)) return member;
  if (member.state !== "joined") return refuse("member_not_joined");
  if (request.store === null && paysWith(reward)) return refuse("pays_orders_only", { reward: reward.id });

  const id = member.publicId;
  releaseLapsed(draft, facts, id);
  const amount = request.amount ?? reward.cost.amount * stepsMin(reward);
  const refused = judgeReward(draft, facts, { reward, member: id, amount, seen: request.cost });
  if (refused) return refused;

  const gives = rewardGrants(reward, amount / reward.cost.amount);
  const closed = judgeGiven(draft, facts, id, gives);
  if (closed) return closed;
  const endsAt = request.holdMs === null ? null : Math.min(facts.now + request.holdMs, endOfDate(facts, reward));
  const exchanged = exchange(draft, facts, given, { reward, member: id, amount, store: request.store, endsAt });
  if (!exchanged) return exhausted(facts, reward);
  const { redemption, about, voucher, gave } = exchanged;
  const isHeld = isAsked(reward) || endsAt !== null;
  settle(draft, facts, given, member);
  return {
    written: draft.written(id),
    outcome: {
      operation: given.operation,
      redemption,
      member: id,
      reward: reward.id,
      status: isHeld ? "held" : "captured",
      spent: spentOf(about.taken),
      worthMinor: worthMinor(about.money, about.taken),
      fulfilment: about.fulfilment ?? null,
      endsAt: about.endsAt,
      voucher,
      gave,
      balances: balancesOf(draft, facts, id),
    },
  };
}

/** The end of the last day on which a reward can be had: nobody would hold it any longer. */
function endOfDate({ current }: Facts, reward: PricedReward): Instant {
  const date = lastDateOf(reward);
  return date === null ? Number.POSITIVE_INFINITY : startOf(dayOfDate(date) + 1, current.programme.zone);
}

/** The reward of that name which has a price; others are quoted or given, never redeemed. */
export function pricedReward({ rewards }: Programme, name: string): PricedReward | null {
  const reward = rewards.find(({ id }) => id === name);
  return reward !== undefined && isPriced(reward) ? reward : null;
}

/** What was taken, by unit. */
export function spentOf(taken: Taken[]): { unit: string; amount: number }[] {
  const spent = new Map<string, number>();
  for (const { unit, amount } of taken) spent.set(unit, (spent.get(unit) ?? 0) + amount);
  return [...spent].map(([unit, amount]) => ({ unit, amount }));
}

/** What units take off an order, in minor units: they are a multiple of the ratio's step. Null: they do not pay. */
export function worthMinor(money: RedemptionFacts["money"], taken: Taken[]): number | null {
  const units = taken.reduce((so, { amount }) => so + amount, 0);
  return money ? floorMulDiv(units, money.minor, money.amount) : null;
}

/** Whether a member may have a reward. Refusals, in order: amount_not_offered, price_changed, not_yet, no_longer, not_now, tier_too_low, segment_needed, limit_reached, points_short. Null: she may. */
export function judgeReward(
  draft: Draft,
  facts: Facts,
  { reward, member, amount, seen }: { reward: PricedReward; member: string; amount: number; seen: number | null },
): Refusal | null {
  const { amount: step } = reward.cost;
  const [min, max] = [step * stepsMin(reward), step * stepsMax(reward)];
  if (amount % step !== 0 || amount < min || amount > max)
    return refuse("amount_not_offered", { asked: amount, step, ...(min > step ? { min } : {}), max });
  if (seen !== null && seen !== step) return refuse("price_changed", { costs: step, seen });
  const unavailable = judgeAvailable(draft, facts, reward, member);
  if (unavailable) return unavailable;
  return judgeAffordable(draft, facts, { reward, member, steps: amount / step });
}

/** Whether a member has what it costs of each unit. Refusals: points_short, of the first unit that is short. Null: she has. */
export function judgeAffordable(
  draft: Draft,
  facts: Facts,
  { reward, member, steps }: { reward: PricedReward; member: string; steps: number },
): Refusal | null {
  for (const { unit, amount: needs } of costsOf(reward.cost, steps)) {
    const has = spendable(draft, facts, member, unit);
    if (has < needs) return refuse("points_short", { unit, has, needs });
  }
  return null;
}

/** Whether what a reward gives for units can be had now. Refusals: not_eligible, and those of judgeHandOver. Null: it can. */
export function judgeGiven(draft: Draft, facts: Facts, member: string, gives: Grant[]): Refusal | null {
  return judgePaidTickets(facts, member, gives) ?? judgeHandOver(draft, facts, member, gives);
}
