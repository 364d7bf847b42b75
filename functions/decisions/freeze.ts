/** Freezing a member: she keeps what she has and looks at it, and nothing earns or spends until she is unfrozen. */
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface Freeze {
  member: string;
  isFrozen: boolean;
}

export interface Frozen {
  operation: string;
  member: string;
  state: "frozen" | "joined" | "guest";
}

/** Refusals: member_unknown (nothing stored). Freezing a frozen member changes nothing further. */
export function decideFreeze(facts: Facts, { isFrozen }: Freeze, given: Given): Decided<Frozen> {
  const { member } = facts;
  if (!member || member.state === "erased") return cannotDecide("member_unknown");
  const state = isFrozen ? "frozen" : member.facts.joinedAt === null ? "guest" : "joined";
  const draft = draftOf(facts);
  draft.change(member, { state });
  return {
    written: draft.written(member.publicId),
    outcome: { operation: given.operation, member: member.publicId, state },
  };
}
