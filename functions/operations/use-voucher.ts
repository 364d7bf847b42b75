import { decideUseVoucher, typedHash, type VoucherUsed, type VoucherUsing } from "../decisions/use-voucher.ts";
import type { Verb } from "./verb.ts";

/** Uses a voucher at a store, once. */
export const useVoucher: Verb<VoucherUsing, VoucherUsed> = {
  kind: "use-voucher",
  subjects: ({ code }) => voucherSubjects(code),
  decide: decideUseVoucher,
};

/** What is read of a voucher that is named by its code. */
export function voucherSubjects(code: string) {
  return { holders: [], identity: null, claims: [], voucherCodeHash: typedHash(code) ?? "" };
}
