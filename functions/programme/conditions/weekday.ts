import * as z from "zod";
import { weekdayOf } from "../../values/day.ts";
import { PLAIN, type Wording } from "../kinds.ts";
import type { Moment } from "./moment.ts";

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** The event happened on one of these days of the week, in the programme's zone. */
export const terms = z.strictObject({ kind: z.literal("weekday"), in: z.array(z.enum(DAYS)).min(1).max(7) });
type Terms = z.infer<typeof terms>;

export const sentence = (given: Terms, { tongue: { conditions } }: Wording = PLAIN) =>
  conditions.weekday.says(given.in.map((day) => conditions.weekday.names[day]));
export function holds(given: Terms, moment: Moment): boolean {
  const today = DAYS[weekdayOf(moment.day)];
  return today !== undefined && given.in.includes(today);
}
export const missing = (given: Terms, _: Moment, wording: Wording) =>
  wording.tongue.conditions.counts(sentence(given, wording));
