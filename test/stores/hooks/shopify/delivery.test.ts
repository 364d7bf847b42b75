import { expect, test } from "vitest";
import { readDelivery, shopOf } from "../../../../functions/stores/hooks/shopify/delivery.ts";

const WIRE = {
  "X-Shopify-Webhook-Id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
  "X-Shopify-Event-Id": "98880550-7158-44d4-b7cd-2c97c8a091b5",
  "X-Shopify-Topic": "orders/paid",
  "X-Shopify-Shop-Domain": "Ada-Tea.myshopify.com",
  "X-Shopify-API-Version": "2026-10",
  "X-Shopify-Triggered-At": "2026-11-03T09:30:00.123456789Z",
};

test("reads the delivery's two dedupe keys, topic, shop, version and instant", () => {
  expect(readDelivery(new Headers(WIRE))).toEqual({
    delivery: "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
    eventId: "98880550-7158-44d4-b7cd-2c97c8a091b5",
    topic: "orders/paid",
    shop: "ada-tea.myshopify.com",
    apiVersion: "2026-10",
    triggeredAt: "2026-11-03T09:30:00.123Z",
  });
});

const NOTHING = { delivery: null, eventId: null, topic: null, shop: null, apiVersion: null, triggeredAt: null };

test("says null for each header that is missing", () => {
  expect(readDelivery(new Headers())).toEqual(NOTHING);
});

test.each([
  ["too long", "x".repeat(129)],
  ["not ASCII", "orders/paid\u00e9"],
  ["with a space", "a b"],
  ["empty", ""],
])("says null for each header that is %s", (_name, text) => {
  expect(readDelivery(new Headers(Object.keys(WIRE).map((name) => [name, text])))).toEqual(NOTHING);
});

test.each([
  "{shop}.myshopify.com",
  "evil.com",
  "evil.com/.myshopify.com",
  "-a.myshopify.com",
  "a.myshopify.com.evil.com",
])("%s is nobody's permanent domain", (text) => {
  expect(shopOf(text)).toBeNull();
});
