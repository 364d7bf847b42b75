import { decideCapture } from "../decisions/capture.ts";
import type { Redeemed } from "../decisions/redeem.ts";
import type { AboutRedemption } from "../decisions/redemption.ts";
import type { Verb } from "./verb.ts";

/** Captures a held redemption, once. */
export const capture: Verb<AboutRedemption, Redeemed> = {
  kind: "capture",
  subjects: ({ redemption }) => ({ holders: [redemption], identity: null, claims: [] }),
  decide: decideCapture,
};
