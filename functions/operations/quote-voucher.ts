import {
  decideQuoteVoucher,
  decideReadVoucher,
  type VoucherQuoted,
  type VoucherQuoting,
  type VoucherSeen,
} from "../decisions/quote-voucher.ts";
import { voucherSubjects } from "./use-voucher.ts";
import type { Verb } from "./verb.ts";

/** Says what a voucher is worth; for a dry run. */
export const quoteVoucher: Verb<VoucherQuoting, VoucherQuoted> = {
  kind: "quote-voucher",
  subjects: ({ code }, _, secret) => voucherSubjects(code, secret),
  decide: decideQuoteVoucher,
};

/** Shows a voucher and what it took; for a dry run. */
export const readVoucher: Verb<Omit<VoucherQuoting, "cart">, VoucherSeen> = {
  kind: "read-voucher",
  subjects: ({ code }, _, secret) => voucherSubjects(code, secret),
  decide: decideReadVoucher,
};
