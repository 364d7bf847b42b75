import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import { calledEither } from "../words.ts";
import type { Moment } from "./moment.ts";

/** The order came through one of these channels, as the store names them: web, shop, app … */
export const terms = z.strictObject({
  kind: z.literal("channel"),
  in: z.array(z.string().min(1).max(100)).min(1).max(100),
});
type Terms = z.infer<typeof terms>;

export const needs = ["channel"] as const;
export const sentence = (given: Terms, wording: Wording = PLAIN) =>
  wording.tongue.conditions.channel(calledEither(given.in, wording, "channels"));
export const holds = (given: Terms, { channel }: Moment) => channel !== null && given.in.includes(channel);
export const missing = (given: Terms, _: Moment, wording: Wording) =>
  wording.tongue.conditions.counts(sentence(given, wording));
