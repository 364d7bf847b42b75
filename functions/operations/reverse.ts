import type { Returned } from "../decisions/redemption.ts";
import { decideReverse, type Reversing } from "../decisions/reverse.ts";
import { voucherOf } from "../decisions/voucher.ts";
import type { Verb } from "./verb.ts";

/** Reverses a captured redemption, once. */
export const reverse: Verb<Reversing, Returned> = {
  kind: "reverse",
  subjects: ({ redemption }) => ({ holders: [redemption, voucherOf(redemption)], identity: null, claims: [] }),
  decide: decideReverse,
};
