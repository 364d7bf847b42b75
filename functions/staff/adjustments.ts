/** POST /v1/staff/adjustments: staff make good, or correct, within their limit. */
import * as z from "zod";
import { ADJUSTMENT_CODES } from "../decisions/adjust.ts";
import { contract } from "../edge/contract.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { balances, text } from "../edge/shapes.ts";
import { adjust } from "../operations/adjust.ts";
import type { JsonObject } from "../values/json.ts";
import { AMOUNT_MAX } from "../values/money.ts";
import { MAY } from "./roles.ts";

export const adjustMember = contract({
  id: "adjustMember",
  method: "post",
  path: "/v1/staff/adjustments",
  audience: { kind: "staff", roles: MAY.makeGood },
  title: "Adjust a member's units",
  about:
    "A positive amount repays a debt first; a negative one takes from the lots that expire first, then becomes debt. The reason is kept with the papers and goes with an erasure; the statement shows the code.",
  body: z.strictObject({
    member: z.string().regex(/^mem_[0-9a-z]{26}$/),
    unit: text("unit of the programme", 41),
    amount: z
      .int()
      .min(-AMOUNT_MAX)
      .max(AMOUNT_MAX)
      .refine((value) => value !== 0, "not 0")
      .describe("whole units, signed for the member"),
    code: z.enum(ADJUSTMENT_CODES).default("other").describe("what the statement says"),
    reason: text("in your own words, for colleagues", 500),
  }),
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    member: z.string(),
    unit: z.string(),
    amount: z.int(),
    balances,
  }),
  refusals: ["member_unknown", "invalid", "adjustment_above_limit", "limit_reached"],
  example: {
    body: {
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      unit: "points",
      amount: 50,
      code: "goodwill",
      reason: "The parcel came late.",
    },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8s",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      unit: "points",
      amount: 50,
      balances: { points: { available: 130, pending: 0, held: 0, debt: 0 } },
    },
  },
});

export function mountAdjustments(app: App): void {
  serveWrite(app, adjustMember, adjust, {
    request: ({ body: { member, unit, amount, code } }) => ({ member, unit, amount, code }),
    view: (outcome) => ({ ...outcome }) as unknown as JsonObject,
  });
}
