/** Several carts, each quoted as if it were the only one: what a page of products asks in one request. */
import type { Programme } from "../programme/programme.ts";
import type { MemberRef } from "../values/member-ref.ts";
import { cannotDecide, isRefusal } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import type { Purchase } from "./purchase.ts";
import { decideQuote, type Quoted, type VouchersHeld } from "./quote.ts";

export interface Carts {
  store: string;
  /** Whose they are; null: a visitor's. */
  member: MemberRef | null;
  /** Null: the programme's. */
  currency: string | null;
  carts: { lines: Purchase["lines"]; discountMinor: number }[];
}

export interface CartsQuoted {
  /** In the order of the carts. */
  quoted: Quoted[];
  /** The document by which they were quoted. */
  programme: Programme;
}

/** Refusals, in order: store_unknown, then those of a quote, each with the cart in its pointer. */
export function decideCarts(
  facts: Facts,
  { store, member, currency, carts, vouchers }: Carts & VouchersHeld,
  given: Given,
): Decided<CartsQuoted> {
  if (facts.holders.get(store)?.kind !== "store") return cannotDecide("store_unknown", {}, "/store");
  const { programme } = facts.current;
  const quoted: Quoted[] = [];
  for (const [index, cart] of carts.entries()) {
    const alone = { ...cart, channel: null, shippingMinor: 0, taxMinor: 0, totalMinor: null, reward: null };
    const quote = decideQuote(
      facts,
      { ...alone, store, member, currency: currency ?? programme.currency, vouchers },
      given,
    );
    if (isRefusal(quote))
      return quote.refused === "currency_not_accepted" ? quote : { ...quote, pointer: `/carts/${index}` };
    quoted.push(quote.outcome);
  }
  return { written: draftOf(facts).written(null), outcome: { quoted, programme } };
}
