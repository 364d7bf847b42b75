/** POST /v1/me/transfers: a member gives another of what she can spend. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { memberAsking } from "../edge/read.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { balances, idText } from "../edge/shapes.ts";
import { expiryView } from "../edge/views.ts";
import { transfer } from "../operations/transfer.ts";
import type { JsonObject } from "../values/json.ts";
import { AMOUNT_MAX } from "../values/money.ts";

/** Whom she means, by what that member hands her: an address would tell a stranger who is a member. */
const recipient = z
  .union(
    [
      z.strictObject({
        memberCode: idText("what the other's phone shows, as it was scanned, or the nine letters under it: once"),
      }),
      z.strictObject({ id: z.string().regex(/^mem_[0-9a-z]{26}$/) }),
    ],
    { error: "an object with exactly one of memberCode, id" },
  )
  .describe("another member: exactly one of memberCode, id");

export const transferOwn = contract({
  id: "transferOwn",
  method: "post",
  path: "/v1/me/transfers",
  audience: { kind: "member" },
  title: "Give to another member",
  about:
    "Of a unit that may be given (transferable). What expires first goes first and keeps its last good day; what is pending or set aside stays. It repays what the other member owes, and counts for no rule, tier or limit. It cannot be taken back here: staff can adjust both.",
  namesMember: true,
  body: z.strictObject({
    to: recipient,
    unit: idText("a unit of the programme"),
    amount: z.int().min(1).max(AMOUNT_MAX).describe("whole units; of money, minor units"),
  }),
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    unit: z.string(),
    amount: z.int(),
    slices: z
      .array(
        z.strictObject({
          amount: z.int(),
          expiresOn: z.string().nullable().describe("last good day, for the other as it was for me; null: never"),
        }),
      )
      .describe("what went, first to expire first"),
    balances: balances.describe("mine, by unit"),
  }),
  refusals: [
    "member_unknown",
    "to_herself",
    "member_frozen",
    "member_not_joined",
    "recipient_unavailable",
    "redemption_paused",
    "not_transferable",
    "points_short",
  ],
  example: {
    body: { to: { id: "mem_01kajw8zt0q9w4m2xv5n6p7r8u" }, unit: "points", amount: 100 },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8s",
      unit: "points",
      amount: 100,
      slices: [{ amount: 100, expiresOn: "2027-11-21" }],
      balances: { points: { available: 500, pending: 0, held: 0, debt: 0 } },
    },
  },
});

export function mountTransfers(app: App): void {
  serveWrite(app, transferOwn, transfer, {
    request: ({ body: { to, unit, amount }, caller }) => {
      // A code has become its member's id (edge/shown-code.ts).
      if (!("id" in to)) throw new Error("a recipient has no id");
      return { member: memberAsking(caller), to: to.id, unit, amount };
    },
    view: ({ slices, balances: after, ...rest }) => ({
      ...rest,
      slices: slices.map(({ amount, expiresOn }) => ({ amount, expiresOn: expiryView(expiresOn) })),
      balances: { ...after } as unknown as JsonObject,
    }),
  });
}
