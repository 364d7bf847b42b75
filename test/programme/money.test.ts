/** Units that are money: worth themselves, and written as money wherever they are named. */
import { expect, test } from "vitest";
import { readProgramme } from "../../functions/programme/programme.ts";
import { worthIn } from "../../functions/programme/unit.ts";
import { whySentence } from "../../functions/programme/why.ts";
import { wordingOf } from "../../functions/programme/wording.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";

const cash = { name: { one: "cash back", other: "cash back" }, money: true };

function read(units: JsonObject) {
  return readProgramme(pointsProgramme({ units: { points: { name: { one: "point", other: "points" } }, ...units } }));
}
function programmeOf(units: JsonObject) {
  const found = read(units);
  if ("faults" in found) throw new Error(JSON.stringify(found.faults));
  return found.programme;
}

test("money is worth itself, points are worth what is said, and nothing where nothing is", () => {
  const { units } = programmeOf({ cash, miles: { ...cash, money: false, worth: { amount: 100, minor: 80 } } });
  const worths = Object.fromEntries(Object.entries(units).map(([unit, terms]) => [unit, worthIn(terms)]));
  expect(worths).toEqual({ points: null, cash: { amount: 1, minor: 1 }, miles: { amount: 100, minor: 80 } });
});

test("a worth of money besides itself is a fault", () => {
  expect(read({ cash: { ...cash, worth: { amount: 1, minor: 2 } } })).toEqual({
    faults: [{ pointer: "/units/cash/worth", says: "money is worth itself" }],
  });
});

test.each([
  [0, "€0.00 cash back"],
  [1, "€0.01 cash back"],
  [199, "€1.99 cash back"],
  [500_000, "€5,000.00 cash back"],
])("%i minor units are written as %s", (amount, text) => {
  expect(wordingOf(programmeOf({ cash })).units(amount, "cash")).toBe(text);
});

const rate = { rule: "points-per-euro", amount: 2, perMinor: 100, percent: 100, tier: null, denominator: 10_000 };
test.each([
  [
    { amount: 66, reason: "earn", why: { ...rate, basisMinor: 3333, carriedBefore: 0, carriedAfter: 6600 } },
    "€0.02 cash back per €1.00 on €33.33 = €0.66 cash back; 0.66 of €0.01 is carried to your next purchase",
  ],
  [
    {
      amount: -40,
      reason: "refund",
      why: { ...rate, numerator: 200, basisBeforeMinor: 4000, basisAfterMinor: 2000, carriedBefore: 0, owes: 15 },
    },
    "€0.40 cash back taken back because €20.00 was refunded; €0.15 of them were used already and are owed: what you earn next repays them",
  ],
] as const)("a why of %o is said as money", (movement, says) => {
  expect(whySentence({ unit: "cash", ...movement }, wordingOf(programmeOf({ cash })))).toBe(says);
});
