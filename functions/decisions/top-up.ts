/** A top-up: money that a store was paid goes into a member's wallet, where a debt is repaid first. */
import { fundedBy } from "../values/account.ts";
import type { MemberRef } from "../values/member-ref.ts";
import { isRefusal } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { memberFor } from "./member.ts";
import { expectProgramme } from "./paused.ts";
import { PAID_IN, type Payment, paymentName, walletFor } from "./payment.ts";
import { type Balance, balancesOf } from "./standing.ts";
import { give, releaseLapsed } from "./units.ts";

export interface TopUp {
  store: string;
  member: MemberRef;
  /** The store's own id of it. */
  id: string;
  payment: Payment;
}

export interface ToppedUp {
  operation: string;
  member: string;
  topUp: string;
  unit: string;
  amountMinor: number;
  balances: Record<string, Balance>;
}

/** The natural key and the holder of a store's top-up. */
export function topUpName(store: string, id: string): string {
  return `top-up:${store}:${id}`;
}

/**
 * Refusals, in order: currency_not_accepted, no_wallet, member_unknown (nothing stored); member_frozen (stored). An
 * unknown e-mail, phone or store id opens a guest.
 */
export function decideTopUp(facts: Facts, { store, member: ref, id, payment }: TopUp, given: Given): Decided<ToppedUp> {
  const unit = walletFor(facts.current.programme, payment);
  if (typeof unit !== "string") return unit;
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
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
  settle(draft, facts, given, member);
  const balances = balancesOf(draft, facts, publicId);
  return {
    written: draft.written(publicId),
    outcome: { operation: given.operation, member: publicId, topUp: id, unit, amountMinor, balances },
  };
}
