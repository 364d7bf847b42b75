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
  /** One sum for ever, one a month, or one a day (for windows of days). */
  bucket: z.enum(["lifetime", "month", "day"]).default("lifetime"),
});
export type Metric = z.infer<typeof metric>;

export const window = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("lifetime") }),
  z.strictObject({ kind: z.literal("rolling"), months: z.int().min(1).max(60) }),
  z.strictObject({ kind: z.literal("calendar-year") }),
]);
export type Window = z.infer<typeof window>;

/** A window has at most so many buckets of days: what facts are read of. */
export const DAY_BUCKETS_MAX = 92;

/** The bucket that a day falls into. */
export function bucketOf(terms: Metric, day: Day): number {
  if (terms.bucket === "day") return day;
  return terms.bucket === "month" ? monthOf(day) : 0;
}

/** Why a metric cannot say what it counted in a window, as it stands after its name; null: it can. */
export function windowMisfit({ bucket }: Metric, { kind }: Window | { kind: "days" }): string | null {
  if (kind === "lifetime")
    return bucket === "day"
      ? `has a bucket a day: give it bucket "month" or "lifetime", or use a window of days`
      : null;
  if (kind === "days") return bucket === "day" ? null : `has no bucket a day: give it bucket "day"`;
  return bucket === "month"
    ? null
    : `has ${bucket === "day" ? "a bucket a day" : "one lifetime bucket"}: give it bucket "month" or use another window`;
}

/** Whether a metric counts events for ever, so that it says which one an event is. */
export function countsEvents({ counts, bucket }: Metric): boolean {
  return (counts === "orders" || counts === "check-ins" || counts === "events") && bucket !== "day";
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
