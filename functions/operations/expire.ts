import { decideExpire, type Expired } from "../decisions/expire.ts";
import type { Verb } from "./verb.ts";

/** Lets a member's lots lapse whose last good day has passed. */
export const expire: Verb<{ member: string }, Expired> = {
  kind: "expire",
  subjects: ({ member }) => ({ holders: [member], identity: null, claims: [] }),
  decide: decideExpire,
};
