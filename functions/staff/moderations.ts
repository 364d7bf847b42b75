/** GET /v1/staff/submissions, POST /v1/staff/moderations: what members sent in is looked at, and accepted or rejected. */
import * as z from "zod";
import { readSubmissions, type Submission } from "../database/submissions.ts";
import { contract } from "../edge/contract.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { balances, messages, numberedPage, pageOf } from "../edge/shapes.ts";
import { instantView } from "../edge/views.ts";
import { moderate } from "../operations/moderate.ts";
import type { JsonObject } from "../values/json.ts";
import { MAY } from "./roles.ts";

/** The name of a reported event, as the ledger keeps it. */
export const eventText = z
  .string()
  .regex(/^event:[\x21-\x7e]+$/, "event:{store}:{id}")
  .max(200)
  .describe("event:{store}:{id}");

const moved = z.array(z.strictObject({ unit: z.string(), amount: z.int(), rule: z.string() }));

export const listSubmissions = contract({
  id: "listSubmissions",
  method: "get",
  path: "/v1/staff/submissions",
  audience: { kind: "staff", roles: MAY.moderate },
  title: "What waits to be accepted",
  about: "Photos, reviews and other content of which a rule gives something once staff have accepted it, oldest first.",
  query: numberedPage,
  status: 200,
  answer: pageOf(
    z.strictObject({
      event: eventText,
      member: z.string(),
      type: z.string(),
      occurredAt: z.string(),
      waits: moved.describe("units that become available when it is accepted"),
      data: z.record(z.string(), z.unknown()).describe("as the store sent it"),
    }),
  ),
  refusals: [],
  example: {
    answer: {
      data: [
        {
          event: "event:sto_corner:p-12",
          member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
          type: "photo",
          occurredAt: "2026-11-21T10:00:00.000Z",
          waits: [{ unit: "points", amount: 100, rule: "photo" }],
          data: { url: "https://shop.example/photos/12.jpg" },
        },
      ],
      next_cursor: null,
    },
  },
});

export const moderateSubmission = contract({
  id: "moderateSubmission",
  method: "post",
  path: "/v1/staff/moderations",
  audience: { kind: "staff", roles: MAY.moderate },
  title: "Accept or reject what was sent in",
  about: "Accepted, what waited can be used from today, a debt first. Rejected, it is taken back. It is decided once.",
  body: z.strictObject({ event: eventText, verdict: z.enum(["accept", "reject"]) }),
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    member: z.string(),
    event: z.string(),
    state: z.enum(["recorded", "rejected"]),
    activated: moved.describe("what can be used now"),
    takenBack: moved.describe("what she gave up, or owes now"),
    balances,
    messages,
  }),
  refusals: ["earning_paused", "event_unknown", "duplicate", "not_waiting", "member_frozen"],
  example: {
    body: { event: "event:sto_corner:p-12", verdict: "accept" },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      event: "event:sto_corner:p-12",
      state: "recorded",
      activated: [{ unit: "points", amount: 100, rule: "photo" }],
      takenBack: [],
      balances: { points: { available: 180, pending: 0, held: 0, debt: 0 } },
      messages: [],
    },
  },
});

export function mountModerations(app: App): void {
  serveRead(app, listSubmissions, async (asked) => {
    const { found } = await read(asked, { reading: readSubmissions(asked.query) });
    return {
      data: found.found.map(submissionView),
      next_cursor: found.next === null ? null : String(found.next),
    };
  });
  serveWrite(app, moderateSubmission, moderate, {
    request: ({ body }) => body,
    view: ({ operation, member, event, state, activated, takenBack, balances: after, messages: told }) => ({
      operation,
      member,
      event,
      state,
      activated: activated.map((each) => ({ ...each })),
      takenBack: takenBack.map((each) => ({ ...each })),
      balances: { ...after } as unknown as JsonObject,
      messages: told.map((message) => ({ ...message })),
    }),
  });
}

/** Units that wait, by what would be given. */
export function waitsOf({ facts }: Submission): { unit: string; amount: number; rule: string }[] {
  return facts.earned
    .filter(({ moderated }) => moderated)
    .map(({ unit, numerator: amount, rule }) => ({ unit, amount, rule }));
}

function submissionView(submission: Submission): JsonObject {
  const { event, member, facts, data } = submission;
  return {
    event,
    member,
    type: facts.type,
    occurredAt: instantView(facts.occurredAt),
    waits: waitsOf(submission),
    data,
  };
}
