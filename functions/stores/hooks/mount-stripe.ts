/**
 * POST /hooks/stripe/{store}: what Stripe tells of subscriptions. The signature is checked on the raw bytes; an event is
 * recorded once, by its id, and its invoice's payment once whatever brings it.
 */
import { readMembershipOf } from "../../database/membership-of.ts";
import { membershipName } from "../../decisions/membership.ts";
import { paymentName } from "../../decisions/payment.ts";
import { readBytes } from "../../edge/body.ts";
import { ledgerOf } from "../../edge/environment.ts";
import { Problem, problemOf, problemResponse } from "../../edge/problem.ts";
import { type App, hostOf } from "../../edge/serve.ts";
import { cancelMembership, failMembership, payMembership } from "../../operations/membership.ts";
import { answer, understood } from "./answer.ts";
import { performHook, type Told } from "./perform-hook.ts";
import { hooksOf } from "./settings.ts";
import { event, readStripe } from "./stripe.ts";
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
        const { subscription, invoice, plan, amountMinor, currency, member } = fact;
        const payment = { amountMinor, currency, reference: invoice };
        return answer(
          context,
          await performHook(told, payMembership, { store, member, plan, id: subscription, payment }, fact),
        );
      }
      case "failed":
        return answer(context, await performHook(told, failMembership, { store, id: fact.subscription }, fact));
      case "refunded": {
        const { invoice } = fact;
        const found = await readMembershipOf(ledger.client, paymentName(store, invoice), invoice).catch(
          () => undefined,
        );
        if (found === undefined) return problemResponse(problemOf("outcome_unknown"));
        if (found === null) return understood("membership_unknown");
        const id = found.slice(membershipName(store, "").length);
        return answer(
          context,
          await performHook(told, cancelMembership, { store, id, at: "now", payment: invoice }, fact),
        );
      }
      default:
        return fact satisfies never;
    }
  });
}

function jsonOf(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch (fault) {
    if (fault instanceof SyntaxError) return null;
    throw fault;
  }
}
