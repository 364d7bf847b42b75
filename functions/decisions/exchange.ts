/** Exchanging units for a reward that was judged: the piece, the units and what is handed over, at once or held. */
import { fulfilledBy, hasPieces, type PricedReward, paysWith, rewardGrants } from "../programme/rewards/index.ts";
import { costsOf } from "../programme/rewards/priced.ts";
import { heldFor, redeemedAt, stockGone, stockOf, stockUnit } from "../values/account.ts";
import { type Day, type Instant, monthOf } from "../values/day.ts";
import type { RedemptionFacts } from "../values/redemption-facts.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { type HandedOver, handOver } from "./hand-over.ts";
import { beActive } from "./slide.ts";
import { pieceOf } from "./stock.ts";
import { spend } from "./units.ts";

export interface Exchange {
  reward: PricedReward;
  member: string;
  /** Units to spend: a multiple of its cost (of its first unit) that she has, and as many steps of the others. */
  amount: number;
  /** Where it is asked for; null: by the member herself, or by nobody. */
  store: string | null;
  /** End of the hold; null: it is captured at once. */
  endsAt: Instant | null;
  /** It redeems itself. */
  automatic?: true;
  /** The place in line to which a free piece is offered; absent: it is whoever's comes first. */
  offer?: string;
}

export interface Exchanged extends HandedOver {
  redemption: string;
  about: RedemptionFacts;
}

/** Spends first to expire first and hands over; null: the stock is gone, and nothing was posted. */
export function exchange(
  draft: Draft,
  facts: Facts,
  given: Given,
  { reward, member, amount, store, endsAt, automatic, offer }: Exchange,
): Exchanged | null {
  const redemption = given.id("rdm");
  const { amount: step } = reward.cost;
  const by = fulfilledBy(reward);
  const isHeld = isAsked(reward) || endsAt !== null;
  const reason = isHeld ? "hold" : "redeem";
  const money = paysWith(reward);
  const fulfilment = by === null ? null : { by, state: "requested", reference: null };
  const counted = periodCounts(reward, facts.today);
  const why = { redemption, reward: reward.id, cost: step, amount, ...(automatic ? { automatic } : {}) };
  const about: RedemptionFacts = {
    reward: reward.id,
    store,
    taken: [],
    stock: hasPieces(reward),
    gives: rewardGrants(reward, amount / step),
    ...(automatic ? { automatic } : {}),
    ...(offer === undefined ? {} : { offer }),
    ...(money === null ? {} : { money }),
    ...(fulfilment === null ? {} : { fulfilment }),
    voucher: null,
    endsAt: isAsked(reward) ? null : endsAt,
    reversedBy: null,
  };
  if (about.stock) {
    const from = offer === undefined ? pieceOf(draft, facts, reward) : stockOf(reward.id);
    if (!from) return null;
    const to = isHeld ? heldFor(redemption, stockUnit(reward.id)) : stockGone(reward.id);
    draft.post({ from, to, amount: 1, reason, why });
  }
  const prices = costsOf(reward.cost, 1);
  about.taken = costsOf(reward.cost, amount / step).flatMap(({ unit, amount: units }, index) => {
    const to = isHeld ? heldFor(redemption, unit) : redeemedAt(store, unit);
    const price = { cost: prices[index]?.amount ?? step, amount: units };
    const taken = spend(draft, facts, { member, unit, amount: units, to, reason, why: { ...why, ...price } });
    if (!isHeld) counted.push(...beActive(draft, facts, { member, activity: "redeem", day: facts.today, unit }));
    return taken;
  });
  if (counted.length > 0) about.counted = counted;
  for (const each of [{ metric: countOf(reward.id), bucket: 0 }, ...counted])
    draft.count({ holder: member, ...each, amount: 1 });
  const handing = { member, redemption, reward: reward.id, store, gives: about.gives };
  const { voucher, gave } = isHeld ? { voucher: null, gave: [] } : handOver(draft, facts, given, handing);
  draft.open<"redemption">({
    publicId: redemption,
    kind: "redemption",
    owner: member,
    state: isHeld ? "held" : "captured",
    dueAt: about.endsAt,
    facts: { ...about, gave, voucher: voucher?.id ?? null },
  });
  return { redemption, about, voucher, gave };
}

/** What a partner has to accept is held until the partner has answered, however long that takes. */
export function isAsked(reward: PricedReward): boolean {
  return fulfilledBy(reward) === "partner";
}

/** The metric that counts how many of a reward a member has had. */
export function countOf(reward: string): string {
  return `redeemed:${reward}`;
}

/** The counts beside it that a limit per period reads, with the bucket of today. */
export function periodCounts({ id, perPeriod }: PricedReward, today: Day): { metric: string; bucket: number }[] {
  if (!perPeriod) return [];
  return perPeriod.per === "day"
    ? [{ metric: `redeemed-in-day:${id}`, bucket: today }]
    : [{ metric: `redeemed-in-month:${id}`, bucket: monthOf(today) }];
}
