/** GET /v1/me/contests: my entries, my tickets, and the tag by which I find myself in a contest's proof. */
import * as z from "zod";
import { readEntries } from "../database/entries-of.ts";
import { skillQuestion } from "../draws/skill-question.ts";
import { contract } from "../edge/contract.ts";
import { spoken, wordingAsked } from "../edge/page-language.ts";
import { memberAsking, read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { namedPage, pageOf } from "../edge/shapes.ts";
import { instantView } from "../edge/views.ts";
import { say, type Words } from "../programme/words.ts";
import { type ContestFacts, PASS_REASONS } from "../values/contest-facts.ts";
import type { JsonObject } from "../values/json.ts";

export const showMyContests = contract({
  id: "showMyContests",
  method: "get",
  path: "/v1/me/contests",
  audience: { kind: "member" },
  title: "My contests",
  about: "Rounds that I have tickets in, newest first.",
  query: namedPage.extend(spoken),
  status: 200,
  answer: pageOf(
    z.strictObject({
      contest: z.string(),
      name: z.string(),
      state: z.string(),
      opensAt: z.string(),
      closesAt: z.string(),
      tickets: z.int(),
      tag: z.string().describe("finds me in the public entries, and nobody else can compute it"),
      rank: z.int().nullable().describe("my rank once it was drawn; null: not drawn, or not among the drawn"),
      prize: z
        .strictObject({
          number: z.int(),
          name: z.string(),
          valueMinor: z.int(),
          state: z
            .enum(["owed", "offered", "held", "delivered", "passed"])
            .describe("offered: claim it · held: a tax form is missing · passed: it went on to somebody else"),
          reason: z.enum(PASS_REASONS).nullable().describe("why it passed me by; null: it did not"),
          until: z.string().nullable().describe("before when it has to be claimed, or the form be in"),
          rulesHash: z.string().describe("of the rules that a claim accepts"),
          question: z.string().nullable().describe("a question of skill, where winners of a region answer one"),
        })
        .nullable()
        .describe("the prize that came to me; null: none did"),
    }),
  ),
  refusals: [],
  example: {
    answer: {
      data: [
        {
          contest: "con_01kajw8zt0q9w4m2xv5n6p7r8t",
          name: "Weekly draw",
          state: "open",
          opensAt: "2026-11-15T23:00:00.000Z",
          closesAt: "2026-11-22T22:59:00.000Z",
          tickets: 3,
          tag: "5f3759df5f3759df5f3759df5f3759df",
          rank: null,
          prize: null,
        },
      ],
      next_cursor: null,
    },
  },
});

export function mountMyContests(app: App): void {
  serveRead(app, showMyContests, async (asked) => {
    const member = memberAsking(asked.caller);
    const { facts, found } = await read(asked, { member, reading: readEntries(member, asked.query) });
    const { contests } = facts.current.programme;
    const { language } = wordingAsked(asked, facts, member);
    return {
      data: found.found.map(({ entry, contest: { publicId, state, facts: round }, tickets }) => {
        const tag = entry.slice(publicId.length + 1);
        const rank = round.ranking.find((drawn) => drawn.tag === tag)?.rank ?? null;
        const terms = contests.find(({ id }) => id === round.contest);
        return {
          contest: publicId,
          name: terms ? say(terms.name, language) : round.contest,
          state,
          opensAt: instantView(round.opensAt),
          closesAt: instantView(round.closesAt),
          tickets,
          tag,
          rank,
          prize: rank === null ? null : prizeView({ contest: publicId, round, rank, language }),
        };
      }),
      next_cursor: found.next,
    };
  });
}

/** The prize that came to a rank, or that passed it by; null: none did. */
function prizeView({
  contest,
  round,
  rank,
  language,
}: {
  contest: string;
  round: ContestFacts;
  rank: number;
  language: string;
}): JsonObject | null {
  const had = round.places.find((place) => place.rank === rank || place.passed.some((each) => each.rank === rank));
  const prize = had && round.prizes[had.prize - 1];
  if (!prize) return null;
  const reason = had.passed.find((each) => each.rank === rank)?.reason ?? null;
  const isHers = reason === null && had.state !== "vacant" && had.state !== "left";
  const isAsked = isHers && had.state === "offered" && round.terms.skillQuestionIn.length > 0;
  return {
    number: had.prize,
    name: say(prize.name as Words, language),
    valueMinor: prize.valueMinor,
    state: isHers ? had.state : "passed",
    reason,
    until: isHers && had.until !== null ? instantView(had.until) : null,
    rulesHash: round.rulesHash,
    question: isAsked ? skillQuestion(contest, rank).asks : null,
  };
}
