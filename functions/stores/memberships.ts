/** POST /v1/memberships: a plan was paid for; then renewed, changed, cancelled, or not paid any more. */
import * as z from "zod";
import type { MembershipSeen } from "../decisions/membership.ts";
import { contract } from "../edge/contract.ts";
import { GAVE_NOTHING, gave, gaveView } from "../edge/gave.ts";
import { payment, paymentOf } from "../edge/payment-shapes.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { amount, idText, memberRef, text } from "../edge/shapes.ts";
import { outcomeOf } from "../edge/tried.ts";
import { unsealVouchers } from "../edge/voucher-view.ts";
import { dryRun } from "../operations/dry-run.ts";
import { cancelMembership, failMembership, payMembership, quoteMembership } from "../operations/membership.ts";
import { dateOf } from "../values/day.ts";
import type { JsonObject } from "../values/json.ts";

const store = { method: "post", audience: { kind: "store", scope: "earn" } } as const;
const of = {
  member: memberRef,
  plan: text("the unit of the plan", 41),
  id: idText("the store's own id of the membership: the same when it is renewed or its plan is another one"),
};
const seen = z.strictObject({
  operation: z.string(),
  member: z.string(),
  membership: z.string(),
  plan: z.string(),
  state: z.enum(["active", "ending", "ended"]).describe("ending: not renewed any more"),
  from: z.string().describe("first day of the period that was paid last"),
  until: z.string().describe("its last day"),
  graceUntil: z.string().nullable().describe("last day of grace; null: its renewal did not fail"),
  priceMinor: z.int(),
  creditMinor: z.int().describe("left of the plan before; it counts towards the price"),
  refundMinor: z.int().describe("to be paid back by the store: worth × days left ÷ days, rounded down"),
  currency: z.string(),
  ...gave,
});
const example = {
  operation: "op_01kajw8zt0q9w4m2xv5n6p7r8s",
  member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
  membership: "sub-1001",
  plan: "basic",
  state: "active",
  from: "2026-11-22",
  until: "2027-11-21",
  graceUntil: null,
  priceMinor: 7900,
  creditMinor: 0,
  refundMinor: 0,
  currency: "EUR",
  ...GAVE_NOTHING,
};

export const recordMembership = contract({
  ...store,
  id: "recordMembership",
  path: "/v1/memberships",
  title: "Record a paid membership",
  about:
    "The store was paid for a plan: it begins today, or the day after the present period ends. Another plan under the same id begins today, and what is left of the one before is its credit.",
  body: z.strictObject({
    ...of,
    amountMinor: amount.describe("what was paid"),
    currency: z.string().regex(/^[A-Z]{3}$/),
    payment,
  }),
  status: 201,
  answer: seen,
  refusals: [
    "duplicate",
    "plan_unknown",
    "currency_not_accepted",
    "earning_paused",
    "member_unknown",
    "membership_unknown",
    "member_frozen",
  ],
  example: {
    body: {
      member: { email: "ada@example.com" },
      plan: "basic",
      id: "sub-1001",
      amountMinor: 7900,
      currency: "EUR",
      payment: { reference: "in_1Pq" },
    },
    answer: example,
  },
});

export const quoteMembershipAtStore = contract({
  ...store,
  audience: { kind: "store", scope: "read" },
  id: "quoteMembership",
  path: "/v1/memberships/quotes",
  title: "Quote a membership",
  about: "What a plan would cost now under that id, and from when to when it would be valid. Writes nothing.",
  body: z.strictObject(of),
  status: 200,
  answer: z.strictObject({
    plan: z.string(),
    from: z.string(),
    until: z.string(),
    priceMinor: z.int(),
    creditMinor: z.int(),
    dueMinor: z.int().describe("the price less the credit, at least 0"),
    currency: z.string(),
  }),
  refusals: ["plan_unknown", "earning_paused", "member_unknown", "membership_unknown", "member_frozen"],
  example: {
    body: { member: { email: "ada@example.com" }, plan: "premium", id: "sub-1001" },
    answer: {
      plan: "premium",
      from: "2026-11-22",
      until: "2027-11-21",
      priceMinor: 11_900,
      creditMinor: 3950,
      dueMinor: 7950,
      currency: "EUR",
    },
  },
  isKeyless: true,
});

export const cancelMembershipAt = contract({
  ...store,
  id: "cancelMembership",
  path: "/v1/memberships/:id/cancellation",
  title: "Cancel a membership",
  about: "With the end of what is paid, or now: then refundMinor is to be paid back. Tessera pays nothing itself.",
  body: z.strictObject({ at: z.enum(["end", "now"]) }),
  status: 200,
  answer: seen,
  refusals: ["membership_unknown", "membership_ended"],
  example: { body: { at: "now" }, answer: { ...example, state: "ended", refundMinor: 3928 } },
});

export const failMembershipRenewal = contract({
  ...store,
  id: "failMembershipRenewal",
  path: "/v1/memberships/:id/failures",
  title: "Record an unpaid renewal",
  about:
    "It lives on for the plan's days of grace and lapses then, unless a payment comes. Saying it twice changes nothing.",
  status: 200,
  answer: seen,
  refusals: ["membership_unknown", "membership_ended"],
  example: { answer: { ...example, graceUntil: "2027-12-05" } },
});

function view({ from, until, graceUntil, ...rest }: MembershipSeen): JsonObject {
  const grace = graceUntil === null ? null : dateOf(graceUntil);
  return { ...gaveView(rest), from: dateOf(from), until: dateOf(until), graceUntil: grace };
}

export function mountMemberships(app: App): void {
  serveWrite(app, recordMembership, payMembership, {
    request: ({ body: { member, plan, id, ...paid }, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store reports payments");
      return { store: caller.store, member, plan, id, payment: paymentOf(paid) };
    },
    view,
    unseal: unsealVouchers,
  });
  serveRead(app, quoteMembershipAtStore, async ({ body, caller, ledger }) => {
    if (caller.kind !== "store") throw new Error("only a store sells memberships");
    const { plan, from, until, priceMinor, creditMinor, ...rest } = outcomeOf(
      await dryRun(ledger, quoteMembership, { request: { ...body, store: caller.store }, caller }),
    );
    const dueMinor = Math.max(0, priceMinor - creditMinor);
    return {
      plan,
      from: dateOf(from),
      until: dateOf(until),
      priceMinor,
      creditMinor,
      dueMinor,
      currency: rest.currency,
    };
  });
  serveWrite(app, cancelMembershipAt, cancelMembership, {
    request: ({ body, params, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store cancels memberships");
      return { store: caller.store, id: params.id ?? "", at: body.at };
    },
    view,
    unseal: unsealVouchers,
  });
  serveWrite(app, failMembershipRenewal, failMembership, {
    request: ({ params, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store reports payments");
      return { store: caller.store, id: params.id ?? "" };
    },
    view,
    unseal: unsealVouchers,
  });
}
