/**
 * Redeeming: units of a member for a reward of the catalogue, at once or held until it is captured. Judged under the
 * programme in force now; units go first to expire first, and the last piece of a stock goes to whoever commits first.
 */
import type { Programme } from "../programme/programme.ts";
import { isPriced, type PricedReward, rewardGrants, stepsMax } from "../programme/rewards/index.ts";
import { heldFor, redeemedAt, stockGone, stockUnit } from "../values/account.ts";
import type { Instant } from "../values/day.ts";
import type { RedemptionFacts } from "../values/holder.ts";
import type { MemberRef } from "../values/member-ref.ts";
import { cannotDecide, isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { handOver } from "./hand-over.ts";
import { knownMember } from "./member.ts";
import { judgePause } from "./paused.ts";
import { type Balance, balancesOf, dueOf, tiersOf } from "./standing.ts";
import { pieceOf } from "./stock.ts";
import { releaseLapsed, spend, spendable, type Taken } from "./units.ts";
import type { VoucherIssued } from "./voucher.ts";

export interface Redeeming {
  /** Where it is asked for; null: by the member herself. */
  store: string | null;
  member: MemberRef;
  reward: string;
  /** Units to spend: a multiple of the reward's cost, up to its steps; null: one step. */
  amount: number | null;
  /** The price of one step as the member saw it; null: she takes any. */
  cost: number | null;
  /** How long to hold it; null: it is captured at once. */
  holdMs: number | null;
}

export interface Redeemed {
  operation: string;
  redemption: string;
  member: string;
  reward: string;
  status: "held" | "captured";
  spent: { unit: string; amount: number }[];
  endsAt: Instant | null;
  voucher: VoucherIssued | null;
  balances: Record<string, Balance>;
}

/**
 * Refusals, in order: member_unknown, reward_unknown, redemption_paused (nothing stored); member_frozen,
 * member_not_joined, amount_not_offered, price_changed, tier_too_low, limit_reached, points_short, stock_exhausted (stored).
 */
export function decideRedeem(facts: Facts, request: Redeeming, given: Given): Decided<Redeemed> {
  const member = knownMember(facts);
  if (isRefusal(member) && !member.isDecided) return member;
  const reward = pricedReward(facts.current.programme, request.reward);
  if (!reward) return cannotDecide("reward_unknown", {}, "/reward");
  const draft = draftOf(facts);
  const paused = judgePause(draft, facts, "redemption");
  if (paused) return paused;
  if (isRefusal(member)) return member;
  if (member.state !== "joined") return refuse("member_not_joined");

  const id = member.publicId;
  releaseLapsed(draft, facts, id);
  const { unit, amount: step } = reward.cost;
  const amount = request.amount ?? step;
  const refused = judgeReward(draft, facts, { reward, member: id, amount, seen: request.cost });
  if (refused) return refused;

  const redemption = given.id("rdm");
  const endsAt = request.holdMs === null ? null : facts.now + request.holdMs;
  const reason = endsAt === null ? "redeem" : "hold";
  const why = { redemption, reward: reward.id, cost: step, amount };
  const about: RedemptionFacts = {
    reward: reward.id,
    store: request.store,
    taken: [],
    stock: reward.stock !== undefined,
    gives: rewardGrants(reward, amount / step),
    voucher: null,
    endsAt,
    reversedBy: null,
  };
  if (about.stock) {
    const from = pieceOf(draft, facts, reward.id);
    if (!from) return refuse("stock_exhausted", { reward: reward.id, stock: reward.stock ?? 0, left: 0 });
    const to = endsAt === null ? stockGone(reward.id) : heldFor(redemption, stockUnit(reward.id));
    draft.post({ from, to, amount: 1, reason, why });
  }
  const to = endsAt === null ? redeemedAt(request.store, unit) : heldFor(redemption, unit);
  about.taken = spend(draft, facts, { member: id, unit, amount, to, reason, why });
  draft.count({ holder: id, metric: countOf(reward.id), bucket: 0, amount: 1 });
  const { gives } = about;
  const voucher =
    endsAt === null ? handOver(draft, facts, given, { member: id, redemption, reward: reward.id, gives }) : null;
  draft.open<"redemption">({
    publicId: redemption,
    kind: "redemption",
    owner: id,
    state: endsAt === null ? "captured" : "held",
    dueAt: endsAt,
    facts: { ...about, voucher: voucher?.id ?? null },
  });
  draft.change(member, { dueAt: dueOf(draft, facts, id) });
  return {
    written: draft.written(id),
    outcome: {
      operation: given.operation,
      redemption,
      member: id,
      reward: reward.id,
      status: endsAt === null ? "captured" : "held",
      spent: spentOf(about.taken),
      endsAt,
      voucher,
      balances: balancesOf(draft, facts, id),
    },
  };
}

/** The reward of that name which has a price; others are quoted or given, never redeemed. */
export function pricedReward({ rewards }: Programme, name: string): PricedReward | null {
  const reward = rewards.find(({ id }) => id === name);
  return reward !== undefined && isPriced(reward) ? reward : null;
}

/** The metric that counts how many of a reward a member has had. */
export function countOf(reward: string): string {
  return `redeemed:${reward}`;
}

/** What was taken, by unit. */
export function spentOf(taken: Taken[]): { unit: string; amount: number }[] {
  const spent = new Map<string, number>();
  for (const { unit, amount } of taken) spent.set(unit, (spent.get(unit) ?? 0) + amount);
  return [...spent].map(([unit, amount]) => ({ unit, amount }));
}

/** Refusals, in order: amount_not_offered, price_changed, tier_too_low, limit_reached, points_short. */
function judgeReward(
  draft: Draft,
  facts: Facts,
  { reward, member, amount, seen }: { reward: PricedReward; member: string; amount: number; seen: number | null },
): Refusal | null {
  const { unit, amount: step } = reward.cost;
  const max = step * stepsMax(reward);
  if (amount % step !== 0 || amount < step || amount > max)
    return refuse("amount_not_offered", { asked: amount, step, max });
  if (seen !== null && seen !== step) return refuse("price_changed", { costs: step, seen });
  const { tier, tiers } = tiersOf(draft, facts.current.programme, member, facts.today);
  if (reward.tiers && !reward.tiers.some((one) => tiers.includes(one)))
    return refuse("tier_too_low", { tier, tiers: reward.tiers });
  const had = draft.counted(member, countOf(reward.id));
  if (reward.perMember !== undefined && had >= reward.perMember)
    return refuse("limit_reached", { limit: reward.perMember, had });
  const has = spendable(draft, facts, member, unit);
  return has < amount ? refuse("points_short", { unit, has, needs: amount }) : null;
}
