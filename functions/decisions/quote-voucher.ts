/** What a voucher is worth today; nothing is written. */
import type { Day } from "../values/day.ts";
import { isRefusal } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { typedHash } from "./use-voucher.ts";
import { judgeVoucher, namedVoucher } from "./voucher.ts";

export interface VoucherQuoted {
  voucher: string;
  reward: string;
  valueMinor: number | null;
  currency: string;
  expiresOn: Day;
}

/** Refusals, in order: voucher_unknown, voucher_cancelled, voucher_expired, voucher_used. */
export function decideQuoteVoucher(facts: Facts, { code }: { code: string }): Decided<VoucherQuoted> {
  const voucher = namedVoucher(facts, typedHash(code));
  if (isRefusal(voucher)) return voucher;
  const refused = judgeVoucher(voucher, facts);
  if (refused) return refused;
  const { reward, valueMinor, expiresOn } = voucher.facts;
  const { currency } = facts.current.programme;
  return {
    written: draftOf(facts).written(voucher.owner),
    outcome: { voucher: voucher.publicId, reward, valueMinor, currency, expiresOn },
  };
}
