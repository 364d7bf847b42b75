import { decideExpire, type Expired, type Expiry } from "../decisions/expire.ts";
import type { Verb } from "./perform.ts";

/** Lets what a member's past lots hold lapse. */
export const expire: Verb<Expiry, Expired> = {
  kind: "expire",
  subjects: ({ member }) => ({ holders: [], member, identity: null, claims: [] }),
  decide: decideExpire,
};
