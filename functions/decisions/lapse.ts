/** A hold that ran out: its units go back to their lots and its piece back to stock. */
import { asKind } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { expectProgramme } from "./paused.ts";
import { hasLapsed } from "./standing.ts";
import { release } from "./units.ts";

/** Refusals, in order: redemption_unknown, not_due (nothing stored). */
export function decideLapse(
  facts: Facts,
  { redemption: id }: { redemption: string },
  given: Given,
): Decided<{ operation: string; redemption: string }> {
  const found = facts.holders.get(id);
  if (found?.kind !== "redemption" || !facts.member) return cannotDecide("redemption_unknown");
  const redemption = asKind(found, "redemption");
  if (redemption.state !== "held" || !hasLapsed(redemption, facts.now)) return cannotDecide("not_due");
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  release(draft, facts, redemption, "lapsed");
  settle(draft, facts, given, facts.member);
  return {
    written: draft.written(facts.member.publicId),
    outcome: { operation: given.operation, redemption: id },
  };
}
