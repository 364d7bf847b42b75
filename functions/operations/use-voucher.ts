import { decideUseVoucher, typedHashes, type VoucherUsed, type VoucherUsing } from "../decisions/use-voucher.ts";
import type { Verb } from "./verb.ts";

/** Uses a voucher at a store, once. */
export const useVoucher: Verb<VoucherUsing, VoucherUsed> = {
  kind: "use-voucher",
  subjects: ({ code }, _, secret) => voucherSubjects(code, secret),
  decide: decideUseVoucher,
};

/** What is read of a voucher that is named by its code. */
export function voucherSubjects(code: string, secret: (label: string) => string) {
  return { holders: [], identity: null, claims: [], voucherCodeHashes: typedHashes(code, secret) };
}
