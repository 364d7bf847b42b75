import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import { calledEither } from "../words.ts";
import type { Moment } from "./moment.ts";

/** It happened at one of these venues (`ven_…`). */
export const terms = z.strictObject({
  kind: z.literal("venue"),
  in: z.array(z.string().min(1).max(100)).min(1).max(100),
});
type Terms = z.infer<typeof terms>;

export const needs = ["venue"] as const;
export const sentence = (given: Terms, wording: Wording = PLAIN) =>
  wording.tongue.conditions.venue(calledEither(given.in, wording, "places"));
export const holds = (given: Terms, { venue }: Moment) => venue !== null && given.in.includes(venue);
