/**
 * Days. A day is the number of days since 1970-01-01 in the programme's zone; instants are UTC milliseconds. The zone
 * is used only to find a day, never to store one.
 */
import { dateFormat } from "./formats.ts";

export type Instant = number;
export type Day = number;

/** The lot was always available. */
export const ALWAYS: Day = 0;
/** The lot never expires: 9999-12-31. */
export const NEVER: Day = 2_932_896;
/** The lot is good until a date of its member's, which her activities move. */
export const SLIDES: Day = NEVER + 1;
/** First day of a lot that waits for an event: no day. */
export const WAITS: Day = NEVER + 2;
/** First day of a lot in grace: given back after its lot had lapsed, always available, and given back no second time. */
export const GRACE: Day = 1;
/** Both days of a debt account: no calendar day, so a debt is never taken for a lot. */
export const DEBT: Day = -1;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Offsets from UTC by zone and minute: a request asks for the same few many times, and Intl takes long to say them. */
const offsets = new Map<string, number>();
const OFFSETS_MAX = 1_000;

/** Whether a text names an IANA zone. */
export function isZone(zone: string): boolean {
  try {
    dateFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The day of an instant in an IANA zone. Throws a RangeError for an unknown zone. */
export function dayOf(instant: Instant, zone: string): Day {
  return Math.floor(wallClock(instant, zone) / DAY_MS);
}

/** The first instant of a day in a zone; where a DST change skips midnight, the first instant that exists. */
export function startOf(day: Day, zone: string): Instant {
  const midnight = day * DAY_MS;
  const guess = midnight - offsetAt(midnight, zone);
  const exact = midnight - offsetAt(guess, zone);
  const first = Math.min(guess, exact);
  return dayOf(first, zone) === day ? first : Math.max(guess, exact);
}

/**
 * The instant at which clocks in a zone show a day and a minute of it. A time that a DST change skips is the same time
 * before the change, an hour late; one that comes twice is the first.
 */
export function instantOf(day: Day, minute: number, zone: string): Instant {
  const shown = day * DAY_MS + minute * 60_000;
  const before = shown - offsetAt(shown - DAY_MS, zone);
  const after = shown - offsetAt(shown + DAY_MS, zone);
  return wallClock(before, zone) === shown || wallClock(after, zone) !== shown ? before : after;
}

/** The minute of the day (0–1439) that clocks in a zone show at an instant. */
export function minuteOf(instant: Instant, zone: string): number {
  return Math.floor((wallClock(instant, zone) % DAY_MS) / 60_000);
}

/** "2026-11-21" of a day. */
export function dateOf(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The day of "2026-11-21". Throws a RangeError for anything else. */
export function dayOfDate(date: string): Day {
  const instant = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(instant) || dateOf(instant / DAY_MS) !== date) {
    throw new RangeError(`${date} is not a date`);
  }
  return instant / DAY_MS;
}

/** The bucket of a month: 202611. */
export function monthOf(day: Day): number {
  const date = new Date(day * DAY_MS);
  return date.getUTCFullYear() * 100 + date.getUTCMonth() + 1;
}

/** The bucket `months` before or after a month bucket. */
export function addMonths(month: number, months: number): number {
  const total = Math.floor(month / 100) * 12 + (month % 100) - 1 + months;
  return Math.floor(total / 12) * 100 + (total % 12) + 1;
}

/** The day of the month, from 1. */
export function dayOfMonth(day: Day): number {
  return new Date(day * DAY_MS).getUTCDate();
}

/** First day of a month bucket. */
export function firstDayOf(month: number): Day {
  return Date.UTC(Math.floor(month / 100), (month % 100) - 1, 1) / DAY_MS;
}

/** Last day of a month bucket. */
export function lastDayOf(month: number): Day {
  return firstDayOf(addMonths(month, 1)) - 1;
}

/** Last day of the month that holds a day. */
export function endOfMonth(day: Day): Day {
  return lastDayOf(monthOf(day));
}

/** The same date `months` later; where that month is shorter, its last day: a month after 31 January is 28 February. */
export function monthsAfter(day: Day, months: number): Day {
  const month = addMonths(monthOf(day), months);
  const first = Date.UTC(Math.floor(month / 100), (month % 100) - 1, 1) / DAY_MS;
  return Math.min(first + new Date(day * DAY_MS).getUTCDate() - 1, endOfMonth(first));
}

/** Calendar periods by the months that they have; each begins in January. */
export const PERIOD_MONTHS = { month: 1, quarter: 3, "half-year": 6, year: 12 } as const;
export type Period = keyof typeof PERIOD_MONTHS;

/** Last day of the calendar period that holds a day. */
export function endOf(period: Period, day: Day): Day {
  const months = PERIOD_MONTHS[period];
  const month = (monthOf(day) % 100) - 1;
  return endOfMonth(monthsAfter(endOfMonth(day), months - 1 - (month % months)));
}

/** The first day from `day` on that is one of these dates of the year ("12-31"); 29 February is the 28th where there is none. */
export function nextDate(day: Day, dates: readonly string[]): Day {
  const year = new Date(day * DAY_MS).getUTCFullYear();
  const candidates = [year, year + 1].flatMap((each) => dates.map((date) => dateIn(each, date)));
  return Math.min(...candidates.filter((candidate) => candidate >= day));
}

function dateIn(year: number, date: string): Day {
  const [month = 1, day = 1] = date.split("-").map(Number);
  const first = Date.UTC(year, month - 1, 1) / DAY_MS;
  return Math.min(first + day - 1, endOfMonth(first));
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

function offsetAt(instant: Instant, zone: string): number {
  return wallClock(instant, zone) - Math.floor(instant / 1000) * 1000;
}

/** What clocks in a zone show, as if it were UTC, in whole seconds. A zone changes its clocks at the beginning of a minute. */
function wallClock(instant: Instant, zone: string): number {
  const second = Math.floor(instant / 1000) * 1000;
  if (zone === "UTC") return second;
  const minute = Math.floor(instant / 60_000) * 60_000;
  const name = `${zone} ${minute}`;
  const known = offsets.get(name);
  if (known !== undefined) return second + known;
  if (offsets.size >= OFFSETS_MAX) offsets.clear();
  const offset = shownBy(minute, zone) - minute;
  offsets.set(name, offset);
  return second + offset;
}

/** The fields of a clock on the wall, as numbers. */
const CLOCK = {
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
} as const;

function shownBy(instant: Instant, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of dateFormat("en-US", { ...CLOCK, timeZone: zone }).formatToParts(instant))
    part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
