import { expect, test } from "vitest";
import { decideExpire } from "../../functions/decisions/expire.ts";
import type { Facts, Given } from "../../functions/decisions/facts.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { daysOf } from "../../functions/programme/unit.ts";
import { type Day, dateOf, dayOf, dayOfDate, NEVER } from "../../functions/values/day.ts";
import type { Holder } from "../../functions/values/holder.ts";
import { isRefusal } from "../../functions/values/refusal.ts";
import { pointsProgramme } from "../support/programmes.ts";

const given = { operation: "op_1", actor: "clock" } as Given;

function factsAt(now: number, zone: string, lots: { availableOn: Day; expiresOn: Day; balance: number }[]): Facts {
  const read = readProgramme(pointsProgramme({ zone }));
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const version = { version: 1, effectiveAt: 0, programme: read.programme };
  const holder = { publicId: "mem_a", kind: "member", owner: null, version: 3, state: "joined", dueAt: null } as const;
  const member: Holder<"member"> = { ...holder, facts: { joinedAt: 0 } };
  return {
    now,
    today: dayOf(now, zone),
    current: version,
    atEvent: version,
    newestVersion: 1,
    holders: new Map([["mem_a", member]]),
    accounts: lots.map((lot) => ({ holder: "mem_a", unit: "points", ...lot })),
    metrics: [],
    claims: new Map(),
    member,
  };
}

function expiredAt(now: string, zone: string, lastDay: string) {
  const decided = decideExpire(
    factsAt(Date.parse(now), zone, [{ availableOn: 100, expiresOn: dayOfDate(lastDay), balance: 7 }]),
    { member: "mem_a" },
    given,
  );
  if (isRefusal(decided)) throw new Error(decided.refused);
  return { amount: decided.outcome.expired[0]?.amount ?? 0, dueAt: decided.written.holders[0]?.dueAt ?? null };
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
])("a lot earned on %s that lives %d days is good until %s", (earned, expiresAfterDays, last) => {
  const terms = { name: { one: "point", other: "points" }, pendingDays: 0, expiresAfterDays };
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
  const decided = decideExpire(factsAt(now, "UTC", lots), { member: "mem_a" }, given);
  if (isRefusal(decided)) throw new Error(decided.refused);
  expect(decided.outcome.expired.map(({ amount }) => amount)).toEqual([3, 5]);
  expect(decided.written.postings.map(({ to, amount }) => [to.holder, amount])).toEqual([
    ["programme:expired", 3],
    ["programme:expired", 5],
  ]);
  expect(decided.written.holders[0]?.dueAt).toBe(Date.parse("2026-06-11T00:00:00Z"));
});
