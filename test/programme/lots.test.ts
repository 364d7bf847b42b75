import { expect, test } from "vitest";
import { readProgramme } from "../../functions/programme/programme.ts";
import { daysOf, unit } from "../../functions/programme/unit.ts";
import { wordingOf } from "../../functions/programme/wording.ts";
import { ALWAYS, dateOf, dayOfDate, NEVER } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";

const named = { name: { one: "point", other: "points" } };

/** The days of what is earned on a date under some terms: "2026-01-15..2027-01-15"; "" for always and never. */
function lot(terms: JsonObject, earnedOn: string): string {
  const { availableOn, expiresOn } = daysOf(unit.parse({ ...named, ...terms }), dayOfDate(earnedOn));
  return `${availableOn === ALWAYS ? "" : dateOf(availableOn)}..${expiresOn === NEVER ? "" : dateOf(expiresOn)}`;
}

const rolling = (more: JsonObject): JsonObject => ({ expiry: { kind: "rolling", ...more } });
const calendar = (on: string[], more: JsonObject = {}): JsonObject => ({ expiry: { kind: "calendar", on, ...more } });
const dates = (...on: string[]): JsonObject => ({ pending: { kind: "dates", on } });

test.each<[string, JsonObject, string, string]>([
  ["at once and for ever", {}, "2026-05-10", ".."],
  ["some days", rolling({ days: 30 }), "2026-05-10", "2026-05-10..2026-06-09"],
  ["some days, over a leap day", rolling({ days: 365 }), "2027-03-01", "2027-03-01..2028-02-29"],
  ["months keep the date", rolling({ months: 3 }), "2026-05-10", "2026-05-10..2026-08-10"],
  ["a month after a long month's end", rolling({ months: 1 }), "2026-01-31", "2026-01-31..2026-02-28"],
  ["a month after a long month's end in a leap year", rolling({ months: 1 }), "2028-01-31", "2028-01-31..2028-02-29"],
  ["months over the year's end", rolling({ months: 3 }), "2026-11-30", "2026-11-30..2027-02-28"],
  ["a year after a leap day", rolling({ years: 1 }), "2028-02-29", "2028-02-29..2029-02-28"],
  ["four years after a leap day", rolling({ years: 4 }), "2028-02-29", "2028-02-29..2032-02-29"],
  ["to the month's end", rolling({ months: 12, endOf: "month" }), "2026-02-10", "2026-02-10..2027-02-28"],
  ["to the month's end, a leap one", rolling({ years: 2, endOf: "month" }), "2026-02-10", "2026-02-10..2028-02-29"],
  ["on the last day of the month", rolling({ months: 1, endOf: "month" }), "2026-03-31", "2026-03-31..2026-04-30"],
  ["days, to the month's end", rolling({ days: 20, endOf: "month" }), "2026-01-12", "2026-01-12..2026-02-28"],
  ["to the quarter's end", rolling({ months: 6, endOf: "quarter" }), "2026-01-01", "2026-01-01..2026-09-30"],
  ["to the quarter's end, reached", rolling({ days: 1, endOf: "quarter" }), "2026-03-30", "2026-03-30..2026-03-31"],
  ["to the quarter's end, passed", rolling({ days: 1, endOf: "quarter" }), "2026-03-31", "2026-03-31..2026-06-30"],
  ["to the half-year's end", rolling({ days: 1, endOf: "half-year" }), "2026-06-29", "2026-06-29..2026-06-30"],
  ["to the next half-year's end", rolling({ days: 1, endOf: "half-year" }), "2026-06-30", "2026-06-30..2026-12-31"],
  ["to the year's end", rolling({ years: 1, endOf: "year" }), "2026-01-01", "2026-01-01..2027-12-31"],
  ["on New Year's Eve", rolling({ days: 1, endOf: "year" }), "2026-12-31", "2026-12-31..2027-12-31"],
  ["a date of the year", calendar(["12-31"]), "2026-05-10", "..2026-12-31"],
  ["that very date", calendar(["12-31"]), "2026-12-31", "..2026-12-31"],
  ["the day after it", calendar(["12-31"]), "2027-01-01", "..2027-12-31"],
  ["the nearest of several", calendar(["12-31", "06-30"]), "2026-05-10", "..2026-06-30"],
  ["days enough, exactly", calendar(["12-31", "06-30"], { atLeastDays: 90 }), "2026-04-01", "..2026-06-30"],
  ["a day short of enough", calendar(["12-31", "06-30"], { atLeastDays: 90 }), "2026-04-02", "..2026-12-31"],
  ["a leap day that there is", calendar(["02-29"]), "2028-02-29", "..2028-02-29"],
  ["a leap day that there is not", calendar(["02-29"]), "2027-01-01", "..2027-02-28"],
  ["after the leap day that there is not", calendar(["02-29"]), "2027-03-01", "..2028-02-29"],
  ["pending for days", { pending: { kind: "days", days: 14 } }, "2026-12-20", "2027-01-03.."],
  [
    "life begins when it is available",
    { pending: { kind: "days", days: 14 }, ...rolling({ days: 30 }) },
    "2026-12-20",
    "2027-01-03..2027-02-02",
  ],
  ["pending to a date", dates("01-01", "07-01"), "2026-05-10", "2026-07-01.."],
  ["earned on such a date waits for the next", dates("01-01", "07-01"), "2026-07-01", "2027-01-01.."],
  [
    "pending to a date, then the calendar",
    { ...dates("01-01"), ...calendar(["12-31"]) },
    "2026-05-10",
    "2027-01-01..2027-12-31",
  ],
])("a lot: %s", (_, terms, earnedOn, days) => {
  expect(lot(terms, earnedOn)).toBe(days);
});

test.each<[JsonObject, string]>([
  [rolling({}), "/units/points/expiry"],
  [rolling({ days: 1, months: 1 }), "/units/points/expiry"],
  [rolling({ days: 0 }), "/units/points/expiry/days"],
  [rolling({ days: 1, endOf: "week" }), "/units/points/expiry/endOf"],
  [calendar([]), "/units/points/expiry/on"],
  [calendar(["02-30"]), "/units/points/expiry/on/0"],
  [calendar(["1-1"]), "/units/points/expiry/on/0"],
  [dates("13-01"), "/units/points/pending/on/0"],
  [{ expiry: { kind: "sometimes" } }, "/units/points/expiry/kind"],
  [{ pending: { kind: "days", days: 0 } }, "/units/points/pending/days"],
])("terms that mean nothing are named: %j", (terms, pointer) => {
  const read = readProgramme(pointsProgramme({ units: { points: { ...named, ...terms } } }));
  expect("faults" in read ? read.faults.map((fault) => fault.pointer) : []).toEqual([pointer]);
});

test.each([
  ["pl", 1, "1 punkt"],
  ["pl", 3, "3 punkty"],
  ["pl", 5, "5 punktów"],
  ["pl", 22, "22 punkty"],
  ["ar", 2, "٢ نقاط"],
])("a unit is called by the plural of its language: %s %i", (language, amount, says) => {
  const name =
    language === "pl"
      ? { one: "punkt", few: "punkty", many: "punktów", other: "punktu" }
      : { one: "نقطة", other: "نقاط" };
  const read = readProgramme(pointsProgramme({ language, units: { points: { name } } }));
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const latin = (text: string) => text.replaceAll(/[0-9]/g, (digit) => "٠١٢٣٤٥٦٧٨٩"[Number(digit)] ?? "");
  const text = wordingOf(read.programme).units(amount, "points");
  expect(language === "ar" ? latin(text) : text).toBe(says);
});
