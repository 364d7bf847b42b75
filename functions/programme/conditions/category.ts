import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import { calledEither } from "../words.ts";
import type { Line, Moment } from "./moment.ts";

/** Only lines of these categories count; it holds when there is at least one. */
export const terms = z.strictObject({
  kind: z.literal("category"),
  in: z.array(z.string().min(1).max(100)).min(1).max(100),
});
type Terms = z.infer<typeof terms>;

export const needs = ["lines"] as const;
export const sentence = (given: Terms, wording: Wording = PLAIN) =>
  wording.tongue.conditions.category.says(calledEither(given.in, wording, "goods"));
export const counts = (given: Terms, { category }: Line) => category !== null && given.in.includes(category);
export const holds = (given: Terms, { lines }: Moment) => lines.some((line) => counts(given, line));
export const missing = (given: Terms, _: Moment, wording: Wording) =>
  wording.tongue.conditions.category.missing(calledEither(given.in, wording, "goods"));
