/**
 * Rewards that redeem themselves: a stamp card, 500 points that turn into 5.00, 100 that send a refill. Two rules keep them
 * sound in every order of purchases, refunds and uses, since units are alike and nobody asks which stamp filled a card:
 *
 * - whenever an operation leaves at least the cost that can be spent, nothing owed, the reward redeems itself; what is over
 *   begins the next card;
 * - while she owes a unit when an order is refunded, the newest such redemption of it is undone, if nothing that it gave
 *   was used: what comes back repays first, the rest goes to its lots. A used one stays, and the debt with it.
 *
 * So what cards took that were not undone + what she has − what she owes is always what she earned and kept.
 */
import { hasPieces, isPriced, type PricedReward, rewardGrants } from "../programme/rewards/index.ts";
import { costsOf } from "../programme/rewards/priced.ts";
import { debtOf } from "../values/account.ts";
import { type Instant, startOf } from "../values/day.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { RefusalCode } from "../values/refusal.ts";
import { pricedNow } from "./availability.ts";
import { standingTold } from "./bring.ts";
import type { Draft } from "./draft.ts";
import { countOf, exchange } from "./exchange.ts";
import type { Facts, Given } from "./facts.ts";
import type { GiftGiven } from "./gift.ts";
import { areUnitsThere, judgeTakeBack } from "./hand-over.ts";
import { stockLeft } from "./left.ts";
import { lotsOf } from "./lots.ts";
import { ownerOf } from "./member.ts";
import { expectProgramme } from "./paused.ts";
import { judgeGiven, judgeReward } from "./redeem.ts";
import type { Effects } from "./rules.ts";
import { balancesOf, dueOf } from "./standing.ts";
import { reviewTiers } from "./tier-review.ts";
import { undo } from "./undo.ts";
import { spendable } from "./units.ts";
import { isOver, mayBeUsed } from "./voucher.ts";

/** Rewards that redeem themselves in one operation at most; the clock goes on with the rest at its next turn. */
export const AUTOMATIC_MAX = 100;

/** What settling a member's cards came to. */
export interface Settled {
  /** Rewards that redeemed themselves. */
  filled: GiftGiven[];
  /** Redemptions that were undone. */
  undone: string[];
}

/**
 * The end of every decision that changes what a member has: cards are undone and filled, her tiers are reviewed, rules
 * meet what she came to by it (the effects, her cards among the gifts), and she is changed with the instant at which time
 * next brings her something. Lapsed holds must have been released before.
 */
export function settle(
  draft: Draft,
  facts: Facts,
  given: Given,
  member: Holder<"member">,
  patch: Partial<Pick<Holder<"member">, "state" | "facts">> = {},
): { undone: string[]; effects: Effects } {
  const id = member.publicId;
  draft.change(member, patch);
  const { undone, ...effects } = standingTold(draft, facts, given, id);
  const cards = settleCards(draft, facts, given, id);
  effects.gifts.push(...cards.filled);
  reviewTiers(draft, facts, id);
  draft.change(member, { dueAt: nextOf(draft, facts, id) });
  return { undone: [...undone, ...cards.undone], effects };
}

/** Undoes what she owes for, then fills what is full. */
export function settleCards(draft: Draft, facts: Facts, given: Given, member: string): Settled {
  return { undone: undoOwed(draft, facts, given, member), filled: fill(draft, facts, given, member) };
}

/** A card as it stands: what fills it, what she has towards it, and how many were filled. */
export interface StampCard {
  reward: string;
  unit: string;
  /** What she has that can be spent. */
  has: number;
  /** What fills it. */
  needs: number;
  /** How many were filled so far, less those that were undone. */
  filled: number;
  /** How many this operation filled. */
  justFilled: number;
  /** Why a full card waits; null: it does not, or it is not full. */
  waits: RefusalCode | null;
}

/** Every card of the programme in the catalogue's order, as the draft leaves it. */
export function stampCardsOf(draft: Draft, facts: Facts, member: string): StampCard[] {
  const balances = balancesOf(draft, facts, member);
  return automaticOf(draft, facts).map((reward) => {
    const { unit, amount: needs } = reward.cost;
    const { available = 0, debt = 0 } = balances[unit] ?? {};
    const just = automaticBy(draft, member).filter(
      ({ publicId, facts: about }) => about.reward === reward.id && !facts.holders.has(publicId),
    );
    return {
      reward: reward.id,
      unit,
      has: available,
      needs,
      filled: draft.counted(member, countOf(reward.id)),
      justFilled: just.length,
      waits: available - debt < needs ? null : hindrance(draft, facts, { reward, member }),
    };
  });
}

/** The rewards of the programme that redeem themselves, at what they cost now. */
function automaticOf(draft: Draft, facts: Facts): PricedReward[] {
  const cards = facts.current.programme.rewards.filter(isPriced).filter(({ automatic }) => automatic);
  return cards.map((reward) => pricedNow(draft, facts, reward));
}

function fill(draft: Draft, facts: Facts, given: Given, member: string): GiftGiven[] {
  const filled: GiftGiven[] = [];
  for (const reward of automaticOf(draft, facts)) {
    while (filled.length < AUTOMATIC_MAX && isFull(draft, facts, { reward, member })) {
      expectProgramme(draft, facts);
      const { amount } = reward.cost;
      const done = exchange(draft, facts, given, {
        reward,
        member,
        amount,
        store: null,
        endsAt: null,
        automatic: true,
      });
      if (!done) break;
      const { redemption, voucher, gave } = done;
      filled.push({ redemption, reward: reward.id, voucher, gave });
    }
  }
  return filled;
}

/** Undoes what she owes for, newest first, as far as nothing of it was used and its days are not over. */
function undoOwed(draft: Draft, facts: Facts, given: Given, member: string): string[] {
  const undone: string[] = [];
  for (const redemption of automaticBy(draft, member)) {
    const owes = redemption.facts.taken.some(({ unit }) => draft.balanceOf(debtOf(member, unit)) < 0);
    if (!owes || !isUnused(draft, facts, redemption, member)) continue;
    undo(draft, facts, given, { redemption, member, because: { because: "refund" } });
    undone.push(redemption.publicId);
  }
  return undone;
}

/**
 * Whether nothing of a redemption was used: its voucher is good, or the units that it gave are all there. A thing that was
 * handed over is used, and so is a voucher whose days are over or a play that was raised: they had their time.
 */
function isUnused(draft: Draft, facts: Facts, redemption: Holder<"redemption">, member: string): boolean {
  const { voucher: id, gave = [] } = redemption.facts;
  const found = id === null ? undefined : draft.holder(id);
  if (id === null ? gave.length === 0 : !found) return false;
  const voucher = found && asKind(found, "voucher");
  if (voucher && (voucher.state !== "issued" || mayBeUsed(voucher) || isOver(voucher.facts, facts))) return false;
  if (judgeTakeBack(facts, redemption.facts)) return false;
  return areUnitsThere(draft, facts, { member, gave });
}

/** A member's captured redemptions that made themselves, as far as they were read, newest first. */
function automaticBy(draft: Draft, member: string): Holder<"redemption">[] {
  return draft
    .holders()
    .flatMap((holder) => (holder.kind === "redemption" ? [asKind(holder, "redemption")] : []))
    .filter(({ state, facts: { automatic } }) => automatic && state === "captured")
    .filter((redemption) => ownerOf(redemption, draft.holder).publicId === member)
    .sort((a, b) => (a.publicId < b.publicId ? 1 : -1));
}

function isFull(draft: Draft, facts: Facts, { reward, member }: { reward: PricedReward; member: string }): boolean {
  const isThere = costsOf(reward.cost, 1).every(
    ({ unit, amount }) => spendable(draft, facts, member, unit) + draft.balanceOf(debtOf(member, unit)) >= amount,
  );
  return isThere && hindrance(draft, facts, { reward, member }) === null;
}

/** What keeps a full card from redeeming itself, in order: redemption_paused, member_frozen, member_not_joined, not_yet, no_longer, not_now, tier_too_low, segment_needed, limit_reached, not_eligible, contest_closed, surprise_closed, limit_reached (plays of the day), stock_exhausted. */
function hindrance(
  draft: Draft,
  facts: Facts,
  { reward, member }: { reward: PricedReward; member: string },
): RefusalCode | null {
  const programme = facts.holders.get("programme");
  if (programme && asKind(programme, "programme").facts.paused.redemption !== undefined) return "redemption_paused";
  const state = draft.holder(member)?.state;
  if (state !== "joined") return state === "frozen" ? "member_frozen" : "member_not_joined";
  const refused = judgeReward(draft, facts, { reward, member, amount: reward.cost.amount, seen: null });
  if (refused && refused.refused !== "points_short") return refused.refused;
  const closed = judgeGiven(draft, facts, member, rewardGrants(reward, 1));
  if (closed) return closed.refused;
  return hasPieces(reward) && stockLeft(draft, facts, reward.id) === 0 ? "stock_exhausted" : null;
}

/** When time next brings a member something: a card that is still full, units that become available and redeem themselves, or what expires. */
export function nextOf(draft: Draft, facts: Facts, member: string): Instant | null {
  const { programme } = facts.current;
  const cards = automaticOf(draft, facts);
  if (cards.some((reward) => isFull(draft, facts, { reward, member }))) return facts.now;
  const units = new Set(cards.flatMap(({ cost }) => costsOf(cost, 1).map(({ unit }) => unit)));
  const pending = lotsOf(draft, member).filter(({ unit, availableOn }) => units.has(unit) && availableOn > facts.today);
  const days = pending.map(({ availableOn }) => startOf(availableOn, programme.zone));
  const due = dueOf(draft, facts, member);
  return days.length === 0 ? due : Math.min(...days, due ?? Number.POSITIVE_INFINITY);
}
