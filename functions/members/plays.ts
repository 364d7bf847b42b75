/** A member's plays of surprises: what she has, and POST /v1/me/plays/{id}/reveal, which gives her what a play won. */
import * as z from "zod";
import { type PlayRow, playsOf } from "../database/plays.ts";
import { configurationOf, playTag, termsOf } from "../decisions/pool.ts";
import { prizeGiven, prizeOf, type Revealed } from "../decisions/reveal.ts";
import { timeOf } from "../draws/drand.ts";
import { playHash } from "../draws/instant.ts";
import { contract } from "../edge/contract.ts";
import { spoken, wordingAsked } from "../edge/page-language.ts";
import { memberAsking, read } from "../edge/read.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { balances, messages } from "../edge/shapes.ts";
import { instantView } from "../edge/views.ts";
import { reveal, revealSettled } from "../operations/reveal.ts";
import type { Ledger } from "../operations/verb.ts";
import { oddsOf } from "../programme/draws/odds.ts";
import { speakingIn } from "../programme/wording.ts";
import { hmacHex } from "../values/hash.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";

const prize = z
  .strictObject({
    kind: z.enum(["units", "goods"]),
    name: z.string(),
    unit: z.string().nullable().describe("null: goods, which staff hand over"),
    amount: z.int().nullable(),
  })
  .nullable()
  .describe("null: nothing");

const playShape = z.strictObject({
  id: z.string(),
  pool: z.string(),
  surprise: z.string().describe("its name in the programme"),
  state: z
    .enum(["pending", "ready", "won", "awaiting_form", "forfeited", "stock_out", "capped", "no_win"])
    .describe(
      "pending: not settled yet; ready: reveal it; awaiting_form: she has won it, and staff wait for a tax form; forfeited: it did not come in time (tax_form_missing); stock_out: it hit a prize of which none was left; capped: she had won as many as a member may in a day",
    ),
  at: z.string(),
  revealAt: z.string().nullable().describe("when the beacon that decides it is due; null: none does"),
  prize,
  isConsolation: z.boolean(),
  formBefore: z.string().nullable().describe("the end of the time for a tax form; null: none is missing"),
  odds: z
    .strictObject({
      table: z.array(
        z.strictObject({ id: z.string(), name: z.string(), odds: z.int(), items: z.int(), says: z.string() }),
      ),
      noWin: z.strictObject({ odds: z.int(), says: z.string() }).nullable().describe("null: each play hits a prize"),
    })
    .describe("of its pool, in a million and in words, in the order in which tickets count"),
  receipt: z
    .strictObject({
      seq: z.int(),
      epoch: z.int(),
      round: z.int().describe("the beacon that decides it, still to come when it was raised; 0: none does"),
      nonce: z.int(),
      member: z.string(),
      event: z.string(),
      playHash: z.string(),
      configHash: z.string(),
    })
    .describe("her play as the pool's proof shows it: compare, and nobody can exchange it"),
  proof: z.string(),
  verify: z.string().describe("the page on which she draws it again"),
});

export const listPlays = contract({
  id: "listPlays",
  method: "get",
  path: "/v1/me/plays",
  audience: { kind: "member" },
  title: "My plays",
  about: "Plays of surprises, newest first. What one won shows once it is revealed.",
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z
      .string()
      .regex(/^play_[0-9a-z]{26}$/)
      .optional(),
    ...spoken,
  }),
  status: 200,
  answer: z.strictObject({ data: z.array(playShape), next_cursor: z.string().nullable() }),
  refusals: [],
  example: {
    answer: {
      data: [
        {
          id: "play_01kajw8zt0q9w4m2xv5n6p7r8z",
          pool: "pool:walk-in:1",
          surprise: "walk-in",
          state: "won",
          at: "2026-11-21T10:00:00.000Z",
          revealAt: null,
          prize: { kind: "units", name: "100 points", unit: "points", amount: 100 },
          isConsolation: false,
          formBefore: null,
          odds: {
            table: [
              {
                id: "hundred-points",
                name: "100 points",
                odds: 250_000,
                items: 730,
                says: "1 in 4 per play while that day's prizes last; 730 prizes in all",
              },
            ],
            noWin: { odds: 750_000, says: "3 in 4 per play" },
          },
          receipt: {
            seq: 1,
            epoch: 1,
            round: 0,
            nonce: 1,
            member: "5f2b1c0d9e8a7b6c5d4e3f2a1b0c9d8e",
            event: "9b0d1c2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c",
            playHash: "1b0d1c2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c",
            configHash: "2b0d1c2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c",
          },
          proof: "/v1/surprises/pool:walk-in:1/proof",
          verify: "/verify/play/play_01kajw8zt0q9w4m2xv5n6p7r8z",
        },
      ],
      next_cursor: null,
    },
  },
});

export const revealPlay = contract({
  id: "revealPlay",
  method: "post",
  path: "/v1/me/plays/:id/reveal",
  audience: { kind: "member" },
  title: "Reveal a play",
  about:
    "Settles what is pending up to it, and gives her what it won. The outcome was fixed when the play was recorded.",
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    id: z.string(),
    pool: z.string(),
    state: z.enum(["won", "awaiting_form", "stock_out", "capped", "no_win"]),
    prize,
    isConsolation: z.boolean(),
    formBefore: z.string().nullable().describe("the end of the time for a tax form; null: none is missing"),
    ticket: z.int().describe("its number, from 0 to 999,999: the line of the odds in which it lies was hit"),
    messages,
    balances,
    proof: z.string(),
  }),
  refusals: ["earning_paused", "play_unknown", "play_not_settled", "already_revealed", "member_frozen"],
  example: {
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r90",
      id: "play_01kajw8zt0q9w4m2xv5n6p7r8z",
      pool: "pool:walk-in:1",
      state: "won",
      prize: { kind: "units", name: "100 points", unit: "points", amount: 100 },
      isConsolation: false,
      formBefore: null,
      ticket: 182_113,
      messages: [],
      balances: { points: { available: 150, pending: 0, held: 0, debt: 0 } },
      proof: "/v1/surprises/pool:walk-in:1/proof",
    },
  },
});

export function mountPlays(app: App): void {
  serveRead(app, listPlays, async (asked) => {
    const { limit, cursor = null } = asked.query;
    const { ledger } = asked;
    const member = memberAsking(asked.caller);
    const { facts, found } = await read(asked, { member, reading: playsOf(member, { limit, cursor }) });
    const { language } = wordingAsked(asked, facts, member);
    return {
      data: found.found.map(({ play, pool }) => playView(play, asKind(pool, "pool"), { ledger, language })),
      next_cursor: found.next,
    };
  });
  serveWrite(app, revealPlay, reveal, {
    request: ({ params, caller }) => ({ member: memberAsking(caller), play: params.id ?? "" }),
    view: revealedView,
    by: revealSettled,
  });
}

function revealedView(outcome: Revealed): JsonObject {
  const { formBefore } = outcome;
  return {
    ...outcome,
    formBefore: formBefore === null ? null : instantView(formBefore),
    proof: proofPath(outcome.pool, outcome.id),
  } as unknown as JsonObject;
}

function playView(
  play: PlayRow,
  { publicId, facts }: Holder<"pool">,
  { ledger, language }: { ledger: Ledger; language: string },
): JsonObject {
  const { id, seq, epoch, round, nonce, event, at, revealedBy } = play;
  const { draw } = configurationOf(facts);
  const member = playTag(publicId, play.member, (label) => hmacHex(ledger.secret, label));
  const bare = { draw, configuration: facts.configHash, epoch, seq, round, member, nonce, event };
  const given = revealedBy === null ? null : prizeOf(facts, play);
  const held = play.held?.state === "delivered" ? null : play.held;
  const settled = revealedBy === null ? "ready" : (held?.state ?? play.state);
  return {
    id,
    pool: publicId,
    surprise: facts.pool,
    state: play.state === "pending" ? "pending" : settled,
    at: instantView(at),
    revealAt: round === 0 ? null : instantView(timeOf(round) * 1000),
    prize: given && { ...prizeGiven(given, language) },
    isConsolation: given !== null && play.state !== "won",
    formBefore: held?.until ? instantView(held.until) : null,
    odds: oddsOf(termsOf(facts), speakingIn(language)) as unknown as JsonObject,
    receipt: {
      seq,
      epoch,
      round,
      nonce,
      member,
      event,
      playHash: playHash({ ...bare, clientSeed: "" }),
      configHash: facts.configHash,
    },
    proof: proofPath(publicId, id),
    verify: `/verify/play/${id}`,
  };
}

/** Where anybody finds the proof of a pool, with what the log has of a play. */
function proofPath(pool: string, play: string): string {
  return `/v1/surprises/${pool}/proof?play=${play}`;
}
