import * as z from "zod";
import { either } from "../words.ts";
import type { Moment } from "./moment.ts";

/** How presence can be shown, from a word alone to what only somebody at the venue can have, each as it is said. */
const SAID = {
  gps: "a device's position",
  qr: "the counter's code",
  nfc: "a tap",
  purchase: "a purchase there",
  staff: "somebody at the counter",
} as const;

/** A check-in that was shown in one of these ways. */
export const terms = z.strictObject({
  kind: z.literal("evidence"),
  in: z
    .array(z.enum(Object.keys(SAID) as (keyof typeof SAID)[]))
    .min(1)
    .max(5),
});
type Terms = z.infer<typeof terms>;

export const needs = ["evidence"] as const;
export const sentence = (given: Terms) => `when presence is shown by ${either(given.in.map((one) => SAID[one]))}`;
export const holds = (given: Terms, { evidence }: Moment) => given.in.some((one) => one === evidence);
