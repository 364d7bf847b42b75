/** POST /v1/gift-cards: a gift card is sold; then its code pays in parts at any store, and is given back what it paid. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { payment, paymentOf } from "../edge/payment-shapes.ts";
import { type App, type Asked, serveRead, serveWrite } from "../edge/serve.ts";
import { amount, email, idText } from "../edge/shapes.ts";
import { outcomeOf } from "../edge/tried.ts";
import { dryRun } from "../operations/dry-run.ts";
import { quoteGiftCard, reverseGiftCard, reverseGiftCardUse, useGiftCard } from "../operations/gift-card.ts";
import { sellGiftCard } from "../operations/sell-gift-card.ts";
import { giftCardCode, giftCardOf, SEALED_GIFT_CARD, signing } from "../values/gift-card.ts";

const order = idText("the store's order number");
const seen = z.strictObject({
  operation: z.string(),
  unit: z.string(),
  amountMinor: z.int().describe("what this moved"),
  leftMinor: z.int().describe("what is on it now"),
  currency: z.string(),
});
const operation = "op_01kajw8zt0q9w4m2xv5n6p7r8s";

export const sellGiftCardAtStore = contract({
  id: "sellGiftCard",
  method: "post",
  path: "/v1/gift-cards",
  audience: { kind: "store", scope: "earn" },
  title: "Sell a gift card",
  about:
    "The store was paid: the money goes onto a card, once for each payment, and never expires. The code is in this answer and nowhere else; give it to the buyer, or send it to the recipient.",
  body: z.strictObject({
    id: idText("the store's own id of the sale"),
    amountMinor: amount.min(1),
    currency: z.string().regex(/^[A-Z]{3}$/),
    payment,
    recipient: z
      .strictObject({ email })
      .describe("whom it is for: a guest until she joins, and erased as anybody is")
      .optional(),
  }),
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    code: z.string().describe("whoever has it has the money"),
    member: z.string().nullable().describe("the recipient; null: none was named"),
    unit: z.string(),
    amountMinor: z.int(),
  }),
  refusals: ["duplicate", "currency_not_accepted", "no_wallet", "member_unknown", "member_frozen"],
  example: {
    body: { id: "g-1001", amountMinor: 5000, currency: "EUR", payment: { reference: "pi_3PqZ" } },
    answer: { operation, code: "TSR-7K2M-XQ4D-09VB", member: null, unit: "wallet", amountMinor: 5000 },
  },
});

export const quoteGiftCardAtStore = contract({
  id: "quoteGiftCard",
  method: "post",
  path: "/v1/gift-cards/:code/quotes",
  audience: { kind: "store", scope: "read" },
  title: "Quote a gift card",
  about: "What is on it. Writes nothing and takes no key. A wrong code and one that nobody has are answered alike.",
  status: 200,
  answer: seen.omit({ operation: true, amountMinor: true }),
  refusals: ["gift_card_unknown"],
  example: { answer: { unit: "wallet", leftMinor: 5000, currency: "EUR" } },
  isKeyless: true,
});

export const useGiftCardAtStore = contract({
  id: "useGiftCard",
  method: "post",
  path: "/v1/gift-cards/:code/use",
  audience: { kind: "store", scope: "redeem" },
  title: "Pay with a gift card",
  about: "Any part of what is on it, on any number of orders. What it pays earns as money does.",
  body: z.strictObject({ order, amountMinor: amount.min(1).describe("what it pays of the order") }),
  status: 200,
  answer: seen,
  refusals: ["gift_card_unknown", "redemption_paused", "points_short"],
  example: {
    body: { order: "1002", amountMinor: 2000 },
    answer: { operation, unit: "wallet", amountMinor: 2000, leftMinor: 3000, currency: "EUR" },
  },
});

export const reverseGiftCardUseAtStore = contract({
  id: "reverseGiftCardUse",
  method: "post",
  path: "/v1/gift-cards/:code/reversal",
  audience: { kind: "store", scope: "redeem" },
  title: "Give back to a gift card",
  about:
    "The order was refunded: what it paid of it is on the card again, all of it or a part. As far as the card's own payment was taken back and nobody gave that yet, it is not: the buyer has had it.",
  body: z.strictObject({ order, amountMinor: amount.min(1).describe("all it paid where absent").optional() }),
  status: 200,
  answer: seen,
  refusals: ["gift_card_unknown", "refund_exceeds_order"],
  example: {
    body: { order: "1002" },
    answer: { operation, unit: "wallet", amountMinor: 2000, leftMinor: 5000, currency: "EUR" },
  },
});

export const reverseGiftCardPayment = contract({
  id: "reverseGiftCardPayment",
  method: "post",
  path: "/v1/gift-card-payments/:id/reversal",
  audience: { kind: "store", scope: "earn" },
  title: "Take a gift card back",
  about:
    "Its payment was refunded or charged back: what is on it goes, and whoever claimed it gives it back or owes it. What stores took from it is gone.",
  status: 200,
  answer: z.strictObject({
    operation: z.string(),
    unit: z.string(),
    amountMinor: z.int().describe("taken back now"),
    spentMinor: z.int().describe("what stores had taken from it"),
  }),
  refusals: ["gift_card_unknown", "already_reversed"],
  example: { answer: { operation, unit: "wallet", amountMinor: 3000, spentMinor: 2000 } },
});

function about({ params, caller, ledger }: Asked<unknown, unknown>): { store: string; card: string } {
  if (caller.kind !== "store") throw new Error("only a store takes gift cards");
  return { store: caller.store, card: giftCardOf(signing(ledger.secret), params.code ?? "") };
}

export function mountGiftCards(app: App): void {
  serveWrite(app, sellGiftCardAtStore, sellGiftCard, {
    request: ({ body: { id, recipient, ...paid }, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store reports payments");
      return { store: caller.store, id, payment: paymentOf(paid), recipient: recipient ?? null };
    },
    view: ({ giftCard: _, ...sold }) => ({ ...sold, code: SEALED_GIFT_CARD }),
    unseal: (text, { secret }, request) =>
      text.replaceAll(JSON.stringify(SEALED_GIFT_CARD), JSON.stringify(giftCardCode(signing(secret), request))),
  });
  serveRead(app, quoteGiftCardAtStore, async (asked) => {
    const { unit, leftMinor, currency } = outcomeOf(
      await dryRun(asked.ledger, quoteGiftCard, { request: about(asked), caller: asked.caller }),
    );
    return { unit, leftMinor, currency };
  });
  serveWrite(app, useGiftCardAtStore, useGiftCard, {
    request: (asked) => ({ ...about(asked), ...asked.body }),
    view: (outcome) => ({ ...outcome }),
  });
  serveWrite(app, reverseGiftCardUseAtStore, reverseGiftCardUse, {
    request: (asked) => ({
      ...about(asked),
      order: asked.body.order,
      amountMinor: asked.body.amountMinor ?? null,
    }),
    view: (outcome) => ({ ...outcome }),
  });
  serveWrite(app, reverseGiftCardPayment, reverseGiftCard, {
    request: ({ params, caller, ledger }) => {
      if (caller.kind !== "store") throw new Error("only a store reports payments");
      const { store } = caller;
      const sign = signing(ledger.secret);
      return { store, card: giftCardOf(sign, giftCardCode(sign, { store, id: params.id ?? "" })) };
    },
    view: (outcome) => ({ ...outcome }),
  });
}
