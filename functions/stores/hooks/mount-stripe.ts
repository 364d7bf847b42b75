/**
 * POST /hooks/stripe/{store}: what Stripe tells of subscriptions, and of payments that it takes back. The signature is checked on the raw bytes; an event is
 * recorded once, by its id, and its invoice's payment once whatever brings it.
 */
import { type PaidBy, readPaidBy } from "../../database/paid-by.ts";
import { membershipName } from "../../decisions/membership.ts";
import { paymentName } from "../../decisions/payment.ts";
import { readBytes } from "../../edge/body.ts";
import { ledgerOf } from "../../edge/environment.ts";
import { hooksOf } from "../../edge/hook-settings.ts";
import { Problem, problemOf, problemResponse } from "../../edge/problem.ts";
import { type App, type Ctx, hostOf } from "../../edge/serve.ts";
import { cancelMembership, failMembership, payMembership, restoreMembership } from "../../operations/membership.ts";
import { statePaymentBack } from "../../operations/payment-back.ts";
import { answer, understood } from "./answer.ts";
import { performHook, type Told } from "./perform-hook.ts";
import { event, readStripe, type StripeFact } from "./stripe.ts";
import { isStripeSigned } from "./stripe-signature.ts";

/** Largest delivery, in bytes: an invoice of many lines. */
const DELIVERY_BYTES_MAX = 1_048_576;

export function mountStripe(app: App): void {
  app.post("/hooks/stripe/:store", async (context) => {
    const ledger = ledgerOf(context.env, hostOf(context));
    const store = context.req.param("store");
    const settings = hooksOf(context.env.HOOKS)[store]?.stripe;
    if (!settings) throw new Problem("store_unknown");
    const payload = await readBytes(context.req.raw, DELIVERY_BYTES_MAX);
    const header = context.req.header("stripe-signature") ?? null;
    if (!(await isStripeSigned({ header, payload, secrets: settings.secrets, now: Date.now() })))
      throw new Problem("unauthenticated");
    const read = event.safeParse(jsonOf(payload));
    if (!read.success) return understood("malformed");
    const fact = readStripe(read.data, settings.plans);
    const told: Told = { platform: "stripe", ledger, store, key: `stripe:${read.data.id}` };
    switch (fact.kind) {
      case "ignored":
        return understood(fact.reason);
      case "paid": {
        const { subscription, invoice, plan, amountMinor, currency, also, member } = fact;
        const payment = { amountMinor, currency, reference: invoice, ...(also.length === 0 ? {} : { also }) };
        return answer(
          context,
          await performHook(told, payMembership, { store, member, plan, id: subscription, payment }, fact),
        );
      }
      case "failed":
        return answer(context, await performHook(told, failMembership, { store, id: fact.subscription }, fact));
      case "refunded":
      case "disputed": {
        const names = fact.references.map((reference) => paymentName(store, reference));
        const found = await readPaidBy(ledger.client, names).catch(() => undefined);
        if (found === undefined) return problemResponse(problemOf("outcome_unknown"));
        if (found === null) return understood("payment_unknown");
        return takeBack(context, told, fact, found);
      }
      default:
        return fact satisfies never;
    }
  });
}

/** Takes back what was paid for, or gives it again. A part of a membership's price does not end it: it is worth that much less. */
async function takeBack(
  context: Ctx,
  told: Told,
  fact: Extract<StripeFact, { kind: "refunded" | "disputed" }>,
  { paid, claim, paidMinor }: PaidBy,
): Promise<Response> {
  const { store } = told;
  const isDispute = fact.kind === "disputed";
  const isMembership = paid.startsWith(membershipName(store, ""));
  const payment = claim.slice(paymentName(store, "").length);
  const isPart = isDispute ? paidMinor !== null && fact.amountMinor < paidMinor : !fact.isWhole;
  if (!isMembership || isPart) {
    const amountMinor = isDispute && fact.isWon ? 0 : (fact.amountMinor ?? Number.POSITIVE_INFINITY);
    if (!isDispute && !fact.isWhole && fact.amountMinor === null) return understood("malformed");
    const source = isDispute ? { dispute: fact.dispute, isClosed: fact.isClosed } : ("refunds" as const);
    const stated = {
      store,
      paid,
      source,
      amountMinor,
      currency: fact.currency ?? "",
      ...(isMembership ? { payment } : {}),
    };
    return answer(context, await performHook(told, statePaymentBack, stated, fact));
  }
  const id = paid.slice(membershipName(store, "").length);
  if (isDispute && fact.isWon) {
    const { dispute } = fact;
    return answer(context, await performHook(told, restoreMembership, { store, id, payment, dispute }, fact));
  }
  const dispute = isDispute ? { dispute: fact.dispute } : {};
  const ending = { store, id, at: "now" as const, payment, ...dispute };
  return answer(context, await performHook(told, cancelMembership, ending, fact));
}

function jsonOf(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch (fault) {
    if (fault instanceof SyntaxError) return null;
    throw fault;
  }
}
