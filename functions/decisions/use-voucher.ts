/** Using a voucher at a store, once. Its points were spent when it was issued, so nothing is posted. */
import { cannotDecide, isRefusal, refuse } from "../values/refusal.ts";
import { codeHashOf, readCode } from "../values/voucher-code.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { ownerOf } from "./member.ts";
import { orderName } from "./record-order.ts";
import { eligibleMinor, judgeVoucher, namedVoucher, orderUsedOn, type VoucherCart } from "./voucher.ts";

export interface VoucherUse {
  store: string;
  /** As it was typed. */
  code: string;
  order: string;
  /** What it takes off the order; null: all it is worth. */
  amountMinor: number | null;
  cart: VoucherCart;
}

export interface VoucherUsed {
  operation: string;
  voucher: string;
  reward: string;
  status: "used";
  order: string;
  amountMinor: number | null;
  valueMinor: number | null;
}

/** The digest of a code as typed; null: it is no code. */
export function typedHash(code: string): string | null {
  const read = readCode(code);
  return read === null ? null : codeHashOf(read);
}

/**
 * Refusals, in order: voucher_unknown, invalid (more than it is worth; nothing stored); voucher_cancelled,
 * voucher_expired, voucher_used (with the order where it was this store's), voucher_not_in_channel,
 * voucher_not_for_goods (stored).
 */
export function decideUseVoucher(facts: Facts, request: VoucherUse, given: Given): Decided<VoucherUsed> {
  const { store, code, order, amountMinor } = request;
  const voucher = namedVoucher(facts, typedHash(code));
  if (isRefusal(voucher)) return voucher;
  const { valueMinor, reward } = voucher.facts;
  if (amountMinor !== null && amountMinor > (valueMinor ?? 0))
    return cannotDecide("invalid", { valueMinor }, "/amountMinor");
  const refused = judgeVoucher(voucher, facts);
  const known = orderUsedOn(voucher, store);
  if (refused?.refused === "voucher_used" && known !== null) return refuse("voucher_used", { order: known });
  if (refused) return refused;
  const eligible = eligibleMinor(voucher.facts, request.cart);
  if (eligible !== null && typeof eligible === "object") return eligible;
  const asked = amountMinor ?? valueMinor;
  if (eligible !== null && amountMinor !== null && amountMinor > eligible)
    return refuse("voucher_not_for_goods", {
      categories: voucher.facts.only?.categories ?? [],
      eligibleMinor: eligible,
    });
  const draft = draftOf(facts);
  draft.change(voucher, { state: "used", facts: { ...voucher.facts, usedOn: orderName(store, order) } });
  return {
    written: draft.written(ownerOf(voucher, draft.holder).publicId),
    outcome: {
      operation: given.operation,
      voucher: voucher.publicId,
      reward,
      status: "used",
      order,
      amountMinor: eligible === null || asked === null ? asked : Math.min(asked, eligible),
      valueMinor,
    },
  };
}
