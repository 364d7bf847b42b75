import * as z from "zod";
import { weekdayOf } from "../../values/day.ts";
import { either } from "../words.ts";
import type { Moment } from "./moment.ts";

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** The event happened on one of these days of the week, in the programme's zone. */
export const terms = z.strictObject({ kind: z.literal("weekday"), in: z.array(z.enum(DAYS)).min(1).max(7) });
type Terms = z.infer<typeof terms>;

const plural = (day: string) => `${day.slice(0, 1).toUpperCase()}${day.slice(1)}s`;
const said = (given: Terms) => `on ${either(given.in.map(plural))}`;

export const sentence = said;
export function holds(given: Terms, moment: Moment): boolean {
  const today = DAYS[weekdayOf(moment.day)];
  return today !== undefined && given.in.includes(today);
}
export const missing = (given: Terms) => `It counts ${said(given)}.`;
