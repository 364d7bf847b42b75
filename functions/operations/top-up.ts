import { paymentName } from "../decisions/payment.ts";
import { decideTopUp, type ToppedUp, type TopUp, topUpName } from "../decisions/top-up.ts";
import { memberNamed } from "./member-named.ts";
import type { Verb } from "./verb.ts";

/** Puts money that a store was paid into a wallet, once for each top-up and payment. */
export const topUp: Verb<TopUp, ToppedUp> = {
  kind: "top-up",
  subjects: ({ store, member, id, payment }) => ({
    // The store says in which city it happened.
    holders: [store],
    ...memberNamed(member, store),
    claims: [],
    once: [topUpName(store, id), paymentName(store, payment.reference)],
  }),
  decide: decideTopUp,
};
