/** What a Stripe event tells of memberships; pure. Invoices of API versions before and after 2025-03-31 are read alike. */
import * as z from "zod";

export type StripeFact =
  | {
      kind: "paid";
      subscription: string;
      invoice: string;
      plan: string;
      amountMinor: number;
      currency: string;
      member: { email: string } | { externalId: string };
    }
  | { kind: "failed"; subscription: string }
  /** The whole of a charge was given back. */
  | { kind: "refunded"; invoice: string }
  | { kind: "ignored"; reason: "topic" | "no_subscription" | "plan_unknown" | "partial_refund" | "malformed" };

const id = z.string().regex(/^[\x21-\x7e]{1,100}$/);
const minor = z.int().min(0).max(1_000_000_000);

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
  amount_paid: minor,
  currency: z.string().regex(/^[a-z]{3}$/),
  customer: id.nullish(),
  customer_email: z.email().max(254).nullish(),
  lines: z.looseObject({ data: z.array(line) }),
});
const charge = z.looseObject({ id, invoice: id.nullish(), refunded: z.boolean() });

/** The fact of an event; `plans` says which price is which plan. */
export function readStripe({ type, data }: StripeEvent, plans: Record<string, string>): StripeFact {
  if (type === "charge.refunded") {
    const read = charge.safeParse(data.object);
    if (!read.success) return ignored("malformed");
    if (!read.data.refunded) return ignored("partial_refund");
    return read.data.invoice ? { kind: "refunded", invoice: read.data.invoice } : ignored("no_subscription");
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
    member: email ? { email } : { externalId: String(customer) },
  };
}

function ignored(reason: Extract<StripeFact, { kind: "ignored" }>["reason"]): StripeFact {
  return { kind: "ignored", reason };
}
