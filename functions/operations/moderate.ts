import { decideModerate, type Moderated, type Moderation, moderationName, storeOf } from "../decisions/moderate.ts";
import { waitName } from "../decisions/waiting.ts";
import type { Verb } from "./verb.ts";

/** Accepts or rejects what a member sent in, once. */
export const moderate: Verb<Moderation, Moderated> = {
  kind: "moderate",
  subjects: ({ event }) => ({
    // The store says in which city it happened.
    holders: [storeOf(event), event, waitName(event)],
    identity: null,
    claims: [],
    once: [moderationName(event)],
  }),
  decide: decideModerate,
};
