/**
 * Opening a round of a contest. It is opened shortly before the round before it closes, with the same instant as its
 * opening, so that no purchase falls between two rounds. What will decide is fixed and published here, before the first
 * ticket: the commitment to a secret, the beacon's round, or the public draw.
 */
import { commitmentOf } from "../draws/contest.ts";
import { QUICKNET, roundOfContest } from "../draws/drand.ts";
import type { Contest } from "../programme/draws/contest.ts";
import type { ContestEntropy } from "../programme/draws/entropy.ts";
import { weeklyCloseAfter } from "../programme/draws/schedule.ts";
import { say } from "../programme/words.ts";
import type { ContestTerms } from "../values/contest-facts.ts";
import type { Instant } from "../values/day.ts";
import type { Entropy } from "../values/entropy.ts";
import { sha256Hex } from "../values/hash.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { canonicalJson } from "../values/jcs.ts";
import type { Json } from "../values/json.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { expectProgramme } from "./paused.ts";

/** How long before its opening a round is made, in milliseconds: a clock may stand still for an hour without a gap. */
const AHEAD_MS = 3_600_000;

export interface ContestOpening {
  /** Its name in the document. */
  contest: string;
  closesAt: Instant;
  /** The version whose words these are: the contest as it stands in that document. */
  version: number;
  wording: Json;
}

export interface ContestOpened {
  operation: string;
  contest: string;
  opensAt: Instant;
  closesAt: Instant;
  entropy: Entropy;
  rulesHash: string;
}

/** When a round opens and closes. */
export interface RoundTimes {
  opensAt: Instant;
  closesAt: Instant;
}

/** The round of a contest that has to be opened now, or null. Rounds that the clock missed altogether had no entrants, and are not made up. */
export function roundToOpen(facts: Facts, terms: Contest): RoundTimes | null {
  const last = openRounds(facts, terms.id).at(-1);
  if (last !== undefined && last.facts.closesAt > facts.now + AHEAD_MS) return null;
  const round = nextRound(facts, terms);
  return round !== null && round.opensAt <= facts.now + AHEAD_MS ? round : null;
}

/** The round of a contest that comes after those which are made, whenever it is made itself; null: none does. */
export function nextRound(facts: Facts, { id, schedule }: Contest): RoundTimes | null {
  const { now } = facts;
  const last = openRounds(facts, id).at(-1);
  if (last !== undefined && schedule.kind === "once") return null;
  const round =
    schedule.kind === "once"
      ? { opensAt: Math.max(now, Date.parse(schedule.opens)), closesAt: Date.parse(schedule.closes) }
      : weeklyRound(schedule, { facts, opensAt: Math.max(now, last?.facts.closesAt ?? now) });
  // Manifests count in whole seconds.
  return Math.floor(round.opensAt / 1000) < Math.floor(round.closesAt / 1000) ? round : null;
}

/** What a round's `rulesHash` is of: the contest as the document words it, as canonical JSON. */
export function rulesHashOf(wording: Json): string {
  return sha256Hex(canonicalJson(wording));
}

/** The label of the secret that draws a contest. */
export function secretOf(contest: string): string {
  return `contest/${contest}`;
}

/** Refusals: not_due (nothing stored). */
export function decideOpenContest(
  facts: Facts,
  { contest: name, closesAt, version: worded, wording }: ContestOpening,
  given: Given,
): Decided<ContestOpened> {
  const { version, programme } = facts.current;
  const terms = programme.contests.find(({ id }) => id === name);
  const round = terms && roundToOpen(facts, terms);
  if (!terms || round?.closesAt !== closesAt || worded !== version) return cannotDecide("not_due");
  const draft = draftOf(facts);
  // Bumped, so that two openings at once see each other.
  draft.change(expectProgramme(draft, facts));
  const contest = given.id("con");
  const { language } = programme;
  const entropy = entropyOf(terms.entropy, { contest, closesAt, language }, given);
  const rulesHash = rulesHashOf(wording);
  draft.open<"contest">({
    publicId: contest,
    kind: "contest",
    owner: null,
    state: "open",
    dueAt: closesAt,
    facts: {
      contest: name,
      version,
      ...round,
      entropy,
      rulesHash,
      terms: termsOf(terms),
      winners: terms.prizes.length,
      alternates: terms.alternates,
      file: null,
      manifest: null,
      material: null,
      prizes: [],
      ranking: [],
      places: [],
      voidReason: null,
    },
  });
  return {
    written: draft.written(null),
    outcome: { operation: given.operation, contest, ...round, entropy, rulesHash },
  };
}

/** What decides a round, from the document's mode. */
function entropyOf(
  terms: ContestEntropy,
  { contest, closesAt, language }: { contest: string; closesAt: Instant; language: string },
  given: Given,
): Entropy {
  switch (terms.mode) {
    case "commit":
      return { mode: "commit", commit: commitmentOf(given.secret(secretOf(contest))) };
    case "drand":
      return { mode: "drand", chain: QUICKNET.hash, round: roundOfContest(Math.floor(closesAt / 1000)) };
    case "manual":
      return { mode: "manual", source: say(terms.source, language) };
    case "fixed":
      return { mode: "fixed", secret: terms.secret };
    default:
      return terms satisfies never;
  }
}

/** What later steps need of the rules, so that none of them has to read the document again. */
function termsOf({ eligibility, freeEntry, claim, skillQuestionIn }: Contest): ContestTerms {
  return { ...eligibility, freeTickets: freeEntry?.tickets ?? null, claimDays: claim.days, skillQuestionIn };
}

function openRounds(facts: Facts, name: string): Holder<"contest">[] {
  return [...facts.holders.values()]
    .filter(({ kind, state }) => kind === "contest" && state === "open")
    .map((holder) => asKind(holder, "contest"))
    .filter((round) => round.facts.contest === name)
    .sort((a, b) => a.facts.closesAt - b.facts.closesAt);
}

function weeklyRound(
  schedule: Extract<Contest["schedule"], { kind: "weekly" }>,
  { facts, opensAt }: { facts: Facts; opensAt: Instant },
): RoundTimes {
  return { opensAt, closesAt: weeklyCloseAfter(schedule, facts.current.programme.zone, opensAt) };
}
