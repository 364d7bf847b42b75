/**
 * What paid an order: redemptions that are money, vouchers and gift cards, captured and used in the operation that records
 * it, so that they can be given back by its refunds. What they take is a part of the order's total.
 */
import type { Programme } from "../programme/programme.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { spread } from "../values/largest-remainder.ts";
import type { OrderFacts, OrderPayment } from "../values/order-facts.ts";
import { cannotDecide, isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import { captureHeld } from "./capture.ts";
import { shownTo } from "./discount.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { namedCard, useOfCard } from "./gift-card.ts";
import { sum } from "./order.ts";
import { judgePause } from "./paused.ts";
import type { Purchase } from "./purchase.ts";
import { orderName } from "./record-order.ts";
import { worthMinor } from "./redeem.ts";
import { judgeHeld, namedRedemption } from "./redemption.ts";
import { typedHashes, useOf } from "./use-voucher.ts";
import { namedVoucher } from "./voucher.ts";

/** What an order was paid with besides money that the store took. */
export interface Paying {
  redemptions?: string[];
  /** By their codes as typed; amountMinor null: all that it can take off. */
  vouchers?: { code: string; amountMinor: number | null }[];
  /** By their public ids. */
  giftCards?: { card: string; amountMinor: number }[];
}

/** A payment, and whether what it paid earns: money that was paid in does, units and vouchers do not. */
export type Paid = OrderPayment & { earns: boolean };

/**
 * Captures and uses what paid an order. Refusals, in order: forbidden (a key that may not redeem), redemption_paused, redemption_unknown, voucher_unknown,
 * gift_card_unknown, totals_do_not_add_up (they pay more than its total; nothing stored); pays_no_order, those of capturing,
 * of using a voucher and of using a gift card (stored).
 */
export function payOrder(
  draft: Draft,
  facts: Facts,
  given: Given,
  { purchase, member }: { purchase: Purchase; member: Holder<"member"> },
): Paid[] | Refusal {
  const { redemptions = [], vouchers = [], giftCards = [] } = purchase;
  if (redemptions.length + vouchers.length + giftCards.length === 0) return [];
  const key = purchase.sentWith === undefined ? undefined : facts.holders.get(purchase.sentWith);
  if (key && !asKind(key, "key").facts.scopes.includes("redeem")) return cannotDecide("forbidden", { scope: "redeem" });
  const paused = judgePause(draft, facts, "redemption");
  if (paused) return paused;
  const paid: Paid[] = [];
  for (const one of [
    ...redemptions.map((redemption) => () => payWithRedemption(draft, facts, given, { redemption, purchase, member })),
    ...vouchers.map((voucher) => () => payWithVoucher(draft, facts, given, { ...voucher, purchase })),
    ...giftCards.map((use) => () => payWithCard(draft, facts, { ...use, purchase })),
  ]) {
    const payment = one();
    if (isRefusal(payment)) return payment;
    paid.push(payment);
  }
  const paidMinor = sum(paid.map(({ amountMinor }) => amountMinor));
  if (paidMinor > purchase.totalMinor)
    return cannotDecide("totals_do_not_add_up", { paidMinor, totalMinor: purchase.totalMinor }, "/totalMinor");
  return paid;
}

/** Parts that were paid with what does not earn: money of a wallet earns when it is spent. */
export function withoutEarning(
  { units }: Pick<Programme, "units">,
  { paidWith }: Pick<Purchase, "paidWith">,
  paid: Paid[],
): Purchase["paidWith"] {
  return [
    ...paidWith.filter(({ unit }) => !units[unit]?.money),
    ...paid.filter(({ earns }) => !earns).map(({ by, amountMinor }) => ({ unit: by, amountMinor })),
  ];
}

/** What each line is worth of the order's total without shipping, in minor units: what is given back with it. */
export function valuesOf({
  lines,
  discountMinor,
  shippingMinor,
  totalMinor,
}: Pick<Purchase, "lines" | "discountMinor" | "shippingMinor" | "totalMinor">): number[] {
  const goods = lines.map(({ quantity, unitMinor }) => quantity * unitMinor);
  const off = spread(discountMinor, goods);
  const taxOnTop = totalMinor - (sum(goods) - discountMinor + shippingMinor);
  const tax = spread(taxOnTop, goods);
  return goods.map((amount, index) => amount - (off[index] ?? 0) + (tax[index] ?? 0));
}

function payWithRedemption(
  draft: Draft,
  facts: Facts,
  given: Given,
  { redemption: id, purchase, member }: { redemption: string; purchase: Purchase; member: Holder<"member"> },
): Paid | Refusal {
  const named = namedRedemption(facts, { redemption: id, store: purchase.store });
  if (isRefusal(named)) return named;
  if (named.member.publicId !== member.publicId) return cannotDecide("redemption_unknown");
  const { redemption } = named;
  const { money, order, endsAt } = redemption.facts;
  if (!money || order !== undefined) return refuse("pays_no_order", { redemption: id });
  if (redemption.state !== "captured") {
    const refused = judgeHeld(redemption, facts);
    if (refused) return refused;
    const captured = captureHeld(draft, facts, given, { redemption, member, amount: null, keepsRest: false });
    if (isRefusal(captured)) return captured;
    if (endsAt !== null) draft.expect(redemption, endsAt);
  }
  const now = asKind(draft.holder(id) ?? redemption, "redemption");
  const { taken } = now.facts;
  draft.change(now, { facts: { ...now.facts, order: orderName(purchase.store, purchase.order) } });
  const unit = taken[0]?.unit ?? "";
  const units = sum(taken.map(({ amount }) => amount));
  const earns = facts.current.programme.units[unit]?.money === true;
  return { by: "redemption", id, amountMinor: worthMinor(money, taken) ?? 0, units, earns };
}

function payWithVoucher(
  draft: Draft,
  facts: Facts,
  given: Given,
  { code, amountMinor, purchase }: { code: string; amountMinor: number | null; purchase: Purchase },
): Paid | Refusal {
  const { store, order } = purchase;
  const voucher = namedVoucher(facts, typedHashes(code, given.secret));
  if (isRefusal(voucher)) return voucher;
  const used = useOf(draft, facts, voucher, { store, order, amountMinor, cart: shownTo(purchase) });
  if (isRefusal(used)) return used;
  return { by: "voucher", id: voucher.publicId, amountMinor: used.amountMinor ?? 0, earns: false };
}

function payWithCard(
  draft: Draft,
  facts: Facts,
  { card: name, amountMinor, purchase }: { card: string; amountMinor: number; purchase: Purchase },
): Paid | Refusal {
  const card = namedCard(facts, name);
  if (isRefusal(card)) return card;
  const { store, order } = purchase;
  const used = useOfCard(draft, card, { store, order, amountMinor, isNamed: true });
  if (isRefusal(used)) return used;
  return { by: "gift-card", id: name, amountMinor, earns: true };
}

/** A payment as the order keeps it. */
export function kept(paid: Paid[]): Pick<OrderFacts, "paid"> {
  return paid.length === 0 ? {} : { paid: paid.map(({ earns: _, ...payment }) => payment) };
}
