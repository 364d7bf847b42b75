import { decideQuoteVoucher, type VoucherQuoted } from "../decisions/quote-voucher.ts";
import { voucherSubjects } from "./use-voucher.ts";
import type { Verb } from "./verb.ts";

/** Says what a voucher is worth; for a dry run. */
export const quoteVoucher: Verb<{ code: string }, VoucherQuoted> = {
  kind: "quote-voucher",
  subjects: ({ code }) => voucherSubjects(code),
  decide: decideQuoteVoucher,
};
