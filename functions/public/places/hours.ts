/** Opening hours as people say them: "Mon–Fri 09:30–18:30", in each language. */
import { DAY_MS, type Day } from "../../values/day.ts";
import { dateFormat } from "../../values/formats.ts";
import type { Language } from "../../values/language.ts";
import { type OpeningHours, spanText } from "../../values/opening-hours.ts";
import { placesPhrasesFor } from "./phrases/index.ts";

/** Some days and what holds on them. */
interface Line {
  days: string;
  times: string;
}

/** Sunday 4 January 1970: names of weekdays are those of a week that had them all. */
const A_SUNDAY: Day = 3;
/** Monday first, as ISO 8601 has it. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];
/** A year in which each date is a day. */
const LEAP_YEAR = 2000;

/** A line for each run of weekdays with the same hours, then one for each date that differs and is not over. `today` is the venue's. */
export function hoursLines(
  { week, dates }: OpeningHours,
  { language, today }: { language: Language; today: Day },
): Line[] {
  const timesOf = (spans: OpeningHours["week"][number]) =>
    spans.length === 0 ? placesPhrasesFor(language).closed : spans.map(spanText).join(", ");
  const runs: { first: number; last: number; times: string }[] = [];
  for (const weekday of WEEK) {
    const times = timesOf(week[weekday] ?? []);
    const run = runs.at(-1);
    if (run?.times === times) run.last = weekday;
    else runs.push({ first: weekday, last: weekday, times });
  }
  const weekdays = dateFormat(language, { weekday: "short", timeZone: "UTC" });
  const named = (weekday: number) => weekdays.format((A_SUNDAY + weekday) * DAY_MS);
  const ahead = dates.filter(
    ({ year, month, until }) => year === null || Date.UTC(year, month, until) >= today * DAY_MS,
  );
  return [
    ...runs.map(({ first, last, times }) => ({
      days: first === last ? named(first) : `${named(first)}–${named(last)}`,
      times,
    })),
    // A later one holds before an earlier one, and is read last.
    ...ahead.toReversed().map(({ spans, ...when }) => ({ days: datesText(when, language), times: timesOf(spans) })),
  ];
}

function datesText(
  { year, month, from, until }: Omit<OpeningHours["dates"][number], "spans">,
  language: Language,
): string {
  const shown = dateFormat(language, {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
    ...(year === null ? {} : { year: "numeric" }),
  });
  const on = (day: number) => Date.UTC(year ?? LEAP_YEAR, month, day);
  return [...new Set([from, until])].map((day) => shown.format(on(day))).join("–");
}
