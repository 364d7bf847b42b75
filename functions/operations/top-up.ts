import { paymentName } from "../decisions/payment.ts";
import { decideTopUp, type ToppedUp, type TopUp, topUpName } from "../decisions/top-up.ts";
import { identityOf } from "../values/member-ref.ts";
import type { Verb } from "./verb.ts";

/** Puts money that a store was paid into a wallet, once for each top-up and payment. */
export const topUp: Verb<TopUp, ToppedUp> = {
  kind: "top-up",
  subjects: ({ store, member, id, payment }) => ({
    holders: [],
    ...("id" in member ? { member: member.id } : {}),
    identity: identityOf(member, store),
    claims: [],
    once: [topUpName(store, id), paymentName(store, payment.reference)],
  }),
  decide: decideTopUp,
};
