/**
 * The periods of a membership: where the next one begins, what one is still worth, and taking back what is left of them.
 * Days are of the programme's zone; what a period was worth is in minor units.
 */
import type { Membership } from "../programme/unit.ts";
import { type AccountName, issuedBy, lotOf } from "../values/account.ts";
import type { Day } from "../values/day.ts";
import type { MembershipFacts, MembershipPeriod } from "../values/paid-facts.ts";
import { floorMulDiv } from "../values/ratio.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { sum } from "./order.ts";

/** Whether a period was paid by a payment, by any of its names, or by what was credited of it. */
export function isPaidBy(period: MembershipPeriod, reference: string): boolean {
  return isOwnPayment(period, reference) || (period.credited ?? []).includes(reference);
}

/** Whether a period was paid by a payment itself. */
export function isOwnPayment({ payment, also = [] }: MembershipPeriod, reference: string): boolean {
  return payment === reference || also.includes(reference);
}

/** What of a period's worth its payment service took back by itself: at most all of it. */
export function backOf({ paidMinor, back = {} }: Pick<MembershipPeriod, "paidMinor" | "back">): number {
  return Math.min(paidMinor, sum(Object.values(back).map(({ amountMinor }) => amountMinor)));
}

/** What a period is still worth after a day: the days after it ÷ all its days, of what was paid and is not back, rounded down. */
export function worthAfter(
  period: Pick<MembershipPeriod, "from" | "until" | "paidMinor" | "back">,
  today: Day,
): number {
  const { from, until, paidMinor } = period;
  const days = until - from + 1;
  const left = Math.min(days, Math.max(0, until - today));
  return floorMulDiv(paidMinor - backOf(period), left, days);
}

/** Where the next period begins: after the present one, in grace too, or today. Months are counted from the first of a row. */
export function nextPeriod(
  { today }: Facts,
  about: MembershipFacts | null,
  { months }: Membership,
): { from: Day; anchorOn: Day; months: number } {
  const last = about && lastPeriod(about);
  if (!last || (last.graceUntil ?? last.until) < today) return { from: today, anchorOn: today, months };
  return { from: last.until + 1, anchorOn: about.anchorOn, months: last.months + months };
}

/** The last period that was not taken back; undefined: all were. */
export function lastPeriod({ periods }: MembershipFacts): MembershipPeriod | undefined {
  return periods.findLast(({ takenBy }) => takenBy === null);
}

/** Takes back what is left of every period, or of that of one payment; says what that is worth. */
export function takePeriods(
  draft: Draft,
  facts: Facts,
  { operation }: Pick<Given, "operation">,
  { about, member, payment, dispute }: { about: MembershipFacts; member: string; payment?: string; dispute?: string },
): { periods: MembershipPeriod[]; worthMinor: number } {
  let worthMinor = 0;
  const periods = about.periods.map((period) => {
    if (period.takenBy !== null || (period.graceUntil ?? period.until) < facts.today) return period;
    if (payment !== undefined && !isPaidBy(period, payment)) return period;
    worthMinor += worthAfter(period, facts.today);
    const lot = periodLot(member, period);
    const amount = Math.min(1, draft.balanceOf(lot));
    const why = { paidMinor: period.paidMinor, worthMinor: worthAfter(period, facts.today) };
    draft.post({ from: lot, to: issuedBy(about.store, period.plan), amount, reason: "membership", why });
    return { ...period, takenBy: operation, ...(dispute === undefined ? {} : { dispute }) };
  });
  return { periods, worthMinor };
}

/** The names of the payments that an operation credited, as it took back what was left of their periods. */
export function creditedBy(periods: MembershipPeriod[], { today }: Facts, operation: string): string[] {
  return periods
    .filter((period) => period.takenBy === operation && worthAfter(period, today) > 0)
    .flatMap(({ payment, also = [], credited = [] }) => [payment, ...also, ...credited]);
}

/** The lot of a period. */
export function periodLot(member: string, { plan, from, until, graceUntil }: MembershipPeriod): AccountName {
  return lotOf(member, plan, { availableOn: from, expiresOn: graceUntil ?? until });
}
