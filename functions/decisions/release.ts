/** Releasing a held redemption: what was set aside goes back to the lots it came from. */
import { isRefusal } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { type AboutRedemption, judgeHeld, namedRedemption, type Returned, returnedOf } from "./redemption.ts";
import { release } from "./units.ts";

/** Refusals, in order: redemption_unknown (nothing stored); hold_lapsed, redemption_not_held (stored). */
export function decideRelease(facts: Facts, request: AboutRedemption, given: Given): Decided<Returned> {
  const named = namedRedemption(facts, request);
  if (isRefusal(named)) return named;
  const { redemption, member } = named;
  const refused = judgeHeld(redemption, facts);
  if (refused) return refused;
  const draft = draftOf(facts);
  const lapsed = release(draft, facts, redemption, "released");
  const outcome = returnedOf(draft, facts, { given, redemption, member, status: "released", lapsed });
  return { written: draft.written(member.publicId), outcome };
}
