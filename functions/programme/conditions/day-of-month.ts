import * as z from "zod";
import { dayOfMonth, endOfMonth } from "../../values/day.ts";
import { either, ordinal } from "../words.ts";
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

const said = (given: Terms) =>
  `on the ${either(given.in.map((day) => (day === "last" ? "last day" : ordinal(day))))} of a month`;

export const sentence = said;
export const holds = (given: Terms, { day }: Moment) =>
  given.in.some((wanted) => (wanted === "last" ? endOfMonth(day) === day : dayOfMonth(day) === wanted));
export const missing = (given: Terms) => `It counts ${said(given)}.`;
