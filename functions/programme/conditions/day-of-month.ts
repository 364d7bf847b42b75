import * as z from "zod";
import { dayOfMonth, endOfMonth } from "../../values/day.ts";
import { PLAIN, type Wording } from "../kinds.ts";
import type { Moment } from "./moment.ts";

/** The event happened on one of these days of a month, in the programme's zone; a month without a 31st has none. */
export const terms = z.strictObject({
  kind: z.literal("day-of-month"),
  in: z
    .array(z.union([z.int().min(1).max(31), z.literal("last")]))
    .min(1)
    .max(31),
});
type Terms = z.infer<typeof terms>;

export const sentence = (given: Terms, { tongue }: Wording = PLAIN) => tongue.conditions["day-of-month"](given.in);
export const holds = (given: Terms, { day }: Moment) =>
  given.in.some((wanted) => (wanted === "last" ? endOfMonth(day) === day : dayOfMonth(day) === wanted));
export const missing = (given: Terms, _: Moment, wording: Wording) =>
  wording.tongue.conditions.counts(sentence(given, wording));
