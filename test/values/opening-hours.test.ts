/** Opening hours: what reads, what does not, and what is open when. */
import { expect, test } from "vitest";
import { dateOf } from "../../functions/values/day.ts";
import { clockText, isOpenAt, nextChange, readOpeningHours, spanText } from "../../functions/values/opening-hours.ts";

const ZONE = "Europe/Berlin";
const hoursOf = (text: string) => {
  const hours = readOpeningHours(text);
  if (typeof hours === "string") throw new Error(hours);
  return hours;
};
/** 2026-11-23 is a Monday; Berlin is an hour ahead of UTC. */
const at = (clock: string, offset = "+01:00") => Date.parse(`${clock}${offset}`);

test.each([
  ["Mo-Fr 08:00-18:00", "2026-11-23T07:59:59", false],
  ["Mo-Fr 08:00-18:00", "2026-11-23T08:00:00", true],
  ["Mo-Fr 08:00-18:00", "2026-11-23T17:59:59", true],
  ["Mo-Fr 08:00-18:00", "2026-11-23T18:00:00", false],
  ["Mo-Fr 08:00-18:00", "2026-11-22T12:00:00", false],
  ["Mo-Fr 08:00-12:00,13:00-18:00", "2026-11-23T12:30:00", false],
  ["Mo-Fr 08:00-12:00, 13:00-18:00", "2026-11-23T13:00:00", true],
  ["Sa-Su 10:00-16:00", "2026-11-22T15:59:00", true],
  ["Fr-Mo 10:00-16:00", "2026-11-23T15:59:00", true],
  ["Mo,We 10:00-16:00", "2026-11-24T15:59:00", false],
  ["08:00-18:00; Su off", "2026-11-22T12:00:00", false],
  ["08:00-18:00; Mo 10:00-11:00", "2026-11-23T12:00:00", false],
  ["24/7", "2026-11-22T03:00:00", true],
  ["24/7; Su off", "2026-11-22T03:00:00", false],
  ["Mo-Su 00:00-24:00", "2026-11-22T23:59:59", true],
  // Over midnight, in both spellings; what began on Friday goes on into a Saturday that is closed.
  ["Fr 18:00-02:00", "2026-11-28T01:59:00", true],
  ["Fr 18:00-26:00", "2026-11-28T01:59:00", true],
  ["Fr 18:00-02:00; Sa off", "2026-11-28T01:59:00", true],
  ["Fr 18:00-02:00", "2026-11-28T02:00:00", false],
  ["Fr 18:00-02:00", "2026-11-27T01:00:00", false],
  // Dates: each year's, one year's, several in a row, other hours instead of none.
  ["Mo-Fr 08:00-18:00; Dec 25 off", "2026-12-25T12:00:00", false],
  ["Mo-Fr 08:00-18:00; Dec 25-26 off", "2028-12-26T12:00:00", false],
  ["Mo-Fr 08:00-18:00; 2026 Dec 24 08:00-13:00", "2026-12-24T13:00:00", false],
  ["Mo-Fr 08:00-18:00; 2026 Dec 24 08:00-13:00", "2027-12-24T13:00:00", true],
  ["Mo-Fr 08:00-18:00; Dec 24,Dec 31 closed", "2026-12-31T12:00:00", false],
  ["Dec 24 10:00-12:00; Dec 24 off", "2026-12-24T11:00:00", false],
  ["Feb 29 off; 09:00-17:00", "2028-02-29T12:00:00", false],
  ["off", "2026-11-23T12:00:00", false],
  ["", "2026-11-23T12:00:00", false],
])("%s at %s: %s", (text, clock, isOpen) => {
  expect(isOpenAt(hoursOf(text), at(clock), ZONE)).toBe(isOpen);
});

test.each([
  ["Mo-Fr 08:00-18:00", "2026-11-23T07:00:00", "2026-11-23 08:00"],
  ["Mo-Fr 08:00-18:00", "2026-11-23T08:00:00", "2026-11-23 18:00"],
  ["Mo-Fr 08:00-18:00", "2026-11-27T18:00:00", "2026-11-30 08:00"],
  ["Mo-Su 00:00-24:00; Sa 00:00-20:00", "2026-11-26T12:00:00", "2026-11-28 20:00"],
  ["Fr 18:00-02:00", "2026-11-28T00:30:00", "2026-11-28 02:00"],
  ["Fr 18:00-24:00; Sa 00:00-03:00", "2026-11-27T20:00:00", "2026-11-28 03:00"],
  ["24/7", "2026-11-23T12:00:00", null],
  ["off", "2026-11-23T12:00:00", null],
  ["Dec 25 10:00-12:00", "2026-11-23T12:00:00", null],
])("%s changes after %s at %s", (text, clock, then) => {
  const next = nextChange(hoursOf(text), at(clock), ZONE);
  expect(next && `${dateOf(next.day)} ${clockText(next.minute)}`).toBe(then);
});

test.each([
  // Berlin's clocks show 02:00 to 03:00 twice on 2026-10-25, and never on 2026-03-29.
  ["Sa 18:00-02:30", "2026-10-25T00:15:00", true],
  ["Sa 18:00-02:30", "2026-10-25T00:30:00", false],
  ["Sa 18:00-02:30", "2026-10-25T01:15:00", true],
  ["Sa 18:00-02:30", "2026-10-25T01:30:00", false],
  ["Sa 18:00-03:30", "2026-03-29T01:15:00", true],
  ["Sa 18:00-02:30", "2026-03-29T00:59:59", true],
  ["Sa 18:00-02:30", "2026-03-29T01:00:00", false],
])("%s at %s UTC, over a night in which clocks change: %s", (text, clock, isOpen) => {
  expect(isOpenAt(hoursOf(text), at(clock, "Z"), ZONE)).toBe(isOpen);
});

test("hours are those of the clocks of the zone, in summer and in winter", () => {
  const hours = hoursOf("Mo-Su 08:00-18:00");
  expect(isOpenAt(hours, at("2026-07-01T06:30:00", "Z"), ZONE)).toBe(true);
  expect(isOpenAt(hours, at("2026-12-01T06:30:00", "Z"), ZONE)).toBe(false);
  expect(isOpenAt(hours, at("2026-12-01T06:30:00", "Z"), "Asia/Kathmandu")).toBe(true);
});

test.each([
  ["weekdays", "has no times"],
  ["Mo-Fr", "has no times"],
  ["Mo-Fr 8-18", "has no times"],
  ["Mo-Fr 08:00-18:60", "a time that no clock shows"],
  ["Mo-Fr 24:00-26:00", "a time that no clock shows"],
  ["Mo 08:00-12:00,11:00-18:00", "overlap"],
  ["Mo 08:00-33:00", "longer than a day"],
  ["Xx 08:00-18:00", "days that do not read"],
  ["PH off", "public holidays"],
  ["Dec 32 off", "a date that does not read"],
  ["Feb 30 off", "a date that does not read"],
  ["Dec 26-25 off", "a date that does not read"],
])("%s: %s", (text, says) => {
  expect(readOpeningHours(text)).toContain(says);
});

test("a text that was made to take long is turned down at once", () => {
  const began = performance.now();
  expect(readOpeningHours(`${"0:00-0:00  ".repeat(16)}x`)).toContain("has no times");
  expect(readOpeningHours(`${"0:00-0:00  ".repeat(16)}`)).toContain("a time that no clock shows");
  expect(performance.now() - began).toBeLessThan(1_000);
});

test("a span is shown as people write it", () => {
  expect(hoursOf("Mo 18:00-02:00,00:00-03:30").week[1]?.map(spanText)).toEqual(["00:00–03:30", "18:00–02:00"]);
  expect(hoursOf("24/7").week[0]?.map(spanText)).toEqual(["00:00–24:00"]);
});
