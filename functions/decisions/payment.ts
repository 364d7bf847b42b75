/** Money that a store says it was paid: Tessera charges nobody, it writes down once what each payment was for. */
import type { Programme } from "../programme/programme.ts";
import type { LotDays } from "../programme/unit.ts";
import { ALWAYS, NEVER } from "../values/day.ts";
import { cannotDecide, type Refusal } from "../values/refusal.ts";

/** A payment as a store reports it. */
export interface Payment {
  amountMinor: number;
  currency: string;
  /** The store's, or its payment service's, own name of it. */
  reference: string;
  /** Further names by which its service may speak of it. */
  also?: string[];
}

/** The natural key of a payment: it brings money in once, whatever for. */
export function paymentName(store: string, reference: string): string {
  return `payment:${store}:${reference}`;
}

/** The lot of money that was paid in: it can be spent at once and never expires. */
export const PAID_IN: LotDays = { availableOn: ALWAYS, expiresOn: NEVER };

/** The unit of the programme's wallet: its first that is money. Refusals, in order: currency_not_accepted, no_wallet (nothing stored). */
export function walletFor({ units, currency }: Programme, payment: Pick<Payment, "currency">): string | Refusal {
  const other = judgeCurrency({ currency }, payment);
  if (other) return other;
  const wallet = Object.keys(units).find((unit) => units[unit]?.money);
  return wallet ?? cannotDecide("no_wallet");
}

/** Refusals: currency_not_accepted (nothing stored). Null: it is the programme's currency. */
export function judgeCurrency(
  { currency: accepted }: Pick<Programme, "currency">,
  { currency }: Pick<Payment, "currency">,
): Refusal | null {
  if (currency === accepted) return null;
  return cannotDecide("currency_not_accepted", { accepted, sent: currency }, "/currency");
}
