/** Metrics: what is counted per member, in which buckets. Tiers and caps read them, never raw history. */
import * as z from "zod";
import { addMonths, type Day, monthOf } from "../values/day.ts";
import { slug } from "./words.ts";

export const metric = z.strictObject({
  /** spend: earning basis in minor units · orders: orders with any basis left · events: events of `on` · check-ins: rewarded check-ins · earned: units of `unit` earned and kept. */
  counts: z.enum(["spend", "orders", "check-ins", "events", "earned"]),
  /** The unit of `earned`. */
  unit: slug.optional(),
  /** The events of `events`, by name. */
  on: z.array(slug).min(1).max(50).optional(),
  /** One sum for ever, or one a month. */
  bucket: z.enum(["lifetime", "month"]).default("lifetime"),
});
export type Metric = z.infer<typeof metric>;

export const window = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("lifetime") }),
  z.strictObject({ kind: z.literal("rolling"), months: z.int().min(1).max(60) }),
  z.strictObject({ kind: z.literal("calendar-year") }),
]);
export type Window = z.infer<typeof window>;

/** The bucket that a day falls into. */
export function bucketOf(terms: Metric, day: Day): number {
  return terms.bucket === "month" ? monthOf(day) : 0;
}

/** First bucket of a window that ends with the month of `today`; every later bucket counts too. */
export function firstBucket(terms: Window, today: Day): number {
  switch (terms.kind) {
    case "lifetime":
      return 0;
    case "rolling":
      return addMonths(monthOf(today), 1 - terms.months);
    case "calendar-year":
      return Math.floor(monthOf(today) / 100) * 100 + 1;
  }
}

/** A window in words. */
export function windowSentence(terms: Window): string {
  switch (terms.kind) {
    case "lifetime":
      return "since joining";
    case "rolling":
      return `in ${terms.months} months`;
    case "calendar-year":
      return "in a calendar year";
  }
}
