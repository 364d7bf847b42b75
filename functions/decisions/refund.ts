/**
 * A refund: the order's basis changes, nothing else does. Each rule that earned posts `floor(carry + Δworth)` under the
 * terms it earned by, so that any refunds in any order end at what the remaining order is worth.
 */
import { slidMetric } from "../programme/expiry/sliding.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { OrderFacts, OrderGained, OrderRefund } from "../values/order-facts.ts";
import { cannotDecide, type Refusal, refuse } from "../values/refusal.ts";
import { type StampCard, settle, stampCardsOf } from "./automatic.ts";
import { comeOf, type Happened } from "./bring.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import { type Earned, postChange } from "./earning.ts";
import { refundWhy } from "./earning-why.ts";
import type { Facts, Given } from "./facts.ts";
import { takeGiftsBack } from "./gift.ts";
import type { Counter } from "./limits.ts";
import { ownerOf } from "./member.ts";
import { countOf, isKept, isLeft, type Left, leftOf, moneyLeft, piecesLeft, sum } from "./order.ts";
import { type PaidBack, payBack } from "./pay-back.ts";
import { orderName } from "./record-order.ts";
import { add, type Effects } from "./rules.ts";
import { slideBack } from "./slide.ts";
import { type Balance, balancesOf, standing } from "./standing.ts";
import { takeTicketsBack } from "./tickets.ts";
import type { Standing } from "./tier-standing.ts";
import { releaseLapsed } from "./units.ts";

export interface Refund {
  store: string;
  order: string;
  refund: string;
  /** Money given back, or pieces of lines; a line is named by its number or by a sku that is unique in the order. */
  amountMinor: number;
  lines: { line?: string; sku?: string; quantity: number }[];
}

export interface RefundOutcome extends Effects {
  operation: string;
  member: string;
  order: string;
  refund: string;
  /** amount: what she gave up or owes now; forgiven: what the return policy left her besides. */
  takenBack: { unit: string; amount: number; rule: string; forgiven: number }[];
  /** Redemptions that the order gave or a full card made, and that were undone: their vouchers are cancelled. */
  undone: string[];
  /** What paid the order and was given back, as far as this refund goes. */
  paidBack: PaidBack[];
  stampCards: StampCard[];
  balances: Record<string, Balance>;
  tier: Standing | null;
}

/** The natural key of a refund of an order. */
export function refundName(store: string, order: string, refund: string): string {
  return `refund:${store}:${order}:${refund}`;
}

/** Refusals, in order: order_unknown, line_unknown, line_ambiguous (nothing stored); refund_exceeds_order (stored). A frozen member's refund still runs. */
export function decideRefund(facts: Facts, refund: Refund, given: Given): Decided<RefundOutcome> {
  const found = facts.holders.get(orderName(refund.store, refund.order));
  if (!found || found.owner === null) return cannotDecide("order_unknown");
  const order = asKind(found, "order");
  const member = ownerOf(found, (id) => facts.holders.get(id));
  const named = nameLines(order.facts, refund.lines);
  if (!Array.isArray(named)) return named;
  const exceeds = judgeSize(order.facts, { amountMinor: refund.amountMinor, lines: named });
  if (exceeds) return exceeds;

  const draft = draftOf(facts);
  const id = member.publicId;
  releaseLapsed(draft, facts, id);
  const added = { [refund.refund]: { amountMinor: refund.amountMinor, lines: named } };
  const { store } = refund;
  const applied = applyRefunds(draft, facts, given, { store, order, member, added });
  const { takenBack, undone, effects, paidBack } = applied;
  const { programme } = facts.current;
  return {
    written: draft.written(id),
    outcome: {
      operation: given.operation,
      member: id,
      order: refund.order,
      refund: refund.refund,
      takenBack,
      undone,
      paidBack,
      ...effects,
      stampCards: stampCardsOf(draft, facts, id),
      balances: balancesOf(draft, facts, id),
      tier: standing(draft, programme, id, facts.today),
    },
  };
}

/** Adds refunds to an order, claims their names and posts the difference of what it is worth, for each rule that earned. */
export function applyRefunds(
  draft: Draft,
  facts: Facts,
  given: Given,
  {
    store,
    order,
    member,
    added,
    ended = "refunded",
    cause,
  }: {
    store: string;
    order: Holder<"order" | "event">;
    member: Holder<"member">;
    added: OrderFacts["refunds"];
    /** Its state when nothing of it is left. */
    ended?: string;
    /** Why, where it is not money that was given back. */
    cause?: string;
  },
): Pick<RefundOutcome, "takenBack" | "undone" | "paidBack"> & { changes: Earned[]; effects: Effects } {
  const id = member.publicId;
  const before = leftOf(order.facts);
  const refunds = { ...order.facts.refunds, ...added };
  const left = { ...order.facts, refunds };
  const after = leftOf(left);
  const { lines, tickets, gifts } = order.facts;
  const changes = order.facts.earned.map((earned) => {
    const why = { ...refundWhy(order.facts, earned, { before, after }), ...(cause === undefined ? {} : { cause }) };
    return postChange(draft, facts, {
      source: order.publicId,
      earned,
      order: order.facts,
      store,
      member: id,
      before,
      after,
      why,
    });
  });
  const isWhole = isLeft(order.facts) && !isLeft(left);
  const uncounted: Counter[] = [];
  for (const counted of order.facts.counted) {
    const { metric, bucket } = counted;
    const amount = countOf(counted, left, after) - countOf(counted, order.facts, before);
    draft.count({ holder: id, metric, bucket, amount });
    if (amount < 0) uncounted.push(counted);
  }
  // What a return policy forgave she keeps, and with it the date that it was given.
  for (const { unit, forgiven = 0 } of changes)
    for (const { metric, bucket } of order.facts.counted)
      if (forgiven > 0 && metric === slidMetric(unit)) draft.count({ holder: id, metric, bucket, amount: 1 });
  slideBack(draft, facts, { member: id, undone: uncounted });
  for (const refund of Object.keys(added)) draft.claim(givenBackName(order, refund));
  const isLost = (gained: OrderGained) => isKept(gained, lines, before) && !isKept(gained, lines, after);
  takeTicketsBack(draft, facts, tickets.filter(isLost));
  const back = takeGiftsBack(draft, facts, given, gifts.filter(isLost));
  draft.change(order, { facts: left, state: isWhole ? ended : order.state });
  const paid = { order: left, name: order.publicId, store, member: id };
  const paidBack = payBack(draft, facts, given, paid);
  const { undone, effects } = settle(draft, facts, given, member);
  const events = order.kind === "order" ? refundEvents(order, added) : [];
  add(effects, comeOf(draft, facts, given, { member: id, store, name: order.publicId, events }));
  if (events.length > 0) {
    const last = settle(draft, facts, given, member);
    undone.push(...last.undone);
    add(effects, last.effects);
  }
  const takenBack = changes
    .filter(({ amount }) => amount < 0)
    .map(({ unit, amount, rule, forgiven = 0 }) => ({ unit, amount: -amount - forgiven, rule, forgiven }));
  return {
    changes,
    takenBack: [...takenBack, ...back.takenBack],
    undone: [...back.undone, ...undone],
    effects,
    paidBack,
  };
}

/** What rules may be told of each refund: what the order is worth less by it, and whether nothing is left. */
function refundEvents(order: Holder<"order" | "event">, added: OrderFacts["refunds"]): Happened[] {
  let refunds = order.facts.refunds;
  return Object.entries(added).map(([refund, about]) => {
    const before = moneyOf(leftOf({ ...order.facts, refunds }));
    refunds = { ...refunds, [refund]: about };
    const left = { ...order.facts, refunds };
    return {
      on: "refund",
      name: givenBackName(order, refund),
      data: { amountMinor: before - moneyOf(leftOf(left)), whole: !isLeft(left) },
    };
  });
}

/** The natural key under which an order or an event was given back; an event in parts by the operation of each. */
export function givenBackName({ publicId, kind }: Pick<Holder, "publicId" | "kind">, refund: string): string {
  if (kind !== "event") return `refund${publicId.slice("order".length)}:${refund}`;
  return refund.startsWith("op_") ? `${undoName(publicId)}:${refund}` : undoName(publicId);
}

/** The natural key of undoing an event, by its holder's name: it is undone, or rejected, once. */
export function undoName(event: string): string {
  return `undo:${event}`;
}

function moneyOf(left: Left[]): number {
  return sum(left.map(({ basisMinor }) => basisMinor));
}

function nameLines({ lines }: OrderFacts, wanted: Refund["lines"]): OrderRefund["lines"] | Refusal {
  const named: OrderRefund["lines"] = [];
  for (const [index, { line, sku, quantity }] of wanted.entries()) {
    const matching = lines.filter((known) => (line === undefined ? known.sku === sku : known.line === line));
    const [match] = matching;
    if (!match) return cannotDecide("line_unknown", {}, `/lines/${index}`);
    if (matching.length > 1)
      return cannotDecide("line_ambiguous", { lines: matching.map((known) => known.line) }, `/lines/${index}/sku`);
    const known = named.find((earlier) => earlier.line === match.line);
    if (known) known.quantity += quantity;
    else named.push({ line: match.line, quantity });
  }
  return named;
}

function judgeSize(order: OrderFacts, { amountMinor, lines }: OrderRefund): Refusal | null {
  for (const { line, quantity } of lines) {
    const left = piecesLeft(order, line);
    if (quantity > left) return refuse("refund_exceeds_order", { line, asked: quantity, left });
  }
  const withLines = { ...order, refunds: { ...order.refunds, "": { amountMinor: 0, lines } } };
  const [leftMinor, afterLines] = [moneyLeft(order), moneyLeft(withLines)];
  if (amountMinor > afterLines || afterLines < 0)
    return refuse("refund_exceeds_order", { askedMinor: amountMinor + leftMinor - afterLines, leftMinor });
  return null;
}
