import * as z from "zod";
import { dayOfMonth, endOfMonth } from "../../values/day.ts";
import { either, ordinal } from "../words.ts";
import type { Moment } from "./moment.ts";

/** Days of a week, whichever day it begins with. */
const WEEK_DAYS = 7;

/**
 * The event happened in one of these weeks of a month, in the programme's zone: days 1 to 7 are the first, 29 to 31 the
 * fifth, and the last is the last seven days. With a weekday it says "the first Friday".
 */
export const terms = z.strictObject({
  kind: z.literal("week-of-month"),
  in: z
    .array(z.union([z.int().min(1).max(5), z.literal("last")]))
    .min(1)
    .max(6),
});
type Terms = z.infer<typeof terms>;

const said = (given: Terms) =>
  `in the ${either(given.in.map((week) => (week === "last" ? "last" : ordinal(week))))} week of a month`;

export const sentence = said;
export const holds = (given: Terms, { day }: Moment) =>
  given.in.some((wanted) =>
    wanted === "last" ? endOfMonth(day) - day < WEEK_DAYS : Math.ceil(dayOfMonth(day) / WEEK_DAYS) === wanted,
  );
export const missing = (given: Terms) => `It counts ${said(given)}.`;
