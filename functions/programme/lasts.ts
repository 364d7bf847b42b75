/** How long something lasts and on which dates: words that expiry and pending rules share. */
import * as z from "zod";
import { type Day, monthsAfter } from "../values/day.ts";
import { dateFormat } from "../values/formats.ts";
import type { Wording } from "./kinds.ts";
import type { Lasting } from "./tongues/index.ts";

/** Exactly one of them, checked by `isOneLength`. */
export const length = {
  days: z.int().min(1).max(3660).optional(),
  months: z.int().min(1).max(120).optional(),
  years: z.int().min(1).max(50).optional(),
};
export interface Length {
  days?: number | undefined;
  months?: number | undefined;
  years?: number | undefined;
}

/** Whether a length is given in exactly one measure. */
export function isOneLength({ days, months, years }: Length): boolean {
  return [days, months, years].filter((each) => each !== undefined).length === 1;
}

/** What `isOneLength` asks for, as a fault says it. */
export const ONE_LENGTH = "give days, months or years, one of them";

/** The day that is a length after another; a month after 31 January is the last of February. */
export function lengthAfter(day: Day, { days, months = 0, years = 0 }: Length): Day {
  return days === undefined ? monthsAfter(day, months + years * 12) : day + days;
}

/** A length as sentences take it. */
export function lasting({ days, months, years }: Length): Lasting {
  return { days: days ?? null, months: months ?? null, years: years ?? null };
}

/** Dates of the year, as "12-31"; 29 February is the 28th in a year without one. */
export const datesOfYear = z.array(z.string().refine(isDateOfYear, "a month and a day of it, as 12-31")).min(1).max(20);

/** "31 December or 30 June". */
export function datesText(dates: readonly string[], { tongue }: Wording): string {
  const format = dateFormat(tongue.dates, { day: "numeric", month: "long", timeZone: "UTC" });
  return tongue.either(dates.map((date) => format.format(Date.parse(`2028-${date}T00:00:00Z`))));
}

function isDateOfYear(text: string): boolean {
  const instant = Date.parse(`2028-${text}T00:00:00Z`);
  return /^\d\d-\d\d$/.test(text) && !Number.isNaN(instant) && new Date(instant).toISOString().slice(5, 10) === text;
}
