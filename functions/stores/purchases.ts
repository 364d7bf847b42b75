/** POST /v1/purchases: a store's order becomes explained units. */
import * as z from "zod";
import type { Purchase, PurchaseOutcome } from "../decisions/purchase.ts";
import { contract } from "../edge/contract.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import {
  amount,
  balances,
  earned,
  idText,
  instant,
  memberPrices,
  memberRef,
  messages,
  payment,
  stampCards,
  standing,
  surprises,
  text,
  tickets,
} from "../edge/shapes.ts";
import { earnedView, raisedView } from "../edge/views.ts";
import { unsealVouchers, vouchers, vouchersView } from "../edge/voucher-view.ts";
import { purchase } from "../operations/purchase.ts";
import { giftCardOf, signing } from "../values/gift-card.ts";
import type { JsonObject } from "../values/json.ts";
import { AMOUNT_MAX } from "../values/money.ts";
import { readCode } from "../values/voucher-code.ts";

const line = z.strictObject({
  line: idText("the store's number of the line; its position where absent").optional(),
  sku: text("stock-keeping unit", 100),
  name: text("what it is called").optional(),
  category: text("category that rules may name", 100).optional(),
  quantity: z.int().min(1).max(1_000_000),
  unitMinor: amount.describe("price of one, in minor units"),
});

const isUnique = (list: string[]) => new Set(list).size === list.length;

/** The order as a store sends it. */
export const purchaseBody = z.strictObject({
  member: memberRef,
  order: idText("the store's order number"),
  occurredAt: instant,
  currency: z.string().regex(/^[A-Z]{3}$/),
  lines: z
    .array(line)
    .min(1)
    .max(500)
    .refine(
      (lines) => new Set(lines.map(({ line: name }, index) => name ?? String(index + 1))).size === lines.length,
      "each line has a number of its own",
    )
    .refine(
      (lines) => lines.every(({ quantity, unitMinor }) => quantity * unitMinor <= AMOUNT_MAX),
      "a line is worth at most a billion minor units",
    ),
  discountMinor: amount.default(0).describe("off the goods"),
  shippingMinor: amount.default(0),
  taxMinor: amount.default(0).describe("on top of the prices, or within them: the total says which"),
  totalMinor: amount.describe("what was paid"),
  paidWith: z
    .array(z.strictObject({ unit: text("unit that paid", 41), amountMinor: amount }))
    .max(20)
    .default([])
    .describe(
      "parts paid with units that are not named below: points do not earn, money of a wallet does, since it did not when it was paid in",
    ),
  redemptions: z
    .array(idText("a redemption of points as money, held or captured"))
    .max(20)
    .refine(isUnique, "each once")
    .describe(
      "that paid a part: captured with the order, given back with its refunds; what was paid with points does not earn",
    )
    .optional(),
  vouchers: z
    .array(
      z.strictObject({
        code: text("as it was typed", 200),
        amountMinor: amount.min(1).describe("what it takes off; all it can where absent").optional(),
      }),
    )
    .max(20)
    .refine((list) => isUnique(list.map(({ code }) => code)), "each once")
    .describe("that paid a part: used with the order, given back with its refunds; what they paid does not earn")
    .optional(),
  giftCards: z
    .array(z.strictObject({ code: text("as it was typed", 200), amountMinor: amount.min(1) }))
    .max(20)
    .refine((list) => isUnique(list.map(({ code }) => readCode(code) ?? code)), "each once")
    .describe("that paid a part: used with the order, given back with its refunds; what they paid earns")
    .optional(),
  channel: z.string().max(40).optional(),
  venue: idText(
    "your venue where it was handed over: what rules may ask for, a voucher that is good there only needs, and so that it shows that she was there",
  ).optional(),
});

export const recordPurchase = contract({
  id: "recordPurchase",
  method: "post",
  path: "/v1/purchases",
  audience: { kind: "store", scope: "earn" },
  title: "Record a purchase",
  about:
    "An order earns what the programme in force when it occurred gives, each amount with its why. An unknown e-mail, phone or store id opens a guest, who earns and spends after she has joined. Name what paid it and it is captured or used in the same operation, as parts of the total; the key needs the scope redeem too.",
  body: purchaseBody,
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    member: z.string(),
    order: z.string(),
    paid: z
      .array(z.strictObject({ by: payment, id: z.string(), amountMinor: z.int(), earns: z.boolean() }))
      .describe("what was named as having paid it, and whether that part earns")
      .optional(),
    earned,
    balances,
    tier: standing,
    stampCards,
    vouchers,
    surprises,
    tickets,
    messages,
    memberPrices,
  }),
  refusals: [
    "occurred_in_the_future",
    "currency_not_accepted",
    "totals_do_not_add_up",
    "earning_paused",
    "member_unknown",
    "venue_unknown",
    "duplicate",
    "too_late",
    "member_frozen",
    "redemption_paused",
    "redemption_unknown",
    "voucher_unknown",
    "gift_card_unknown",
    "pays_no_order",
    "hold_lapsed",
    "fulfilment_refused",
    "redemption_not_held",
    "voucher_cancelled",
    "voucher_not_yet",
    "voucher_expired",
    "voucher_used",
    "voucher_not_in_channel",
    "voucher_not_here",
    "voucher_not_for_goods",
    "basket_too_small",
    "voucher_short",
    "points_short",
  ],
  example: {
    body: {
      member: { email: "ada@example.com" },
      order: "1001",
      occurredAt: "2026-11-21T10:00:00Z",
      currency: "EUR",
      lines: [{ sku: "MUG-1", name: "Mug", quantity: 2, unitMinor: 2000 }],
      totalMinor: 4000,
    },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8s",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      order: "1001",
      earned: [
        {
          unit: "points",
          amount: 80,
          rule: "points-per-euro",
          availableOn: null,
          expiresOn: null,
          why: {
            rule: "points-per-euro",
            basisMinor: 4000,
            amount: 2,
            perMinor: 100,
            percent: 100,
            tier: null,
            carriedBefore: 0,
            carriedAfter: 0,
            denominator: 10000,
          },
        },
      ],
      balances: { points: { available: 80, pending: 0, held: 0, debt: 0 } },
      tier: null,
      stampCards: [],
      vouchers: [],
      surprises: [],
      tickets: [],
      messages: [],
      memberPrices: [],
    },
  },
});

/** The outcome as the contract shows it. */
export function purchaseView({ earned: given, ...rest }: PurchaseOutcome): JsonObject {
  const {
    operation,
    member,
    order,
    paid,
    balances: after,
    tier,
    gifts,
    stampCards: cards,
    surprises: plays,
    tickets: entries,
    messages: told,
    memberPrices: prices,
  } = rest;
  return {
    operation,
    member,
    order,
    ...(paid.length === 0
      ? {}
      : { paid: paid.map(({ by, id, amountMinor, earns }) => ({ by, id, amountMinor, earns })) }),
    earned: given.map(earnedView),
    balances: { ...after } as unknown as JsonObject,
    tier: tier as JsonObject | null,
    stampCards: cards.map((card) => ({ ...card })),
    vouchers: vouchersView(gifts),
    surprises: plays.map(raisedView),
    tickets: entries.map((entry) => ({ ...entry })),
    messages: told.map((message) => ({ ...message })),
    memberPrices: prices.map((price) => ({ ...price })),
  };
}

/** Lines with their number: their position where the store sent none. */
export function linesOf(lines: z.output<typeof purchaseBody>["lines"]): Purchase["lines"] {
  return lines.map(({ line: name, sku, category, quantity, unitMinor }, index) => ({
    line: name ?? String(index + 1),
    sku,
    category: category ?? null,
    quantity,
    unitMinor,
  }));
}

export function mountPurchases(app: App): void {
  serveWrite(app, recordPurchase, purchase, {
    request: ({ body, caller, ledger: { secret } }) => {
      if (caller.kind !== "store") throw new Error("only a store records purchases");
      const { redemptions = [], vouchers: codes = [], giftCards = [] } = body;
      const sign = signing(secret);
      return {
        ...body,
        redemptions,
        vouchers: codes.map(({ code, amountMinor = null }) => ({ code, amountMinor })),
        giftCards: giftCards.map(({ code, amountMinor }) => ({ card: giftCardOf(sign, code), amountMinor })),
        channel: body.channel ?? null,
        venue: body.venue ?? null,
        lines: linesOf(body.lines),
        store: caller.store,
        isImport: false,
        sentWith: caller.key,
      };
    },
    view: purchaseView,
    unseal: unsealVouchers,
  });
}
