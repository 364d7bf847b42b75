import type { Step } from "../database/steps.ts";
import { heldVouchers, heldVouchersRead } from "../database/vouchers-of.ts";
import { type Cart, decideQuote, type Quoted } from "../decisions/quote.ts";
import { type Carts, type CartsQuoted, decideCarts } from "../decisions/quote-carts.ts";
import { identityOf } from "../values/member-ref.ts";
import type { Verb } from "./verb.ts";

type Asking = Pick<Cart, "store" | "member" | "venue">;

/** Quotes a cart; for a dry run. */
export const quote: Verb<Cart, Quoted> = {
  kind: "quote",
  subjects: subjectsOf,
  reads: vouchersOf,
  decide: (facts, cart, given) => decideQuote(facts, { ...cart, vouchers: heldVouchers(facts.more[0] ?? []) }, given),
};

/** Quotes the carts of a page, each alone, on facts that are read once; for a dry run. */
export const quoteCarts: Verb<Carts, CartsQuoted> = {
  kind: "quote",
  subjects: subjectsOf,
  reads: vouchersOf,
  decide: (facts, carts, given) => decideCarts(facts, { ...carts, vouchers: heldVouchers(facts.more[0] ?? []) }, given),
};

function subjectsOf({ store, member, venue }: Asking) {
  return {
    // The store and its venue say in which city it would happen.
    holders: [store, ...(venue ? [venue] : [])],
    ...(member !== null && "id" in member ? { member: member.id } : {}),
    identity: member === null ? null : identityOf(member, store),
    claims: [],
    catalogue: true,
  };
}

function vouchersOf({ store, member }: Asking): Step[] {
  if (member === null) return [];
  return [heldVouchersRead("id" in member ? member.id : null, identityOf(member, store))];
}
