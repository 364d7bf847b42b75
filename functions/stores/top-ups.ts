/** POST /v1/top-ups: money that a store was paid for a member's wallet, and its way back. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { GAVE_NOTHING, gave, gaveView } from "../edge/gave.ts";
import { payment, paymentOf } from "../edge/payment-shapes.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { amount, balances, idText, memberRef } from "../edge/shapes.ts";
import { unsealVouchers } from "../edge/voucher-view.ts";
import { reverseTopUp } from "../operations/reverse-top-up.ts";
import { topUp } from "../operations/top-up.ts";

const answer = z.strictObject({
  operation: z.string(),
  member: z.string(),
  topUp: z.string(),
  unit: z.string().describe("the unit of the wallet"),
  amountMinor: z.int().describe("signed for the member"),
  ...gave,
  takenBack: z
    .array(z.strictObject({ unit: z.string(), amount: z.int(), rule: z.string() }))
    .describe("what rules had given for it, taken back with it: what she gave up, or owes now"),
  balances,
});

const example = {
  operation: "op_01kajw8zt0q9w4m2xv5n6p7r8s",
  member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
  topUp: "t-1001",
  unit: "wallet",
  amountMinor: 2500,
  ...GAVE_NOTHING,
  takenBack: [],
  balances: { wallet: { available: 2500, pending: 0, held: 0, debt: 0 } },
};

export const recordTopUp = contract({
  id: "recordTopUp",
  method: "post",
  path: "/v1/top-ups",
  audience: { kind: "store", scope: "earn" },
  title: "Top up a wallet",
  about:
    "The store was paid: the money goes into the member's wallet, once for each payment, and never expires. Rules on top-ups give what they give. Tessera charges nobody.",
  body: z.strictObject({
    member: memberRef,
    id: idText("the store's own id of the top-up"),
    amountMinor: amount.min(1),
    currency: z.string().regex(/^[A-Z]{3}$/),
    payment,
  }),
  status: 201,
  answer,
  refusals: ["duplicate", "currency_not_accepted", "no_wallet", "earning_paused", "member_unknown", "member_frozen"],
  example: {
    body: {
      member: { email: "ada@example.com" },
      id: "t-1001",
      amountMinor: 2500,
      currency: "EUR",
      payment: { reference: "pi_3PqZ" },
    },
    answer: example,
  },
});

export const reverseTopUpOf = contract({
  id: "reverseTopUp",
  method: "post",
  path: "/v1/top-ups/:id/reversal",
  audience: { kind: "store", scope: "earn" },
  title: "Take a top-up back",
  about:
    "The payment was refunded or charged back. What she spent of it becomes a debt that the next money in repays; what rules gave for it is taken back as by a refund.",
  status: 200,
  answer,
  refusals: ["top_up_unknown", "already_reversed"],
  example: {
    answer: { ...example, amountMinor: -2500, balances: { wallet: { available: 0, pending: 0, held: 0, debt: 0 } } },
  },
});

export function mountTopUps(app: App): void {
  serveWrite(app, recordTopUp, topUp, {
    request: ({ body: { member, id, ...paid }, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store reports payments");
      return { store: caller.store, member, id, payment: paymentOf(paid) };
    },
    view: gaveView,
    unseal: unsealVouchers,
  });
  serveWrite(app, reverseTopUpOf, reverseTopUp, {
    request: ({ params, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store reports payments");
      return { store: caller.store, id: params.id ?? "" };
    },
    view: gaveView,
    unseal: unsealVouchers,
  });
}
