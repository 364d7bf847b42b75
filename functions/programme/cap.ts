/** Caps: how often, how far apart, or how much of a unit, one member may get in a period from a rule, or from all rules of a campaign. */
import * as z from "zod";
import { type Day, type Instant, monthOf, weekdayOf } from "../values/day.ts";
import { PLAIN, type Wording } from "./kinds.ts";
import { slug } from "./words.ts";

const per = z.enum(["day", "week", "month", "year", "lifetime"]);

export const cap = z.discriminatedUnion("what", [
  /** How often the rule may give (of a campaign: on how many events any of its rules may). */
  z.strictObject({ what: z.literal("times"), per, atMost: z.int().min(1).max(1_000_000) }),
  /** How many minutes lie between two times that it gives, at least: by when they happened, whichever is told first. */
  z.strictObject({ what: z.literal("interval"), minutes: z.int().min(1).max(10_080) }),
  /** How many units it may give; the award that goes beyond is cut to what is left. */
  z.strictObject({ what: z.literal("amount"), unit: slug, per, atMost: z.int().min(1).max(1_000_000_000) }),
]);
export type Cap = z.infer<typeof cap>;

export const caps = z
  .array(cap)
  .max(10)
  .default([])
  .refine((given) => new Set(given.map(countedAs)).size === given.length, "the same is capped twice");

/**
 * The bucket of the metric that counts towards a cap: a day, the Monday of a week, YYYYMM of a month, YYYY00 of a year, 0; of
 * an interval the second, since 1970.
 */
export function periodOf(given: Cap, { day, at }: { day: Day; at: Instant }): number {
  if (given.what === "interval") return Math.floor(at / SECOND_MS);
  switch (given.per) {
    case "day":
      return day;
    case "week":
      return day - ((weekdayOf(day) + DAYS_AFTER_MONDAY) % 7);
    case "month":
      return monthOf(day);
    case "year":
      return Math.floor(monthOf(day) / 100) * 100;
    case "lifetime":
      return 0;
  }
}

const SECOND_MS = 1000;
const MINUTE_SECONDS = 60;

/** The buckets within which an interval lets nothing be given twice: from the first to the last. */
export function tooNear({ minutes }: Extract<Cap, { what: "interval" }>, second: number): [number, number] {
  const apart = minutes * MINUTE_SECONDS;
  return [second - apart + 1, second + apart - 1];
}

/** Weekdays count from Sunday: a Sunday is six days after its Monday. */
const DAYS_AFTER_MONDAY = 6;

/** The metric that counts towards a cap of a rule or a campaign. */
export function capMetric(of: { rule: string } | { campaign: string }, given: Cap): string {
  const owner = "rule" in of ? `rule:${of.rule}` : `campaign:${of.campaign}`;
  return `cap:${owner}:${countedAs(given)}`;
}

/** Whether a metric counts towards a cap. */
export function isCapMetric(metric: string): boolean {
  return metric.startsWith("cap:");
}

/** A cap in words: "at most 3 times a day", "at most 500 points a month". */
export function capSentence(given: Cap, { count, units, tongue }: Wording = PLAIN): string {
  const says = tongue.limits.cap;
  switch (given.what) {
    case "interval":
      return says.interval(apart(given.minutes));
    case "times":
      return says.times({ times: given.atMost, count: count(given.atMost), per: given.per });
    case "amount":
      return says.amount({ units: units(given.atMost, given.unit), per: given.per });
    default:
      return given satisfies never;
  }
}

const DAY_MINUTES = 1440;

/** Minutes in the largest measure that has them whole. */
function apart(minutes: number): { count: number; of: "day" | "hour" | "minute" } {
  if (minutes % DAY_MINUTES === 0) return { count: minutes / DAY_MINUTES, of: "day" };
  return minutes % 60 === 0 ? { count: minutes / 60, of: "hour" } : { count: minutes, of: "minute" };
}

function countedAs(given: Cap): string {
  if (given.what === "interval") return "interval";
  return given.what === "times" ? `times:${given.per}` : `amount:${given.unit}:${given.per}`;
}
