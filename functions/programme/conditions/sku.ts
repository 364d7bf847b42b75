import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import { calledEither } from "../words.ts";
import type { Line, Moment } from "./moment.ts";

/** Only lines of these goods count, by the store's own numbers; it holds when there is at least one. */
export const terms = z.strictObject({
  kind: z.literal("sku"),
  in: z.array(z.string().min(1).max(100)).min(1).max(500),
});
type Terms = z.infer<typeof terms>;

export const needs = ["lines"] as const;
export const sentence = (given: Terms, wording: Wording = PLAIN) =>
  wording.tongue.conditions.sku.says(calledEither(given.in, wording, "goods"));
export const counts = (given: Terms, { sku }: Line) => given.in.includes(sku);
export const holds = (given: Terms, { lines }: Moment) => lines.some((line) => counts(given, line));
export const missing = (given: Terms, _: Moment, wording: Wording) =>
  wording.tongue.conditions.sku.missing(calledEither(given.in, wording, "oneOfGoods"));
