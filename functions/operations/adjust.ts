import { type Adjusted, type Adjustment, decideAdjust } from "../decisions/adjust.ts";
import type { Verb } from "./verb.ts";

/** Gives or takes units by hand. */
export const adjust: Verb<Adjustment, Adjusted> = {
  kind: "adjust",
  subjects: ({ member }) => ({ holders: [], member, identity: null, claims: [] }),
  decide: decideAdjust,
};
