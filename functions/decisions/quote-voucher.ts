/** What a voucher is worth today, and what it takes off a cart; nothing is written. */
import type { Day } from "../values/day.ts";
import type { VoucherUse } from "../values/redemption-facts.ts";
import { isRefusal } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { type Discount, discountOf, type VoucherCart } from "./discount.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { typedHashes } from "./use-voucher.ts";
import { isOver, judgeVoucher, leftOf, namedVoucher, usesAt } from "./voucher.ts";

export interface VoucherQuoting {
  store: string;
  /** As it was typed. */
  code: string;
  /** Null: only what it is worth is asked. */
  cart: VoucherCart | null;
}

export interface VoucherQuoted {
  voucher: string;
  reward: string;
  valueMinor: number | null;
  leftMinor: number;
  currency: string;
  expiresOn: Day;
  /** What it takes off the cart; null: no cart was told. */
  discount: Discount | null;
}

/** Refusals, in order: voucher_unknown, voucher_cancelled, voucher_not_yet, voucher_expired, voucher_used, and those of discountOf. */
export function decideQuoteVoucher(
  facts: Facts,
  { store, code, cart }: VoucherQuoting,
  given: Pick<Given, "secret">,
): Decided<VoucherQuoted> {
  const voucher = namedVoucher(facts, typedHashes(code, given.secret));
  if (isRefusal(voucher)) return voucher;
  const refused = judgeVoucher(voucher, facts);
  if (refused) return refused;
  const draft = draftOf(facts);
  const leftMinor = leftOf(draft, voucher);
  const discount = cart === null ? null : discountOf(voucher.facts, { store, cart, leftMinor });
  if (discount !== null && isRefusal(discount)) return discount;
  const { reward, valueMinor, expiresOn } = voucher.facts;
  const { currency } = facts.current.programme;
  return {
    written: draft.written(voucher.owner),
    outcome: { voucher: voucher.publicId, reward, valueMinor, leftMinor, currency, expiresOn, discount },
  };
}

export interface VoucherSeen {
  voucher: string;
  reward: string;
  state: string;
  valueMinor: number | null;
  leftMinor: number;
  currency: string;
  expiresOn: Day;
  /** By this store, oldest first. */
  uses: VoucherUse[];
}

/** A voucher as a store may see it, in every state. Refusals: voucher_unknown. */
export function decideReadVoucher(
  facts: Facts,
  { store, code }: Omit<VoucherQuoting, "cart">,
  given: Pick<Given, "secret">,
): Decided<VoucherSeen> {
  const voucher = namedVoucher(facts, typedHashes(code, given.secret));
  if (isRefusal(voucher)) return voucher;
  const draft = draftOf(facts);
  const { reward, valueMinor, expiresOn } = voucher.facts;
  const isOpen = voucher.state === "issued";
  return {
    written: draft.written(voucher.owner),
    outcome: {
      voucher: voucher.publicId,
      reward,
      state: isOpen && isOver(voucher.facts, facts) ? "expired" : voucher.state,
      valueMinor,
      leftMinor: isOpen ? leftOf(draft, voucher) : 0,
      currency: facts.current.programme.currency,
      expiresOn,
      uses: usesAt(voucher, store),
    },
  };
}
