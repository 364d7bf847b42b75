/** /v1/staff/contests/{id}: who has which prize, calling a round off, passing a prize on, confirming a tax form. */
import * as z from "zod";
import { type PlaceOf, readPlaces } from "../database/contest-people.ts";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { instantView } from "../edge/views.ts";
import { confirmForm, passPrize, voidContest } from "../operations/steer-contest.ts";
import { PASS_REASONS } from "../values/contest-facts.ts";
import type { JsonObject } from "../values/json.ts";
import { MAY } from "./roles.ts";

/** Characters of a reason. */
const SAYS_MAX = 300;

const contest = "con_01kajw8zt0q9w4m2xv5n6p7r8s";
const operation = "op_01kajw8zt0q9w4m2xv5n6p7r8u";
const tag = "5f3759df5f3759df5f3759df5f3759df";

export const showPlaces = contract({
  id: "showPlaces",
  method: "get",
  path: "/v1/staff/contests/:contest/prizes",
  audience: { kind: "staff", roles: MAY.look },
  title: "Who has which prize",
  about: "Every prize of a round on its way, with the member behind the tag; her name and address are in her account.",
  status: 200,
  answer: z.strictObject({
    contest: z.string(),
    state: z.string(),
    data: z.array(
      z.strictObject({
        prize: z.int(),
        rank: z.int().nullable(),
        tag: z.string().nullable(),
        member: z.string().nullable(),
        state: z
          .enum(["owed", "offered", "held", "delivered", "vacant", "left"])
          .describe("held: a tax form is missing · vacant: the next rank is to have it · left: nobody is left"),
        until: z.string().nullable(),
        passed: z.array(z.strictObject({ rank: z.int(), reason: z.enum(PASS_REASONS), at: z.string() })),
      }),
    ),
  }),
  refusals: ["contest_unknown"],
  example: {
    answer: {
      contest,
      state: "claiming",
      data: [
        {
          prize: 1,
          rank: 1,
          tag,
          member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
          state: "offered",
          until: "2026-12-13T23:00:00.000Z",
          passed: [],
        },
      ],
    },
  },
});

export const callOffContest = contract({
  id: "callOffContest",
  method: "post",
  path: "/v1/staff/contests/:contest/void",
  audience: { kind: "staff", roles: MAY.steer },
  title: "Call a round off",
  about: "With a reason that everybody sees. Once it is drawn it stands: nobody may choose between results.",
  body: z.strictObject({ says: z.string().trim().min(1).max(SAYS_MAX) }),
  status: 200,
  answer: z.strictObject({ operation: z.string(), contest: z.string(), state: z.literal("void") }),
  refusals: ["contest_unknown", "already_drawn"],
  example: {
    body: { says: "The shop in which it was to be drawn has burnt down." },
    answer: { operation, contest, state: "void" },
  },
});

export const passPrizeOn = contract({
  id: "passPrizeOn",
  method: "post",
  path: "/v1/staff/contests/:contest/entries/:entrant/ineligible",
  audience: { kind: "staff", roles: MAY.makeGood },
  title: "Pass a winner's prize on",
  about:
    "She may not have it, for a reason of the rules. The next rank of the same draw has it; the reason is published.",
  body: z.strictObject({
    reason: z.enum(["ineligible_age", "ineligible_region", "staff", "declined", "tax_form_missing"]),
  }),
  status: 200,
  answer: z.strictObject({
    operation: z.string(),
    contest: z.string(),
    rank: z.int(),
    prize: z.int(),
    reason: z.enum(PASS_REASONS),
  }),
  refusals: ["contest_unknown", "prize_unknown", "prize_not_offered"],
  example: { body: { reason: "staff" }, answer: { operation, contest, rank: 1, prize: 1, reason: "staff" } },
});

export const confirmTaxForm = contract({
  id: "confirmTaxForm",
  method: "post",
  path: "/v1/staff/contests/:contest/entries/:entrant/tax-form",
  audience: { kind: "staff", roles: MAY.makeGood },
  title: "Confirm a winner's tax form",
  about: "The form is in, and kept where such forms are kept: no number of it is stored here. It holds for the year.",
  status: 200,
  answer: z.strictObject({
    operation: z.string(),
    contest: z.string(),
    member: z.string(),
    prize: z.int().nullable().describe("the prize that waited for it, delivered now; null: none did"),
  }),
  refusals: ["contest_unknown", "prize_unknown"],
  example: { answer: { operation, contest, member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t", prize: 1 } },
});

export function mountContests(app: App): void {
  serveRead(app, showPlaces, async (asked) => {
    const { found } = await read(asked, { reading: readPlaces(asked.params.contest ?? "") });
    if (!found) throw new Problem("contest_unknown");
    const { contest: id, state, places } = found;
    return { contest: id, state, data: places.map(placeView) };
  });
  serveWrite(app, callOffContest, voidContest, {
    request: ({ body, params }) => ({ contest: params.contest ?? "", says: body.says }),
    view: (outcome) => ({ ...outcome }),
  });
  serveWrite(app, passPrizeOn, passPrize, {
    request: ({ body, params }) => ({ contest: params.contest ?? "", tag: params.entrant ?? "", reason: body.reason }),
    view: (outcome) => ({ ...outcome }),
  });
  serveWrite(app, confirmTaxForm, confirmForm, {
    request: ({ params }) => ({ contest: params.contest ?? "", tag: params.entrant ?? "" }),
    view: (outcome) => ({ ...outcome }),
  });
}

function placeView({ until, passed, ...rest }: PlaceOf): JsonObject {
  return {
    ...rest,
    until: until === null ? null : instantView(until),
    passed: passed.map((each) => ({ ...each, at: instantView(each.at) })),
  };
}
