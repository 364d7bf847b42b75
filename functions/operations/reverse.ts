import type { AboutRedemption, Returned } from "../decisions/redemption.ts";
import { decideReverse } from "../decisions/reverse.ts";
import { voucherOf } from "../decisions/voucher.ts";
import type { Verb } from "./verb.ts";

/** Reverses a captured redemption, once. */
export const reverse: Verb<AboutRedemption, Returned> = {
  kind: "reverse",
  subjects: ({ redemption }) => ({ holders: [redemption, voucherOf(redemption)], identity: null, claims: [] }),
  decide: decideReverse,
};
