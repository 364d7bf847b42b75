/** Reversing a captured redemption of which nothing was used: everything is as if it had not been, but for what has expired. */
import { isRefusal, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { type AboutRedemption, namedRedemption, type Returned, returnedOf } from "./redemption.ts";
import { judgeUnused, undo } from "./undo.ts";
import { releaseLapsed } from "./units.ts";

/**
 * Refusals, in order: redemption_unknown (nothing stored); already_reversed, redemption_not_captured, voucher_used,
 * points_short (units that it gave were spent; stored).
 */
export function decideReverse(facts: Facts, request: AboutRedemption, given: Given): Decided<Returned> {
  const named = namedRedemption(facts, request);
  if (isRefusal(named)) return named;
  const { redemption, member } = named;
  const { state, facts: about } = redemption;
  if (about.reversedBy !== null) return refuse("already_reversed", { operation: about.reversedBy });
  if (state !== "captured") return refuse("redemption_not_captured", { state });
  const draft = draftOf(facts);
  releaseLapsed(draft, facts, member.publicId);
  const used = judgeUnused(draft, facts, redemption, member.publicId);
  if (used) return used;
  const lapsed = undo(draft, facts, given, { redemption, member: member.publicId });
  const outcome = returnedOf(draft, facts, { given, redemption, member, status: "reversed", lapsed });
  return { written: draft.written(member.publicId), outcome };
}
