import { decideGoOnReviewing, type GoingOn } from "../decisions/go-on-reviewing.ts";
import type { Verb } from "./verb.ts";

/** Notes how far the clock has come with a review of members' tiers. */
export const goOnReviewing: Verb<GoingOn, GoingOn & { operation: string }> = {
  kind: "go-on-reviewing",
  subjects: ({ review }) => ({ holders: [review], identity: null, claims: [] }),
  decide: decideGoOnReviewing,
};
