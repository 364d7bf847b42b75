/**
 * Opening hours as OpenStreetMap writes them (opening_hours, its everyday part): `Mo-Fr 08:00-12:00,13:00-18:30; Sa
 * 09:00-02:00; Dec 25 off`. A span that ends at or before its beginning ends on the next day. A later part replaces what
 * earlier ones say of its days; days that no part names are closed.
 */
import { type Day, dayOf, type Instant, minuteOf, weekdayOf } from "./day.ts";

/** Minutes of its day, from 0; `until` is not included, and beyond 1440 on the next day. */
interface Span {
  from: number;
  until: number;
}

export interface OpeningHours {
  /** By weekday, 0 Sunday … 6 Saturday; none: closed. */
  week: Span[][];
  /** Dates that differ, a later one before an earlier one; a null year is every year. */
  dates: { year: number | null; month: number; from: number; until: number; spans: Span[] }[];
}

const DAY_MINUTES = 1_440;
const WEEKDAYS = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS_IN = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Characters of hours at the most: what OpenStreetMap allows. */
export const HOURS_CHARACTERS_MAX = 255;
/** Days that are looked at for the next change: a holiday between two weeks of one. */
const LOOKED_AHEAD_DAYS = 15;

/** Hours from their text, or a sentence that says what in it does not read. */
export function readOpeningHours(text: string): OpeningHours | string {
  const hours: OpeningHours = { week: WEEKDAYS.map(() => []), dates: [] };
  for (const part of text.split(";").map((each) => each.trim())) {
    if (part === "") continue;
    const fault = readPart(part, hours);
    if (fault !== null) return `“${part}” ${fault}`;
  }
  return hours;
}

/** Whether it is open at an instant, by clocks in the zone. */
export function isOpenAt(hours: OpeningHours, at: Instant, zone: string): boolean {
  const [day, minute] = [dayOf(at, zone), minuteOf(at, zone)];
  const within = (spans: Span[], now: number) => spans.some(({ from, until }) => from <= now && now < until);
  return within(spansOn(hours, day), minute) || within(spansOn(hours, day - 1), minute + DAY_MINUTES);
}

/** When it opens or closes next, by clocks in the zone; null: not within two weeks. */
export function nextChange(hours: OpeningHours, at: Instant, zone: string): { day: Day; minute: number } | null {
  const day = dayOf(at, zone);
  const now = minuteOf(at, zone);
  const spans: Span[] = [];
  for (let ahead = -1; ahead <= LOOKED_AHEAD_DAYS; ahead++)
    for (const { from, until } of spansOn(hours, day + ahead))
      spans.push({ from: from + ahead * DAY_MINUTES, until: until + ahead * DAY_MINUTES });
  spans.sort((a, b) => a.from - b.from);
  let end = now;
  for (const { from, until } of spans) if (from <= end && end < until) end = until;
  const next = end > now ? end : spans.find(({ from }) => from > now)?.from;
  if (next === undefined || next >= (LOOKED_AHEAD_DAYS + 1) * DAY_MINUTES) return null;
  return { day: day + Math.floor(next / DAY_MINUTES), minute: next % DAY_MINUTES };
}

/** The spans that begin on a day, in order. */
function spansOn({ week, dates }: OpeningHours, day: Day): Span[] {
  const date = new Date(day * 86_400_000);
  const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const differs = dates.find(
    (each) =>
      (each.year === null || each.year === year) &&
      each.month === month &&
      each.from <= dayOfMonth &&
      dayOfMonth <= each.until,
  );
  return differs ? differs.spans : (week[weekdayOf(day)] ?? []);
}

/** "08:00" of a minute of a day. */
export function clockText(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60) % 24, minute % 60];
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** "08:00–18:00" of a span; midnight at its end is 24:00. */
export function spanText({ from, until }: Span): string {
  return `${clockText(from)}–${until === DAY_MINUTES ? "24:00" : clockText(until)}`;
}

/** Reads one part into the hours; answers what is wrong with it, or null. */
function readPart(part: string, hours: OpeningHours): string | null {
  if (part === "24/7") {
    hours.week = WEEKDAYS.map(() => [{ from: 0, until: DAY_MINUTES }]);
    return null;
  }
  // From the first span on only what times are made of: each span is read by itself, so that no text takes long to turn down.
  const [, days = "", times = ""] =
    /^(.*?)\s*(\d{1,2}:\d\d\s*-\s*\d{1,2}:\d\d[\d:,\s-]*|off|closed|24\/7)$/i.exec(part) ?? [];
  if (times === "") return "has no times: write them as 08:00-18:00, or off";
  const spans = /^(off|closed)$/i.test(times)
    ? []
    : times === "24/7"
      ? [{ from: 0, until: DAY_MINUTES }]
      : spansIn(times);
  if (typeof spans === "string") return spans;
  if (/\b(PH|SH)\b/.test(days))
    return "names public holidays, which are not known here: write their dates, as Dec 25 off";
  if (/[A-Z][a-z]{2}/.test(days) || /^\d{4}/.test(days)) return readDates(days, spans, hours);
  const named = days === "" ? WEEKDAYS.map((_, day) => day) : weekdaysIn(days);
  if (!named) return "has days that do not read: write them as Mo-Fr, or Sa,Su";
  for (const day of named) hours.week[day] = spans;
  return null;
}

function spansIn(times: string): Span[] | string {
  const spans: Span[] = [];
  for (const text of times.split(",").map((each) => each.trim())) {
    if (text === "") continue;
    const [, h1 = "", m1 = "", h2 = "", m2 = ""] = /^(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)$/.exec(text) ?? [];
    const from = Number(h1) * 60 + Number(m1);
    const ends = Number(h2) * 60 + Number(m2);
    const isClock = from < DAY_MINUTES && ends <= 2 * DAY_MINUTES && Number(m1) < 60 && Number(m2) < 60;
    if (h1 === "" || !isClock) return "has a time that no clock shows";
    const until = ends <= from ? ends + DAY_MINUTES : ends;
    if (until - from > DAY_MINUTES) return "has a span longer than a day";
    spans.push({ from, until });
  }
  spans.sort((a, b) => a.from - b.from);
  const overlaps = spans.some((span, index) => index > 0 && (spans[index - 1]?.until ?? 0) > span.from);
  return overlaps ? "has spans that overlap" : spans;
}

function weekdaysIn(days: string): number[] | null {
  const found = new Set<number>();
  for (const text of days.split(",").map((each) => each.trim())) {
    const [, first = "", last = first] = /^([A-Z][a-z])(?:\s*-\s*([A-Z][a-z]))?$/.exec(text) ?? [];
    const [from, until] = [WEEKDAYS.indexOf(first), WEEKDAYS.indexOf(last)];
    if (from === -1 || until === -1) return null;
    for (let day = from; ; day = (day + 1) % 7) {
      found.add(day);
      if (day === until) break;
    }
  }
  return [...found];
}

function readDates(text: string, spans: Span[], hours: OpeningHours): string | null {
  for (const each of text.split(",").map((part) => part.trim())) {
    const [, year, name = "", from = "", until = from] =
      /^(?:(\d{4})\s+)?([A-Z][a-z]{2})\s+(\d{1,2})(?:\s*-\s*(\d{1,2}))?$/.exec(each) ?? [];
    const month = MONTHS.indexOf(name);
    const [first, last] = [Number(from), Number(until)];
    if (month === -1 || first < 1 || last < first || last > (DAYS_IN[month] ?? 0))
      return "has a date that does not read: write it as Dec 25, Dec 25-26 or 2026 Dec 24";
    hours.dates.unshift({ year: year === undefined ? null : Number(year), month, from: first, until: last, spans });
  }
  return null;
}
