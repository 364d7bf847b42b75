/**
 * What the headers say about one delivery. They are not covered by the signature (only the body is), so they choose a
 * reader and name a delivery; whom a body belongs to is checked against the body where it says so.
 */

import { instantOf } from "../instant.ts";

/** One delivery: null is a header that is missing or not what it should be. `triggeredAt` is RFC 3339 UTC. */
export interface Delivery {
  /** X-Shopify-Webhook-Id: equal on every retry of this delivery. The first dedupe key. */
  delivery: string | null;
  /** X-Shopify-Event-Id: equal for one event that arrives through several subscriptions. The second dedupe key. */
  eventId: string | null;
  topic: string | null;
  /** The shop's permanent domain, lower case: "ada.myshopify.com". */
  shop: string | null;
  apiVersion: string | null;
  triggeredAt: string | null;
}

// Shopify sends UUIDs of 36 characters and topics below 50; keys with other characters or lengths are not theirs.
const ID = /^[\x21-\x7e]{1,128}$/;
const TOPIC = /^[a-z_]{1,40}\/[a-z_]{1,40}$/;
const SHOP = /^[a-z0-9][a-z0-9-]{0,59}\.myshopify\.com$/;
const API_VERSION = /^(?:\d{4}-\d{2}|unstable)$/;

/** Reads a delivery's headers (shopify.dev, "Webhooks: headers"). Whatever they hold, it answers. */
export function readDelivery(headers: Headers): Delivery {
  const triggeredAt = headers.get("X-Shopify-Triggered-At");
  return {
    delivery: matching(headers.get("X-Shopify-Webhook-Id"), ID),
    eventId: matching(headers.get("X-Shopify-Event-Id"), ID),
    topic: matching(headers.get("X-Shopify-Topic"), TOPIC),
    shop: shopOf(headers.get("X-Shopify-Shop-Domain")),
    apiVersion: matching(headers.get("X-Shopify-API-Version"), API_VERSION),
    triggeredAt: triggeredAt === null ? null : instantOf(triggeredAt),
  };
}

/** A shop's permanent domain in lower case, or null when the text is not one. */
export function shopOf(text: string | null): string | null {
  return text === null ? null : matching(text.toLowerCase(), SHOP);
}

function matching(text: string | null, pattern: RegExp): string | null {
  return text !== null && pattern.test(text) ? text : null;
}
