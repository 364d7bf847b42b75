import * as z from "zod";
import { dayOfMonth, endOfMonth } from "../../values/day.ts";
import { PLAIN, type Wording } from "../kinds.ts";
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

export const sentence = (given: Terms, { tongue }: Wording = PLAIN) => tongue.conditions["week-of-month"](given.in);
export const holds = (given: Terms, { day }: Moment) =>
  given.in.some((wanted) =>
    wanted === "last" ? endOfMonth(day) - day < WEEK_DAYS : Math.ceil(dayOfMonth(day) / WEEK_DAYS) === wanted,
  );
export const missing = (given: Terms, _: Moment, wording: Wording) =>
  wording.tongue.conditions.counts(sentence(given, wording));
