/** GET /v1/me/contests: my entries, my tickets, and the tag by which I find myself in a contest's proof. */
import * as z from "zod";
import { readEntries } from "../database/entries-of.ts";
import { contract } from "../edge/contract.ts";
import { memberAsking, read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { namedPage, pageOf } from "../edge/shapes.ts";
import { instantView } from "../edge/views.ts";
import { say } from "../programme/words.ts";

export const showMyContests = contract({
  id: "showMyContests",
  method: "get",
  path: "/v1/me/contests",
  audience: { kind: "member" },
  title: "My contests",
  about: "Rounds that I have tickets in, newest first.",
  query: namedPage,
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
    const { contests, language } = facts.current.programme;
    return {
      data: found.found.map(({ entry, contest: { publicId, state, facts: round }, tickets }) => {
        const tag = entry.slice(publicId.length + 1);
        const terms = contests.find(({ id }) => id === round.contest);
        return {
          contest: publicId,
          name: terms ? say(terms.name, language) : round.contest,
          state,
          opensAt: instantView(round.opensAt),
          closesAt: instantView(round.closesAt),
          tickets,
          tag,
          rank: round.ranking.find((drawn) => drawn.tag === tag)?.rank ?? null,
        };
      }),
      next_cursor: found.next,
    };
  });
}
