/** POST /v1/me/gift-cards/claim: a code becomes money in her wallet. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { balances, text } from "../edge/shapes.ts";
import { claimGiftCard } from "../operations/gift-card.ts";
import { giftCardOf, signing } from "../values/gift-card.ts";
import type { JsonObject } from "../values/json.ts";

export const claimOwnGiftCard = contract({
  id: "claimGiftCard",
  method: "post",
  path: "/v1/me/gift-cards/claim",
  audience: { kind: "member" },
  title: "Claim a gift card",
  about: "All that is on it goes into my wallet. A code that is wrong and one that nobody has are answered alike.",
  body: z.strictObject({ code: text("as it was given, in any case, with or without dashes", 40) }),
  status: 200,
  answer: z.strictObject({ operation: z.string(), unit: z.string(), amountMinor: z.int(), balances }),
  refusals: ["gift_card_unknown", "member_frozen", "gift_card_empty"],
  example: {
    body: { code: "TSR-7K2M-XQ4D-09VB" },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8s",
      unit: "wallet",
      amountMinor: 5000,
      balances: { wallet: { available: 5000, pending: 0, held: 0, debt: 0 } },
    },
  },
});

export function mountGiftCards(app: App): void {
  serveWrite(app, claimOwnGiftCard, claimGiftCard, {
    request: ({ body, caller, ledger }) => {
      if (caller.kind !== "member") throw new Error("only a member claims for herself");
      return { member: caller.member, card: giftCardOf(signing(ledger.secret), body.code) };
    },
    view: (outcome) => ({ ...outcome }) as unknown as JsonObject,
  });
}
