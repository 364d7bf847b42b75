/** Freezing a member while something is looked into: she earns and spends nothing, and loses nothing. */
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface Freeze {
  member: string;
  isFrozen: boolean;
}

/** Refusals: member_unknown (nothing stored). Freezing one who is frozen, or thawing one who is not, changes nothing. */
export function decideFreeze(
  facts: Facts,
  { isFrozen }: Freeze,
  given: Given,
): Decided<{ operation: string; member: string; state: string }> {
  const { member } = facts;
  if (!member || member.state === "erased") return cannotDecide("member_unknown");
  const thawed = member.facts.joinedAt === null ? "guest" : "joined";
  const state = isFrozen ? "frozen" : thawed;
  const draft = draftOf(facts);
  draft.change(member, { state });
  return {
    written: draft.written(member.publicId),
    outcome: { operation: given.operation, member: member.publicId, state },
  };
}
