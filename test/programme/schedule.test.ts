import { expect, test } from "vitest";
import { weeklyCloseAfter } from "../../functions/programme/draws/schedule.ts";
import { dayOfDate, instantOf } from "../../functions/values/day.ts";

const berlin = "Europe/Berlin";
const sunday = { weekday: "sunday", time: "23:59" } as const;

test.each([
  ["a week before the change, summer time", sunday, berlin, "2026-10-14T12:00:00Z", "2026-10-18T21:59:00.000Z"],
  ["on the day of the change, winter time already", sunday, berlin, "2026-10-19T00:00:00Z", "2026-10-25T22:59:00.000Z"],
  ["the hour that comes twice is still before it", sunday, berlin, "2026-10-25T00:30:00Z", "2026-10-25T22:59:00.000Z"],
  ["one millisecond before the close", sunday, berlin, "2026-10-25T22:58:59.999Z", "2026-10-25T22:59:00.000Z"],
  ["at the close: the next week's", sunday, berlin, "2026-10-25T22:59:00.000Z", "2026-11-01T22:59:00.000Z"],
  ["a minute after midnight", sunday, berlin, "2026-10-25T23:01:00Z", "2026-11-01T22:59:00.000Z"],
  ["spring: summer time from that day on", sunday, berlin, "2027-03-27T12:00:00Z", "2027-03-28T21:59:00.000Z"],
  [
    "a time that is skipped is an hour late",
    { weekday: "sunday", time: "02:30" },
    berlin,
    "2027-03-27T12:00:00Z",
    "2027-03-28T01:30:00.000Z",
  ],
  [
    "a time that comes twice is the first",
    { weekday: "sunday", time: "02:30" },
    berlin,
    "2026-10-24T12:00:00Z",
    "2026-10-25T00:30:00.000Z",
  ],
  [
    "between the two: the next week's",
    { weekday: "sunday", time: "02:30" },
    berlin,
    "2026-10-25T00:45:00Z",
    "2026-11-01T01:30:00.000Z",
  ],
  [
    "another weekday",
    { weekday: "wednesday", time: "09:00" },
    berlin,
    "2026-11-21T12:00:00Z",
    "2026-11-25T08:00:00.000Z",
  ],
  [
    "far east of UTC",
    { weekday: "monday", time: "00:00" },
    "Pacific/Kiritimati",
    "2026-11-21T12:00:00Z",
    "2026-11-22T10:00:00.000Z",
  ],
  [
    "a zone without changes",
    { weekday: "saturday", time: "12:00" },
    "UTC",
    "2026-11-21T12:00:00Z",
    "2026-11-28T12:00:00.000Z",
  ],
] as const)("weekly close, %s", (_, schedule, zone, after, closes) => {
  expect(new Date(weeklyCloseAfter(schedule, zone, Date.parse(after))).toISOString()).toBe(closes);
});

test("a year of Sundays in Berlin is 52 closes, each at 23:59 there", () => {
  let at = Date.parse("2026-01-01T00:00:00Z");
  for (let week = 0; week < 52; week++) {
    at = weeklyCloseAfter(sunday, berlin, at);
    const shown = new Intl.DateTimeFormat("en-GB", {
      timeZone: berlin,
      weekday: "long",
      timeStyle: undefined,
      hour: "2-digit",
      minute: "2-digit",
    }).format(at);
    expect(shown).toBe("Sunday 23:59");
  }
  expect(new Date(at).toISOString()).toBe("2026-12-27T22:59:00.000Z");
});

test("an instant of a day is what clocks show there", () => {
  expect(new Date(instantOf(dayOfDate("2026-07-01"), 0, "America/New_York")).toISOString()).toBe(
    "2026-07-01T04:00:00.000Z",
  );
});
