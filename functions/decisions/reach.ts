/** What of the catalogue a member has in reach, and what is missing for the rest. */
import { isPriced, type PricedReward } from "../programme/rewards/index.ts";
import { draftOf } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { balancesOf, tiersOf } from "./standing.ts";

export interface Reach {
  reward: PricedReward;
  has: number;
  /** Units still missing; 0: she can pay for it. */
  missing: number;
  /** Pieces left; null: no end. */
  left: number | null;
  /** How many more she may have; null: any number. */
  allowed: number | null;
  isForHerTier: boolean;
  isInReach: boolean;
}

/** Every reward with a price, in the catalogue's order; `stock` is what is left by reward. */
export function reachOf(facts: Facts, member: string, stock: Map<string, number>): Reach[] {
  const draft = draftOf(facts);
  const { programme } = facts.current;
  const balances = balancesOf(draft, facts, member);
  const { tiers } = tiersOf(draft, programme, member, facts.today);
  return programme.rewards.flatMap((reward) => {
    if (!isPriced(reward)) return [];
    const has = balances[reward.cost.unit]?.available ?? 0;
    const missing = Math.max(0, reward.cost.amount - has);
    const left = reward.stock === undefined ? null : (stock.get(reward.id) ?? 0);
    const taken = draft.counted(member, `redeemed:${reward.id}`);
    const allowed = reward.perMember === undefined ? null : Math.max(0, reward.perMember - taken);
    const isForHerTier = reward.tiers === undefined || reward.tiers.some((tier) => tiers.includes(tier));
    const isInReach = missing === 0 && left !== 0 && allowed !== 0 && isForHerTier;
    return [{ reward, has, missing, left, allowed, isForHerTier, isInReach }];
  });
}

/** The reward that she reaches next: the one with the fewest units missing that she may have; null: none is left. */
export function nextReward(reaches: Reach[]): Reach | null {
  const ahead = reaches.filter(
    ({ missing, left, allowed, isForHerTier }) => missing > 0 && left !== 0 && allowed !== 0 && isForHerTier,
  );
  return ahead.sort((a, b) => a.missing - b.missing)[0] ?? null;
}
