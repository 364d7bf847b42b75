/**
 * Reversing a captured redemption: units go back to the lots they came from with the expiry they had, the piece goes
 * back to its stock, the member may have another one, and a voucher that was not used is cancelled. What paid an order is
 * reversed in parts too, pro rata over the lots.
 */
import { redeemedAt } from "../values/account.ts";
import type { Holder } from "../values/holder.ts";
import { spread } from "../values/largest-remainder.ts";
import { isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { judgeTakeBack } from "./hand-over.ts";
import { sum } from "./order.ts";
import { type AboutRedemption, namedRedemption, type Returned, refuseFulfilment, returnedOf } from "./redemption.ts";
import { undo, voucherOfRedemption } from "./undo.ts";
import { giveBack, releaseLapsed, type Taken } from "./units.ts";
import { isUsed } from "./voucher.ts";

export interface Reversing extends AboutRedemption {
  /** Units to give back of what paid an order; absent or null: all that was not given back yet. */
  amount?: number | null;
}

/** States of goods that are still in the house, so that they need not be returned first. */
const IN_THE_HOUSE = ["requested", "packed"];

/**
 * Refusals, in order: redemption_unknown (nothing stored); already_reversed, redemption_not_captured, fulfilment_refused
 * (sent or accepted), amount_not_offered, voucher_used, not_reversible (stored).
 */
export function decideReverse(facts: Facts, request: Reversing, given: Given): Decided<Returned> {
  const named = namedRedemption(facts, request);
  if (isRefusal(named)) return named;
  const { redemption, member } = named;
  const { state, facts: about } = redemption;
  if (about.reversedBy !== null) return refuse("already_reversed", { operation: about.reversedBy });
  if (state !== "captured") return refuse("redemption_not_captured", { state });
  const { fulfilment, money, taken } = about;
  if (fulfilment && !(fulfilment.by === "goods" && IN_THE_HOUSE.includes(fulfilment.state)))
    return refuseFulfilment(fulfilment, "reversed");
  const all = sum(taken.map(({ amount }) => amount));
  const asked = request.amount ?? all;
  const step = money?.amount ?? all;
  if (asked !== all && (asked < 1 || asked > all || asked % step !== 0))
    return refuse("amount_not_offered", { asked, step, max: all });

  const draft = draftOf(facts);
  releaseLapsed(draft, facts, member.publicId);
  const returned =
    asked < all
      ? reversePart(draft, facts, given, { redemption, member, amount: asked })
      : reverseCaptured(draft, facts, given, { redemption, member });
  if (isRefusal(returned)) return returned;
  return { written: draft.written(member.publicId), outcome: returned };
}

/** Takes a captured redemption back as a whole. Refusals, in order: voucher_used, not_reversible. */
export function reverseCaptured(
  draft: Draft,
  facts: Facts,
  given: Given,
  { redemption, member }: { redemption: Holder<"redemption">; member: Holder<"member"> },
): Returned | Refusal {
  const voucher = voucherOfRedemption(draft, redemption);
  if (voucher && isUsed(voucher)) return refuse("voucher_used", { voucher: voucher.publicId });
  const gone = judgeTakeBack(facts, redemption.facts);
  if (gone) return gone;
  const { lapsed } = undo(draft, facts, given, { redemption, member: member.publicId });
  return returnedOf(draft, facts, { given, redemption, member, status: "reversed", lapsed });
}

function reversePart(
  draft: Draft,
  facts: Facts,
  given: Given,
  { redemption, member, amount }: { redemption: Holder<"redemption">; member: Holder<"member">; amount: number },
): Returned {
  const { part, lapsed } = givePartBack(draft, facts, { redemption, member: member.publicId, amount });
  return returnedOf(draft, facts, { given, redemption, member, status: "captured", taken: part, lapsed });
}

/** Gives a part of a captured redemption's units back, pro rata over its lots. Returns the part by lot, and what lapsed of it by unit. */
export function givePartBack(
  draft: Draft,
  facts: Facts,
  { redemption, member, amount }: { redemption: Holder<"redemption">; member: string; amount: number },
): { part: Taken[]; lapsed: Map<string, number> } {
  const { publicId: id, facts: about } = redemption;
  const shares = spread(
    amount,
    about.taken.map((each) => each.amount),
  );
  const part = about.taken.map((each, index) => ({ ...each, amount: shares[index] ?? 0 }));
  const left = about.taken.map((each, index) => ({ ...each, amount: each.amount - (shares[index] ?? 0) }));
  const lapsed = giveBack(draft, facts, {
    member,
    taken: part,
    from: (unit) => redeemedAt(about.store, unit),
    reason: "reverse",
    why: { redemption: id, reward: about.reward },
  });
  draft.change(redemption, { facts: { ...about, taken: left.filter((each) => each.amount > 0) } });
  return { part: part.filter((each) => each.amount > 0), lapsed };
}
