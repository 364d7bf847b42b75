/**
 * A payment that its payment service takes back, wholly or in part, and may give again: a refund, a dispute that is lost
 * or won. What is back is a function of what was said of each: the most that was refunded, and each dispute by itself,
 * together at most what was paid. So events may come twice and in any order.
 */
import { fundedBy, heldFor } from "../values/account.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { GiftCardFacts, PaymentsBack, TopUpFacts } from "../values/paid-facts.ts";
import { cannotDecide } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { claimName } from "./gift-card.ts";
import { ownerOf } from "./member.ts";
import { backOf, isOwnPayment, isPaidBy } from "./membership-periods.ts";
import { sum } from "./order.ts";
import { expectProgramme } from "./paused.ts";
import { judgeCurrency, PAID_IN } from "./payment.ts";
import { applyRefunds } from "./refund.ts";
import { topUpEvent } from "./top-up.ts";
import { give, releaseLapsed, takeBack } from "./units.ts";

export interface PaymentBack {
  store: string;
  /** The top-up, the gift card or the membership that it paid, by public id. */
  paid: string;
  /** Of a membership, the payment's reference: a part of the period that it paid is back. */
  payment?: string;
  /** What is said: its refunds together, or one dispute by its id. */
  source: "refunds" | { dispute: string; isClosed: boolean };
  /** Back because of it; Infinity: all of it. 0: nothing any more, as the dispute was won. */
  amountMinor: number;
  currency: string;
}

export interface PaymentBackStated {
  operation: string;
  paid: string;
  unit: string;
  /** What is back of the payment now, and what of that is new; below 0: given again. */
  backMinor: number;
  changedMinor: number;
}

/**
 * Takes back what is new and gives again what is back no more; of a gift card first what is on it, then what went into a
 * wallet, where what was spent is owed; with a top-up goes what rules gave for it. Of a membership's period nothing moves: it
 * was worth that much less. Refusals, in order: top_up_unknown, currency_not_accepted, membership_ended (nothing stored).
 */
export function decidePaymentBack(facts: Facts, request: PaymentBack, given: Given): Decided<PaymentBackStated> {
  const found = facts.holders.get(request.paid);
  if (found?.kind === "membership") return statePeriod(facts, asKind(found, "membership"), request, given);
  if (found?.kind !== "top-up" && found?.kind !== "gift-card") return cannotDecide("top_up_unknown");
  const about = found.facts as TopUpFacts | GiftCardFacts;
  if (about.store !== request.store) return cannotDecide("top_up_unknown");
  const other = judgeCurrency(facts.current.programme, request);
  if (other) return other;
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const before = totalOf(about);
  // Its store took all that was left of it back by itself: nothing that is said of the payment changes that.
  const isOver = about.reversedBy !== null && (found.kind === "top-up" || before < about.amountMinor);
  const back = withSource(about.back ?? {}, request);
  const after = isOver ? before : totalOf({ ...about, back });
  const member = isOver
    ? null
    : found.kind === "top-up"
      ? stateTopUp(draft, facts, given, { topUp: asKind(found, "top-up"), back, after })
      : stateCard(draft, facts, given, { card: asKind(found, "gift-card"), back, after });
  if (member) settle(draft, facts, given, member);
  const { operation } = given;
  return {
    written: draft.written(member?.publicId ?? null),
    outcome: { operation, paid: request.paid, unit: about.unit, backMinor: after, changedMinor: after - before },
  };
}

/** Everything that was said, with what is said now; nothing follows a dispute that was closed, and refunds only grow. */
function withSource(back: PaymentsBack, { source, amountMinor }: PaymentBack): PaymentsBack {
  const name = source === "refunds" ? source : source.dispute;
  const known = back[name];
  const amount = Math.min(amountMinor, Number.MAX_SAFE_INTEGER / 2);
  if (known?.isClosed) return back;
  if (source === "refunds") return { ...back, [name]: { amountMinor: Math.max(known?.amountMinor ?? 0, amount) } };
  return { ...back, [name]: { amountMinor: amount, ...(source.isClosed ? { isClosed: true } : {}) } };
}

function totalOf({ back = {}, amountMinor }: { back?: PaymentsBack; amountMinor: number }): number {
  return Math.min(amountMinor, sum(Object.values(back).map((each) => each.amountMinor)));
}

/** A part of what was credited changes nothing: its credit counted what was back by then, and the period that it comes from is over. */
function statePeriod(
  facts: Facts,
  membership: Holder<"membership">,
  request: PaymentBack,
  { operation }: Pick<Given, "operation">,
): Decided<PaymentBackStated> {
  const { publicId: paid, facts: about } = membership;
  const { payment = "" } = request;
  if (about.store !== request.store) return cannotDecide("top_up_unknown");
  const other = judgeCurrency(facts.current.programme, request);
  if (other) return other;
  const period = about.periods.findLast((each) => each.takenBy === null && isPaidBy(each, payment));
  if (!period) return cannotDecide("membership_ended");
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const known = period.back ?? {};
  const back = isOwnPayment(period, payment) ? withSource(known, request) : known;
  const [before, after] = [backOf(period), backOf({ ...period, back })];
  const periods = about.periods.map((each) => (each === period ? { ...period, back } : each));
  draft.change(membership, { facts: { ...about, periods } });
  const outcome = { operation, paid, unit: period.plan, backMinor: after, changedMinor: after - before };
  return { written: draft.written(null), outcome };
}

function stateTopUp(
  draft: Draft,
  facts: Facts,
  given: Given,
  { topUp, back, after }: { topUp: Holder<"top-up">; back: PaymentsBack; after: number },
): Holder<"member"> {
  const member = moveBack(draft, facts, { topUp, after });
  const now = asKind(draft.holder(topUp.publicId) ?? topUp, "top-up");
  draft.change(now, { facts: { ...now.facts, back } });
  takeGiven(draft, facts, given, { topUp, member, after });
  return member;
}

/** Takes back what rules gave for the part that is back; what was taken so stays taken, whatever becomes of a dispute. */
function takeGiven(
  draft: Draft,
  facts: Facts,
  given: Given,
  { topUp, member, after }: { topUp: Holder<"top-up">; member: Holder<"member">; after: number },
): void {
  const found = facts.holders.get(topUpEvent(topUp.publicId));
  if (!found) return;
  const order = asKind(found, "event");
  const amountMinor = after - sum(Object.values(order.facts.refunds).map((refund) => refund.amountMinor));
  if (amountMinor <= 0) return;
  const added = { [given.operation]: { amountMinor, lines: [] } };
  const { store } = topUp.facts;
  applyRefunds(draft, facts, given, { store, order, member, added, ended: "reversed", cause: "reversed" });
}

/** Moves the difference between a wallet and the store. */
function moveBack(
  draft: Draft,
  facts: Facts,
  { topUp, after }: { topUp: Holder<"top-up">; after: number },
): Holder<"member"> {
  const { store, unit, backMinor = 0 } = topUp.facts;
  const member = ownerOf(topUp, draft.holder);
  const { publicId: id } = member;
  releaseLapsed(draft, facts, id);
  const funds = fundedBy(store, unit);
  const why = { topUp: topUp.publicId };
  const moved = { member: id, unit, lot: PAID_IN, reason: "top-up" as const, why };
  if (after > backMinor) takeBack(draft, facts, { ...moved, amount: after - backMinor, to: funds });
  else give(draft, facts, { ...moved, amount: backMinor - after, from: funds });
  draft.change(topUp, { facts: { ...topUp.facts, backMinor: after } });
  return member;
}

function stateCard(
  draft: Draft,
  facts: Facts,
  { operation }: Pick<Given, "operation">,
  { card, back, after }: { card: Holder<"gift-card">; back: PaymentsBack; after: number },
): Holder<"member"> | null {
  const { publicId: name, facts: about } = card;
  const { store, unit, amountMinor, claimedMinor, uses } = about;
  const onCard = amountMinor - claimedMinor - sum(uses.map((use) => use.amountMinor));
  const backMinor = Math.min(after, onCard);
  const [own, funds] = [heldFor(name, unit), fundedBy(store, unit)];
  const moved = backMinor - about.backMinor;
  draft.post({
    from: moved > 0 ? own : funds,
    to: moved > 0 ? funds : own,
    amount: Math.abs(moved),
    reason: "gift-card",
    why: { giftCard: name },
  });
  const isWhole = after === amountMinor;
  draft.change(card, {
    state: isWhole ? "reversed" : claimedMinor > 0 ? "claimed" : "open",
    facts: { ...about, back, backMinor, reversedBy: isWhole ? operation : null },
  });
  const claim = draft.holder(claimName(name));
  if (!claim) return null;
  return moveBack(draft, facts, { topUp: asKind(claim, "top-up"), after: Math.min(after - backMinor, claimedMinor) });
}
