/** How far the clock has come with the members whose tiers a new version may have moved. */
import { asKind } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface GoingOn {
  /** The holder of the review. */
  review: string;
  /** The last member that was looked at, by public id; null: there are no more. */
  after: string | null;
}

/** Refusals, in order: not_found, not_due (another clock was further, or it is done; nothing stored). */
export function decideGoOnReviewing(
  facts: Facts,
  { review: id, after }: GoingOn,
  given: Given,
): Decided<GoingOn & { operation: string }> {
  const found = facts.holders.get(id);
  if (found?.kind !== "tier-review") return cannotDecide("not_found");
  const review = asKind(found, "tier-review");
  const { after: known } = review.facts;
  if (review.state !== "open" || (after !== null && known !== null && after <= known)) return cannotDecide("not_due");
  const draft = draftOf(facts);
  draft.change(review, after === null ? { state: "done", dueAt: null } : { facts: { after } });
  return { written: draft.written(null), outcome: { operation: given.operation, review: id, after } };
}
