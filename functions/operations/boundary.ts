import { type Crossed, decideBoundary, decideReview } from "../decisions/boundary.ts";
import type { Verb } from "./verb.ts";

/** A member's day begins: what time brings her is posted, in the published order. */
export const boundary: Verb<{ member: string }, Crossed> = {
  kind: "boundary",
  subjects: ({ member }) => ({ holders: [member], identity: null, claims: [] }),
  decide: decideBoundary,
};

/** A new version may put a member into other tiers: what it brings her is posted as of her day. */
export const review: Verb<{ member: string }, Crossed> = {
  kind: "review",
  subjects: boundary.subjects,
  decide: decideReview,
};
