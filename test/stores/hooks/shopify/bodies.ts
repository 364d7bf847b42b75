/** Minimal Shopify bodies with our own people and prices; only the fields that are read, as the wire writes them. */

import { readJson } from "../../../../functions/stores/hooks/lossless-json.ts";
import type { Delivery } from "../../../../functions/stores/hooks/shopify/delivery.ts";

/** An amount in the shop's currency; the customer saw another one (three for one) in Norwegian crowns. */
export function set(amount: string | number, currency = "EUR") {
  return {
    shop_money: { amount, currency_code: currency },
    presentment_money: { amount: "999.99", currency_code: "NOK" },
  };
}

/** Headers of Ada's shop, already read. */
export function delivered(topic: string): Delivery {
  return {
    delivery: "d-1",
    eventId: "e-1",
    topic,
    shop: "ada-tea.myshopify.com",
    apiVersion: "2026-10",
    triggeredAt: "2026-11-05T10:00:00.000Z",
  };
}

export const CLEO = { id: 7007, email: "cleo@example.org", phone: "+32 470 00 00 07" };

/** A tin of tea for 12.50, changed as the test wants. */
export function line(given: Record<string, unknown> = {}) {
  return { id: 31, sku: "TEA-1", name: "Tin of tea", quantity: 1, price_set: set("12.50"), taxable: true, ...given };
}

/** A discount that Shopify allocated to a line. */
export function allocated(amount: string) {
  return { discount_allocations: [{ amount_set: set(amount) }] };
}

/** Taxes that Shopify states on a line. */
export function taxed(...amounts: string[]) {
  return { tax_lines: amounts.map((amount) => ({ price_set: set(amount) })) };
}

/** Cleo's paid order of one tin, changed as the test wants. */
export function paidOrder(given: Record<string, unknown> = {}) {
  return {
    id: 5001,
    test: false,
    financial_status: "paid",
    cancelled_at: null,
    processed_at: "2026-11-03T10:30:00+01:00",
    updated_at: "2026-11-03T10:31:00+01:00",
    currency: "EUR",
    presentment_currency: "NOK",
    customer: CLEO,
    taxes_included: false,
    line_items: [line()],
    shipping_lines: [],
    total_discounts_set: set("0.00"),
    total_tax_set: set("0.00"),
    total_price_set: set("12.50"),
    refunds: [],
    ...given,
  };
}

/** One tin paid back, changed as the test wants. */
export function refundBody(given: Record<string, unknown> = {}) {
  return {
    id: 9001,
    order_id: 5001,
    created_at: "2026-11-06T08:00:00Z",
    refund_line_items: [refunded("12.50")],
    order_adjustments: [],
    transactions: [{ kind: "refund", status: "success", amount: "12.50", currency: "EUR" }],
    ...given,
  };
}

/** A refunded line. The deprecated `subtotal` is a JSON number on the wire and in the customer's currency: a trap. */
export function refunded(amount: string, given: Record<string, unknown> = {}) {
  return {
    line_item_id: 31,
    quantity: 1,
    subtotal: 777.77,
    subtotal_set: set(amount),
    total_tax_set: set("0.00"),
    ...given,
  };
}

/** As it comes off the wire: written down and read back without losing a digit. */
export function wire(body: unknown): unknown {
  const read = readJson(new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)));
  if ("refused" in read) throw new Error(read.refused);
  return read.value;
}
