import { heldVouchers, heldVouchersRead } from "../database/vouchers-of.ts";
import { type Cart, decideQuote, type Quoted } from "../decisions/quote.ts";
import { identityOf } from "../values/member-ref.ts";
import type { Verb } from "./verb.ts";

/** Quotes a cart; for a dry run. */
export const quote: Verb<Cart, Quoted> = {
  kind: "quote",
  subjects: ({ store, member }) => ({
    // The store says in which city it would happen.
    holders: [store],
    ...(member !== null && "id" in member ? { member: member.id } : {}),
    identity: member === null ? null : identityOf(member, store),
    claims: [],
    catalogue: true,
  }),
  reads: ({ store, member }) => {
    if (member === null) return [];
    return [heldVouchersRead("id" in member ? member.id : null, identityOf(member, store))];
  },
  decide: (facts, cart, given) => decideQuote(facts, { ...cart, vouchers: heldVouchers(facts.more[0] ?? []) }, given),
};
