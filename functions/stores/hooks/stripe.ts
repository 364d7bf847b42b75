/** What a Stripe event tells of payments; pure. Invoices of API versions before and after 2025-03-31 are read alike. */
import * as z from "zod";
import { EMAIL } from "../../values/member-ref.ts";
import { AMOUNT_MAX } from "../../values/money.ts";

export type StripeFact =
  | {
      kind: "paid";
      subscription: string;
      invoice: string;
      plan: string;
      amountMinor: number;
      currency: string;
      /** The charge and the payment intent, where the invoice names them: disputes know it by these. */
      also: string[];
      member: { email: string } | { externalId: string };
    }
  | { kind: "failed"; subscription: string }
  /** What of a charge was given back so far; the charge by every name that it has. */
  | { kind: "refunded"; references: string[]; isWhole: boolean; amountMinor: number | null; currency: string | null }
  /** A dispute took the money, or was closed: won, it is there again. */
  | {
      kind: "disputed";
      references: string[];
      dispute: string;
      isClosed: boolean;
      isWon: boolean;
      amountMinor: number;
      currency: string;
    }
  | { kind: "ignored"; reason: "topic" | "no_subscription" | "plan_unknown" | "inquiry" | "malformed" };

const id = z.string().regex(/^[\x21-\x7e]{1,100}$/);
const minor = z.int().min(0).max(AMOUNT_MAX);

export const event = z.looseObject({ id, type: z.string(), data: z.looseObject({ object: z.unknown() }) });
export type StripeEvent = z.infer<typeof event>;

const line = z.looseObject({
  price: z.looseObject({ id }).nullish(),
  pricing: z.looseObject({ price_details: z.looseObject({ price: id }).nullish() }).nullish(),
});
const invoice = z.looseObject({
  id,
  subscription: id.nullish(),
  parent: z.looseObject({ subscription_details: z.looseObject({ subscription: id }).nullish() }).nullish(),
  charge: id.nullish(),
  payment_intent: id.nullish(),
  payments: z
    .looseObject({
      data: z.array(
        z.looseObject({ payment: z.looseObject({ charge: id.nullish(), payment_intent: id.nullish() }).nullish() }),
      ),
    })
    .nullish(),
  amount_paid: minor,
  currency: z.string().regex(/^[a-z]{3}$/),
  customer: id.nullish(),
  customer_email: z.email({ pattern: EMAIL }).max(254).nullish(),
  lines: z.looseObject({ data: z.array(line) }),
});
const currency = z.string().regex(/^[a-z]{3}$/);
const charge = z.looseObject({
  id,
  invoice: id.nullish(),
  payment_intent: id.nullish(),
  refunded: z.boolean(),
  amount_refunded: minor.nullish(),
  currency: currency.nullish(),
});
const dispute = z.looseObject({
  id,
  charge: id.nullish(),
  payment_intent: id.nullish(),
  amount: minor,
  currency,
  status: z.string(),
});

/** The fact of an event; `plans` says which price is which plan. */
export function readStripe({ type, data }: StripeEvent, plans: Record<string, string>): StripeFact {
  if (type === "charge.refunded") {
    const read = charge.safeParse(data.object);
    if (!read.success) return ignored("malformed");
    const {
      id: name,
      invoice: of,
      payment_intent: intent,
      refunded: isWhole,
      amount_refunded: amount,
      currency: in_,
    } = read.data;
    return {
      kind: "refunded",
      references: namesOf(of, intent, name),
      isWhole,
      amountMinor: amount ?? null,
      currency: in_?.toUpperCase() ?? null,
    };
  }
  if (type === "charge.dispute.created" || type === "charge.dispute.closed") {
    const read = dispute.safeParse(data.object);
    if (!read.success) return ignored("malformed");
    const { id: name, charge: of, payment_intent: intent, amount: amountMinor, status } = read.data;
    // An inquiry takes no money: https://docs.stripe.com/disputes/how-disputes-work
    if (status.startsWith("warning_")) return ignored("inquiry");
    return {
      kind: "disputed",
      references: namesOf(intent, of),
      dispute: name,
      isClosed: type === "charge.dispute.closed",
      isWon: status === "won",
      amountMinor,
      currency: read.data.currency.toUpperCase(),
    };
  }
  if (type !== "invoice.paid" && type !== "invoice.payment_failed") return ignored("topic");
  const read = invoice.safeParse(data.object);
  if (!read.success) return ignored("malformed");
  const { data: told } = read;
  const subscription = told.subscription ?? told.parent?.subscription_details?.subscription;
  if (!subscription) return ignored("no_subscription");
  if (type === "invoice.payment_failed") return { kind: "failed", subscription };
  const prices = told.lines.data.flatMap(({ price, pricing }) => price?.id ?? pricing?.price_details?.price ?? []);
  const price = prices.findLast((each) => Object.hasOwn(plans, each));
  const plan = price === undefined ? undefined : plans[price];
  if (plan === undefined) return ignored("plan_unknown");
  const { customer, customer_email: email } = told;
  if (!email && !customer) return ignored("malformed");
  return {
    kind: "paid",
    subscription,
    invoice: told.id,
    plan,
    amountMinor: told.amount_paid,
    currency: told.currency.toUpperCase(),
    also: paymentsOf(told),
    member: email ? { email } : { externalId: String(customer) },
  };
}

/** The charges and payment intents that paid an invoice, in either place. */
function paymentsOf({ id: name, charge: of, payment_intent: intent, payments }: z.infer<typeof invoice>): string[] {
  const told = (payments?.data ?? []).flatMap(({ payment }) => namesOf(payment?.payment_intent, payment?.charge));
  return [...new Set([...namesOf(intent, of), ...told])].filter((each) => each !== name);
}

function namesOf(...names: (string | null | undefined)[]): string[] {
  return names.flatMap((each) => each ?? []);
}

function ignored(reason: Extract<StripeFact, { kind: "ignored" }>["reason"]): StripeFact {
  return { kind: "ignored", reason };
}
