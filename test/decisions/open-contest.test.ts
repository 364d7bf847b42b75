import { expect, test } from "vitest";
import { decideOpenContest, roundToOpen } from "../../functions/decisions/open-contest.ts";
import { commitmentOf } from "../../functions/draws/contest.ts";
import type { ContestFacts } from "../../functions/values/contest-facts.ts";
import type { Holder } from "../../functions/values/holder.ts";
import type { Json, JsonObject } from "../../functions/values/json.ts";
import { isRefusal } from "../../functions/values/refusal.ts";
import { contestProgramme, weekly } from "../support/contests.ts";
import { factsWith, given } from "../support/facts.ts";

const HOUR_MS = 3_600_000;
const close = Date.parse("2026-11-29T22:59:00Z");
const once = { kind: "once", opens: "2026-12-01T10:00:00Z", closes: "2026-12-08T10:00:00Z" };
const opens = Date.parse(once.opens);
const closes = Date.parse(once.closes);

function round(opensAt: number, closesAt: number, contest = "trip"): [string, Holder] {
  const facts: ContestFacts = {
    contest,
    version: 1,
    opensAt,
    closesAt,
    entropy: { mode: "commit", commit: "" },
    rulesHash: "",
    terms: {
      minAge: 0,
      regions: ["DE"],
      voidIn: [],
      staffExcluded: true,
      freeTickets: 1,
      claimDays: 14,
      skillQuestionIn: [],
    },
    winners: 2,
    alternates: 1,
    file: null,
    manifest: null,
    material: null,
    prizes: [],
    ranking: [],
    places: [],
    voidReason: null,
  };
  const publicId = `con_${closesAt}`;
  return [publicId, { publicId, kind: "contest", owner: null, version: 0, state: "open", dueAt: closesAt, facts }];
}

function toOpen(schedule: JsonObject, now: number, rounds: [string, Holder][] = []) {
  const facts = factsWith({ now, holders: new Map(rounds) }, contestProgramme(schedule));
  const [terms] = facts.current.programme.contests;
  if (!terms) throw new Error("the programme has a contest");
  return roundToOpen(facts, terms);
}

test.each([
  ["no round yet", close - 5 * HOUR_MS, [], { opensAt: close - 5 * HOUR_MS, closesAt: close }],
  ["more than an hour of the round left", close - HOUR_MS - 1, [round(0, close)], null],
  ["exactly an hour left", close - HOUR_MS, [round(0, close)], { opensAt: close, closesAt: close + 168 * HOUR_MS }],
  ["closed and not frozen yet", close + 1, [round(0, close)], { opensAt: close + 1, closesAt: close + 168 * HOUR_MS }],
  ["the next is there already", close - 1, [round(0, close), round(close, close + 168 * HOUR_MS)], null],
  [
    "another contest's round is none of this one's",
    close - HOUR_MS - 1,
    [round(0, close, "other")],
    { opensAt: close - HOUR_MS - 1, closesAt: close },
  ],
  ["less than a second to the close", close - 1, [], { opensAt: close - 1, closesAt: close }],
])("weekly: %s", (_, now, rounds, expected) => {
  expect(toOpen(weekly, now, rounds as [string, Holder][])).toEqual(expected);
});

test.each([
  ["more than an hour before it opens", opens - HOUR_MS - 1, [], null],
  ["an hour before", opens - HOUR_MS, [], { opensAt: opens, closesAt: closes }],
  ["in the middle", opens + HOUR_MS, [], { opensAt: opens + HOUR_MS, closesAt: closes }],
  ["its round is there", opens + HOUR_MS, [round(opens, closes)], null],
  ["over", closes, [], null],
])("once: %s", (_, now, rounds, expected) => {
  expect(toOpen(once, now, rounds as [string, Holder][])).toEqual(expected);
});

test("an opening publishes the commitment to its secret and the hash of its words, and waits for its close", () => {
  const now = close - 5 * HOUR_MS;
  const document = contestProgramme(weekly);
  const wording = (document.contests as Json[])[0] as Json;
  const facts = factsWith({ now }, document);
  const decided = decideOpenContest(facts, { contest: "trip", closesAt: close, version: 1, wording }, given);
  if (isRefusal(decided)) throw new Error(decided.refused);
  const { contest, entropy } = decided.outcome;
  expect(entropy).toEqual({ mode: "commit", commit: commitmentOf(given.secret(`contest/${contest}`)) });
  const opened = decided.written.holders.find(({ publicId }) => publicId === contest);
  expect(opened).toMatchObject({ state: "open", expected: null, dueAt: close, facts: { material: null, entropy } });
  expect(JSON.stringify(decided.written)).not.toContain(given.secret(`contest/${contest}`));
  const programme = decided.written.holders.find(({ publicId }) => publicId === "programme");
  expect(programme?.isChanged).toBe(true);
});

test.each([
  ["another close than the schedule's", { closesAt: close + 1 }],
  ["the words of another version", { version: 2 }],
  ["a contest that the document does not have", { contest: "gone" }],
])("refuses to open for %s", (_, wrong) => {
  const document = contestProgramme(weekly);
  const request = { contest: "trip", closesAt: close, version: 1, wording: (document.contests as Json[])[0] as Json };
  const decided = decideOpenContest(factsWith({ now: close - 1000 }, document), { ...request, ...wrong }, given);
  expect(decided).toMatchObject({ refused: "not_due", isDecided: false });
});
