/** POST /v1/purchases/{order}/refunds: what an order is worth goes down, exactly. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { GAVE_NOTHING, gave, gaveView } from "../edge/gave.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { amount, balances, idText, payment, stampCards, standing, text } from "../edge/shapes.ts";
import { unsealVouchers } from "../edge/voucher-view.ts";
import { refund } from "../operations/refund.ts";

const refundBody = z
  .strictObject({
    refund: idText("the store's refund number"),
    amountMinor: amount.min(1).describe("money given back").optional(),
    lines: z
      .array(
        z
          .strictObject({
            line: idText("a line of the order").optional(),
            sku: text("a sku that is unique in the order", 100).optional(),
            quantity: z.int().min(1).max(1_000_000),
          })
          .refine(({ line, sku }) => (line === undefined) !== (sku === undefined), "name the line or the sku"),
      )
      .min(1)
      .max(500)
      .optional(),
  })
  .refine(
    ({ amountMinor, lines }) => (amountMinor === undefined) !== (lines === undefined),
    "give amountMinor or lines",
  );

export const recordRefund = contract({
  id: "recordRefund",
  method: "post",
  path: "/v1/purchases/:order/refunds",
  audience: { kind: "store", scope: "earn" },
  title: "Record a refund",
  about:
    "Each rule that earned posts the difference under the terms it earned by: any refunds in any order end at what the remaining order is worth. What was spent meanwhile becomes a debt that the next earnings repay, or is forgiven, as the unit says. What rules on refunds give is in it too. What was named as having paid the order is given back with it.",
  body: refundBody,
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    member: z.string(),
    order: z.string(),
    refund: z.string(),
    takenBack: z.array(
      z.strictObject({
        unit: z.string(),
        amount: z.int().describe("what she gave up, or owes now"),
        rule: z.string(),
        forgiven: z.int().describe("what the unit's return policy left her besides"),
      }),
    ),
    undone: z
      .array(z.string())
      .describe(
        "redemptions that the order gave or a full card made, and that were undone: their vouchers are cancelled",
      ),
    ...gave,
    paidBack: z
      .array(z.strictObject({ by: payment, id: z.string(), amountMinor: z.int() }))
      .describe("given back to what paid the order, its share of what was given back rounded down; the rest is money")
      .optional(),
    stampCards,
    balances,
    tier: standing,
  }),
  refusals: ["order_unknown", "line_unknown", "line_ambiguous", "duplicate", "refund_exceeds_order"],
  example: {
    body: { refund: "r-1", amountMinor: 1333 },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      order: "1001",
      refund: "r-1",
      takenBack: [{ unit: "points", amount: 27, rule: "points-per-euro", forgiven: 0 }],
      undone: [],
      ...GAVE_NOTHING,
      stampCards: [],
      balances: { points: { available: 53, pending: 0, held: 0, debt: 0 } },
      tier: null,
    },
  },
});

export function mountRefunds(app: App): void {
  serveWrite(app, recordRefund, refund, {
    request: ({ body, params, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store records refunds");
      const lines = (body.lines ?? []).map(({ line, sku, quantity }) => ({
        ...(line === undefined ? {} : { line }),
        ...(sku === undefined ? {} : { sku }),
        quantity,
      }));
      return {
        store: caller.store,
        order: params.order ?? "",
        refund: body.refund,
        amountMinor: body.amountMinor ?? 0,
        lines,
      };
    },
    view: ({ paidBack, ...outcome }) => gaveView({ ...outcome, ...(paidBack.length === 0 ? {} : { paidBack }) }),
    unseal: unsealVouchers,
  });
}
