import * as z from "zod";
import { PLAIN, type Wording } from "../kinds.ts";
import type { Moment } from "./moment.ts";

/** How presence can be shown, from a word alone to what only somebody at the venue can have. */
const WAYS = ["gps", "qr", "nfc", "purchase", "staff"] as const;

/** A check-in that was shown in one of these ways. */
export const terms = z.strictObject({
  kind: z.literal("evidence"),
  in: z.array(z.enum(WAYS)).min(1).max(5),
});
type Terms = z.infer<typeof terms>;

export const needs = ["evidence"] as const;
export const sentence = (given: Terms, { tongue: { conditions } }: Wording = PLAIN) =>
  conditions.evidence.says(given.in.map((one) => conditions.evidence.ways[one]));
export const holds = (given: Terms, { evidence }: Moment) => given.in.some((one) => one === evidence);
