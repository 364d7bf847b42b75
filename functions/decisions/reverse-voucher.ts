/** Reversing a voucher's use: the order was cancelled, and the voucher is good again until the day it was. */
import type { Day } from "../values/day.ts";
import { isRefusal, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { ownerOf } from "./member.ts";
import { typedHash } from "./use-voucher.ts";
import { namedVoucher, orderUsedOn } from "./voucher.ts";

export interface VoucherReversal {
  store: string;
  /** As it was typed. */
  code: string;
}

export interface VoucherReversed {
  operation: string;
  voucher: string;
  reward: string;
  status: "issued";
  order: string;
  valueMinor: number | null;
  expiresOn: Day;
}

/** Refusals, in order: voucher_unknown (nothing stored); voucher_not_used (stored), also for a use by another store. */
export function decideReverseVoucher(facts: Facts, request: VoucherReversal, given: Given): Decided<VoucherReversed> {
  const voucher = namedVoucher(facts, typedHash(request.code));
  if (isRefusal(voucher)) return voucher;
  const order = orderUsedOn(voucher, request.store);
  if (order === null) return refuse("voucher_not_used");
  const { reward, valueMinor, expiresOn } = voucher.facts;
  const draft = draftOf(facts);
  draft.change(voucher, { state: "issued", facts: { ...voucher.facts, usedOn: null } });
  return {
    written: draft.written(ownerOf(voucher, draft.holder).publicId),
    outcome: {
      operation: given.operation,
      voucher: voucher.publicId,
      reward,
      status: "issued",
      order,
      valueMinor,
      expiresOn,
    },
  };
}
