/** Shopify's webhooks as facts. The signature is checked, the bytes are read and the store is known before this. */

import type { Delivery } from "./shopify/delivery.ts";
import { ignored, type ShopifyFact } from "./shopify/fact.ts";
import { readCancel, readOrder } from "./shopify/order.ts";
import { readErase, readExport, readMerge, readShop } from "./shopify/privacy.ts";
import { readRefund } from "./shopify/refund.ts";

/**
 * What a delivery means, from a body that `readJson` has read. The topic alone decides how a body is read: paid and
 * cancelled orders have the same body. `given.taxesIncluded` says whether the order's prices include tax, for
 * refunds/create, which does not (an order's own fact does). Never throws; unknown topics are ignored.
 */
export function readShopify(delivery: Delivery, body: unknown, given: { taxesIncluded: boolean }): ShopifyFact {
  switch (delivery.topic) {
    case "orders/paid":
      return readOrder(body);
    case "orders/cancelled":
      return readCancel(body, delivery);
    case "refunds/create":
      return readRefund(body, given);
    case "customers/redact":
      return readErase(body, delivery);
    case "customers/data_request":
      return readExport(body, delivery);
    case "customers/merge":
      return readMerge(body);
    case "shop/redact":
      return readShop("shop_redact", body, delivery);
    case "app/uninstalled":
      return readShop("uninstalled", body, delivery);
    default:
      return ignored("unknown_topic");
  }
}
