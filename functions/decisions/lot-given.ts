/** The days of what a member is given: by the terms of its unit, and of a membership the next of her periods. */
import type { Programme } from "../programme/programme.ts";
import { daysAtOnce, type LotDays, type Unit } from "../programme/unit.ts";
import { ALWAYS, type Day, monthsAfter, NEVER } from "../values/day.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { lotsOf } from "./lots.ts";

/** The lot of units given today, of which nothing is pending; for ever where the document has no such unit any more. */
export function lotGiven(
  draft: Draft,
  facts: Facts,
  { units }: Pick<Programme, "units">,
  { member, unit }: { member: string; unit: string },
): LotDays {
  const terms = units[unit];
  if (!terms) return { availableOn: ALWAYS, expiresOn: NEVER };
  return periodGiven(draft, facts, { member, unit, terms, on: facts.today }) ?? daysAtOnce(terms, facts.today);
}

/**
 * The period of a membership that is given on a day: its months, from the day after the last that she has of it, so that a
 * second gift lengthens the first. Null: the unit is no membership.
 */
export function periodGiven(
  draft: Draft,
  { today }: Facts,
  { member, unit, terms, on }: { member: string; unit: string; terms: Pick<Unit, "membership"> | undefined; on: Day },
): LotDays | null {
  if (!terms?.membership) return null;
  const had = lotsOf(draft, member, unit).filter(({ balance, lastDay }) => balance > 0 && lastDay >= today);
  const from = Math.min(NEVER, Math.max(on, ...had.map(({ lastDay }) => lastDay + 1)));
  return { availableOn: from, expiresOn: Math.min(NEVER, monthsAfter(from, terms.membership.months) - 1) };
}
