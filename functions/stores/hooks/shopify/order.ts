/** orders/paid: what an order is worth. orders/cancelled: that it is worth nothing. The same body serves both topics. */

import * as z from "zod";
import type { Delivery } from "./delivery.ts";
import { ignored, type ShopifyFact, type ShopifyRefund } from "./fact.ts";
import { refundFact, refundShape } from "./refund.ts";
import { customerOf, exactId, idFields, instant, type Money, malformed, personFields, readAs } from "./words.ts";
import { worthFields, worthOf } from "./worth.ts";

const cancelShape = z.object({
  ...idFields,
  test: z.boolean().nullish(),
  cancelled_at: instant.nullish(),
  updated_at: instant.nullish(),
});

const orderShape = cancelShape.extend({
  ...worthFields,
  financial_status: z.string().nullish(),
  created_at: instant.nullish(),
  processed_at: instant.nullish(),
  currency: z.string(),
  email: z.string().nullish(),
  contact_email: z.string().nullish(),
  phone: z.string().nullish(),
  customer: z.object(personFields).nullish(),
  refunds: z.array(refundShape).nullish(),
});

// What an order that has been paid can be called afterwards; its refunds say the rest.
const PAID = new Set(["paid", "partially_refunded", "refunded"]);

/**
 * Reads an orders/paid body. Ignored, in this order: test, cancelled, voided, unpaid, no_customer, no_goods.
 * Bought goods count as sold; what was taken out or paid back since is in `refunds`.
 */
export function readOrder(body: unknown): ShopifyFact {
  const read = readAs(orderShape, body);
  if ("kind" in read) return read;
  const value = read.value;
  const order = exactId("Order", value);
  const occurredAt = value.processed_at ?? value.created_at;
  if (order === null) return malformed(["id"], "is missing");
  if (!occurredAt) return malformed(["processed_at"], "is missing");
  if (value.test === true) return ignored("test");
  if (value.cancelled_at) return ignored("cancelled");
  if (value.financial_status === "voided") return ignored("voided");
  if (!PAID.has(value.financial_status ?? "")) return ignored("unpaid");
  const stray = strayMoney(value, value.currency);
  if (stray) return malformed(stray, "is not in the order's currency");

  const customer = customerOf({
    externalId: value.customer ? exactId("Customer", value.customer) : null,
    emails: [value.customer?.email, value.email, value.contact_email],
    phones: [value.customer?.phone, value.phone],
  });
  if (Object.keys(customer).length === 0) return ignored("no_customer");
  const worth = worthOf(value);
  if ("unreadable" in worth) return malformed([worth.unreadable], "cannot be counted");
  if (worth.lines.length === 0) return ignored("no_goods");
  const taxesIncluded = value.taxes_included === true;
  const refunds: ShopifyRefund[] = [];
  for (const [at, one] of (value.refunds ?? []).entries()) {
    const fact = refundFact(one, { order, taxesIncluded });
    if (fact.kind === "malformed") return { ...fact, pointer: `/refunds/${at}${fact.pointer}` };
    if (fact.kind === "refund") refunds.push(fact);
  }
  return {
    kind: "order",
    order,
    occurredAt,
    updatedAt: value.updated_at ?? null,
    currency: value.currency,
    customer,
    ...worth,
    taxesIncluded,
    refunds,
    channel: "shopify",
  };
}

/** Reads an orders/cancelled body, of which only the id and an instant matter. Ignored: test. */
export function readCancel(body: unknown, delivery: Delivery): ShopifyFact {
  const read = readAs(cancelShape, body);
  if ("kind" in read) return read;
  const order = exactId("Order", read.value);
  const updatedAt = read.value.updated_at ?? null;
  const occurredAt = read.value.cancelled_at ?? updatedAt ?? delivery.triggeredAt;
  if (order === null) return malformed(["id"], "is missing");
  if (occurredAt === null) return malformed(["cancelled_at"], "is missing");
  return read.value.test === true ? ignored("test") : { kind: "cancel", order, occurredAt, updatedAt };
}

/** Where an amount in another currency stands, or null. Read shapes are trees of a known depth. */
function strayMoney(value: unknown, currency: string): string[] | null {
  if (typeof value !== "object" || value === null) return null;
  if (isMoney(value)) return value.currency === currency ? null : [];
  for (const [key, inner] of Object.entries(value)) {
    const path = strayMoney(inner, currency);
    if (path) return [key, ...path];
  }
  return null;
}

function isMoney(value: object): value is Money {
  return "minor" in value;
}
