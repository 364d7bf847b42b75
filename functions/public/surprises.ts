/** GET /v1/surprises: what may be won, at which odds. GET /v1/surprises/{pool}/proof: everything that shows it was fair. */
import * as z from "zod";
import { playFrom, playReads } from "../database/plays.ts";
import { poolsListed, readPool } from "../database/pools.ts";
import { readBatch } from "../database/read-batch.ts";
import { configurationOf, termsOf } from "../decisions/pool.ts";
import { contract } from "../edge/contract.ts";
import { spoken, wordingAsked } from "../edge/page-language.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { streamOf } from "../edge/stream.ts";
import { instantView } from "../edge/views.ts";
import { oddsOf } from "../programme/draws/odds.ts";
import { speakingIn } from "../programme/wording.ts";
import { say } from "../programme/words.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { Json, JsonObject } from "../values/json.ts";
import { poolLog } from "./surprise-log.ts";
import { proofText } from "./surprise-proof.ts";

export const listSurprises = contract({
  id: "listSurprises",
  method: "get",
  path: "/v1/surprises",
  audience: { kind: "public" },
  title: "Surprises",
  about:
    "Every pool there was, with what was fixed before its first play: odds in a million, prize items, and the anchor of its secrets.",
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().max(200).optional(),
    ...spoken,
  }),
  status: 200,
  answer: z.strictObject({
    data: z.array(
      z.strictObject({
        pool: z.string(),
        surprise: z.string().describe("its name in the programme"),
        state: z.enum(["open", "closed"]),
        opensAt: z.string(),
        closesAt: z.string(),
        table: z.array(
          z.strictObject({
            id: z.string(),
            odds: z.int().describe("in a million"),
            items: z.int(),
            prize: z.unknown(),
            says: z.string().describe("its odds in words"),
          }),
        ),
        noWin: z
          .strictObject({ odds: z.int(), says: z.string() })
          .nullable()
          .describe("the plays that hit no prize; null: each hits one"),
        consolation: z.unknown(),
        playsPerDay: z.int(),
        winsPerDay: z
          .int()
          .nullable()
          .describe(
            "prizes that one member may win on a day of the pool; a hit beyond them is `capped`; null: any number",
          ),
        configHash: z.string(),
        anchor: z.string(),
        entropy: z.enum(["commit", "drand", "fixed"]).describe("what decides a play"),
        label: z.string().describe("how far that can be trusted"),
        plays: z.int().describe("settled so far"),
        free: z
          .strictObject({ how: z.string(), plays: z.int().describe("free plays so far, settled or not") })
          .nullable()
          .describe("how one plays without buying; null: not at all"),
        secondChance: z
          .string()
          .nullable()
          .describe("the contest whose next round has what is left over at the end; null: none"),
        proof: z.string(),
      }),
    ),
    next_cursor: z.string().nullable(),
  }),
  refusals: [],
  example: { answer: { data: [], next_cursor: null } },
});

export const surpriseProof = contract({
  id: "surpriseProof",
  method: "get",
  path: "/v1/surprises/:pool/proof",
  audience: { kind: "public" },
  title: "Proof of a surprise",
  about:
    "Configuration, plays, prize items, and the secret of the last day that is over, which hashes back to those before: all that it takes to compute every outcome again, and where the public log has it. It has ten thousand plays at the most; `next` says after which one to ask on.",
  query: z.strictObject({
    epoch: z.coerce
      .number()
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe("a day of the pool, from 1: its plays and its secret alone"),
    after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0).describe("`next` of the part before"),
    play: z
      .string()
      .regex(/^play_[0-9a-z]{26}$/)
      .optional()
      .describe("a play of the pool: `log` then shows what was recorded of it too"),
  }),
  status: 200,
  answer: z.strictObject({
    version: z.literal("tessera-instant/1"),
    pool: z.string(),
    config: z.record(z.string(), z.unknown()),
    configHash: z.string(),
    terms: z.string().describe("the rules' text, whose SHA-256 the configuration names"),
    anchor: z.string(),
    label: z.string().describe("how far the luck can be trusted"),
    epoch: z.int().optional().describe("the day that was asked for"),
    secret: z.string().nullable().describe("of that day, or of the last one that is over; null: not yet"),
    plays: z
      .array(z.unknown())
      .describe("seq, epoch, round, member, nonce, event, clientSeed, at, playHash, ticket, result, state"),
    prizes: z.array(z.unknown()),
    beacons: z.record(z.string(), z.string()).describe("signatures by round, of all that decided a play"),
    log: z.unknown().describe("the acts that opened it and settled the play, in the public log; null: not sealed yet"),
    next: z.int().nullable().describe("the play after which the next part is asked for; null: this is the last"),
  }),
  refusals: ["not_found"],
  example: {
    answer: {
      version: "tessera-instant/1",
      pool: "pool:walk-in:1",
      config: {},
      configHash: "2b0d1c2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c",
      terms: "{}",
      anchor: "3b0d1c2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c",
      label: "Tamper-evident, operator-run",
      secret: null,
      plays: [],
      prizes: [],
      beacons: {},
      log: null,
      next: null,
    },
  },
});

export function mountSurprises(app: App): void {
  serveRead(app, listSurprises, async (asked) => {
    const { limit, cursor = null } = asked.query;
    const { facts, found } = await read(asked, { reading: poolsListed({ limit, cursor }) });
    const { language } = wordingAsked(asked, facts);
    return {
      data: found.found.map(({ pool, freePlays }) => surpriseView(asKind(pool, "pool"), { freePlays, language })),
      next_cursor: found.next,
    };
  });
  serveRead(app, surpriseProof, async ({ params: { pool = "" }, query, ledger }) => {
    const found = await readPool(ledger.client, pool, ledger.now);
    if (!found) throw new Problem("not_found");
    const asked = query.play === undefined ? [] : await readBatch(ledger.client, playReads(query.play));
    const play = playFrom(asked)?.play ?? null;
    const { after, epoch = null } = query;
    const isOther = play?.pool !== pool || (epoch !== null && play.epoch !== epoch);
    if (query.play !== undefined && isOther) throw new Problem("not_found");
    const log = await poolLog(ledger, pool, play && { id: play.id, seq: play.seq });
    const text = proofText(ledger, { ...found, pool: asKind(found.pool, "pool") }, { epoch, after, log });
    return new Response(streamOf(text), {
      headers: { "content-type": "application/json", "cache-control": "no-store" },
    });
  });
}

function surpriseView(
  { publicId, state, facts }: Holder<"pool">,
  { freePlays, language }: { freePlays: number; language: string },
): JsonObject {
  const terms = termsOf(facts);
  const { table, consolation, playsPerDay, winsPerDay = null, freeEntry } = terms;
  const speaking = speakingIn(language);
  const said = oddsOf(terms, speaking);
  const { anchor = "", entropy } = configurationOf(facts);
  return {
    pool: publicId,
    surprise: facts.pool,
    state,
    opensAt: instantView(facts.opensAt),
    closesAt: instantView(facts.closesAt),
    table: table.map(({ id, odds, items, prize }, line) => ({
      id,
      odds,
      items,
      prize: prize as Json,
      says: said.table[line]?.says ?? "",
    })),
    noWin: said.noWin && { ...said.noWin },
    consolation: (consolation ?? null) as Json,
    playsPerDay,
    winsPerDay,
    configHash: facts.configHash,
    anchor,
    entropy: entropy.mode,
    label: speaking.tongue.odds.labels[entropy.mode],
    plays: facts.settledSeq,
    free: freeEntry ? { how: say(freeEntry.how, language), plays: freePlays } : null,
    secondChance: terms.secondChance ?? null,
    proof: `/v1/surprises/${publicId}/proof`,
  };
}
