/**
 * Memberships that are paid for. A paid period is a lot of the plan's unit, valid on its days; a renewal is the next lot,
 * a lapse is the lot's expiry. What comes back of a period is what it was worth × days left ÷ days, rounded down; the day
 * on which it ends counts as used. Tessera pays nothing out: it says the amount.
 */

import { isHeard } from "../programme/hearing.ts";
import { issuedBy, lotOf } from "../values/account.ts";
import { type Day, monthsAfter } from "../values/day.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { MemberRef } from "../values/member-ref.ts";
import type { MembershipFacts, MembershipPeriod } from "../values/paid-facts.ts";
import { cannotDecide, isRefusal, type Refusal, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import { comeOf } from "./bring.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { memberFor, ownerOf } from "./member.ts";
import { creditedBy, lastPeriod, nextPeriod, periodLot, takePeriods } from "./membership-periods.ts";
import { expectProgramme, judgePause } from "./paused.ts";
import { judgeCurrency, type Payment, paymentName } from "./payment.ts";
import { add, type Effects, noEffects } from "./rules.ts";
import { releaseLapsed } from "./units.ts";

export interface MembershipPaid {
  store: string;
  member: MemberRef;
  /** The unit of the plan. */
  plan: string;
  /** The store's own id of the membership: the same for each renewal, and for another plan instead of this one. */
  id: string;
  payment: Payment;
}

export interface AboutMembership {
  store: string;
  id: string;
}

export interface MembershipCancelled extends AboutMembership {
  at: "end" | "now";
  /** The payment whose period ends; absent: all. */
  payment?: string;
  /** The dispute for which it ends: it may be won. */
  dispute?: string;
}

export interface MembershipSeen extends Effects {
  operation: string;
  member: string;
  membership: string;
  plan: string;
  state: string;
  /** The period that was paid last. */
  from: Day;
  until: Day;
  graceUntil: Day | null;
  priceMinor: number;
  /** What was left of the plan before, which counts towards the price. */
  creditMinor: number;
  /** What is to be paid back of what was taken back. */
  refundMinor: number;
  currency: string;
}

/** The holder of a store's membership. */
export function membershipName(store: string, id: string): string {
  return `membership:${store}:${id}`;
}

/**
 * A payment for a plan: a purchase, a renewal (the day after the present period ends), or another plan from today, which
 * takes back what is left of the one before. Refusals, in order: plan_unknown, currency_not_accepted, earning_paused (where
 * rules answer it), member_unknown, membership_unknown (somebody else's; nothing stored); member_frozen (stored).
 */
export function decidePayMembership(
  facts: Facts,
  { store, member: ref, plan, id, payment }: MembershipPaid,
  given: Given,
): Decided<MembershipSeen> {
  const { programme } = facts.current;
  const terms = programme.units[plan]?.membership;
  if (!terms) return cannotDecide("plan_unknown", {}, "/plan");
  const other = judgeCurrency(programme, payment);
  if (other) return other;
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const paused = isHeard(programme, "membership") ? judgePause(draft, facts, "earning") : null;
  if (paused) return paused;
  const member = memberFor(draft, facts, given, { ref, store });
  if (isRefusal(member) && !member.isDecided) return member;
  const name = membershipName(store, id);
  const found = facts.holders.get(name);
  const known = found ? asKind(found, "membership") : null;
  const payer = isRefusal(member) ? facts.member : member;
  if (known && ownerOf(known, draft.holder).publicId !== payer?.publicId) return cannotDecide("membership_unknown");
  if (isRefusal(member)) return member;

  releaseLapsed(draft, facts, member.publicId);
  const about = known?.facts ?? null;
  const isChange = about !== null && about.plan !== plan;
  const taken = isChange ? takePeriods(draft, facts, given, { about, member: member.publicId }) : null;
  const { from, anchorOn, months } = nextPeriod(facts, isChange ? null : about, terms);
  const until = monthsAfter(anchorOn, months) - 1;
  const creditMinor = taken?.worthMinor ?? 0;
  draft.post({
    from: issuedBy(store, plan),
    to: lotOf(member.publicId, plan, { availableOn: from, expiresOn: until }),
    amount: 1,
    reason: "membership",
    why: { membership: name, from, until, paidMinor: payment.amountMinor, creditMinor },
  });
  const paidMinor = payment.amountMinor + creditMinor;
  const also = payment.also ?? [];
  const credited = creditedBy(taken?.periods ?? [], facts, given.operation);
  const period = {
    plan,
    from,
    until,
    months,
    paidMinor,
    payment: payment.reference,
    graceUntil: null,
    takenBy: null,
    ...(also.length === 0 ? {} : { also }),
    ...(credited.length === 0 ? {} : { credited }),
  };
  const periods = [...(taken?.periods ?? about?.periods ?? []), period];
  const written: MembershipFacts = { store, plan, anchorOn, periods };
  if (known) draft.change(known, { state: "active", facts: written });
  else
    draft.open<"membership">({
      publicId: name,
      kind: "membership",
      owner: member.publicId,
      state: "active",
      dueAt: null,
      facts: written,
    });
  for (const reference of [payment.reference, ...(payment.also ?? [])]) draft.claim(paymentName(store, reference));
  const change = isChange ? "changed" : from === anchorOn ? "bought" : "renewed";
  const effects = membershipEvent(draft, facts, given, { member: member.publicId, store, name, plan, change });
  add(effects, settle(draft, facts, given, member).effects);
  return {
    written: draft.written(member.publicId),
    outcome: seen(facts, given, { id, member: member.publicId, state: "active", about: written, creditMinor, effects }),
  };
}

/**
 * Ends it with the period that is paid, or now and with what is to be paid back; where a payment is named, of its period alone,
 * or of the one that it was credited to. Refusals, in order: membership_unknown (nothing stored); membership_ended (stored).
 */
export function decideCancelMembership(
  facts: Facts,
  { store, id, at, payment, dispute }: MembershipCancelled,
  given: Given,
): Decided<MembershipSeen> {
  const named = namedMembership(facts, { store, id });
  if (isRefusal(named)) return named;
  const { membership, member } = named;
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const { publicId } = member;
  releaseLapsed(draft, facts, publicId);
  const which = { ...(payment === undefined ? {} : { payment }), ...(dispute === undefined ? {} : { dispute }) };
  const taking = { about: membership.facts, member: publicId, ...which };
  const taken = at === "now" ? takePeriods(draft, facts, given, taking) : null;
  const goesOn = taken?.periods.some(
    ({ takenBy, until, graceUntil }) => takenBy === null && (graceUntil ?? until) >= facts.today,
  );
  const state = at === "end" ? "ending" : goesOn ? membership.state : "ended";
  const about = { ...membership.facts, periods: taken?.periods ?? membership.facts.periods };
  draft.change(membership, { state, facts: about });
  const { plan } = about;
  const name = membership.publicId;
  const effects =
    state === "ended"
      ? membershipEvent(draft, facts, given, { member: publicId, store, name, plan, change: "cancelled" })
      : noEffects();
  add(effects, settle(draft, facts, given, member).effects);
  return {
    written: draft.written(publicId),
    outcome: seen(facts, given, { id, member: publicId, state, about, refundMinor: taken?.worthMinor ?? 0, effects }),
  };
}

/**
 * Its renewal was not paid: it lives on for the plan's days of grace after the paid period, and lapses then. Refusals, in
 * order: membership_unknown (nothing stored); membership_ended (stored), also where the grace would be over.
 */
export function decideFailMembership(
  facts: Facts,
  { store, id }: AboutMembership,
  given: Given,
): Decided<MembershipSeen> {
  const { units } = facts.current.programme;
  const named = namedMembership(facts, { store, id }, (about) => units[about.plan]?.membership?.graceDays ?? 0);
  if (isRefusal(named)) return named;
  const { membership, member, last } = named;
  const { plan } = membership.facts;
  const graceDays = units[plan]?.membership?.graceDays ?? 0;
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  releaseLapsed(draft, facts, member.publicId);
  let about = membership.facts;
  if (graceDays > 0 && last.graceUntil === null) {
    const graceUntil = last.until + graceDays;
    const own = periodLot(member.publicId, last);
    draft.post({
      from: draft.balanceOf(own) > 0 ? own : issuedBy(store, plan),
      to: periodLot(member.publicId, { ...last, graceUntil }),
      amount: 1,
      reason: "membership",
      why: { membership: membership.publicId, from: last.from, until: graceUntil, isGrace: true },
    });
    about = { ...about, periods: about.periods.map((period) => (period === last ? { ...last, graceUntil } : period)) };
  }
  draft.change(membership, { facts: about });
  const { effects } = settle(draft, facts, given, member);
  return {
    written: draft.written(member.publicId),
    outcome: seen(facts, given, { id, member: member.publicId, state: membership.state, about, effects }),
  };
}

/** Tells the rules what became of a membership: bought, renewed, changed (to another plan), cancelled (now) or lapsed. */
export function membershipEvent(
  draft: Draft,
  facts: Facts,
  given: Given,
  {
    plan,
    change,
    ...of
  }: {
    member: string;
    store: string | null;
    name: string;
    plan: string;
    change: "bought" | "renewed" | "changed" | "cancelled" | "lapsed";
  },
): Effects {
  const event = { on: "membership", name: `${of.name}:${change}:${facts.today}`, data: { plan, change } };
  return comeOf(draft, facts, given, { ...of, events: [event] });
}

/** Refusals, in order: membership_unknown (nothing stored); membership_ended (stored). `graceDays` are those it might still get. */
function namedMembership(
  facts: Facts,
  { store, id }: AboutMembership,
  graceDays: (about: MembershipFacts) => number = () => 0,
): { membership: Holder<"membership">; member: Holder<"member">; last: MembershipPeriod } | Refusal {
  const found = facts.holders.get(membershipName(store, id));
  if (!found) return cannotDecide("membership_unknown");
  const membership = asKind(found, "membership");
  const last = lastPeriod(membership.facts);
  if (!last || membership.state === "ended") return refuse("membership_ended");
  const ends = last.graceUntil ?? last.until + graceDays(membership.facts);
  if (ends < facts.today) return refuse("membership_ended");
  return { membership, member: ownerOf(found, (publicId) => facts.holders.get(publicId)), last };
}

/** A membership as its answers show it. */
export function seen(
  { current }: Facts,
  { operation }: Given,
  {
    id,
    member,
    state,
    about,
    creditMinor = 0,
    refundMinor = 0,
    effects = noEffects(),
  }: {
    id: string;
    member: string;
    state: string;
    about: MembershipFacts;
    creditMinor?: number;
    refundMinor?: number;
    effects?: Effects;
  },
): MembershipSeen {
  const { units, currency } = current.programme;
  const { plan, periods } = about;
  const last = lastPeriod(about) ?? periods.at(-1);
  if (!last) throw new Error(`${id} has no period`);
  const { from, until, graceUntil } = last;
  const priceMinor = units[plan]?.membership?.priceMinor ?? 0;
  return {
    operation,
    member,
    membership: id,
    plan,
    state,
    from,
    until,
    graceUntil,
    priceMinor,
    creditMinor,
    refundMinor,
    currency,
    ...effects,
  };
}
