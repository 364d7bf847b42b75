/** A member thinks again: she undoes what she redeemed herself, for a while. */
import { instantOf } from "../values/id.ts";
import { cannotDecide, isRefusal, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { areUnitsThere } from "./hand-over.ts";
import { namedRedemption, type Returned } from "./redemption.ts";
import { decideReverse } from "./reverse.ts";
import { voucherOfRedemption } from "./undo.ts";
import { releaseLapsed } from "./units.ts";
import { mayBeUsed } from "./voucher.ts";

export interface Undoing {
  member: string;
  redemption: string;
}

/** For how long after it she may: time to notice a wrong tap, too little to eat the cake and have it. */
export const UNDO_MS = 120_000;

/**
 * Refusals, in order: redemption_unknown (nothing stored; also for what is another's, was asked for at a store or redeemed
 * itself), undo_over, those of decideReverse, voucher_used (a code that was brought along: it was shown, and may be good
 * elsewhere), not_reversible (units that it gave are not all there; stored).
 */
export function decideUndoOwn(facts: Facts, { member, redemption: id }: Undoing, given: Given): Decided<Returned> {
  const named = namedRedemption(facts, { store: null, redemption: id });
  if (isRefusal(named)) return named;
  const { redemption } = named;
  const { store, automatic, gift, gave = [] } = redemption.facts;
  if (named.member.publicId !== member || store !== null || automatic || gift)
    return cannotDecide("redemption_unknown");
  const until = instantOf(id) + UNDO_MS;
  if (facts.now >= until) return refuse("undo_over", { until: new Date(until).toISOString() });
  const reversed = decideReverse(facts, { store: null, redemption: id }, given);
  if (isRefusal(reversed)) return reversed;
  const draft = draftOf(facts);
  const voucher = voucherOfRedemption(draft, redemption);
  if (voucher && mayBeUsed(voucher)) return refuse("voucher_used", { voucher: voucher.publicId });
  releaseLapsed(draft, facts, member);
  return areUnitsThere(draft, facts, { member, gave }) ? reversed : refuse("not_reversible");
}
