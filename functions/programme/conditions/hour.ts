import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import type { Moment } from "./moment.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day, as 17:30");

/**
 * Clocks in the programme's zone show a time from `from` (included) to `to` (not included); over midnight where `to` is
 * the earlier one, and the hours after midnight are of the next day. An hour that a DST change repeats counts twice.
 */
export const terms = z
  .strictObject({ kind: z.literal("hour"), from: time, to: time })
  .refine(({ from, to }) => from !== to, { message: "must differ from `from`", path: ["to"] });
type Terms = z.infer<typeof terms>;

export const sentence = ({ from, to }: Terms, { tongue }: Wording = PLAIN) => tongue.conditions.hour({ from, to });
export function holds(given: Terms, { minute }: Moment): boolean {
  const [from, to] = [minuteOf(given.from), minuteOf(given.to)];
  return from < to ? from <= minute && minute < to : from <= minute || minute < to;
}
export const missing = (given: Terms, _: Moment, wording: Wording) =>
  wording.tongue.conditions.counts(sentence(given, wording));

const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
