import type { ContestRow } from "../database/contests.ts";
import { contest as contestTerms } from "../programme/draws/contest.ts";
import { dateOf, dayOf, monthsAfter } from "../values/day.ts";

/** The last day on which a round's records are kept, as a date. */
export function keptUntil({ contest: { facts }, wording }: ContestRow, zone: string): string {
  return dateOf(monthsAfter(dayOf(facts.closesAt, zone), contestTerms.parse(wording).retentionMonths));
}
