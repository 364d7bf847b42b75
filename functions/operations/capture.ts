import { type Capturing, decideCapture } from "../decisions/capture.ts";
import type { Redeemed } from "../decisions/redeem.ts";
import type { Verb } from "./verb.ts";

/** Captures a held redemption, once. */
export const capture: Verb<Capturing, Redeemed> = {
  kind: "capture",
  subjects: ({ redemption }) => ({ holders: [redemption], identity: null, claims: [] }),
  decide: decideCapture,
};
