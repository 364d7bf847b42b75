import * as z from "zod";
import { NEVER } from "../../values/day.ts";
import { PLAIN, type Wording } from "../kinds.ts";
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
export function sentence({ daysMin, daysMax }: Terms, { tongue }: Wording = PLAIN): string {
  const says = tongue.conditions.joined;
  if (daysMax === undefined) return daysMin === 0 ? says.anyTime : says.since(daysMin);
  return daysMin === 0 ? says.firstDays(daysMax) : says.between({ from: daysMin, to: daysMax });
}
export const holds = ({ daysMin, daysMax = NEVER }: Terms, { day, who: { joinedOn } }: Moment) =>
  joinedOn !== null && daysMin <= day - joinedOn && day - joinedOn <= daysMax;
export function missing({ daysMin }: Terms, { day, who: { joinedOn } }: Moment, { tongue }: Wording): string | null {
  const says = tongue.conditions.joined;
  if (joinedOn === null) return says.join;
  return day - joinedOn < daysMin ? says.wait(daysMin - day + joinedOn) : null;
}
