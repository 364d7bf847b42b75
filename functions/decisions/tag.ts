/** Tags that members tap: given to a venue, and retired. A tag's keys follow from the secret and its number; none is stored. */
import { asKind } from "../values/holder.ts";
import { cannotDecide, refuse } from "../values/refusal.ts";
import { tagName } from "../values/visit-facts.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface TagGiven {
  operation: string;
  tag: string;
  venue: string;
}

/** Gives a tag to a venue, once and for ever. Refusals, in order: venue_unknown (nothing stored), duplicate (stored): it was given before. */
export function decideGiveTag(
  facts: Facts,
  { venue, uid }: { venue: string; uid: string },
  given: Given,
): Decided<TagGiven> {
  const owner = facts.holders.get(venue);
  if (owner?.kind !== "venue") return cannotDecide("venue_unknown");
  const tag = tagName(uid);
  if (facts.holders.has(tag)) return refuse("duplicate", { tag });
  const draft = draftOf(facts);
  draft.expect(asKind(owner, "venue"));
  draft.open<"tag">({
    publicId: tag,
    kind: "tag",
    owner: venue,
    state: "active",
    dueAt: null,
    facts: { counter: 0, taps: [] },
  });
  return { written: draft.written(null), outcome: { operation: given.operation, tag, venue } };
}

/** Ends a tag for ever: a lost one, or one whose keys somebody may have read. Refusals: not_found (nothing stored). */
export function decideRetireTag(
  facts: Facts,
  { uid }: { uid: string },
  given: Given,
): Decided<{ operation: string; tag: string }> {
  const holder = facts.holders.get(tagName(uid));
  if (holder?.kind !== "tag") return cannotDecide("not_found");
  const draft = draftOf(facts);
  draft.change(asKind(holder, "tag"), { state: "retired", facts: { ...asKind(holder, "tag").facts, taps: [] } });
  return { written: draft.written(null), outcome: { operation: given.operation, tag: holder.publicId } };
}
