/** POST /v1/me/prizes/{contest}/{rank}/claim and /decline: what a winner does with a prize that came to her. */
import * as z from "zod";
import type { PrizeClaimed } from "../decisions/claim-prize.ts";
import { contract } from "../edge/contract.ts";
import { memberAsking } from "../edge/read.ts";
import { type App, type Asked, serveWrite } from "../edge/serve.ts";
import { messages } from "../edge/shapes.ts";
import { instantView } from "../edge/views.ts";
import { unsealVouchers, voucher, voucherView } from "../edge/voucher-view.ts";
import { claimPrize, declinePrize } from "../operations/claim-prize.ts";
import { region } from "../programme/draws/region.ts";
import { PASS_REASONS } from "../values/contest-facts.ts";
import type { JsonObject } from "../values/json.ts";

/** Characters of a name that is published. */
const NAME_MAX = 80;

const answer = z.strictObject({
  operation: z.string(),
  contest: z.string(),
  rank: z.int(),
  prize: z.int().describe("the prize's number, from 1"),
  state: z
    .enum(["delivered", "held", "passed"])
    .describe("held: until staff have said that a tax form is in · passed: it is not yours, for `reason`"),
  reason: z.enum(PASS_REASONS).nullable(),
  until: z.string().nullable().describe("the end of the time for the form; null: nothing is missing"),
  redemption: z.string().nullable().describe("of the reward that was given; null: none was"),
  voucher: voucher.nullable(),
  messages,
});

const example = {
  operation: "op_01kajw8zt0q9w4m2xv5n6p7r90",
  contest: "con_01kajw8zt0q9w4m2xv5n6p7r8s",
  rank: 1,
  prize: 1,
  state: "delivered",
  reason: null,
  until: null,
  redemption: null,
  voucher: null,
  messages: [],
};

export const claimOwnPrize = contract({
  id: "claimOwnPrize",
  method: "post",
  path: "/v1/me/prizes/:contest/:rank/claim",
  audience: { kind: "member" },
  title: "Claim a prize",
  about:
    "Accepts the rules, and says what decides whether the prize is hers. Of the body the ledger keeps a keyed tag; where she lives goes into her profile, and a name only where she wants it published.",
  body: z.strictObject({
    rulesHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("of the rules that she read and accepts"),
    region: region.describe("where she lives, as DE; a part of the country, as US-TX, where the rules tell them apart"),
    birthDate: z.iso
      .date()
      .nullable()
      .default(null)
      .describe("where her profile has none and the rules ask for an age"),
    isIndependent: z
      .literal(true)
      .describe("that neither she nor anybody of her household works for whoever runs the contest"),
    answer: z.int().nullable().default(null).describe("to the question of skill, where one is asked"),
    publishName: z
      .string()
      .trim()
      .min(1)
      .max(NAME_MAX)
      .nullable()
      .default(null)
      .describe("the name to show among the winners; null: her tag stands for her"),
  }),
  status: 201,
  answer,
  refusals: [
    "contest_unknown",
    "prize_unknown",
    "rules_changed",
    "declaration_needed",
    "member_frozen",
    "prize_not_offered",
    "skill_answer_wrong",
  ],
  example: {
    body: {
      rulesHash: "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9",
      region: "DE",
      isIndependent: true,
      publishName: "Ada L.",
    },
    answer: example,
  },
});

export const declineOwnPrize = contract({
  id: "declineOwnPrize",
  method: "post",
  path: "/v1/me/prizes/:contest/:rank/decline",
  audience: { kind: "member" },
  title: "Decline a prize",
  about: "It passes on to the next rank of the same draw, for good.",
  status: 201,
  answer,
  refusals: ["contest_unknown", "prize_unknown", "member_frozen", "prize_not_offered"],
  example: { answer: { ...example, state: "passed", reason: "declined" } },
});

export function mountPrizes(app: App): void {
  serveWrite(app, claimOwnPrize, claimPrize, {
    request: (asked) => {
      const { isIndependent: _, ...said } = asked.body;
      return { ...said, ...namedBy(asked) };
    },
    view: claimedView,
    unseal: unsealVouchers,
  });
  serveWrite(app, declineOwnPrize, declinePrize, { request: namedBy, view: claimedView });
}

function namedBy({ params, caller }: Pick<Asked<unknown, unknown>, "params" | "caller">) {
  const { contest = "", rank = "" } = params;
  return { contest, rank: /^\d{1,9}$/.test(rank) ? Number(rank) : 0, member: memberAsking(caller) };
}

function claimedView({ gift, until, messages: told, ...rest }: PrizeClaimed): JsonObject {
  return {
    ...rest,
    until: until === null ? null : instantView(until),
    redemption: gift?.redemption ?? null,
    voucher: gift?.voucher ? voucherView(gift.voucher) : null,
    messages: told.map((message) => ({ ...message })),
  };
}
