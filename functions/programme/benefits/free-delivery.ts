import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import { benefitId } from "./named.ts";

/** Delivery costs nothing, from a basket of so much where that is given (minor units). */
export const terms = z.strictObject({
  kind: z.literal("free-delivery"),
  ...benefitId,
  fromMinor: z.int().min(1).max(1_000_000_000).optional(),
});
type Terms = z.infer<typeof terms>;

export const sentence = (given: Terms, { money, tongue: { benefits } }: Wording = PLAIN) =>
  given.fromMinor === undefined
    ? benefits["free-delivery"].any
    : benefits["free-delivery"].from(money(given.fromMinor));
