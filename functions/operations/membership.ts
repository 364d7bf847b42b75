import {
  type AboutMembership,
  decideCancelMembership,
  decideFailMembership,
  decidePayMembership,
  type MembershipCancelled,
  type MembershipPaid,
  type MembershipSeen,
  membershipName,
} from "../decisions/membership.ts";
import { paymentName } from "../decisions/payment.ts";
import { decideRestoreMembership } from "../decisions/restore-membership.ts";
import { memberNamed } from "./member-named.ts";
import type { Verb } from "./verb.ts";

const subjects = ({ store, id }: AboutMembership) => ({
  // The store says in which city it happened.
  holders: [store, membershipName(store, id)],
  identity: null,
  claims: [],
});

/** Begins a membership, renews it or changes its plan, once for each payment. */
export const payMembership: Verb<MembershipPaid, MembershipSeen> = {
  kind: "pay-membership",
  subjects: ({ store, member, id, payment }) => ({
    holders: [store, membershipName(store, id)],
    ...memberNamed(member, store),
    claims: [],
    once: [payment.reference, ...(payment.also ?? [])].map((reference) => paymentName(store, reference)),
  }),
  decide: decidePayMembership,
};

/** What a plan would cost and when it would be valid; for a dry run. */
export const quoteMembership: Verb<Omit<MembershipPaid, "payment">, MembershipSeen> = {
  kind: "quote-membership",
  subjects: ({ store, member, id }) => ({
    holders: [store, membershipName(store, id)],
    ...memberNamed(member, store),
    claims: [],
  }),
  decide: (facts, request, given) => {
    const { currency } = facts.current.programme;
    return decidePayMembership(facts, { ...request, payment: { amountMinor: 0, currency, reference: "" } }, given);
  },
};

/** Ends a membership, with what is paid or now. */
export const cancelMembership: Verb<MembershipCancelled, MembershipSeen> = {
  kind: "cancel-membership",
  subjects,
  decide: decideCancelMembership,
};

/** Gives a membership's period again whose payment was disputed in vain. */
export const restoreMembership: Verb<AboutMembership & { payment: string; dispute: string }, MembershipSeen> = {
  kind: "restore-membership",
  subjects,
  decide: decideRestoreMembership,
};

/** Gives a membership whose renewal was not paid its grace. */
export const failMembership: Verb<AboutMembership, MembershipSeen> = {
  kind: "fail-membership",
  subjects,
  decide: decideFailMembership,
};
