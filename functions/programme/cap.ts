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

/** When something happens: its day in the programme's zone, and its instant. */
interface When {
  day: Day;
  at: Instant;
}

/**
 * The bucket of the metric that counts towards a cap: a day, the Monday of a week, YYYYMM of a month, YYYY00 of a year, 0; of
 * an interval the second, since 1970.
 */
export function periodOf(given: Cap, { day, at }: When): number {
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

/** A rule or a campaign that is capped. */
type Capped = { rule: string } | { campaign: string };

/** The metric that counts towards a cap of a rule or a campaign. */
export function capMetric(of: Capped, given: Cap): string {
  const owner = "rule" in of ? `rule:${of.rule}` : `campaign:${of.campaign}`;
  return `cap:${owner}:${countedAs(given)}`;
}

type Period = z.infer<typeof per>;

/** Periods in which a time is counted as well: with months and years a cap of a longer period goes on from what was counted before. */
const ALSO: Record<Period, Period[]> = {
  day: ["month"],
  week: ["month"],
  month: [],
  year: ["month"],
  lifetime: ["year", "month"],
};

/** The metrics that count a time or an interval towards a cap, with their buckets. */
export function timesCounted(of: Capped, given: Cap, when: When): { metric: string; bucket: number }[] {
  const counted = given.what === "times" ? [given, ...ALSO[given.per].map((per) => ({ ...given, per }))] : [given];
  return counted.map((as) => ({ metric: capMetric(of, as), bucket: periodOf(as, when) }));
}

/**
 * Where it is counted what was given in the period of a cap: under its own metric, and under those of shorter periods, from
 * the first bucket to before the last. What an earlier document capped by one of them counts; the most that one says holds.
 */
export function countedWithin(
  of: Capped,
  given: Exclude<Cap, { what: "interval" }>,
  when: When,
): { metric: string; from: number; before: number }[] {
  const own = periodOf(given, when);
  const within = (per: Period, from: number, before: number) => ({
    metric: capMetric(of, { ...given, per }),
    from,
    before,
  });
  const itself = within(given.per, own, own + 1);
  switch (given.per) {
    case "day":
    case "month":
      return [itself];
    case "week":
      return [itself, within("day", own, own + WEEK_DAYS)];
    case "year":
      return [itself, within("month", own, own + YEAR_BUCKETS)];
    case "lifetime":
      return [itself, within("year", 0, Infinity), within("month", 0, Infinity)];
    default:
      return given.per satisfies never;
  }
}

const WEEK_DAYS = 7;
/** YYYY00 to the next: the months of a year lie between. */
const YEAR_BUCKETS = 100;

/** Whether a metric may count towards a cap of a rule or of its campaign: of whichever campaign, since rules come and go. */
export function mayCount(metric: string, rule: string): boolean {
  return metric.startsWith(`cap:rule:${rule}:`) || metric.startsWith("cap:campaign:");
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
