/**
 * Drafts of programme documents: what staff write before it is published. A draft is a holder, so that two who write one
 * at a time are told; its document may have faults, which are found whenever it is looked at.
 */

import { asKind, draftHolder, type Holder } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { cannotDecide, type Refusal } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface DraftSaving {
  /** What staff call it. */
  name: string;
  /** Null: it is dropped. */
  document: JsonObject | null;
  /** The revision that the author saw; 0: none. */
  revision: number;
}

export interface DraftSaved {
  operation: string;
  name: string;
  revision: number;
}

/** Saves a draft, or drops it. Refusals: version_changed (somebody saved in between; nothing stored), draft_unknown (there is none to drop). */
export function decideSaveDraft(
  facts: Facts,
  { name, document, revision }: DraftSaving,
  given: Given,
): Decided<DraftSaved> {
  const draft = draftOf(facts);
  const known = facts.holders.get(draftHolder(name));
  const newest = known?.state === "open" ? revisionOf(known) : 0;
  if (document === null && newest === 0) return cannotDecide("draft_unknown");
  if (revision !== newest) return cannotDecide("version_changed", { basedOn: revision, newest });
  const about = { document: document ?? {}, by: given.actor, savedAt: facts.now };
  const state = document === null ? "dropped" : "open";
  if (known) draft.change(asKind(known, "draft"), { state, facts: about });
  else
    draft.open<"draft">({ publicId: draftHolder(name), kind: "draft", owner: null, state, dueAt: null, facts: about });
  return {
    written: draft.written(null),
    outcome: { operation: given.operation, name, revision: known ? revisionOf(known) + 1 : 1 },
  };
}

/** How often a draft was saved, as its author sees it: 1 is the first time. */
export function revisionOf({ version }: Pick<Holder, "version">): number {
  return version + 1;
}

/** Ends a draft that is published. Refusals: draft_unknown, version_changed (nothing stored). */
export function publishDraft(
  draft: Draft,
  { holders, now }: Facts,
  { name, revision }: { name: string; revision: number },
): Refusal | null {
  const known: Holder | undefined = holders.get(draftHolder(name));
  if (known?.state !== "open") return cannotDecide("draft_unknown");
  const newest = revisionOf(known);
  if (newest !== revision) return cannotDecide("version_changed", { basedOn: revision, newest });
  const { by } = asKind(known, "draft").facts;
  draft.change(asKind(known, "draft"), { state: "published", facts: { document: {}, by, savedAt: now } });
  return null;
}
