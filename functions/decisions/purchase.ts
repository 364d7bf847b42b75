/**
 * A purchase: an order becomes explained units. Judged under the version in force when it occurred; the tier is the one
 * known at the read. What earns is goods after discounts, without tax and shipping, less what points or vouchers paid.
 */
import { bucketOf } from "../programme/metric.ts";
import type { Programme } from "../programme/programme.ts";
import type { Standing } from "../programme/tiers.ts";
import { type Day, dayOf, hourOf, type Instant } from "../values/day.ts";
import type { OrderFacts } from "../values/holder.ts";
import type { MemberRef } from "../values/member-ref.ts";
import { cannotDecide, isRefusal, type Refusal } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { memberFor } from "./member.ts";
import { allocate, sum } from "./order.ts";
import { judgePause } from "./paused.ts";
import { applyRules, type Effects } from "./rules.ts";
import { type Balance, balancesOf, dueOf, standing } from "./standing.ts";
import { judgeTiming } from "./timing.ts";
import { releaseLapsed } from "./units.ts";

export interface Purchase {
  store: string;
  member: MemberRef;
  order: string;
  occurredAt: Instant;
  currency: string;
  lines: { line: string; sku: string; category: string | null; quantity: number; unitMinor: number }[];
  discountMinor: number;
  shippingMinor: number;
  taxMinor: number;
  totalMinor: number;
  /** Parts paid with points or vouchers bought with points, which do not earn. */
  paidWith: { unit: string; amountMinor: number }[];
  /** An import may be older than `lateDays`. */
  isImport: boolean;
}

export interface PurchaseOutcome extends Effects {
  operation: string;
  member: string;
  order: string;
  balances: Record<string, Balance>;
  tier: Standing | null;
}

/** The natural key and the holder of a store's order. */
export function orderName(store: string, order: string): string {
  return `order:${store}:${order}`;
}

/**
 * Refusals, in order: occurred_in_the_future, currency_not_accepted, totals_do_not_add_up, earning_paused,
 * member_unknown (nothing stored); too_late, member_frozen (stored).
 */
export function decidePurchase(facts: Facts, purchase: Purchase, given: Given): Decided<PurchaseOutcome> {
  const { programme } = facts.atEvent;
  const timing = judgeTiming(facts, purchase.occurredAt, purchase.isImport);
  if (timing && !timing.isDecided) return timing;
  if (purchase.currency !== programme.currency) {
    return cannotDecide(
      "currency_not_accepted",
      { accepted: programme.currency, sent: purchase.currency },
      "/currency",
    );
  }
  const basis = basisOf(purchase);
  if (!Array.isArray(basis)) return basis;
  const draft = draftOf(facts);
  const paused = judgePause(draft, facts, "earning");
  if (paused) return paused;
  const member = memberFor(draft, facts, given, { ref: purchase.member, store: purchase.store });
  if (isRefusal(member) && !member.isDecided) return member;
  if (timing) return timing;
  if (isRefusal(member)) return member;

  const id = member.publicId;
  releaseLapsed(draft, facts, id);
  const name = orderName(purchase.store, purchase.order);
  const day = dayOf(purchase.occurredAt, programme.zone);
  const order = orderFacts(purchase, basis, { version: facts.atEvent.version, counted: countersOf(programme, day) });
  const moment = {
    day,
    hour: hourOf(purchase.occurredAt, programme.zone),
    tier: standing(draft, programme, id, facts.today)?.tier ?? null,
    categories: order.lines.map(({ category }) => category),
    trust: null,
  };
  const effects = applyRules(draft, facts, given, {
    on: "purchase",
    at: purchase.occurredAt,
    member: id,
    store: purchase.store,
    moment,
    name,
    order: { facts: order, basis, store: purchase.store },
  });
  const total = sum(basis);
  for (const { metric, bucket, counts } of order.counted) {
    draft.count({ holder: id, metric, bucket, amount: counts === "spend" ? total : Math.sign(total) });
  }
  draft.open<"order">({ publicId: name, kind: "order", owner: id, state: "recorded", dueAt: null, facts: order });
  draft.claim(name);
  draft.change(member, { dueAt: dueOf(draft, facts, id) });
  return {
    written: draft.written(id),
    outcome: {
      operation: given.operation,
      member: id,
      order: purchase.order,
      ...effects,
      earned: effects.earned.filter(({ amount }) => amount > 0),
      balances: balancesOf(draft, facts, id),
      tier: standing(draft, programme, id, facts.today),
    },
  };
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
  const shares = allocate(off, goods);
  return goods.map((amount, index) => amount - (shares[index] ?? 0));
}

function orderFacts(
  purchase: Purchase,
  basis: number[],
  { version, counted }: Pick<OrderFacts, "version" | "counted">,
): OrderFacts {
  const { occurredAt, currency, totalMinor } = purchase;
  const lines = purchase.lines.map(({ line, sku, category, quantity }, index) => ({
    line,
    sku,
    category,
    quantity,
    basisMinor: basis[index] ?? 0,
  }));
  return { version, occurredAt, currency, totalMinor, lines, refunds: {}, earned: [], tickets: [], counted };
}

function countersOf(programme: Programme, day: Day): OrderFacts["counted"] {
  return Object.entries(programme.metrics).flatMap(([metric, terms]) =>
    terms.counts === "spend" || terms.counts === "orders"
      ? [{ metric, bucket: bucketOf(terms, day), counts: terms.counts }]
      : [],
  );
}
