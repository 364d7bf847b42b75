/** Recording an order that is known to be good: its rules have their effects, and it keeps what refunds will need. */
import { bucketOf, countsLine } from "../programme/metric.ts";
import type { Programme } from "../programme/programme.ts";
import { type Day, dayOf, type Instant } from "../values/day.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { OrderFacts, OrderPayment } from "../values/order-facts.ts";
import { settle } from "./automatic.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { momentOf } from "./moment.ts";
import { countOf, leftOf } from "./order.ts";
import { raise } from "./raise.ts";
import { add, applyRules, type Effects, type Event } from "./rules.ts";
import { releaseLapsed } from "./units.ts";

export interface SoldOrder {
  store: string;
  order: string;
  occurredAt: Instant;
  currency: string;
  totalMinor: number;
  /** Where it was sold: web, shop, app …; absent: not told. */
  channel?: string | null;
  /** The venue at which it was sold; absent or null: not told. */
  venue?: string | null;
  /** What each line earns on is its basis, in minor units. */
  lines: (OrderFacts["lines"][number] & { unitMinor?: number })[];
  /** What paid it besides money; absent: nothing. */
  paid?: OrderPayment[];
}

/** The natural key and the holder of a store's order. */
export function orderName(store: string, order: string): string {
  return `order:${store}:${order}`;
}

/** Posts what the order earns under the version in force when it occurred, and opens it as a holder of its member. */
export function recordOrder(
  draft: Draft,
  facts: Facts,
  given: Given,
  sold: SoldOrder,
  member: Holder<"member">,
): Effects {
  const { programme, version } = facts.atEvent;
  const id = member.publicId;
  const name = orderName(sold.store, sold.order);
  const day = dayOf(sold.occurredAt, programme.zone);
  const order: OrderFacts = {
    version,
    occurredAt: sold.occurredAt,
    currency: sold.currency,
    totalMinor: sold.totalMinor,
    ...(typeof sold.venue === "string" ? { venue: sold.venue } : {}),
    lines: sold.lines.map(({ line, sku, category, quantity, basisMinor, valueMinor }) => ({
      line,
      sku,
      category,
      quantity,
      basisMinor,
      ...(valueMinor === undefined || valueMinor === basisMinor ? {} : { valueMinor }),
    })),
    ...(sold.paid === undefined ? {} : { paid: sold.paid }),
    refunds: {},
    earned: [],
    tickets: [],
    gifts: [],
    counted: countersOf(programme, day, sold),
  };
  releaseLapsed(draft, facts, id);
  const event: Event = {
    moment: momentOf(draft, facts, id, {
      on: "purchase",
      at: sold.occurredAt,
      lines: sold.lines,
      store: sold.store,
      venue: sold.venue ?? null,
      channel: sold.channel ?? null,
    }),
    member: id,
    name,
    order,
  };
  const effects = applyRules(draft, facts, given, event);
  const left = leftOf(order);
  for (const counted of order.counted) {
    const { metric, bucket } = counted;
    draft.count({ holder: id, metric, bucket, amount: countOf(counted, order, left) });
  }
  raise(draft, facts, given, event, effects);
  draft.open<"order">({ publicId: name, kind: "order", owner: id, state: "recorded", dueAt: null, facts: order });
  draft.claim(name);
  beNoticed(draft, id, day);
  add(effects, settle(draft, facts, given, member).effects);
  return effects;
}

/** She bought on a day: if it is her latest, a time without purchases begins anew. */
function beNoticed(draft: Draft, id: string, day: Day): void {
  const holder = draft.holder(id);
  if (!holder) throw new Error(`${id} was not read`);
  const member = asKind(holder, "member");
  const { isQuiet: _, ...about } = member.facts;
  if (about.activeOn === undefined || day > about.activeOn)
    draft.change(member, { facts: { ...about, activeOn: day } });
}

function countersOf(programme: Programme, day: Day, { store, channel, lines }: SoldOrder): OrderFacts["counted"] {
  return Object.entries(programme.metrics).flatMap(([metric, terms]): OrderFacts["counted"] => {
    const { counts } = terms;
    if (counts === "events")
      return terms.on?.includes("purchase") ? [{ metric, bucket: bucketOf(terms, day), counts }] : [];
    if (counts !== "spend" && counts !== "orders") return [];
    const counting = lines.filter(({ sku, category }) =>
      countsLine(terms, { sku, category, store, channel: channel ?? null }),
    );
    if (counting.length === 0) return [];
    const only = counting.length === lines.length ? {} : { lines: counting.map(({ line }) => line) };
    return [{ metric, bucket: bucketOf(terms, day), counts, ...only }];
  });
}
