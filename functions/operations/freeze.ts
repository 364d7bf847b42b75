import { decideFreeze, type Freeze, type Frozen } from "../decisions/freeze.ts";
import type { Verb } from "./perform.ts";

/** Freezes a member, or unfreezes her. */
export const freeze: Verb<Freeze, Frozen> = {
  kind: "freeze",
  subjects: ({ member }) => ({ holders: [], member, identity: null, claims: [] }),
  decide: decideFreeze,
};
