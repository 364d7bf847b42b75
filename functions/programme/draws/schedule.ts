/** When a contest's rounds close: computed once, in the programme's zone, and kept as UTC instants from then on. */
import { dayOf, type Instant, instantOf, weekdayOf } from "../../values/day.ts";
import type { Contest } from "./contest.ts";

type Weekly = Extract<Contest["schedule"], { kind: "weekly" }>;

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/**
 * The first close of a weekly schedule after an instant. A time that a DST change skips is an hour late that day; one
 * that comes twice is the first.
 */
export function weeklyCloseAfter({ weekday, time }: Omit<Weekly, "kind">, zone: string, after: Instant): Instant {
  const [hours, minutes, seconds = 0] = time.split(":").map(Number);
  const minute = (hours ?? 0) * 60 + (minutes ?? 0);
  const today = dayOf(after, zone);
  const ahead = (WEEKDAYS.indexOf(weekday) - weekdayOf(today) + 7) % 7;
  const closeOn = (day: number) => instantOf(day, minute, zone) + seconds * 1000;
  const next = closeOn(today + ahead);
  return next > after ? next : closeOn(today + ahead + 7);
}
