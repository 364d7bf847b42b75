import { decideReverseVoucher, type VoucherReversal, type VoucherReversed } from "../decisions/reverse-voucher.ts";
import { voucherSubjects } from "./use-voucher.ts";
import type { Verb } from "./verb.ts";

/** Makes a used voucher good again, once a use. */
export const reverseVoucher: Verb<VoucherReversal, VoucherReversed> = {
  kind: "reverse-voucher",
  subjects: ({ code }, _, secret) => voucherSubjects(code, secret),
  decide: decideReverseVoucher,
};
