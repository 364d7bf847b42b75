/** Reversing a voucher's use: the order was cancelled, and the voucher is good again until the day it was. */
import { leftOnVoucher, redeemedAt, VOUCHER_MONEY } from "../values/account.ts";
import type { Day } from "../values/day.ts";
import { isRefusal, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { ownerOf } from "./member.ts";
import { orderName } from "./record-order.ts";
import { typedHashes } from "./use-voucher.ts";
import { leftOf, namedVoucher, usesAt } from "./voucher.ts";

export interface VoucherReversal {
  store: string;
  /** As it was typed. */
  code: string;
  /** The order it was used on; null: the newest of this store's. */
  order: string | null;
}

export interface VoucherReversed {
  operation: string;
  voucher: string;
  reward: string;
  status: "issued";
  order: string;
  valueMinor: number | null;
  /** Money that is on it again, in minor units. */
  leftMinor: number;
  expiresOn: Day;
}

/** Refusals, in order: voucher_unknown (nothing stored); voucher_not_used (stored), also for a use by another store. */
export function decideReverseVoucher(facts: Facts, request: VoucherReversal, given: Given): Decided<VoucherReversed> {
  const voucher = namedVoucher(facts, typedHashes(request.code, given.secret));
  if (isRefusal(voucher)) return voucher;
  const used = usesAt(voucher, request.store).findLast(
    ({ order }) => request.order === null || order === request.order,
  );
  if (!used) return refuse("voucher_not_used");
  const { order, amountMinor } = used;
  const { reward, valueMinor, isInParts, expiresOn, uses } = voucher.facts;
  const draft = draftOf(facts);
  if (isInParts)
    draft.post({
      from: redeemedAt(request.store, VOUCHER_MONEY),
      to: leftOnVoucher(voucher.publicId),
      amount: amountMinor ?? 0,
      reason: "reverse",
      why: { voucher: voucher.publicId, reward },
    });
  const left = uses.filter((use) => use.order !== orderName(request.store, order));
  draft.change(voucher, { state: "issued", facts: { ...voucher.facts, uses: left } });
  return {
    written: draft.written(ownerOf(voucher, draft.holder).publicId),
    outcome: {
      operation: given.operation,
      voucher: voucher.publicId,
      reward,
      status: "issued",
      order,
      valueMinor,
      leftMinor: leftOf(draft, voucher),
      expiresOn,
    },
  };
}
