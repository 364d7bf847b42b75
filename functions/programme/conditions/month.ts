import * as z from "zod";
import { monthOf } from "../../values/day.ts";
import { PLAIN, type Wording } from "../kinds.ts";
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

export const sentence = (given: Terms, { tongue: { conditions } }: Wording = PLAIN) =>
  conditions.month.says(given.in.map((month) => conditions.month.names[month]));
export function holds(given: Terms, { day }: Moment): boolean {
  const month = MONTHS[(monthOf(day) % 100) - 1];
  return month !== undefined && given.in.includes(month);
}
export const missing = (given: Terms, _: Moment, wording: Wording) =>
  wording.tongue.conditions.counts(sentence(given, wording));
