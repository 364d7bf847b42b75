import { expect, test } from "vitest";
import { laws, usTaxFrom } from "../../functions/programme/draws/law.ts";
import { isOpenTo, reaches } from "../../functions/programme/draws/region.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { contestProgramme, weekly } from "../support/contests.ts";

const given = contestProgramme(weekly);
const [terms] = given.contests as [JsonObject];

function faultsWith(change: JsonObject, more: JsonObject = {}) {
  const contest = Object.fromEntries(Object.entries({ ...terms, ...change }).filter(([, value]) => value !== null));
  const read = readProgramme({ ...given, ...more, contests: [contest] });
  return "faults" in read ? read.faults : [];
}

const us = (more: JsonObject = {}) => ({
  eligibility: { minAge: 18, regions: ["US"], ...more },
  prizes: [{ kind: "goods", name: "A car", valueMinor: 900_000, valueUsdMinor: 1_000_000 }],
});

test("a contest that says all of it has no faults", () => {
  expect(faultsWith({})).toEqual([]);
});

test.each<[string, JsonObject, string, RegExp]>([
  ["who runs it", { sponsor: null }, "/contests/0/sponsor", /who runs/],
  ["where complaints go", { disputes: null }, "/contests/0/disputes", /complaint/],
  ["who may enter", { eligibility: null }, "/contests/0/eligibility", /who may enter/],
  ["from which age", { eligibility: { regions: ["DE"] } }, "/contests/0/eligibility/minAge", /which age/],
  ["until when prizes are claimed", { claim: null }, "/contests/0/claim", /claimed/],
  ["its official rules", { rules: null }, "/contests/0/rules", /official rules/],
  ["what a prize is worth", { prizes: [{ kind: "goods", name: "A mug" }] }, "/contests/0/prizes/0/valueMinor", /value/],
  ["a free way in", { freeEntry: null }, "/contests/0/freeEntry", /lottery/],
  [
    "a free way in that weighs as much",
    { freeEntry: { tickets: 2, how: "Ask." } },
    "/contests/0/freeEntry/tickets",
    /less than 3: .*lottery/,
  ],
  ["a registration in Florida", us({ voidIn: ["US-NY", "US-RI"] }), "/contests/0/filings", /US-FL: Florida/],
  ["a registration in Rhode Island alone", us({ regions: ["US-RI"] }), "/contests/0/filings", /US-RI/],
  ["an age in the United States", us({ regions: ["US-TX"], minAge: 12 }), "/contests/0/eligibility/minAge", /13: /],
  [
    "a value in dollars",
    { eligibility: { minAge: 18, regions: ["US-TX"] } },
    "/contests/0/prizes/0/valueUsdMinor",
    /dollars/,
  ],
  [
    "a question of skill in Canada",
    { eligibility: { minAge: 18, regions: ["CA-ON"] } },
    "/contests/0/skillQuestionIn",
    /skill/,
  ],
  [
    "equal tickets in South Australia",
    { eligibility: { minAge: 18, regions: ["AU-SA"] }, freeEntry: { tickets: 5, how: "Ask." } },
    "/contests/0/eligibility/regions",
    /South Australia/,
  ],
  [
    "records for six months in Rhode Island",
    { ...us({ regions: ["US-RI"] }), filings: { "US-RI": "R-1" }, retentionMonths: 5 },
    "/contests/0/retentionMonths",
    /six months/,
  ],
])(
  "publishing is blocked where a contest does not say %s, with the reason and that it is no legal advice",
  (_, change, pointer, says) => {
    const faults = faultsWith(change);
    const found = faults.find((fault) => fault.pointer === pointer);
    expect(found, JSON.stringify(faults)).toBeDefined();
    expect(found?.says).toMatch(says);
    expect(found?.says).toContain("no legal advice");
  },
);

test.each<[string, JsonObject]>([
  ["both registered", { ...us(), filings: { "US-NY": "N-1", "US-FL": "F-1", "US-RI": "R-1" } }],
  ["void where it would have to be", us({ voidIn: ["US-NY", "US-FL", "US-RI"] })],
  [
    "worth exactly the threshold",
    { ...us({ voidIn: ["US-RI"] }), prizes: [{ kind: "goods", name: "A car", valueMinor: 1, valueUsdMinor: 500_000 }] },
  ],
  ["a question of skill for all of Canada", { eligibility: { minAge: 18, regions: ["CA"] }, skillQuestionIn: ["CA"] }],
])("nothing is missing: %s", (_, change) => {
  expect(faultsWith(change)).toEqual([]);
});

test("a reward that sells tickets for points has to be meant, and counts as a way in", () => {
  const rewards = [
    {
      id: "ticket",
      name: "Tickets",
      kind: "tickets",
      cost: { unit: "points", amount: 10 },
      contest: "trip",
      amount: 2,
      stepsMax: 5,
    },
  ];
  expect(faultsWith({}, { rewards }).map(({ pointer }) => pointer)).toEqual([
    "/contests/0/pointsForTickets",
    "/contests/0/freeEntry/tickets",
  ]);
  expect(faultsWith({ pointsForTickets: true, freeEntry: { tickets: 10, how: "Ask." } }, { rewards })).toEqual([]);
});

test("second chances are held against the law with the contest's own prizes, and come before it closes", () => {
  const pool = (items: number, more: JsonObject = {}, prize: JsonObject = {}) => ({
    id: "gift",
    name: "Gift",
    from: "2026-01-01T00:00:00Z",
    days: 7,
    table: [{ id: "mug", odds: 10, items, prize: { kind: "goods", name: "A mug", valueMinor: 1, ...prize } }],
    secondChance: "trip",
    ...more,
  });
  const florida = {
    ...us({ regions: ["US-FL"] }),
    prizes: [{ kind: "goods", name: "A bag", valueMinor: 1, valueUsdMinor: 0 }],
  };
  const pointers = (change: JsonObject, surprise: JsonObject) =>
    faultsWith(change, { surprises: [surprise] }).map(({ pointer }) => pointer);
  const worth = { valueUsdMinor: 5_001 };
  expect(pointers({}, pool(5, { secondChance: "tour" }))).toEqual(["/surprises/0/secondChance"]);
  expect(pointers({}, pool(5))).toEqual([]);
  expect(pointers(florida, pool(5))).toEqual(["/surprises/0/table/0/prize/valueUsdMinor"]);
  expect(pointers(florida, pool(99, {}, worth))).toEqual([]);
  // A hundred come to one round at most: 5,001.00 is beyond Florida's 5,000.00, and more items make it no more.
  expect(pointers(florida, pool(100, {}, worth))).toEqual(["/contests/0/filings"]);
  expect(pointers(florida, pool(10_000, {}, { valueUsdMinor: 5_000 }))).toEqual([]);
  const once = (closes: string) => ({ schedule: { kind: "once", opens: "2026-01-01T00:00:00Z", closes } });
  expect(pointers(once("2026-01-08T00:00:00Z"), pool(5))).toEqual(["/surprises/0/days"]);
  expect(pointers(once("2026-01-08T00:00:01Z"), pool(5))).toEqual([]);
});

test("a prize of the catalogue has to be there, and one that can be handed over", () => {
  const prizes = [{ kind: "reward", reward: "mug", name: "A mug", valueMinor: 900 }];
  const rewards = [{ id: "mug", name: "A mug", kind: "product", cost: { unit: "points", amount: 10 } }];
  expect(faultsWith({ prizes }).map(({ pointer }) => pointer)).toEqual(["/contests/0/prizes/0/reward"]);
  expect(faultsWith({ prizes }, { rewards })).toEqual([]);
  const asked = { id: "mug", name: "Miles", kind: "partner", partner: "Air", gives: { name: "miles", amount: 5 } };
  expect(faultsWith({ prizes }, { rewards: [asked] })).toEqual([
    {
      pointer: "/contests/0/prizes/0/reward",
      says: '"mug" is given to who asks for it, and gives nothing by itself',
    },
  ]);
});

test("a region is open where it lies in one that is named and in none where it is void", () => {
  const terms = { regions: ["US", "CA-ON"], voidIn: ["US-NY"] };
  const where = ["US", "US-TX", "US-NY", "CA", "CA-ON", "DE"];
  expect(where.filter((region) => isOpenTo(terms, region))).toEqual(["US", "US-TX", "CA-ON"]);
  expect(where.filter((region) => reaches(terms, region))).toEqual(["US", "US-TX", "CA", "CA-ON"]);
  expect(reaches({ regions: ["CA-ON"], voidIn: ["CA"] }, "CA")).toBe(false);
});

test("every law names a source, and thresholds hold from their year on", () => {
  for (const { says, source } of laws) expect([says.length > 20, source.length > 5]).toEqual([true, true]);
  expect([2024, 2025, 2026, 2031].map(usTaxFrom)).toEqual([60_000, 60_000, 200_000, 200_000]);
});
