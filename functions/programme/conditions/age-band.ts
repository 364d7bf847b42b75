import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
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
export const sentence = ({ from, to }: Terms, { tongue }: Wording = PLAIN) =>
  tongue.conditions["age-band"]({ from: from === 0 && to < AGE_MAX ? null : from, to: to === AGE_MAX ? null : to });
export const holds = ({ from, to }: Terms, { who: { age } }: Moment) => age !== null && from <= age && age <= to;
