import { expect, test } from "vitest";
import { decideBoundary } from "../../functions/decisions/boundary.ts";
import type { Facts } from "../../functions/decisions/facts.ts";
import { BOUNDARY, boundarySentence } from "../../functions/programme/boundary.ts";
import { PLAIN } from "../../functions/programme/kinds.ts";
import { daysOf } from "../../functions/programme/unit.ts";
import { heldFor } from "../../functions/values/account.ts";
import { type Day, dateOf, dayOf, dayOfDate, NEVER } from "../../functions/values/day.ts";
import { isRefusal } from "../../functions/values/refusal.ts";
import { ADA, factsWith, given, memberOf, redemptionOf } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";

function factsAt(now: number, zone: string, lots: { availableOn: Day; expiresOn: Day; balance: number }[]): Facts {
  const accounts = lots.map((lot) => ({ holder: ADA, unit: "points", ...lot }));
  return factsWith({ now, accounts, member: { ...memberOf("joined"), dueAt: now } }, pointsProgramme({ zone }));
}

function expiredAt(now: string, zone: string, lastDay: string) {
  const decided = decideBoundary(
    factsAt(Date.parse(now), zone, [{ availableOn: 100, expiresOn: dayOfDate(lastDay), balance: 7 }]),
    { member: ADA },
    given,
  );
  if (isRefusal(decided)) throw new Error(decided.refused);
  return {
    amount: decided.outcome.expired[0]?.amount ?? 0,
    dueAt: decided.written.holders.find(({ publicId }) => publicId === ADA)?.dueAt ?? null,
  };
}

test.each([
  ["an ordinary day ends at midnight in the zone", "Europe/Berlin", "2026-01-15", "2026-01-15T23:00:00.000Z"],
  ["the eve of spring's short day ends in winter time", "Europe/Berlin", "2026-03-28", "2026-03-28T23:00:00.000Z"],
  ["spring's day of 23 hours ends in summer time", "Europe/Berlin", "2026-03-29", "2026-03-29T22:00:00.000Z"],
  ["autumn's day of 25 hours ends in winter time", "Europe/Berlin", "2026-10-25", "2026-10-25T23:00:00.000Z"],
  [
    "a day after which midnight is skipped ends at one o'clock",
    "America/Sao_Paulo",
    "2018-11-03",
    "2018-11-04T03:00:00.000Z",
  ],
  ["a leap day is a day", "UTC", "2028-02-29", "2028-03-01T00:00:00.000Z"],
  ["where there is no leap day, February ends on the 28th", "UTC", "2027-02-28", "2027-03-01T00:00:00.000Z"],
  ["a zone of three quarters of an hour", "Asia/Kathmandu", "2026-05-01", "2026-05-01T18:15:00.000Z"],
])("%s", (_, zone, lastDay, end) => {
  const before = new Date(Date.parse(end) - 1).toISOString();
  expect(expiredAt(before, zone, lastDay)).toEqual({ amount: 0, dueAt: Date.parse(end) });
  expect(expiredAt(end, zone, lastDay)).toEqual({ amount: 7, dueAt: null });
});

test.each([
  ["2027-03-01", 365, "2028-02-29"],
  ["2026-03-01", 365, "2027-03-01"],
  ["2028-02-29", 366, "2029-03-01"],
])("a lot earned on %s that lives %d days is good until %s", (earned, days, last) => {
  const terms = { pending: { kind: "at-once" as const }, expiry: { kind: "rolling" as const, days } };
  expect(dateOf(daysOf(terms, dayOfDate(earned)).expiresOn)).toBe(last);
});

test("only lots whose last day has passed lapse, and the next one sets when she is due again", () => {
  const now = Date.parse("2026-06-10T12:00:00Z");
  const today = dayOf(now, "UTC");
  const lots = [
    { availableOn: 1, expiresOn: today - 2, balance: 3 },
    { availableOn: 1, expiresOn: today - 1, balance: 5 },
    { availableOn: 1, expiresOn: today, balance: 11 },
    { availableOn: 0, expiresOn: NEVER, balance: 13 },
  ];
  const decided = decideBoundary(factsAt(now, "UTC", lots), { member: ADA }, given);
  if (isRefusal(decided)) throw new Error(decided.refused);
  expect(decided.outcome.expired.map(({ amount }) => amount)).toEqual([3, 5]);
  expect(decided.written.postings.map(({ to, amount }) => [to.holder, amount])).toEqual([
    ["programme:expired", 3],
    ["programme:expired", 5],
  ]);
  expect(decided.written.holders.find(({ publicId }) => publicId === ADA)?.dueAt).toBe(
    Date.parse("2026-06-11T00:00:00Z"),
  );
});

test("the steps of a day's beginning are published in the order in which they are done", () => {
  expect(BOUNDARY).toEqual(["activate", "redeem", "review", "occasions", "expire"]);
  const says = boundarySentence({ zone: "Europe/Berlin" }, PLAIN);
  const places = [/can be used;/, /redeem themselves/, /tiers/, /expired/].map((step) => says.search(step));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(Math.min(...places)).toBeGreaterThan(0);
});

test("units of a hold that ran out come back before lots expire, so that they expire with their lot", () => {
  const now = Date.parse("2026-06-10T12:00:00Z");
  const yesterday = dayOf(now, "UTC") - 1;
  const taken = [{ unit: "points", availableOn: 1, expiresOn: yesterday, amount: 7 }];
  const facts = factsAt(now, "UTC", [{ availableOn: 1, expiresOn: yesterday, balance: 3 }]);
  facts.holders.set("rdm_1", redemptionOf("rdm_1", "held", { endsAt: now, taken }));
  facts.accounts.push({ ...heldFor("rdm_1", "points"), balance: 7 });
  const decided = decideBoundary(facts, { member: ADA }, given);
  if (isRefusal(decided)) throw new Error(decided.refused);
  expect(decided.written.postings.map(({ reason, amount }) => [reason, amount])).toEqual([
    ["release", 7],
    ["expire", 7],
    ["expire", 3],
  ]);
});
