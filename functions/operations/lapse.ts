import { decideLapse } from "../decisions/lapse.ts";
import type { Verb } from "./verb.ts";

/** Releases a hold that ran out. */
export const lapse: Verb<{ redemption: string }, { operation: string; redemption: string }> = {
  kind: "lapse",
  subjects: ({ redemption }) => ({ holders: [redemption], identity: null, claims: [] }),
  decide: decideLapse,
};
