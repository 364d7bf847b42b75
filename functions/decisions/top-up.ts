/** A top-up: money that a store was paid goes into a member's wallet, where a debt is repaid first. */
import { isHeard } from "../programme/hearing.ts";
import { fundedBy } from "../values/account.ts";
import type { MemberRef } from "../values/member-ref.ts";
import { isRefusal } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { memberFor } from "./member.ts";
import { expectProgramme, judgePause } from "./paused.ts";
import { PAID_IN, type Payment, paymentName, walletFor } from "./payment.ts";
import { recordEvent } from "./record-event.ts";
import { add, type Effects, noEffects } from "./rules.ts";
import { type Balance, balancesOf } from "./standing.ts";
import { give, releaseLapsed } from "./units.ts";

export interface TopUp {
  store: string;
  member: MemberRef;
  /** The store's own id of it. */
  id: string;
  payment: Payment;
}

export interface ToppedUp extends Effects {
  operation: string;
  member: string;
  topUp: string;
  unit: string;
  amountMinor: number;
  /** What rules had given for it, taken back with it. */
  takenBack: { unit: string; amount: number; rule: string }[];
  balances: Record<string, Balance>;
}

/** The natural key and the holder of a store's top-up. */
export function topUpName(store: string, id: string): string {
  return `top-up:${store}:${id}`;
}

/** The event of a top-up, by its holder's name: what rules gave for it. No store's name begins so. */
export function topUpEvent(topUp: string): string {
  return `event:${topUp}`;
}

/**
 * Refusals, in order: currency_not_accepted, no_wallet, earning_paused (where rules answer it), member_unknown (nothing
 * stored); member_frozen (stored). An unknown e-mail, phone or store id opens a guest.
 */
export function decideTopUp(facts: Facts, { store, member: ref, id, payment }: TopUp, given: Given): Decided<ToppedUp> {
  const unit = walletFor(facts.current.programme, payment);
  if (typeof unit !== "string") return unit;
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const isAnswered = isHeard(facts.current.programme, "top-up");
  const paused = isAnswered ? judgePause(draft, facts, "earning") : null;
  if (paused) return paused;
  const member = memberFor(draft, facts, given, { ref, store });
  if (isRefusal(member)) return member;

  const { publicId } = member;
  const { amountMinor, reference } = payment;
  const name = topUpName(store, id);
  releaseLapsed(draft, facts, publicId);
  const from = fundedBy(store, unit);
  const why = { topUp: name };
  give(draft, facts, { member: publicId, unit, amount: amountMinor, from, lot: PAID_IN, reason: "top-up", why });
  draft.open<"top-up">({
    publicId: name,
    kind: "top-up",
    owner: publicId,
    state: "funded",
    dueAt: null,
    facts: { store, unit, amountMinor, payment: reference, reversedBy: null },
  });
  draft.claim(name);
  draft.claim(paymentName(store, reference));
  const event = {
    name: topUpEvent(name),
    type: "top-up",
    member: publicId,
    store,
    occurredAt: facts.now,
    amountMinor,
  };
  const effects = isAnswered ? recordEvent(draft, facts, given, event).effects : noEffects();
  add(effects, settle(draft, facts, given, member).effects);
  const balances = balancesOf(draft, facts, publicId);
  return {
    written: draft.written(publicId),
    outcome: {
      operation: given.operation,
      member: publicId,
      topUp: id,
      unit,
      amountMinor,
      ...effects,
      takenBack: [],
      balances,
    },
  };
}
