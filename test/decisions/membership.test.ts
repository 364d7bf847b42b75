import { expect, test } from "vitest";
import { worthAfter } from "../../functions/decisions/membership-periods.ts";

/** Days 100 to 464: a year. */
const year = { from: 100, until: 464 };

test.each([
  ["not begun", 7900, 99, 7900],
  ["long before it begins", 7900, 10, 7900],
  ["its first day is used", 7900, 100, 7878],
  ["exactly a cent a day", 365, 264, 200],
  ["the day before its last", 7900, 463, 21],
  ["its last day", 7900, 464, 0],
  ["over", 7900, 465, 0],
  ["worth nothing", 0, 100, 0],
  ["more than a number times days may be", 1_000_000_000, 282, 498_630_136],
])("%s: of %i on day %i, %i is left", (_, paidMinor, today, left) => {
  expect(worthAfter({ ...year, paidMinor }, today)).toBe(left);
});
