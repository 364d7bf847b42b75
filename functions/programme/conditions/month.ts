import * as z from "zod";
import { monthOf } from "../../values/day.ts";
import { either } from "../words.ts";
import type { Moment } from "./moment.ts";

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;

/** The event happened in one of these months, in the programme's zone: a season is the months that it has here. */
export const terms = z.strictObject({ kind: z.literal("month"), in: z.array(z.enum(MONTHS)).min(1).max(12) });
type Terms = z.infer<typeof terms>;

const said = (given: Terms) =>
  `in ${either(given.in.map((month) => `${month.slice(0, 1).toUpperCase()}${month.slice(1)}`))}`;

export const sentence = said;
export function holds(given: Terms, { day }: Moment): boolean {
  const month = MONTHS[(monthOf(day) % 100) - 1];
  return month !== undefined && given.in.includes(month);
}
export const missing = (given: Terms) => `It counts ${said(given)}.`;
