import { decideGiveTag, decideRetireTag, type TagGiven } from "../decisions/tag.ts";
import { tagName } from "../values/visit-facts.ts";
import type { Verb } from "./verb.ts";

/** Gives a tag to a venue. */
export const giveTag: Verb<{ venue: string; uid: string }, TagGiven> = {
  kind: "give-tag",
  subjects: ({ venue, uid }) => ({ holders: [venue, tagName(uid)], identity: null, claims: [] }),
  decide: decideGiveTag,
};

/** Retires a tag. */
export const retireTag: Verb<{ uid: string }, { operation: string; tag: string }> = {
  kind: "retire-tag",
  subjects: ({ uid }) => ({ holders: [tagName(uid)], identity: null, claims: [] }),
  decide: decideRetireTag,
};
