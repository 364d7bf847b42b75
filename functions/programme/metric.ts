/** Metrics: what is counted per member, in which buckets. Tiers and caps read them, never raw history. */
import * as z from "zod";
import { addMonths, type Day, monthOf } from "../values/day.ts";
import type { Tongue } from "./tongues/index.ts";
import { slug } from "./words.ts";

const names = (max: number) => z.array(z.string().min(1).max(max)).min(1).max(100);

export const metric = z.strictObject({
  /**
   * spend: earning basis in minor units · orders: orders with any basis left · events: those of `on` · check-ins: rewarded check-ins · earned:
   * units of `unit` earned and kept · tenure: days since joining, which nobody needs to count.
   */
  counts: z.enum(["spend", "orders", "check-ins", "events", "earned", "tenure"]),
  /** The unit of `earned`. */
  unit: slug.optional(),
  /** The events of `events`, by name. */
  on: z.array(slug).min(1).max(50).optional(),
  /** One sum for ever, one a month, or one a day (for windows of days). */
  bucket: z.enum(["lifetime", "month", "day"]).default("lifetime"),
  /** Of orders, the lines that count; each list that is given must have the line or its order in it. */
  only: z
    .strictObject({
      categories: names(100).optional(),
      skus: names(100).optional(),
      stores: names(100).optional(),
      channels: names(40).optional(),
    })
    .optional(),
});
export type Metric = z.infer<typeof metric>;

export const window = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("lifetime") }),
  z.strictObject({ kind: z.literal("rolling"), months: z.int().min(1).max(60) }),
  z.strictObject({ kind: z.literal("calendar-year") }),
  /** Years that begin with the month in which she joined; for a guest, calendar years. */
  z.strictObject({ kind: z.literal("anniversary-year") }),
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

/** Whether a metric that counts events counts those of a name. */
export function countsOn({ counts, on = [] }: Metric, event: string | null): boolean {
  if (counts === "events") return event !== null && on.includes(event);
  return event === (counts === "check-ins" ? "check-in" : "purchase");
}

/** Whether a metric counts events for ever, so that it says which one an event is. */
export function countsEvents({ counts, bucket }: Metric): boolean {
  return (counts === "orders" || counts === "check-ins" || counts === "events") && bucket !== "day";
}

/**
 * No bucket of a day is as large: days are counted from 1970, and this one would be in the year 2509. What a version before
 * counted by day is no part of what a metric says of months or of a lifetime: facts have the newest of those days only.
 * What it counted for ever, in bucket 0, is part of a lifetime and of no other window: nobody knows in which month it was.
 */
export const FIRST_MONTH = 1970_01;

/** First month of a window that ends with a month, both as buckets; `joined` is the month of joining, null for a guest. */
export function firstMonth(terms: Window, month: number, joined: number | null): number {
  switch (terms.kind) {
    case "lifetime":
      return FIRST_MONTH;
    case "rolling":
      return addMonths(month, 1 - terms.months);
    case "calendar-year":
      return firstOfYear(month, null);
    case "anniversary-year":
      return firstOfYear(month, joined);
  }
}

/** First month of the year that holds a month: of the calendar, or begun with the month of joining. */
export function firstOfYear(month: number, joined: number | null): number {
  const begins = (joined ?? 1) % 100;
  const year = Math.floor(month / 100) - (month % 100 < begins ? 1 : 0);
  return year * 100 + begins;
}

/** Whether a line of an order counts for a metric. */
export function countsLine(
  { only }: Pick<Metric, "only">,
  { category, sku, store, channel }: { category: string | null; sku: string; store: string; channel: string | null },
): boolean {
  if (!only) return true;
  const has = (list: string[] | undefined, name: string | null) =>
    list === undefined || (name !== null && list.includes(name));
  return (
    has(only.categories, category) && has(only.skus, sku) && has(only.stores, store) && has(only.channels, channel)
  );
}

/** A window in words. */
export function windowSentence(terms: Window, { tiers }: Tongue): string {
  return terms.kind === "rolling" ? tiers.window.rolling(terms.months) : tiers.window[terms.kind];
}
