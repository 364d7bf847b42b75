/** POST /v1/vouchers/{code}/use, /reversal and /quotes: a code at a store's checkout. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { amount, idText, text } from "../edge/shapes.ts";
import { outcomeOf } from "../edge/tried.ts";
import { dryRun } from "../operations/dry-run.ts";
import { quoteVoucher } from "../operations/quote-voucher.ts";
import { reverseVoucher } from "../operations/reverse-voucher.ts";
import { useVoucher } from "../operations/use-voucher.ts";
import { dateOf } from "../values/day.ts";
import type { JsonObject } from "../values/json.ts";

const valueMinor = z.int().nullable().describe("what it is worth, in minor units; null: a thing");
const expiresOn = z.string().describe("last good day");

export const useVoucherAtStore = contract({
  id: "useVoucher",
  method: "post",
  path: "/v1/vouchers/:code/use",
  audience: { kind: "store", scope: "redeem" },
  title: "Use a voucher",
  about:
    "Once, on an order. A code may be typed in any case, with or without dashes; i and l are read as 1, o as 0. What it paid does not earn: name it in the purchase's paidWith.",
  body: z.strictObject({
    order: idText("the store's order number"),
    amountMinor: amount.min(1).describe("what it takes off; all it is worth where absent").optional(),
    channel: text("where the order is placed, for a voucher that is not for every channel", 40).optional(),
    lines: z
      .array(z.strictObject({ category: text("category of the goods", 100).optional(), amountMinor: amount }))
      .max(500)
      .default([])
      .describe("the order's goods by category, for a voucher that is not for all goods"),
  }),
  status: 200,
  answer: z.strictObject({
    operation: z.string(),
    voucher: z.string(),
    reward: z.string(),
    status: z.literal("used"),
    order: z.string(),
    amountMinor: z.int().nullable(),
    valueMinor,
  }),
  refusals: [
    "voucher_unknown",
    "invalid",
    "voucher_cancelled",
    "voucher_expired",
    "voucher_used",
    "voucher_not_in_channel",
    "voucher_not_for_goods",
  ],
  example: {
    body: { order: "1002" },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8w",
      voucher: "vch_01kajw8zt0q9w4m2xv5n6p7r8s",
      reward: "five-euro",
      status: "used",
      order: "1002",
      amountMinor: 500,
      valueMinor: 500,
    },
  },
});

export const reverseVoucherUse = contract({
  id: "reverseVoucherUse",
  method: "post",
  path: "/v1/vouchers/:code/reversal",
  audience: { kind: "store", scope: "redeem" },
  title: "Reverse a voucher's use",
  about: "The order was cancelled: the voucher is good again until the day it was. Only the store that used it can.",
  status: 200,
  answer: z.strictObject({
    operation: z.string(),
    voucher: z.string(),
    reward: z.string(),
    status: z.literal("issued"),
    order: z.string(),
    valueMinor,
    expiresOn,
  }),
  refusals: ["voucher_unknown", "voucher_not_used"],
  example: {
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8x",
      voucher: "vch_01kajw8zt0q9w4m2xv5n6p7r8s",
      reward: "five-euro",
      status: "issued",
      order: "1002",
      valueMinor: 500,
      expiresOn: "2027-11-21",
    },
  },
});

export const quoteVoucherAtStore = contract({
  id: "quoteVoucher",
  method: "post",
  path: "/v1/vouchers/:code/quotes",
  audience: { kind: "store", scope: "read" },
  title: "Quote a voucher",
  about: "What it is worth today. Writes nothing and takes no key.",
  status: 200,
  answer: z.strictObject({ voucher: z.string(), reward: z.string(), valueMinor, currency: z.string(), expiresOn }),
  refusals: ["voucher_unknown", "voucher_cancelled", "voucher_expired", "voucher_used"],
  example: {
    answer: {
      voucher: "vch_01kajw8zt0q9w4m2xv5n6p7r8s",
      reward: "five-euro",
      valueMinor: 500,
      currency: "EUR",
      expiresOn: "2027-11-21",
    },
  },
  isKeyless: true,
});

export function mountVouchers(app: App): void {
  serveWrite(app, useVoucherAtStore, useVoucher, {
    request: ({ body, params, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store takes vouchers");
      const { order, amountMinor, channel, lines } = body;
      const cart = {
        channel: channel ?? null,
        lines: lines.map(({ category, amountMinor: worth }) => ({ category: category ?? null, amountMinor: worth })),
      };
      return { store: caller.store, code: params.code ?? "", order, amountMinor: amountMinor ?? null, cart };
    },
    view: (outcome) => ({ ...outcome }) as unknown as JsonObject,
  });
  serveWrite(app, reverseVoucherUse, reverseVoucher, {
    request: ({ params, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store takes vouchers");
      return { store: caller.store, code: params.code ?? "" };
    },
    view: ({ expiresOn: day, ...rest }) => ({ ...rest, expiresOn: dateOf(day) }),
  });
  serveRead(app, quoteVoucherAtStore, async ({ params, caller, ledger }) => {
    const { expiresOn: day, ...rest } = outcomeOf(
      await dryRun(ledger, quoteVoucher, { request: { code: params.code ?? "" }, caller }),
    );
    return { ...rest, expiresOn: dateOf(day) };
  });
}
