/** Units: what the programme counts for its members, and how long a lot of it lives. */
import * as z from "zod";
import { ALWAYS, type Day, NEVER } from "../values/day.ts";
import { words } from "./words.ts";

export const unit = z.strictObject({
  name: z.strictObject({ one: words, other: words }),
  /** Days from the day of the event until units can be spent; 0: at once. */
  pendingDays: z.int().min(0).max(366).default(0),
  /** Days that a lot lives after it became available; absent: for ever. */
  expiresAfterDays: z.int().min(1).max(3660).optional(),
  /** A badge: one of it is held, and earning it first is an event of its own. */
  badge: z.boolean().optional(),
  /** What an amount of the unit is worth in money: 100 points, 100 minor units. */
  worth: z.strictObject({ amount: z.int().min(1).max(1_000_000), minor: z.int().min(1).max(1_000_000) }).optional(),
});
export type Unit = z.infer<typeof unit>;

/** The days of a lot earned on a day. */
export function daysOf(terms: Unit, earnedOn: Day): { availableOn: Day; expiresOn: Day } {
  const availableOn =
    terms.pendingDays === 0 && terms.expiresAfterDays === undefined ? ALWAYS : earnedOn + terms.pendingDays;
  return {
    availableOn,
    expiresOn: terms.expiresAfterDays === undefined ? NEVER : availableOn + terms.expiresAfterDays,
  };
}
