/** A contest as everybody may see it: tags stand for people. */
import * as z from "zod";
import type { ContestRow } from "../database/contests.ts";
import type { Facts } from "../decisions/facts.ts";
import { nextRound } from "../decisions/open-contest.ts";
import type { ContestManifest } from "../draws/manifest.ts";
import { contestManifestHash } from "../draws/manifest.ts";
import { keptUntil } from "../edge/kept-until.ts";
import { instantView } from "../edge/views.ts";
import { type Contest, contest as contestTerms } from "../programme/draws/contest.ts";
import { tongueOf } from "../programme/tongues/index.ts";
import { say, type Words } from "../programme/words.ts";
import { type ContestFacts, type ContestPlace, PASS_REASONS } from "../values/contest-facts.ts";
import { dateOf, dayOf, type Instant, minuteOf } from "../values/day.ts";
import type { JsonObject } from "../values/json.ts";
import { entropyShape, entropyView } from "./entropy-view.ts";

const state = z
  .enum(["draft", "open", "frozen", "awaiting", "drawn", "claiming", "settled", "void"])
  .describe(
    "draft: opens later · frozen: closed, not drawn yet · awaiting: its entries are published, and what decides is not known yet · claiming: prizes are claimed and handed over · settled: nothing is left to do",
  );

const prize = z.strictObject({
  rank: z.int(),
  kind: z.enum(["units", "reward", "goods"]),
  name: z.string(),
  unit: z.string().optional(),
  amount: z.int().optional(),
  reward: z.string().optional(),
  valueMinor: z.int().describe("stated value, in minor units"),
  surprise: z.string().optional().describe("a second chance: the surprise that had it left over, in whose proof it is"),
  item: z.string().optional().describe("its prize item there"),
});

/** As few people are never counted for everybody: who knows that she was asked, or stood there, would know the rest. */
const SHOWN_FROM = 5;

export const contestShape = z.strictObject({
  id: z.string(),
  contest: z.string().describe("its name in the programme document"),
  name: z.string(),
  state,
  opensAt: z.string(),
  closesAt: z.string(),
  prizes: z.array(prize),
  winners: z.int(),
  alternates: z.int(),
  entrants: z
    .int()
    .nullable()
    .describe(
      `members who entered; exact from the freeze on, and until then null while they are fewer than ${SHOWN_FROM}`,
    ),
  tickets: z.int().nullable().describe("null where `entrants` is"),
  entropy: entropyShape,
  label: z.string().describe("how far the luck can be trusted"),
  free: z
    .strictObject({ entrants: z.int(), tickets: z.int() })
    .nullable()
    .describe(
      `of them, free entries; the other tickets were earned. Until the freeze null while either are fewer than ${SHOWN_FROM}`,
    ),
  zone: z.string().describe("the zone that deadlines are said in"),
  closesOn: z.string().describe("the date and time of its close in that zone"),
  rulesHash: z.string().describe("SHA-256 of the canonical JSON of `wording`"),
});

/** A round that is announced and not made yet: what decides it is fixed when it is. */
export const nextShape = z.strictObject({
  contest: z.string().describe("its name in the programme document"),
  name: z.string(),
  opensAt: z.string().nullable().describe("null: as soon as the clock makes it"),
  closesAt: z.string(),
  closesOn: z.string().describe("the date and time of its close in the programme's zone"),
  prizes: z.array(prize),
});

export const contestDetailShape = contestShape.extend({
  rules: z.string(),
  wording: z.unknown().describe("the contest as the programme document words it"),
  manifestHash: z.string().nullable().describe("from the freeze on"),
  ranking: z.array(
    z.strictObject({
      rank: z.int(),
      tag: z.string(),
      ticket: z.int(),
      of: z.int(),
      word: z.int(),
      isWinner: z.boolean(),
    }),
  ),
  winnersList: z
    .array(
      z.strictObject({
        prize: z.int().describe("the prize's number, from 1"),
        name: z.string().describe("what it is"),
        valueMinor: z.int(),
        rank: z.int().nullable().describe("the rank that has it; null: nobody is left who could"),
        tag: z.string().nullable(),
        winner: z.string().nullable().describe("her name where she lets it be shown; null: her tag stands for her"),
        state: z.enum(["offered", "claimed", "delivered", "passes-on", "left"]),
        claimUntil: z.string().nullable(),
        claimUntilOn: z.string().nullable().describe("its last minute in the programme's zone"),
        passed: z
          .array(z.strictObject({ rank: z.int(), reason: z.enum(PASS_REASONS), at: z.string() }))
          .describe("ranks that it passed by, oldest first"),
      }),
    )
    .describe("every prize with whose it is, from the draw on"),
  voidReason: z.enum(["no_entries", "staff"]).nullable(),
  voidSays: z.string().nullable().describe("the staff's reason, where they called it off"),
  keptUntil: z.string().describe("the last day on which entries, draw and claims are kept, by its rules"),
  next: nextShape.nullable().describe("the contest's next round, as the programme announces it now; null: none"),
  proof: z.string().nullable().describe("where its proof is, from the freeze on"),
  verify: z.string().describe("the page on which anybody draws it again"),
});

/** The round that comes after those which are made, by the programme as it is now; null: none does. */
export function nextView(facts: Facts, terms: Contest, { language, zone }: Looking): JsonObject | null {
  const round = nextRound(facts, terms);
  return (
    round && {
      contest: terms.id,
      name: say(terms.name, language),
      opensAt: round.opensAt > facts.now ? instantView(round.opensAt) : null,
      closesAt: instantView(round.closesAt),
      closesOn: minuteView(round.closesAt, zone),
      prizes: prizesView(terms.prizes, {}, language),
    }
  );
}

/** Who looks: when by the ledger's clock, and in which language. */
export interface Looking {
  now: Instant;
  language: string;
  zone: string;
}

/** A contest in a list. */
export function contestView(
  { contest, wording, ...counted }: ContestRow,
  { now, language, zone }: Looking,
): JsonObject {
  const { publicId: id, facts } = contest;
  const terms = contestTerms.parse(wording);
  return {
    id,
    contest: facts.contest,
    name: say(terms.name, language),
    state: stateOf(contest, now),
    opensAt: instantView(facts.opensAt),
    closesAt: instantView(facts.closesAt),
    prizes: prizesView(terms.prizes, facts, language),
    winners: facts.winners,
    alternates: facts.alternates,
    ...countsView({ facts, ...counted }),
    zone,
    closesOn: minuteView(facts.closesAt, zone),
    entropy: entropyView(facts.entropy),
    label: tongueOf(language).odds.labels[facts.entropy.mode],
    rulesHash: facts.rulesHash,
  };
}

/** How many entered, as everybody may know: from the freeze on each entry is in the proof, under its tag. */
function countsView({
  facts: { file, manifest, voidReason },
  entrants,
  tickets,
  free,
}: Pick<ContestRow, "entrants" | "tickets" | "free"> & { facts: ContestFacts }): JsonObject {
  if (file?.isWhole) return { entrants: file.entrants, tickets: file.tickets, free };
  const isPublic = manifest !== null || voidReason === "no_entries";
  const isShown = isPublic || entrants >= SHOWN_FROM;
  const isSplit = isPublic || Math.min(free.entrants, entrants - free.entrants) >= SHOWN_FROM;
  return { entrants: isShown ? entrants : null, tickets: isShown ? tickets : null, free: isSplit ? free : null };
}

/** Its own prizes, then those that surprises had left over. */
function prizesView(
  own: Contest["prizes"],
  { secondChance = [] }: Pick<ContestFacts, "secondChance">,
  language: string,
): JsonObject[] {
  const further = secondChance.flatMap(({ pool, items, prize: given }) =>
    items.map((item) => ({ given, from: { surprise: pool, item } })),
  );
  return [...own.map((given) => ({ given, from: {} })), ...further].map(({ given, from }, index) => ({
    rank: index + 1,
    kind: given.kind,
    name: say(given.name as Words, language),
    ...(given.kind === "units" ? { unit: given.unit, amount: given.amount } : {}),
    ...(given.kind === "reward" ? { reward: given.reward } : {}),
    valueMinor: given.valueMinor,
    ...from,
  }));
}

/** A contest by itself. */
export function contestDetailView(row: ContestRow, looking: Looking): JsonObject {
  const { publicId: id, facts } = row.contest;
  return {
    ...contestView(row, looking),
    rules: say(contestTerms.parse(row.wording).rules, looking.language),
    wording: row.wording,
    manifestHash: facts.manifest === null ? null : contestManifestHash(JSON.parse(facts.manifest) as ContestManifest),
    ranking: facts.ranking.map((ranked) => ({ ...ranked, isWinner: ranked.rank <= facts.winners })),
    winnersList: facts.places.map((place) => placeView(row, place, looking)),
    voidReason: facts.voidReason,
    voidSays: facts.voidSays ?? null,
    keptUntil: keptUntil(row, looking.zone),
    proof: facts.manifest === null ? null : `/v1/contests/${id}/proof`,
    verify: `/verify/contest/${id}`,
  };
}

function placeView(
  { contest: { publicId, facts }, names }: ContestRow,
  { prize: number, rank, state: at, until, passed }: ContestPlace,
  { language, zone }: Looking,
): JsonObject {
  const prize = facts.prizes[number - 1];
  const tag = facts.ranking.find((drawn) => drawn.rank === rank)?.tag ?? null;
  const isShown = at === "held" || at === "delivered";
  return {
    prize: number,
    name: prize ? say(prize.name as Words, language) : "",
    valueMinor: prize?.valueMinor ?? 0,
    rank,
    tag,
    winner: isShown ? (names[`${publicId}:${tag}`] ?? null) : null,
    state: PLACE_STATES[at],
    claimUntil: at === "offered" && until !== null ? instantView(until) : null,
    claimUntilOn: at === "offered" && until !== null ? minuteView(until - 1, zone) : null,
    passed: passed.map((each) => ({ ...each, at: instantView(each.at) })),
  };
}

/** States as everybody may see them: that a tax form is missing is between the winner and the staff. */
const PLACE_STATES: Record<ContestPlace["state"], string> = {
  owed: "claimed",
  offered: "offered",
  held: "claimed",
  delivered: "delivered",
  vacant: "passes-on",
  left: "left",
};

/** "2026-11-29 23:59", in a zone. */
function minuteView(at: Instant, zone: string): string {
  const minute = minuteOf(at, zone);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${dateOf(dayOf(at, zone))} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Its state to who looks now: a round that is made and not open yet is a draft, one past its close takes no tickets. */
function stateOf({ state: stored, facts }: ContestRow["contest"], now: Instant): string {
  if (stored !== "open") return stored;
  if (now < facts.opensAt) return "draft";
  return now < facts.closesAt ? "open" : "frozen";
}
