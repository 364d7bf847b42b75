import { expect, test } from "vitest";
import {
  addMonths,
  dateOf,
  dayOf,
  dayOfDate,
  endOfMonth,
  minuteOf,
  monthOf,
  startOf,
  weekdayOf,
} from "../../functions/values/day.ts";

const at = (text: string) => Date.parse(text);

test.each([
  ["2026-10-24T21:59:59.999Z", "Europe/Berlin", "2026-10-24"],
  ["2026-10-24T22:00:00.000Z", "Europe/Berlin", "2026-10-25"],
  ["2026-10-25T22:59:59.999Z", "Europe/Berlin", "2026-10-25"], // 25 hours long
  ["2026-10-25T23:00:00.000Z", "Europe/Berlin", "2026-10-26"],
  ["2024-02-29T12:00:00.000Z", "UTC", "2024-02-29"],
  ["2026-12-31T23:30:00.000Z", "Asia/Tokyo", "2027-01-01"],
])("%s in %s is %s", (instant, zone, date) => {
  expect(dateOf(dayOf(at(instant), zone))).toBe(date);
});

test.each([
  ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00.000Z"],
  ["2026-10-26", "Europe/Berlin", "2026-10-25T23:00:00.000Z"],
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
  ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z"], // midnight was skipped
  ["2026-06-01", "UTC", "2026-06-01T00:00:00.000Z"],
])("%s in %s starts at %s", (date, zone, instant) => {
  expect(new Date(startOf(dayOfDate(date), zone)).toISOString()).toBe(instant);
});

test.each([
  ["Asia/Gaza", "2011-03-31T22:01:00Z"], // clocks changed at a minute past midnight
  ["America/St_Johns", "2010-11-07T02:31:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z"], // by half an hour
  ["Europe/Berlin", "2026-10-25T01:00:00Z"],
])("the clocks of %s around %s are those of Intl, second by second", (timeZone, change) => {
  const shown = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "short" });
  for (let instant = at(change) - 120_000; instant < at(change) + 120_000; instant += 1_000) {
    const [date = "", time = ""] = shown.format(instant).split(", ");
    const [hours, minutes] = time.split(":").map(Number);
    expect(minuteOf(instant, timeZone)).toBe((hours ?? 0) * 60 + (minutes ?? 0));
    expect(dateOf(dayOf(instant, timeZone))).toBe(date.split("/").reverse().join("-"));
  }
});

test("months roll over years, and know their last day", () => {
  expect(addMonths(202611, 2)).toBe(202701);
  expect(addMonths(202601, -1)).toBe(202512);
  expect(dateOf(endOfMonth(dayOfDate("2024-02-03")))).toBe("2024-02-29");
  expect(monthOf(dayOfDate("2026-11-21"))).toBe(202611);
  expect(weekdayOf(dayOfDate("2026-11-21"))).toBe(6);
});

test.each(["2026-02-30", "2026-1-01", "", "21.11.2026"])("refuses %j as a date", (date) => {
  expect(() => dayOfDate(date)).toThrow(RangeError);
});
