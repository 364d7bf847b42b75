/** Exchanging units for a reward that was judged: the piece, the units and what is handed over, at once or held. */
import { type PricedReward, rewardGrants } from "../programme/rewards/index.ts";
import { heldFor, redeemedAt, stockGone, stockUnit } from "../values/account.ts";
import type { Instant } from "../values/day.ts";
import type { RedemptionFacts } from "../values/holder.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { type HandedOver, handOver } from "./hand-over.ts";
import { pieceOf } from "./stock.ts";
import { spend, type Taken } from "./units.ts";

export interface Exchange {
  reward: PricedReward;
  member: string;
  /** Units to spend: a multiple of its cost that she has. */
  amount: number;
  /** Where it is asked for; null: by the member herself, or by nobody. */
  store: string | null;
  /** End of the hold; null: it is captured at once. */
  endsAt: Instant | null;
  /** It redeems itself. */
  automatic?: true;
}

export interface Exchanged extends HandedOver {
  redemption: string;
  taken: Taken[];
}

/** Spends first to expire first and hands over; null: the stock is gone, and nothing was posted. */
export function exchange(
  draft: Draft,
  facts: Facts,
  given: Given,
  { reward, member, amount, store, endsAt, automatic }: Exchange,
): Exchanged | null {
  const redemption = given.id("rdm");
  const { unit, amount: step } = reward.cost;
  const reason = endsAt === null ? "redeem" : "hold";
  const why = { redemption, reward: reward.id, cost: step, amount, ...(automatic ? { automatic } : {}) };
  const about: RedemptionFacts = {
    reward: reward.id,
    store,
    taken: [],
    stock: reward.stock !== undefined,
    gives: rewardGrants(reward, amount / step),
    ...(automatic ? { automatic } : {}),
    voucher: null,
    endsAt,
    reversedBy: null,
  };
  if (about.stock) {
    const from = pieceOf(draft, facts, reward.id);
    if (!from) return null;
    const to = endsAt === null ? stockGone(reward.id) : heldFor(redemption, stockUnit(reward.id));
    draft.post({ from, to, amount: 1, reason, why });
  }
  const to = endsAt === null ? redeemedAt(store, unit) : heldFor(redemption, unit);
  about.taken = spend(draft, facts, { member, unit, amount, to, reason, why });
  draft.count({ holder: member, metric: countOf(reward.id), bucket: 0, amount: 1 });
  const handing = { member, redemption, reward: reward.id, store, gives: about.gives };
  const { voucher, gave } = endsAt === null ? handOver(draft, facts, given, handing) : { voucher: null, gave: [] };
  draft.open<"redemption">({
    publicId: redemption,
    kind: "redemption",
    owner: member,
    state: endsAt === null ? "captured" : "held",
    dueAt: endsAt,
    facts: { ...about, gave, voucher: voucher?.id ?? null },
  });
  return { redemption, taken: about.taken, voucher, gave };
}

/** The metric that counts how many of a reward a member has had. */
export function countOf(reward: string): string {
  return `redeemed:${reward}`;
}
