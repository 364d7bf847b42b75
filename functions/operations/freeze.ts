import { decideFreeze, type Freeze } from "../decisions/freeze.ts";
import type { Verb } from "./verb.ts";

/** Freezes or thaws a member. */
export const freeze: Verb<Freeze, { operation: string; member: string; state: string }> = {
  kind: "freeze",
  subjects: ({ member }) => ({ holders: [], member, identity: null, claims: [] }),
  decide: decideFreeze,
};
