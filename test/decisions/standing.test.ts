import { expect, test } from "vitest";
import { draftOf } from "../../functions/decisions/draft.ts";
import { balancesOf, dueOf, standing } from "../../functions/decisions/standing.ts";
import { draftToRead } from "../../functions/decisions/units.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { heldFor } from "../../functions/values/account.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import { ADA, factsWith, redemptionOf } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { factsOf, holding, TODAY } from "./people.ts";

test.each([
  { had: [], available: 0, pending: 0, debt: 0 },
  { had: ["80"], available: 80, pending: 0, debt: 0 },
  // The first good day is good, and the last one is.
  { had: ["80@0..0"], available: 80, pending: 0, debt: 0 },
  { had: ["80@1..1"], available: 0, pending: 80, debt: 0 },
  { had: ["80@-1..-1"], available: 0, pending: 0, debt: 0 },
  { had: ["80@1..", "20@-5..3", "9@-5..-1", "-30"], available: 20, pending: 80, debt: 30 },
])("with $had, $available are available, $pending pending and $debt owed", ({ had, ...balance }) => {
  const facts = factsOf(had.map(holding));
  expect(balancesOf(draftOf(facts), facts, ADA)).toEqual({ points: { ...balance, held: 0 } });
});

test.each([
  // A hold counts as held until its end, and as free from its end on; a debt is repaid first, lapsed lots are nobody's.
  // What repays is what comes back first: of a part that has expired, or of one that is good.
  { endsIn: 1, owes: "-0", available: 5, held: 100, debt: 0 },
  { endsIn: 0, owes: "-0", available: 75, held: 0, debt: 0 },
  { endsIn: -1, owes: "-40", available: 65, held: 0, debt: 0 },
  { endsIn: -1, owes: "-101", available: 5, held: 0, debt: 1 },
  { endsIn: 1, owes: "-40", available: 5, held: 100, debt: 40 },
  { endsIn: -1, owes: "-40", of: ["70", "30@-9..-1"], available: 35, held: 0, debt: 0 },
  { endsIn: -1, owes: "-80", of: ["70", "30@-9..-1"], available: 5, held: 0, debt: 0 },
])(
  "a hold of 100 that ends in $endsIn ms, with $owes: $available available, $held held",
  ({ endsIn, owes, of = ["30@-9..-1", "70"], ...balance }) => {
    const taken = of.map(holding).map(({ unit, availableOn, expiresOn, balance: amount }) => ({
      unit,
      availableOn,
      expiresOn,
      amount,
    }));
    const now = TODAY * DAY_MS;
    const hold = redemptionOf("rdm_1", "held", { taken, endsAt: now + endsIn });
    const accounts = [{ ...heldFor("rdm_1", "points"), balance: 100 }, holding("5@-1..9"), holding(owes)];
    const facts = factsWith({ now, holders: new Map([["rdm_1", hold]]), accounts }, pointsProgramme({ zone: "UTC" }));
    expect(balancesOf(draftOf(facts), facts, ADA)).toEqual({ points: { ...balance, pending: 0 } });
    // The clock's release makes nothing else of it.
    expect(balancesOf(draftToRead(facts, ADA), facts, ADA)).toEqual({ points: { ...balance, pending: 0 } });
  },
);

test.each([
  // Today is 2024-10-04.
  { window: { kind: "lifetime" }, counted: { 201001: 3, 202410: 4 }, has: 7 },
  { window: { kind: "rolling", months: 1 }, counted: { 202409: 3, 202410: 4 }, has: 4 },
  { window: { kind: "rolling", months: 12 }, counted: { 202310: 1, 202311: 2, 202410: 4 }, has: 6 },
  { window: { kind: "calendar-year" }, counted: { 202312: 1, 202401: 2, 202410: 4 }, has: 6 },
  { window: { kind: "calendar-year" }, counted: { 202410: -4 }, has: 0 },
])("a window of $window over $counted has $has", ({ window, counted, has }) => {
  const read = readProgramme(
    pointsProgramme({
      metrics: { spend: { counts: "spend", bucket: "month" } },
      tiers: [
        { id: "status", measure: { metric: "spend", window }, levels: [{ id: "basic", name: "Basic", from: 0 }] },
      ],
    }),
  );
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const rows = Object.entries(counted).map(([bucket, amount]) => ({
    holder: ADA,
    metric: "spend",
    bucket: Number(bucket),
    amount,
  }));
  expect(standing(draftOf(factsOf([], rows)), read.programme, ADA, TODAY)?.has).toBe(has);
});

test.each([
  { has: 0, tier: "basic", next: { tier: "gold", missing: 10 } },
  { has: 9, tier: "basic", next: { tier: "gold", missing: 1 } },
  { has: 10, tier: "gold", next: null },
  { has: 11, tier: "gold", next: null },
])("$has of the measure is $tier", ({ has, tier, next }) => {
  const read = readProgramme(
    pointsProgramme({
      metrics: { spend: { counts: "spend" } },
      tiers: [
        {
          id: "status",
          measure: { metric: "spend", window: { kind: "lifetime" } },
          levels: [
            { id: "basic", name: "Basic", from: 0 },
            { id: "gold", name: "Gold", from: 10 },
          ],
        },
      ],
    }),
  );
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const draft = draftOf(factsOf([], [{ holder: ADA, metric: "spend", bucket: 0, amount: has }]));
  expect(standing(draft, read.programme, ADA, TODAY)).toEqual({ tier, has, next });
});

test.each([
  { had: [], due: null },
  { had: ["80"], due: null },
  { had: ["80", "5@0..3", "5@0..9"], due: 4 },
  { had: ["5@0..0"], due: 1 },
  { had: ["5@-9..-2"], due: -1 },
])("with $had, time next changes something in $due days", ({ had, due }) => {
  const facts = factsOf(had.map(holding));
  expect(dueOf(draftOf(facts), facts, ADA)).toBe(due === null ? null : (TODAY + due) * DAY_MS);
});
