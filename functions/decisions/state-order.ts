/**
 * What a store platform says of an order: not an event to be added up, but what the order is now. The ledger posts the
 * difference to what it has, so repeated, late and unordered statements converge. What is said of an order before the
 * order itself is parked, and applied when it comes.
 */
import { asKind, type Holder } from "../values/holder.ts";
import { identityOf, type MemberRef } from "../values/member-ref.ts";
import type { OrderFacts, StatedRefund } from "../values/order-facts.ts";
import { cannotDecide, isRefusal } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { memberFor, ownerOf } from "./member.ts";
import type { MessageGiven } from "./messages.ts";
import { basisLeft, moneyLeft, piecesLeft, sum } from "./order.ts";
import { judgePause } from "./paused.ts";
import { orderName, recordOrder, type SoldOrder } from "./record-order.ts";
import { applyRefunds } from "./refund.ts";
import { judgeTiming } from "./timing.ts";
import { releaseLapsed } from "./units.ts";

export interface OrderStatement {
  store: string;
  order: string;
  /** The order as sold, where the statement tells of it. */
  sold: (SoldOrder & { members: MemberRef[] }) | null;
  refunds: Record<string, StatedRefund>;
  isCancelled: boolean;
}

export interface OrderStated {
  operation: string;
  order: string;
  /** recorded: the order is new · changed: refunds were applied · parked: its order has not come yet · unchanged. */
  effect: "recorded" | "changed" | "parked" | "unchanged";
  /** What rules tell its member. */
  messages: MessageGiven[];
}

/** The refund under which a cancelled order is given back. */
const CANCELLED = "cancelled";

/** The holder of what was said of an order before it came. */
export function parkedName(store: string, order: string): string {
  return `parked:${store}:${order}`;
}

/** Refusals, in order: store_unknown (a closed one too), currency_not_accepted, earning_paused (nothing stored); too_late, member_frozen (stored). */
export function decideStateOrder(facts: Facts, stated: OrderStatement, given: Given): Decided<OrderStated> {
  const draft = draftOf(facts);
  const store = facts.holders.get(stated.store);
  if (store?.state !== "open") return cannotDecide("store_unknown");
  draft.expect(store);
  const found = facts.holders.get(orderName(stated.store, stated.order));
  const before = facts.holders.get(parkedName(stated.store, stated.order));
  const parked = before ? asKind(before, "parked") : null;
  const messages: MessageGiven[] = [];
  const outcome = (effect: OrderStated["effect"]) => ({
    operation: given.operation,
    order: stated.order,
    effect,
    messages,
  });

  if (!found && !stated.sold) {
    park(draft, parked, stated);
    return { written: draft.written(null), outcome: outcome("parked") };
  }
  const refunds = { ...parked?.facts.refunds, ...stated.refunds };
  const isCancelled = stated.isCancelled || parked?.facts.isCancelled === true;
  if (found) {
    const order = asKind(found, "order");
    const changed = converge(draft, facts, given, order, { store: stated.store, refunds, isCancelled }, messages);
    return {
      written: draft.written(ownerOf(order, draft.holder).publicId),
      outcome: outcome(changed ? "changed" : "unchanged"),
    };
  }

  const sold = stated.sold;
  if (!sold) throw new Error("an order that is not there was not stated either");
  if (sold.currency !== facts.atEvent.programme.currency) {
    return cannotDecide("currency_not_accepted", { accepted: facts.atEvent.programme.currency, sent: sold.currency });
  }
  const paused = judgePause(draft, facts, "earning");
  if (paused) return paused;
  const late = judgeTiming(facts, sold.occurredAt, false);
  if (late) return late;
  const [ref] = sold.members;
  if (!ref) throw new Error("an order is stated of somebody");
  const member = memberFor(draft, facts, given, { ref, store: stated.store });
  if (isRefusal(member)) return member;
  nameFurther(draft, facts, { members: sold.members, store: stated.store, member });
  messages.push(...recordOrder(draft, facts, given, sold, member).messages);
  const recorded = draft.holder(orderName(stated.store, stated.order));
  if (!recorded) throw new Error("the order was not recorded");
  converge(draft, facts, given, asKind(recorded, "order"), { store: stated.store, refunds, isCancelled }, messages);
  if (parked) draft.change(parked, { state: "applied" });
  return { written: draft.written(member.publicId), outcome: outcome("recorded") };
}

/** A platform knows a person by several names: those that nobody has become hers, so that later statements find her. */
function nameFurther(
  draft: Draft,
  facts: Facts,
  { members, store, member }: { members: MemberRef[]; store: string; member: Holder<"member"> },
): void {
  const free = members
    .flatMap((ref) => identityOf(ref, store) ?? [])
    .filter((_, index) => facts.identified[index] === null);
  const named = draft.records.identities ?? [];
  const added = free.filter(({ kind, value }) => !named.some((known) => known.kind === kind && known.value === value));
  draft.records.identities = [...named, ...added.map((identity) => ({ ...identity, holder: member.publicId }))];
}

function park(
  draft: Draft,
  parked: Holder<"parked"> | null,
  { store, order, refunds, isCancelled }: OrderStatement,
): void {
  const facts = {
    refunds: { ...parked?.facts.refunds, ...refunds },
    isCancelled: isCancelled || parked?.facts.isCancelled === true,
  };
  if (parked) draft.change(parked, { facts });
  else
    draft.open<"parked">({
      publicId: parkedName(store, order),
      kind: "parked",
      owner: null,
      state: "waiting",
      dueAt: null,
      facts,
    });
}

/** Applies what the order does not have yet, each at most as large as what is left; true when something changed. */
function converge(
  draft: Draft,
  facts: Facts,
  given: Given,
  order: Holder<"order">,
  { store, refunds, isCancelled }: { store: string; refunds: Record<string, StatedRefund>; isCancelled: boolean },
  messages: MessageGiven[],
): boolean {
  const member = ownerOf(order, draft.holder);
  const added: OrderFacts["refunds"] = {};
  const now = () => ({ ...order.facts, refunds: { ...order.facts.refunds, ...added } });
  for (const [id, { lines, amountMinor }] of Object.entries(refunds)) {
    if (order.facts.refunds[id] !== undefined) continue;
    const pieces = piecesOf(now(), lines);
    added[id] = { amountMinor: 0, lines: pieces };
    added[id] = { amountMinor: Math.min(amountMinor, Math.max(0, moneyLeft(now()))), lines: pieces };
  }
  if (isCancelled && sum(basisLeft(now())) > 0 && order.facts.refunds[CANCELLED] === undefined) {
    const every = order.facts.lines.map(({ line, quantity }) => ({ line, quantity }));
    added[CANCELLED] = { amountMinor: 0, lines: piecesOf(now(), every) };
  }
  if (Object.keys(added).length === 0) return false;
  releaseLapsed(draft, facts, member.publicId);
  messages.push(...applyRefunds(draft, facts, given, { store, order, member, added }).effects.messages);
  return true;
}

function piecesOf(order: OrderFacts, lines: StatedRefund["lines"]): StatedRefund["lines"] {
  return lines.flatMap(({ line, quantity }) => {
    const left = Math.min(quantity, piecesLeft(order, line));
    return left > 0 ? [{ line, quantity: left }] : [];
  });
}
