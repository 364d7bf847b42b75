import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import type { Moment } from "./moment.ts";

/** It happened in one of these cities: that of the venue, else that of the store. */
export const terms = z.strictObject({
  kind: z.literal("city"),
  in: z.array(z.string().min(1).max(100)).min(1).max(100),
});
type Terms = z.infer<typeof terms>;

export const needs = ["store"] as const;
export const sentence = (given: Terms, { tongue }: Wording = PLAIN) =>
  tongue.conditions.city(given.in.map(tongue.inside));
export const holds = (given: Terms, { city }: Moment) => city !== null && given.in.includes(city);
export const missing = (given: Terms, _: Moment, wording: Wording) =>
  wording.tongue.conditions.counts(sentence(given, wording));
