import { type Crossed, decideBoundary } from "../decisions/boundary.ts";
import type { Verb } from "./verb.ts";

/** A member's day begins: what time brings her is posted, in the published order. */
export const boundary: Verb<{ member: string }, Crossed> = {
  kind: "boundary",
  subjects: ({ member }) => ({ holders: [member], identity: null, claims: [] }),
  decide: decideBoundary,
};
