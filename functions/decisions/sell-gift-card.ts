/** Selling a gift card: money that a store was paid goes onto a card with a code, for whoever is given it. */
import { fundedBy, heldFor } from "../values/account.ts";
import { giftCardCode, giftCardOf } from "../values/gift-card.ts";
import type { MemberRef } from "../values/member-ref.ts";
import { isRefusal } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { memberFor } from "./member.ts";
import { expectProgramme } from "./paused.ts";
import { type Payment, paymentName, walletFor } from "./payment.ts";

export interface GiftCardSale {
  store: string;
  /** The store's own id of the sale. */
  id: string;
  payment: Payment;
  /** To whom it is sent; null: the buyer gives the code away herself. */
  recipient: MemberRef | null;
}

export interface GiftCardSold {
  operation: string;
  giftCard: string;
  /** The recipient, opened as a guest where nobody knows her; null: none was named. */
  member: string | null;
  unit: string;
  amountMinor: number;
}

/** The natural key of a sale. */
export function saleName(store: string, id: string): string {
  return `gift-card:${store}:${id}`;
}

/** Refusals, in order: currency_not_accepted, no_wallet, member_unknown (nothing stored); member_frozen (stored). */
export function decideSellGiftCard(
  facts: Facts,
  { store, id, payment, recipient }: GiftCardSale,
  given: Given,
): Decided<GiftCardSold> {
  const unit = walletFor(facts.current.programme, payment);
  if (typeof unit !== "string") return unit;
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const member = recipient === null ? null : memberFor(draft, facts, given, { ref: recipient, store });
  if (member !== null && isRefusal(member)) return member;

  const { amountMinor, reference } = payment;
  const card = giftCardOf(given.secret, giftCardCode(given.secret, { store, id }));
  const owner = member?.publicId ?? null;
  draft.open<"gift-card">({
    publicId: card,
    kind: "gift-card",
    owner,
    state: "open",
    dueAt: null,
    facts: {
      store,
      unit,
      amountMinor,
      payment: reference,
      uses: [],
      claimedMinor: 0,
      backMinor: 0,
      reversedBy: null,
    },
  });
  const why = { giftCard: card };
  draft.post({ from: fundedBy(store, unit), to: heldFor(card, unit), amount: amountMinor, reason: "gift-card", why });
  draft.claim(saleName(store, id));
  draft.claim(paymentName(store, reference));
  return {
    written: draft.written(owner),
    outcome: { operation: given.operation, giftCard: card, member: owner, unit, amountMinor },
  };
}
