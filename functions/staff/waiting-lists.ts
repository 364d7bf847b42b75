/** /v1/staff/waiting-lists: who waits for rewards that are gone, first in line first. */
import * as z from "zod";
import { readLine, readLines } from "../database/line.ts";
import { pricedReward } from "../decisions/redeem.ts";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { namedPage, pageOf } from "../edge/shapes.ts";
import { instantView } from "../edge/views.ts";
import { MAY } from "./roles.ts";

const shared = { method: "get", audience: { kind: "staff", roles: MAY.look }, status: 200 } as const;

export const listWaitingLists = contract({
  ...shared,
  refusals: [],
  id: "listWaitingLists",
  path: "/v1/staff/waiting-lists",
  title: "Waiting lists",
  about: "Every reward with a line, how many are in it, and what is on its way to them.",
  answer: z.strictObject({
    data: z.array(
      z.strictObject({
        reward: z.string(),
        waiting: z.int().describe("in line"),
        passed: z.int().describe("of those, whom what came free last has passed by"),
        left: z.int().describe("pieces that nobody has; those in line come first"),
      }),
    ),
  }),
  example: { answer: { data: [{ reward: "evening", waiting: 12, passed: 0, left: 0 }] } },
});

export const showWaitingList = contract({
  ...shared,
  refusals: ["reward_unknown"],
  id: "showWaitingList",
  path: "/v1/staff/rewards/:reward/waiting-list",
  title: "The waiting list for a reward",
  about: "First in line first, in the order in which they joined.",
  query: namedPage,
  answer: pageOf(
    z.strictObject({
      place: z.string(),
      member: z.string(),
      position: z.int(),
      since: z.string(),
      passed: z.strictObject({ at: z.string(), because: z.string() }).nullable(),
    }),
  ),
  example: {
    answer: {
      data: [
        {
          place: "stb_01kajw8zt0q9w4m2xv5n6p7r8t",
          member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
          position: 1,
          since: "2026-11-21T10:00:00.000Z",
          passed: { at: "2026-11-22T10:00:00.000Z", because: "points_short" },
        },
      ],
      next_cursor: null,
    },
  },
});

export function mountWaitingLists(app: App): void {
  serveRead(app, listWaitingLists, async (asked) => {
    const { found } = await read(asked, { reading: readLines });
    return { data: found.map(({ reward, waiting, passed, left }) => ({ reward, waiting, passed, left })) };
  });
  serveRead(app, showWaitingList, async (asked) => {
    const reward = asked.params.reward ?? "";
    const { found, facts } = await read(asked, { reading: readLine(reward, asked.query) });
    // A line may be longer there than its reward is in the programme.
    if (found.found.length === 0 && !pricedReward(facts.current.programme, reward)) throw new Problem("reward_unknown");
    return {
      data: found.found.map(({ place: { publicId, owner, facts }, position }) => ({
        place: publicId,
        member: owner ?? "",
        position,
        since: instantView(facts.at),
        passed: facts.passed ? { at: instantView(facts.passed.at), because: facts.passed.because } : null,
      })),
      next_cursor: found.next,
    };
  });
}
