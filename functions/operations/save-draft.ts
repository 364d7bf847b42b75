import { type DraftSaved, type DraftSaving, decideSaveDraft } from "../decisions/save-draft.ts";
import { draftHolder } from "../values/holder.ts";
import type { Verb } from "./verb.ts";

/** Saves a draft of the programme document. */
export const saveDraft: Verb<DraftSaving, DraftSaved> = {
  kind: "save-draft",
  subjects: ({ name }) => ({ holders: [draftHolder(name)], identity: null, claims: [] }),
  decide: decideSaveDraft,
};

/** Drops a draft. */
export const dropDraft: Verb<DraftSaving, DraftSaved> = { ...saveDraft, kind: "drop-draft" };
