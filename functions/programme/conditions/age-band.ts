import * as z from "zod";
import type { Moment } from "./moment.ts";

/** Nobody is older. */
const AGE_MAX = 150;
const years = z.int().min(0).max(AGE_MAX);

/** The member is of an age from `from` to `to` whole years (both included) on the day of the event; who did not say is not. */
export const terms = z
  .strictObject({ kind: z.literal("age-band"), from: years.default(0), to: years.default(AGE_MAX) })
  .refine(({ from, to }) => from <= to, { message: "must not be below `from`", path: ["to"] });
type Terms = z.infer<typeof terms>;

export const ofMember = () => true;
export function sentence({ from, to }: Terms): string {
  if (to === AGE_MAX) return `for members of ${from} years or more`;
  return from === 0 ? `for members of at most ${to} years` : `for members of ${from} to ${to} years`;
}
export const holds = ({ from, to }: Terms, { who: { age } }: Moment) => age !== null && from <= age && age <= to;
