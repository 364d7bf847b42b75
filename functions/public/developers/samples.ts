/** Deliveries of stores' platforms, as small as they are understood: the fields are those of the platforms' own documents. */
import type { Json } from "../../values/json.ts";

export interface Sample {
  name: string;
  platform: "shopify" | "stripe";
  topic: string;
  title: string;
  body: string;
}

/** The samples of one visit: `run` is a number by which its order, refund and invoice belong together. */
export function samplesOf({ currency, run, now }: { currency: string; run: string; now: number }): Sample[] {
  const at = new Date(now).toISOString();
  const price = (amount: string) => ({ shop_money: { amount, currency_code: currency } });
  const order = Number(run);
  const line = {
    id: order + 1,
    sku: "TEA-1",
    name: "Tin of tea",
    quantity: 2,
    price_set: price("12.50"),
    taxable: true,
  };
  return [
    sampleOf("shopify-order", "shopify", "orders/paid", "Shopify: an order is paid", {
      id: order,
      test: false,
      financial_status: "paid",
      cancelled_at: null,
      processed_at: at,
      updated_at: at,
      currency,
      customer: { id: 7007, email: "cleo@example.com" },
      taxes_included: false,
      line_items: [line],
      shipping_lines: [],
      total_discounts_set: price("0.00"),
      total_tax_set: price("0.00"),
      total_price_set: price("25.00"),
      refunds: [],
    }),
    sampleOf("shopify-refund", "shopify", "refunds/create", "Shopify: one of two is given back", {
      id: order + 2,
      order_id: order,
      created_at: at,
      refund_line_items: [
        { line_item_id: line.id, quantity: 1, subtotal_set: price("12.50"), total_tax_set: price("0.00") },
      ],
      order_adjustments: [],
      transactions: [{ kind: "refund", status: "success", amount: "12.50", currency }],
    }),
    sampleOf("stripe-invoice", "stripe", "invoice.paid", "Stripe: a subscription is paid", {
      id: `evt_${run}`,
      object: "event",
      type: "invoice.paid",
      data: {
        object: {
          id: `in_${run}`,
          object: "invoice",
          amount_paid: 7900,
          currency: currency.toLowerCase(),
          customer: "cus_cleo",
          customer_email: "cleo@example.com",
          subscription: `sub_${run}`,
          lines: { object: "list", data: [{ price: { id: "price_demo" } }] },
        },
      },
    }),
    sampleOf("stripe-refund", "stripe", "charge.refunded", "Stripe: its charge is refunded", {
      id: `evt_${order + 1}`,
      object: "event",
      type: "charge.refunded",
      data: {
        object: {
          id: `ch_${run}`,
          object: "charge",
          invoice: `in_${run}`,
          refunded: true,
          amount_refunded: 7900,
          currency: currency.toLowerCase(),
        },
      },
    }),
  ];
}

function sampleOf(name: string, platform: Sample["platform"], topic: string, title: string, body: Json): Sample {
  return { name, platform, topic, title, body: JSON.stringify(body, null, 2) };
}
