/** /v1/vouchers/{code}: a code at a store's checkout: quoted, used, reversed, and what it took. */
import * as z from "zod";
import type { Discount, VoucherCart } from "../decisions/discount.ts";
import { contract } from "../edge/contract.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { amount, idText, text } from "../edge/shapes.ts";
import { outcomeOf } from "../edge/tried.ts";
import { dryRun } from "../operations/dry-run.ts";
import { quoteVoucher, readVoucher } from "../operations/quote-voucher.ts";
import { reverseVoucher } from "../operations/reverse-voucher.ts";
import { useVoucher } from "../operations/use-voucher.ts";
import { dateOf } from "../values/day.ts";
import type { JsonObject } from "../values/json.ts";

const valueMinor = z
  .int()
  .nullable()
  .describe("what it was worth, in minor units; null: a percentage, a piece or a thing");
const leftMinor = z.int().describe("money that is left on it, in minor units");
const expiresOn = z.string().describe("last good day");
const taken = {
  amountMinor: z.int().nullable().describe("what it takes off; null: it is exchanged for a thing"),
  lines: z
    .array(z.strictObject({ line: z.string(), amountMinor: z.int() }))
    .describe("of it, from each line: give back as much with the line"),
};

/** A cart as far as vouchers ask of it. */
const cartFields = {
  channel: text("where the order is placed, for a voucher that is not for every channel", 40).optional(),
  venue: idText("where it is handed over, for a voucher that is not for every venue").optional(),
  lines: z
    .array(
      z.strictObject({
        line: idText("your number of the line; its place where absent").optional(),
        sku: text("your number of the goods", 100).optional(),
        category: text("category of the goods", 100).optional(),
        quantity: z.int().min(1).max(1_000_000).default(1),
        amountMinor: amount.describe("what all of its pieces cost, after discounts"),
      }),
    )
    .max(500)
    .default([])
    .describe("the goods, for a voucher that is not for all of them or is not worth money"),
};
const cartShape = z.strictObject(cartFields);

export const useVoucherAtStore = contract({
  id: "useVoucher",
  method: "post",
  path: "/v1/vouchers/:code/use",
  audience: { kind: "store", scope: "redeem" },
  title: "Use a voucher",
  about:
    "Once, on an order; money that may be used in parts, once an order until nothing is left. A code may be typed in any case, with or without dashes; i and l are read as 1, o as 0. What it takes off is spread over the lines that it is for by largest remainder; a percentage is rounded down. What it paid does not earn: name it in the purchase's paidWith, or use it there at once, by its code in `vouchers`.",
  body: z.strictObject({
    order: idText("the store's order number"),
    amountMinor: amount.min(1).describe("what it takes off; all it can where absent").optional(),
    ...cartFields,
  }),
  status: 200,
  answer: z.strictObject({
    operation: z.string(),
    voucher: z.string(),
    reward: z.string(),
    status: z.enum(["used", "issued"]).describe("issued: more is left"),
    order: z.string(),
    ...taken,
    valueMinor,
    leftMinor,
  }),
  refusals: [
    "voucher_unknown",
    "invalid",
    "voucher_cancelled",
    "voucher_not_yet",
    "voucher_expired",
    "voucher_used",
    "voucher_not_in_channel",
    "voucher_not_here",
    "voucher_not_for_goods",
    "basket_too_small",
    "voucher_short",
  ],
  example: {
    body: { order: "1002", lines: [{ line: "1", sku: "SOAP", amountMinor: 1300 }] },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8w",
      voucher: "vch_01kajw8zt0q9w4m2xv5n6p7r8s",
      reward: "five-euro",
      status: "used",
      order: "1002",
      amountMinor: 500,
      lines: [{ line: "1", amountMinor: 500 }],
      valueMinor: 500,
      leftMinor: 0,
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
  body: z.strictObject({ order: idText("the order it was used on; the newest where absent").optional() }),
  status: 200,
  answer: z.strictObject({
    operation: z.string(),
    voucher: z.string(),
    reward: z.string(),
    status: z.literal("issued"),
    order: z.string(),
    valueMinor,
    leftMinor,
    expiresOn,
  }),
  refusals: ["voucher_unknown", "voucher_not_used"],
  isBodyOptional: true,
  example: {
    body: { order: "1002" },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8x",
      voucher: "vch_01kajw8zt0q9w4m2xv5n6p7r8s",
      reward: "five-euro",
      status: "issued",
      order: "1002",
      valueMinor: 500,
      leftMinor: 500,
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
  about:
    "What it is worth today, and what it takes off a cart where its lines are told: the same as its use would. Writes nothing and takes no key.",
  body: cartShape,
  status: 200,
  answer: z.strictObject({
    voucher: z.string(),
    reward: z.string(),
    valueMinor,
    leftMinor,
    currency: z.string(),
    expiresOn,
    discount: z.strictObject(taken).nullable().describe("null: no lines were told"),
  }),
  refusals: [
    "voucher_unknown",
    "voucher_cancelled",
    "voucher_not_yet",
    "voucher_expired",
    "voucher_used",
    "voucher_not_in_channel",
    "voucher_not_here",
    "voucher_not_for_goods",
    "basket_too_small",
  ],
  example: {
    body: { lines: [{ line: "1", sku: "SOAP", amountMinor: 1300 }] },
    answer: {
      voucher: "vch_01kajw8zt0q9w4m2xv5n6p7r8s",
      reward: "five-euro",
      valueMinor: 500,
      leftMinor: 500,
      currency: "EUR",
      expiresOn: "2027-11-21",
      discount: { amountMinor: 500, lines: [{ line: "1", amountMinor: 500 }] },
    },
  },
  isKeyless: true,
  isBodyOptional: true,
});

export const showVoucher = contract({
  id: "showVoucher",
  method: "get",
  path: "/v1/vouchers/:code",
  audience: { kind: "store", scope: "read" },
  title: "A voucher and what it took",
  about:
    "Its state, and what it took off your orders and off which of their lines: what to give back with a line, and what the voucher paid of it. Other stores' orders are not shown.",
  status: 200,
  answer: z.strictObject({
    voucher: z.string(),
    reward: z.string(),
    state: z.enum(["issued", "used", "cancelled", "expired"]),
    valueMinor,
    leftMinor,
    currency: z.string(),
    expiresOn,
    uses: z.array(z.strictObject({ order: z.string(), ...taken })).describe("oldest first; reversed ones are gone"),
  }),
  refusals: ["voucher_unknown"],
  example: {
    answer: {
      voucher: "vch_01kajw8zt0q9w4m2xv5n6p7r8s",
      reward: "five-euro",
      state: "used",
      valueMinor: 500,
      leftMinor: 0,
      currency: "EUR",
      expiresOn: "2027-11-21",
      uses: [{ order: "1002", amountMinor: 500, lines: [{ line: "1", amountMinor: 500 }] }],
    },
  },
});

function cartOf({ channel, venue, lines }: z.output<typeof cartShape>): VoucherCart {
  return {
    channel: channel ?? null,
    venue: venue ?? null,
    lines: lines.map(({ line, sku, category, quantity, amountMinor }, index) => ({
      line: line ?? String(index + 1),
      sku: sku ?? null,
      category: category ?? null,
      quantity,
      amountMinor,
    })),
  };
}

/** What was taken, as contracts show it. */
function takenView({ amountMinor, lines }: Discount): { amountMinor: number | null; lines: JsonObject[] } {
  return { amountMinor, lines: lines.map((each) => ({ ...each })) };
}

export function mountVouchers(app: App): void {
  serveWrite(app, useVoucherAtStore, useVoucher, {
    request: ({ body, params, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store takes vouchers");
      const { order, amountMinor = null } = body;
      return { store: caller.store, code: params.code ?? "", order, amountMinor, cart: cartOf(body) };
    },
    view: (outcome) => ({ ...outcome, ...takenView(outcome) }),
  });
  serveWrite(app, reverseVoucherUse, reverseVoucher, {
    request: ({ body, params, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store takes vouchers");
      return { store: caller.store, code: params.code ?? "", order: body.order ?? null };
    },
    view: ({ expiresOn: day, ...rest }) => ({ ...rest, expiresOn: dateOf(day) }),
  });
  serveRead(app, quoteVoucherAtStore, async ({ body, params, caller, ledger }) => {
    if (caller.kind !== "store") throw new Error("only a store takes vouchers");
    const cart = body.lines.length === 0 ? null : cartOf(body);
    const request = { store: caller.store, code: params.code ?? "", cart };
    const { expiresOn: day, discount, ...rest } = outcomeOf(await dryRun(ledger, quoteVoucher, { request, caller }));
    return { ...rest, expiresOn: dateOf(day), discount: discount && takenView(discount) };
  });
  serveRead(app, showVoucher, async ({ params, caller, ledger }) => {
    if (caller.kind !== "store") throw new Error("only a store takes vouchers");
    const request = { store: caller.store, code: params.code ?? "" };
    const { expiresOn: day, uses, ...rest } = outcomeOf(await dryRun(ledger, readVoucher, { request, caller }));
    const usesView = uses.map(({ order, ...use }) => ({ order, ...takenView(use) }));
    return { ...rest, expiresOn: dateOf(day), uses: usesView };
  });
}
