/** From when to when units can be used, told a second time: a line a kind of pending and of expiry. */
import type { Programme } from "../../functions/programme/programme.ts";

type Unit = Programme["units"][string];
const DAY = 86_400_000;
const ALWAYS = 0;
const FOR_EVER = Date.parse("9999-12-31") / DAY;
const WAITS = FOR_EVER + 2;

const dateOf = (day: number) => new Date(day * DAY);
const dayAt = (year: number, month: number, day: number) => Date.UTC(year, month, day) / DAY;
const lastOf = (year: number, month: number) => dayAt(year, month + 1, 0);

/** A number of months later, the last of the month where it is shorter. */
export function monthsLater(day: number, months: number): number {
  const date = dateOf(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  return Math.min(dayAt(year, month, date.getUTCDate()), lastOf(year, month));
}

interface Length {
  days?: number | undefined;
  months?: number | undefined;
  years?: number | undefined;
}
const later = (day: number, { days, months = 0, years = 0 }: Length) =>
  days === undefined ? monthsLater(day, months + 12 * years) : day + days;

const MONTHS_OF = { month: 1, quarter: 3, "half-year": 6, year: 12 } as const;
const endOf = (period: keyof typeof MONTHS_OF | undefined, day: number) => {
  if (period === undefined) return day;
  const date = dateOf(day);
  const last = Math.floor(date.getUTCMonth() / MONTHS_OF[period]) * MONTHS_OF[period] + MONTHS_OF[period] - 1;
  return lastOf(date.getUTCFullYear(), last);
};

/** The first of some dates of the year that is not before a day. */
function nextOf(dates: readonly string[], day: number): number {
  for (let at = day; ; at++) {
    const text = dateOf(at).toISOString();
    const isLeapless = text.slice(5, 10) === "02-28" && dateOf(at + 1).getUTCMonth() === 2;
    if (dates.includes(text.slice(5, 10)) || (isLeapless && dates.includes("02-29"))) return at;
  }
}

const FIRST: {
  [Kind in Unit["pending"]["kind"]]: (terms: Extract<Unit["pending"], { kind: Kind }>, day: number) => number;
} = {
  "at-once": (_, day) => day,
  days: ({ days }, day) => day + days,
  dates: ({ on }, day) => nextOf(on, day + 1),
  event: () => WAITS,
};
const LAST: {
  [Kind in Unit["expiry"]["kind"]]: (terms: Extract<Unit["expiry"], { kind: Kind }>, from: number) => number | null;
} = {
  never: () => FOR_EVER,
  rolling: (terms, from) => endOf(terms.endOf, later(from, terms)),
  calendar: ({ on, atLeastDays }, from) => nextOf(on, from + atLeastDays),
  // The date is the member's own, and activities move it.
  sliding: () => null,
};

/** The last good day that a gain on a day gives a member's units whose end slides. */
export function slidesTo({ expiry }: Unit, day: number): number {
  if (expiry.kind !== "sliding") throw new Error("its end does not slide");
  return endOf(expiry.endOf, later(day, expiry));
}

/**
 * First and last good day of what is earned on a day; null: the member's own date says it. `ends` are the last good days of what she
 * has of the unit: a membership goes on from there.
 */
export function daysOf(
  { pending, expiry, membership }: Unit,
  day: number,
  ends: number[],
): { from: number; until: number | null } {
  if (membership) {
    const from = Math.min(FOR_EVER, Math.max(day, ...ends.map((end) => end + 1)));
    return { from, until: Math.min(FOR_EVER, monthsLater(from, membership.months) - 1) };
  }
  const [first, last] = [FIRST[pending.kind], LAST[expiry.kind]];
  if (!first) throw new Error(`say in test/model/told-lots.ts from when "${pending.kind}" can be used`);
  if (!last) throw new Error(`say in test/model/told-lots.ts how long "${expiry.kind}" lasts`);
  if (pending.kind === "event")
    return { from: WAITS, until: pending.cancelAfterDays === undefined ? FOR_EVER : day + pending.cancelAfterDays };
  const from = first(pending as never, day);
  const isOneLot = pending.kind === "at-once" && expiry.kind !== "rolling";
  return { from: isOneLot ? ALWAYS : from, until: last(expiry as never, from) };
}
