import { paymentName } from "../decisions/payment.ts";
import { decideSellGiftCard, type GiftCardSale, type GiftCardSold, saleName } from "../decisions/sell-gift-card.ts";
import { identityOf } from "../values/member-ref.ts";
import type { Verb } from "./verb.ts";

/** Sells a gift card, once for each sale and payment. */
export const sellGiftCard: Verb<GiftCardSale, GiftCardSold> = {
  kind: "sell-gift-card",
  subjects: ({ store, id, payment, recipient }) => ({
    holders: [],
    ...(recipient !== null && "id" in recipient ? { member: recipient.id } : {}),
    identity: recipient === null ? null : identityOf(recipient, store),
    claims: [],
    once: [saleName(store, id), paymentName(store, payment.reference)],
  }),
  decide: decideSellGiftCard,
};
