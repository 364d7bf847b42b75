import * as z from "zod";
import { NEVER } from "../../values/day.ts";
import type { Moment } from "./moment.ts";

const days = z.int().min(0).max(36_600);

/** The member joined at least, or at most, so many days before the event; a guest has not joined. */
export const terms = z
  .strictObject({ kind: z.literal("joined"), daysMin: days.default(0), daysMax: days.optional() })
  .refine(({ daysMin, daysMax }) => daysMax === undefined || daysMin <= daysMax, {
    message: "must not be below `daysMin`",
    path: ["daysMax"],
  });
type Terms = z.infer<typeof terms>;

export const ofMember = () => true;
export function sentence({ daysMin, daysMax }: Terms): string {
  if (daysMax === undefined)
    return daysMin === 0
      ? "for members who have joined"
      : `for those who have been members for ${daysMin} days or more`;
  return daysMin === 0
    ? `in the first ${daysMax} days of membership`
    : `from day ${daysMin} to day ${daysMax} of membership`;
}
export const holds = ({ daysMin, daysMax = NEVER }: Terms, { day, who: { joinedOn } }: Moment) =>
  joinedOn !== null && daysMin <= day - joinedOn && day - joinedOn <= daysMax;
export const missing = ({ daysMin }: Terms, { day, who: { joinedOn } }: Moment) =>
  joinedOn === null
    ? "Join first."
    : day - joinedOn < daysMin
      ? `It counts in ${daysMin - day + joinedOn} days.`
      : null;
