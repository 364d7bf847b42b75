/** Reversing a captured redemption: everything is as if it had not been, but for what has expired or was spent meanwhile. */
import { isRefusal, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { judgeTakeBack } from "./hand-over.ts";
import { type AboutRedemption, namedRedemption, type Returned, returnedOf } from "./redemption.ts";
import { undo, voucherOfRedemption } from "./undo.ts";
import { releaseLapsed } from "./units.ts";
import { isUsed } from "./voucher.ts";

/** Refusals, in order: redemption_unknown (nothing stored); already_reversed, redemption_not_captured, voucher_used, not_reversible (stored). */
export function decideReverse(facts: Facts, request: AboutRedemption, given: Given): Decided<Returned> {
  const named = namedRedemption(facts, request);
  if (isRefusal(named)) return named;
  const { redemption, member } = named;
  const { state, facts: about } = redemption;
  if (about.reversedBy !== null) return refuse("already_reversed", { operation: about.reversedBy });
  if (state !== "captured") return refuse("redemption_not_captured", { state });
  const draft = draftOf(facts);
  const voucher = voucherOfRedemption(draft, redemption);
  if (voucher && isUsed(voucher)) return refuse("voucher_used", { voucher: voucher.publicId });
  const gone = judgeTakeBack(facts, about);
  if (gone) return gone;
  releaseLapsed(draft, facts, member.publicId);
  const lapsed = undo(draft, facts, given, { redemption, member: member.publicId });
  const outcome = returnedOf(draft, facts, { given, redemption, member, status: "reversed", lapsed });
  return { written: draft.written(member.publicId), outcome };
}
