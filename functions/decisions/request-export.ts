/** A person asked, through her store, for what is held of her. Staff see it in her statement, and export it. */
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface ExportRequested {
  operation: string;
  member: string;
}

/** Refusals: member_unknown (nothing stored). */
export function decideRequestExport(facts: Facts, given: Given): Decided<ExportRequested> {
  const { member } = facts;
  if (!member || member.state === "erased") return cannotDecide("member_unknown");
  const draft = draftOf(facts);
  draft.change(member);
  return { written: draft.written(member.publicId), outcome: { operation: given.operation, member: member.publicId } };
}
