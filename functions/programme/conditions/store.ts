import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import { calledEither } from "../words.ts";
import type { Moment } from "./moment.ts";

/** It happened at one of these stores (`sto_…`). */
export const terms = z.strictObject({
  kind: z.literal("store"),
  in: z.array(z.string().min(1).max(100)).min(1).max(100),
});
type Terms = z.infer<typeof terms>;

export const needs = ["store"] as const;
export const sentence = (given: Terms, wording: Wording = PLAIN) =>
  wording.tongue.conditions.store(calledEither(given.in, wording, "stores"));
export const holds = (given: Terms, { store }: Moment) => store !== null && given.in.includes(store);
