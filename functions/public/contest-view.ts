/** A contest as everybody may see it: tags stand for people. */
import * as z from "zod";
import type { ContestRow } from "../database/contests.ts";
import { timeOf } from "../draws/drand.ts";
import type { ContestManifest } from "../draws/manifest.ts";
import { contestManifestHash } from "../draws/manifest.ts";
import { instantView } from "../edge/views.ts";
import { contest as contestTerms } from "../programme/draws/contest.ts";
import { say } from "../programme/words.ts";
import type { Instant } from "../values/day.ts";
import { type Entropy, LABELS } from "../values/entropy.ts";
import type { JsonObject } from "../values/json.ts";

const state = z
  .enum(["draft", "open", "frozen", "awaiting", "drawn", "settled", "void"])
  .describe(
    "draft: opens later · frozen: closed, not drawn yet · awaiting: its entries are published, and what decides is not known yet · settled: every prize was delivered",
  );

const entropy = z
  .discriminatedUnion("mode", [
    z.strictObject({
      mode: z.literal("commit"),
      commit: z.string().describe("commitment to the secret that draws it"),
    }),
    z.strictObject({
      mode: z.literal("drand"),
      chain: z.string(),
      round: z.int().describe("the beacon that draws it"),
      roundAt: z.string(),
      late: z
        .strictObject({ announced: z.int(), frozenAt: z.string() })
        .optional()
        .describe("its entries were frozen after the announced round was public, so the one a day later draws"),
    }),
    z.strictObject({ mode: z.literal("manual"), source: z.string().describe("the public draw whose numbers draw it") }),
    z.strictObject({ mode: z.literal("fixed"), secret: z.string() }),
  ])
  .describe("what draws it, fixed when it opened");

const prize = z.strictObject({
  rank: z.int(),
  kind: z.enum(["units", "goods"]),
  name: z.string(),
  unit: z.string().optional(),
  amount: z.int().optional(),
  valueMinor: z.int().describe("stated value, in minor units"),
});

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
  entrants: z.int().describe("members who entered; exact from the freeze on"),
  tickets: z.int(),
  entropy,
  label: z.string().describe("how far the luck can be trusted"),
  rulesHash: z.string().describe("SHA-256 of the canonical JSON of `wording`"),
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
  voidReason: z.enum(["no_entries"]).nullable(),
  proof: z.string().nullable().describe("where its proof is, from the freeze on"),
});

/** Who looks: when by the ledger's clock, and in which language. */
export interface Looking {
  now: Instant;
  language: string;
}

/** A contest in a list. */
export function contestView({ contest, wording, ...counted }: ContestRow, { now, language }: Looking): JsonObject {
  const { publicId: id, facts } = contest;
  const terms = contestTerms.parse(wording);
  return {
    id,
    contest: facts.contest,
    name: say(terms.name, language),
    state: stateOf(contest, now),
    opensAt: instantView(facts.opensAt),
    closesAt: instantView(facts.closesAt),
    prizes: terms.prizes.map((given, index) => ({
      rank: index + 1,
      kind: given.kind,
      name: say(given.name, language),
      ...(given.kind === "units" ? { unit: given.unit, amount: given.amount } : {}),
      valueMinor: given.valueMinor,
    })),
    winners: facts.winners,
    alternates: facts.alternates,
    entrants: facts.file?.isWhole ? facts.file.entrants : counted.entrants,
    tickets: facts.file?.isWhole ? facts.file.tickets : counted.tickets,
    entropy: entropyView(facts.entropy),
    label: LABELS[facts.entropy.mode],
    rulesHash: facts.rulesHash,
  };
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
    voidReason: facts.voidReason,
    proof: facts.manifest === null ? null : `/v1/contests/${id}/proof`,
  };
}

function entropyView(entropy: Entropy): JsonObject {
  if (entropy.mode !== "drand") return { ...entropy };
  const { late, ...fixed } = entropy;
  return {
    ...fixed,
    roundAt: instantView(timeOf(entropy.round) * 1000),
    ...(late && { late: { announced: late.announced, frozenAt: instantView(late.frozen * 1000) } }),
  };
}

/** Its state to who looks now: a round that is made and not open yet is a draft, one past its close takes no tickets. */
function stateOf({ state: stored, facts }: ContestRow["contest"], now: Instant): string {
  if (stored !== "open") return stored;
  if (now < facts.opensAt) return "draft";
  return now < facts.closesAt ? "open" : "frozen";
}
