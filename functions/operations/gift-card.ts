import {
  type AboutGiftCard,
  claimName,
  decideClaimGiftCard,
  decideQuoteGiftCard,
  decideReverseGiftCard,
  decideReverseGiftCardUse,
  decideUseGiftCard,
  type GiftCardClaimed,
  type GiftCardReversed,
  type GiftCardSeen,
} from "../decisions/gift-card.ts";
import { giftCardOf } from "../values/gift-card.ts";
import type { Json } from "../values/json.ts";
import type { Verb } from "./verb.ts";

const subjects = ({ card }: { card: string }) => ({ holders: [card], identity: null, claims: [] });

/** Says what is on a gift card; for a dry run. */
export const quoteGiftCard: Verb<AboutGiftCard, GiftCardSeen> = {
  kind: "quote-gift-card",
  subjects,
  decide: decideQuoteGiftCard,
};

/** Pays a part of an order with a gift card. */
export const useGiftCard: Verb<AboutGiftCard & { order: string; amountMinor: number }, GiftCardSeen> = {
  kind: "use-gift-card",
  subjects,
  decide: decideUseGiftCard,
};

/** Gives back to a gift card what it paid of an order. */
export const reverseGiftCardUse: Verb<AboutGiftCard & { order: string; amountMinor: number | null }, GiftCardSeen> = {
  kind: "reverse-gift-card-use",
  subjects,
  decide: decideReverseGiftCardUse,
};

/** Puts a gift card into the wallet of whoever has its code, once. Of the code, the papers keep which card it is of. */
export const claimGiftCard: Verb<{ member: string; card: string }, GiftCardClaimed> = {
  kind: "claim-gift-card",
  subjects: ({ member, card }) => ({ holders: [card], member, identity: null, claims: [] }),
  kept: (body: Json, secret) =>
    body !== null && typeof body === "object" && !Array.isArray(body)
      ? { ...body, code: `not kept, of ${giftCardOf(secret, String(body.code))}` }
      : body,
  decide: decideClaimGiftCard,
};

/** Takes a gift card back whose payment was, once. */
export const reverseGiftCard: Verb<AboutGiftCard, GiftCardReversed> = {
  kind: "reverse-gift-card",
  subjects: ({ card }) => ({ holders: [card, claimName(card)], identity: null, claims: [] }),
  decide: decideReverseGiftCard,
};
