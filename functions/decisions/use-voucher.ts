/** Using a voucher at a store: once, or a part on each order until nothing is left. Its points were spent when it was issued. */
import { leftOnVoucher, redeemedAt, VOUCHER_MONEY } from "../values/account.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { importedDigest, readImported } from "../values/imported-code.ts";
import { cannotDecide, isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import { codeHashOf, readCode } from "../values/voucher-code.ts";
import type { Decided } from "./decision.ts";
import { type Discount, discountOf, namesOf, partOf, type VoucherCart } from "./discount.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { ownerOf } from "./member.ts";
import { orderName } from "./record-order.ts";
import { judgeVoucher, leftOf, namedVoucher, usesAt } from "./voucher.ts";

export interface VoucherUsing {
  store: string;
  /** As it was typed. */
  code: string;
  order: string;
  /** What it takes off the order; null: all it can. */
  amountMinor: number | null;
  cart: VoucherCart;
}

export interface VoucherUsed extends Discount {
  operation: string;
  voucher: string;
  reward: string;
  /** issued: a part was used, and more is left. */
  status: "used" | "issued";
  order: string;
  valueMinor: number | null;
  /** Money that is left on it afterwards, in minor units. */
  leftMinor: number;
}

/** The digests that a code as typed may have: one that was made, or brought along; none: it is no code. */
export function typedHashes(code: string, secret: Given["secret"]): string[] {
  const [made, imported] = [readCode(code), readImported(code)];
  return [
    ...(made === null ? [] : [codeHashOf(made)]),
    ...(imported === null ? [] : [importedDigest(secret, imported)]),
  ];
}

/**
 * Refusals, in order: voucher_unknown, invalid (more than it was ever worth; nothing stored); voucher_cancelled,
 * voucher_not_yet, voucher_expired, voucher_used (with the order where it was this store's, also for one that is used in
 * parts and was used on this order), voucher_not_in_channel, voucher_not_here, voucher_not_for_goods, basket_too_small,
 * voucher_short (more than it takes off) (stored).
 */
export function decideUseVoucher(facts: Facts, request: VoucherUsing, given: Given): Decided<VoucherUsed> {
  const { order } = request;
  const voucher = namedVoucher(facts, typedHashes(request.code, given.secret));
  if (isRefusal(voucher)) return voucher;
  const draft = draftOf(facts);
  const used = useOf(draft, facts, voucher, request);
  if (isRefusal(used)) return used;
  const { status, leftMinor, ...discount } = used;
  const { operation } = given;
  const { reward, valueMinor } = voucher.facts;
  return {
    written: draft.written(ownerOf(voucher, draft.holder).publicId),
    outcome: { operation, voucher: voucher.publicId, reward, status, order, ...discount, valueMinor, leftMinor },
  };
}

/** Uses a voucher on an order: what it takes off and what is left. Refusals as of decideUseVoucher, but that it is known. */
export function useOf(
  draft: Draft,
  facts: Facts,
  named: Holder<"voucher">,
  request: Omit<VoucherUsing, "code">,
): (Discount & Pick<VoucherUsed, "status" | "leftMinor">) | Refusal {
  const voucher = asKind(draft.holder(named.publicId) ?? named, "voucher");
  const { store, order } = request;
  const discount = judgeUse(draft, facts, voucher, request);
  if (isRefusal(discount)) return discount;
  const { reward, isInParts, uses } = voucher.facts;
  if (isInParts)
    draft.post({
      from: leftOnVoucher(voucher.publicId),
      to: redeemedAt(store, VOUCHER_MONEY),
      amount: discount.amountMinor ?? 0,
      reason: "redeem",
      why: { voucher: voucher.publicId, reward },
    });
  const leftMinor = isInParts ? leftOf(draft, voucher) : 0;
  const status = leftMinor > 0 ? "issued" : "used";
  const use = { order: orderName(store, order), ...discount };
  draft.change(voucher, { state: status, facts: { ...voucher.facts, uses: [...uses, use] } });
  return { status, leftMinor, ...discount };
}

/** What a voucher takes off a cart, or the first reason why not. */
function judgeUse(
  draft: Draft,
  facts: Facts,
  voucher: Holder<"voucher">,
  { store, order, amountMinor, cart }: Omit<VoucherUsing, "code">,
): Discount | Refusal {
  const { valueMinor, only } = voucher.facts;
  if (amountMinor !== null && valueMinor !== null && amountMinor > valueMinor)
    return cannotDecide("invalid", { valueMinor }, "/amountMinor");
  const refused = judgeVoucher(voucher, facts);
  const uses = usesAt(voucher, store);
  const known = uses.find((use) => use.order === order) ?? (refused?.refused === "voucher_used" ? uses[0] : undefined);
  if (known && (refused === null || refused.refused === "voucher_used"))
    return refuse("voucher_used", { order: known.order });
  if (refused) return refused;
  const leftMinor = leftOf(draft, voucher);
  const discount = discountOf(voucher.facts, { store, cart, leftMinor });
  if (isRefusal(discount) || amountMinor === null || discount.amountMinor === amountMinor) return discount;
  const most = discount.amountMinor ?? 0;
  if (amountMinor < most) return partOf(cart, only, amountMinor);
  const isGoods = valueMinor !== null && most < leftMinor;
  return isGoods
    ? refuse("voucher_not_for_goods", { ...namesOf(only ?? {}), eligibleMinor: most })
    : refuse("voucher_short", { hasMinor: most, needsMinor: amountMinor });
}
