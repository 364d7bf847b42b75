/** What of the catalogue a member has in reach, and what is missing for the rest. */
import { hasPieces, isPriced, type PricedReward, rewardGrants, stepsMin } from "../programme/rewards/index.ts";
import type { Awaited } from "../programme/rewards/priced.ts";
import { rewardHolder } from "../values/account.ts";
import type { Refusal } from "../values/refusal.ts";
import { awaitedBy, judgeAvailable, pricedNow } from "./availability.ts";
import { countOf } from "./exchange.ts";
import type { Facts } from "./facts.ts";
import { leftFor } from "./line.ts";
import { judgeAffordable, judgeGiven } from "./redeem.ts";
import { balancesOf } from "./standing.ts";
import { exhausted } from "./stock.ts";
import { draftToRead } from "./units.ts";

export interface Reach {
  reward: PricedReward;
  has: number;
  /** Still missing of the first unit of its cost; `reason` says what is missing of the others. */
  missing: number;
  /** Pieces left; null: no end. */
  left: number | null;
  /** How many more she may have; null: any number. */
  allowed: number | null;
  /** Whether her tier and her segments may have it. */
  isForHer: boolean;
  /** Why she may not have it, its price and stock apart; null: she may. */
  unavailable: Refusal | null;
  /** The published input that it waits for; null: none, or its days are others. */
  awaited: Awaited | null;
  /** The first reason why not, in the order in which a redemption would refuse; null: it is in reach. */
  reason: Refusal | null;
  isInReach: boolean;
}

/** Refusals that say that a reward is for other members. */
const FOR_OTHERS = ["tier_too_low", "segment_needed"];

/** Every reward with a price, in the catalogue's order; `stock` is what is left by reward. */
export function reachOf(facts: Facts, member: string, stock: Map<string, number>): Reach[] {
  const draft = draftToRead(facts, member);
  const { programme } = facts.current;
  const balances = balancesOf(draft, facts, member);
  return programme.rewards.flatMap((reward) => {
    if (!isPriced(reward)) return [];
    const now = pricedNow(draft, facts, reward);
    const { unit, amount } = now.cost;
    const needs = amount * stepsMin(reward);
    const has = balances[unit]?.available ?? 0;
    const missing = Math.max(0, needs - has);
    // A piece that her own hold gave back is known to the draft alone.
    const isRead = draft.holder(rewardHolder(reward.id)) !== undefined;
    const pieces = isRead ? leftFor(draft, facts, reward.id) : (stock.get(reward.id) ?? 0);
    const left = hasPieces(reward) ? pieces : null;
    const taken = draft.counted(member, countOf(reward.id));
    const allowed = reward.perMember === undefined ? null : Math.max(0, reward.perMember - taken);
    const steps = stepsMin(reward);
    const barred = judgeAvailable(draft, facts, reward, member);
    const short = judgeAffordable(draft, facts, { reward: now, member, steps });
    const closed = judgeGiven(draft, facts, member, rewardGrants(reward, steps));
    const gone = left === 0 ? exhausted(facts, reward) : null;
    const unavailable = barred ?? closed;
    const reason = barred ?? short ?? closed ?? gone;
    const awaited = barred?.refused === "not_now" ? awaitedBy(draft, facts, reward) : null;
    const isForHer = !FOR_OTHERS.some((code) => barred?.refused === code);
    const isInReach = reason === null;
    return [{ reward: now, has, missing, left, allowed, isForHer, unavailable, awaited, reason, isInReach }];
  });
}

/** The reward that she reaches next: the one with the fewest units missing that she may have; null: none is left. */
export function nextReward(reaches: Reach[]): Reach | null {
  const ahead = reaches.filter(({ missing, left, unavailable }) => missing > 0 && left !== 0 && unavailable === null);
  return ahead.sort((a, b) => a.missing - b.missing)[0] ?? null;
}
