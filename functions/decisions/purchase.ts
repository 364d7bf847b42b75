/**
 * A purchase: an order becomes explained units. Judged under the version in force when it occurred; the tier is the one
 * known at the read. What earns is goods after discounts, without tax and shipping, less what points or vouchers paid.
 */
import type { Instant } from "../values/day.ts";
import { asKind } from "../values/holder.ts";
import { spread } from "../values/largest-remainder.ts";
import type { MemberRef } from "../values/member-ref.ts";
import { cannotDecide, isRefusal, type Refusal } from "../values/refusal.ts";
import { type StampCard, stampCardsOf } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { memberFor } from "./member.ts";
import { sum } from "./order.ts";
import { judgePause } from "./paused.ts";
import { kept, type Paid, type Paying, payOrder, valuesOf, withoutEarning } from "./pay-order.ts";
import { recordOrder } from "./record-order.ts";
import type { Effects } from "./rules.ts";
import { type Balance, balancesOf, standing } from "./standing.ts";
import type { Standing } from "./tier-standing.ts";
import { judgeTiming } from "./timing.ts";

export interface Purchase extends Paying {
  store: string;
  member: MemberRef;
  order: string;
  occurredAt: Instant;
  /** Where it was sold: web, shop, app …; absent: not told. */
  channel?: string | null;
  /** The store's venue at which it was sold; absent: none was told. */
  venue?: string | null;
  currency: string;
  lines: { line: string; sku: string; category: string | null; quantity: number; unitMinor: number }[];
  discountMinor: number;
  shippingMinor: number;
  taxMinor: number;
  totalMinor: number;
  /** Parts that are not named: paid with points, which do not earn, or with money of a wallet, which does. */
  paidWith: { unit: string; amountMinor: number }[];
  /** An import may be older than `lateDays`. */
  isImport: boolean;
  /** The store's key that sent it, where one did: with scope import, the order may be older too. */
  sentWith?: string;
}

/** The category of a gift card that is sold: its money earns when it is spent. */
const GIFT_CARD = "gift-card";

export interface PurchaseOutcome extends Effects {
  operation: string;
  member: string;
  order: string;
  /** What was named as having paid it. */
  paid: Paid[];
  balances: Record<string, Balance>;
  tier: Standing | null;
  stampCards: StampCard[];
}

/**
 * Refusals, in order: occurred_in_the_future, currency_not_accepted, totals_do_not_add_up, earning_paused,
 * member_unknown, venue_unknown (nothing stored); too_late, member_frozen (stored); those of payOrder.
 */
export function decidePurchase(facts: Facts, purchase: Purchase, given: Given): Decided<PurchaseOutcome> {
  const { programme } = facts.atEvent;
  const timing = judgeTiming(facts, purchase.occurredAt, purchase.isImport || mayImport(facts, purchase.sentWith));
  if (timing && !timing.isDecided) return timing;
  if (purchase.currency !== programme.currency) {
    return cannotDecide(
      "currency_not_accepted",
      { accepted: programme.currency, sent: purchase.currency },
      "/currency",
    );
  }
  const wrong = basisOf(purchase);
  if (isRefusal(wrong)) return wrong;
  const draft = draftOf(facts);
  const paused = judgePause(draft, facts, "earning");
  if (paused) return paused;
  const member = memberFor(draft, facts, given, { ref: purchase.member, store: purchase.store });
  if (isRefusal(member) && !member.isDecided) return member;
  if (!isSoldHere(facts, purchase)) return cannotDecide("venue_unknown", {}, "/venue");
  if (timing) return timing;
  if (isRefusal(member)) return member;

  const id = member.publicId;
  const paid = payOrder(draft, facts, given, { purchase, member });
  if (isRefusal(paid)) return paid;
  const earning = basisOf({ ...purchase, paidWith: withoutEarning(programme, purchase, paid) });
  if (isRefusal(earning)) return earning;
  const values = valuesOf(purchase);
  const lines = purchase.lines.map((line, index) => ({
    ...line,
    basisMinor: earning[index] ?? 0,
    valueMinor: values[index] ?? 0,
  }));
  const effects = recordOrder(draft, facts, given, { ...purchase, lines, ...kept(paid) }, member);
  return {
    written: draft.written(id),
    outcome: {
      operation: given.operation,
      member: id,
      order: purchase.order,
      paid,
      ...effects,
      earned: effects.earned.filter(({ amount }) => amount > 0),
      balances: balancesOf(draft, facts, id),
      tier: standing(draft, programme, id, facts.today),
      stampCards: stampCardsOf(draft, facts, id),
    },
  };
}

/** A store speaks for its own venues: what it sells there shows that somebody was there. */
export function isSoldHere({ holders }: Facts, { venue = null, store }: Pick<Purchase, "venue" | "store">): boolean {
  if (venue === null) return true;
  const found = holders.get(venue);
  return found?.kind === "venue" && found.state === "open" && found.owner === store;
}

function mayImport({ holders }: Facts, key: string | undefined): boolean {
  const found = key === undefined ? undefined : holders.get(key);
  return found?.kind === "key" && asKind(found, "key").facts.scopes.includes("import");
}

/** What each line earns on, in minor units. Tax is on top or included: the total says which. */
export function basisOf(
  purchase: Pick<Purchase, "lines" | "discountMinor" | "shippingMinor" | "taxMinor" | "totalMinor" | "paidWith">,
): number[] | Refusal {
  const { discountMinor, shippingMinor, taxMinor, totalMinor } = purchase;
  const goods = purchase.lines.map(({ quantity, unitMinor }) => quantity * unitMinor);
  const goodsMinor = sum(goods);
  const net = goodsMinor - discountMinor + shippingMinor;
  if (discountMinor > goodsMinor || (totalMinor !== net && totalMinor !== net + taxMinor)) {
    return cannotDecide(
      "totals_do_not_add_up",
      { goodsMinor, discountMinor, shippingMinor, taxMinor, totalMinor, expectedMinor: net + taxMinor },
      "/totalMinor",
    );
  }
  const includedTax = totalMinor === net ? taxMinor : 0;
  const points = sum(purchase.paidWith.map(({ amountMinor }) => amountMinor));
  const off = Math.min(goodsMinor, discountMinor + includedTax + points);
  const shares = spread(off, goods);
  return goods.map((amount, index) =>
    purchase.lines[index]?.category === GIFT_CARD ? 0 : amount - (shares[index] ?? 0),
  );
}
