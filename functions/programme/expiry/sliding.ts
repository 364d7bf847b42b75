/** Units that live on with every activity: all that a member has of them is good until one date, which activities move. */
import * as z from "zod";
import { type Day, endOf, SLIDES } from "../../values/day.ts";
import { EVENTS, type OwnEvents } from "../event.ts";
import type { Wording } from "../kinds.ts";
import { isOneLength, lasting, length, lengthAfter, ONE_LENGTH } from "../lasts.ts";
import { slug } from "../words.ts";

/** Events that she takes part in: not those that time brings, nor what undoes others. */
const DOINGS = Object.entries(EVENTS).filter(([, { by, isDoing }]) => by !== "clock" && isDoing !== false);

/** earn: she is given units of it · redeem: she spends some, a held redemption when it is captured · an event that rules know, or one of the document's own. */
const ACTIVITIES = ["earn", "redeem", ...DOINGS.map(([event]) => event)];
export type Activity = string;

/** Whether it is something that she does, by what the document defines of its own. */
export function isActivity(name: Activity, own: OwnEvents): boolean {
  return ACTIVITIES.includes(name) || Object.hasOwn(own, name);
}

export const terms = z
  .strictObject({
    kind: z.literal("sliding"),
    ...length,
    endOf: z.enum(["month", "quarter", "half-year", "year"]).optional(),
    /** The activities that move the date. */
    by: z.array(z.union([z.enum(ACTIVITIES), slug])).min(1),
  })
  .refine(isOneLength, ONE_LENGTH);
export type Sliding = z.infer<typeof terms>;

/** The date is the member's (values/holder.ts), not the lot's. */
export const lastDay = (): Day => SLIDES;

/** The metric that counts, by the last good day that they gave, the activities that moved a unit's date and were not undone. */
export const slidMetric = (unit: string): string => `slid:${unit}`;

/** Last good day after an activity. */
export const slidTo = (sliding: Sliding, activeOn: Day): Day => {
  const day = lengthAfter(activeOn, sliding);
  return sliding.endOf === undefined ? day : endOf(sliding.endOf, day);
};

export const sentence = (sliding: Sliding, units: string, wording: Wording): string => {
  const { expiry } = wording.tongue;
  const said = (activity: Activity) =>
    activity === "earn" || activity === "redeem" ? expiry.activities[activity] : wording.event(activity);
  return expiry.sliding({ units, by: sliding.by.map(said), ...lasting(sliding), endOf: sliding.endOf ?? null });
};
