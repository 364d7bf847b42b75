/** GET /v1/me/check-ins, POST /v1/me/check-ins/{checkIn}/appeal: where she was, what came of it, and asking staff to look again. */
import * as z from "zod";
import { type CheckInRow, readCheckIns } from "../database/check-ins.ts";
import { mayAppeal } from "../decisions/appeal.ts";
import { contract } from "../edge/contract.ts";
import { memberIn, read } from "../edge/read.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { numberedPage, pageOf } from "../edge/shapes.ts";
import { instantView } from "../edge/views.ts";
import { appeal } from "../operations/appeal.ts";
import type { Instant } from "../values/day.ts";
import type { JsonObject } from "../values/json.ts";

const state = z
  .enum(["recorded", "counted", "rewarded", "appealed", "declined"])
  .describe(
    "recorded: it gave nothing · counted: as a visit · appealed: staff will look at it · declined: they said no",
  );

export const listMyCheckIns = contract({
  id: "listMyCheckIns",
  method: "get",
  path: "/v1/me/check-ins",
  audience: { kind: "member" },
  title: "My check-ins",
  about: "The places where she was, newest first, and what came of each. No coordinate is kept.",
  query: numberedPage,
  status: 200,
  answer: pageOf(
    z.strictObject({
      id: z.string(),
      venue: z.strictObject({ id: z.string(), name: z.string() }),
      at: z.string(),
      evidence: z.string().nullable().describe("how presence was shown; null: that is forgotten, since it is long ago"),
      state,
      mayAppeal: z.boolean().describe("whether staff can be asked to look at it"),
      answered: z.string().nullable().describe("what staff said where they declined it"),
    }),
  ),
  refusals: [],
  example: {
    answer: {
      data: [
        {
          id: "chk_01kajw8zt0q9w4m2xv5n6p7r8x",
          venue: { id: "ven_01kajw8zt0q9w4m2xv5n6p7r8w", name: "Canal Books, Oudegracht" },
          at: "2026-11-21T10:00:00.000Z",
          evidence: "gps",
          state: "recorded",
          mayAppeal: true,
          answered: null,
        },
      ],
      next_cursor: null,
    },
  },
});

export const appealCheckIn = contract({
  id: "appealCheckIn",
  method: "post",
  path: "/v1/me/check-ins/:checkIn/appeal",
  audience: { kind: "member" },
  title: "Ask that a check-in be looked at",
  about:
    "For one that was recorded and earned nothing because it could not be confirmed, within 30 days. Staff see why, and decide once.",
  body: z.strictObject({
    says: z.string().trim().min(1).max(300).optional().describe("in her own words"),
  }),
  status: 201,
  answer: z.strictObject({ operation: z.string(), checkIn: z.string(), state: z.literal("appealed") }),
  refusals: ["not_found", "duplicate", "not_waiting", "too_late"],
  example: {
    body: { says: "I sat at the window; my phone thought that I was across the canal." },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8y",
      checkIn: "chk_01kajw8zt0q9w4m2xv5n6p7r8x",
      state: "appealed",
    },
  },
});

export function mountAppeals(app: App): void {
  serveRead(app, listMyCheckIns, async (asked) => {
    if (asked.caller.kind !== "member") throw new Error("only a member has check-ins");
    const { member } = asked.caller;
    const { facts, found } = await read(asked, { member, reading: readCheckIns(member, asked.query) });
    memberIn(facts);
    return {
      data: found.found.map((row) => checkInRowView(row, facts.now)),
      next_cursor: found.next === null ? null : String(found.next),
    };
  });
  serveWrite(app, appealCheckIn, appeal, {
    request: ({ body, params, caller }) => {
      if (caller.kind !== "member") throw new Error("only a member appeals");
      return { member: caller.member, checkIn: params.checkIn ?? "", says: body.says ?? null };
    },
    view: (outcome) => ({ ...outcome }),
  });
}

/** A check-in as its member sees it: not what spoke against it. */
function checkInRowView(row: CheckInRow, now: Instant): JsonObject {
  const { checkIn, facts, venue, venueName, answered } = row;
  return {
    id: checkIn,
    venue: { id: venue, name: venueName },
    at: instantView(facts.at),
    evidence: facts.evidence ?? null,
    state: row.state,
    mayAppeal: mayAppeal(row, now),
    answered,
  };
}
