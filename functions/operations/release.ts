import type { AboutRedemption, Returned } from "../decisions/redemption.ts";
import { decideRelease } from "../decisions/release.ts";
import type { Verb } from "./verb.ts";

/** Releases a held redemption, once. */
export const release: Verb<AboutRedemption, Returned> = {
  kind: "release",
  subjects: ({ redemption }) => ({ holders: [redemption], identity: null, claims: [] }),
  decide: decideRelease,
};
