import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import type { Moment } from "./moment.ts";

const number = z.int().min(1).max(10_000);

/** Which visit to this venue it is: hers alone, a day counts once. `is: 1` is for newcomers, `every: 1` for everybody. */
export const terms = z
  .strictObject({ kind: z.literal("visit"), is: number.optional(), every: number.optional() })
  .refine(({ is, every }) => (is === undefined) !== (every === undefined), { message: "say one of is and every" });
type Terms = z.infer<typeof terms>;

export const needs = ["evidence"] as const;

export function sentence({ is, every = 1 }: Terms, { tongue }: Wording = PLAIN): string {
  const says = tongue.conditions.visit;
  return is === undefined ? says.every(every) : says.is(is);
}

export function holds({ is, every = 1 }: Terms, { here }: Moment): boolean {
  if (!here) return false;
  return is === undefined ? here.visit % every === 0 : here.visit === is;
}

export function missing({ is, every = 1 }: Terms, { here }: Moment, { tongue }: Wording = PLAIN): string | null {
  if (!here) return null;
  const ahead = is === undefined ? every - (here.visit % every) : is - here.visit;
  return ahead > 0 ? tongue.conditions.visit.missing(ahead) : null;
}
