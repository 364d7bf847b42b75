/** The topics about people rather than orders: erasure, export, and two customers becoming one. */

import * as z from "zod";
import { type Delivery, shopOf } from "./delivery.ts";
import { type Customer, ignored, type ShopifyFact } from "./fact.ts";
import { customerOf, digitsOfGid, exactId, malformed, numericId, personFields, readAs } from "./words.ts";

const shopShape = z.object({ shop_domain: z.string().nullish(), myshopify_domain: z.string().nullish() });
const person = { shop_domain: z.string().nullish(), customer: z.object(personFields).nullish() };
const redactShape = z.object({ ...person, orders_to_redact: z.array(numericId).nullish() });
const requestShape = z.object({
  ...person,
  orders_requested: z.array(numericId).nullish(),
  data_request: z.object({ id: numericId }),
});
const mergeShape = z.object({
  admin_graphql_api_customer_kept_id: z.string(),
  admin_graphql_api_customer_deleted_id: z.string(),
  status: z.string().nullish(),
});

/** Reads customers/redact. It may name her by an address alone, or by her orders alone. */
export function readErase(body: unknown, delivery: Delivery): ShopifyFact {
  const read = readAs(redactShape, body);
  if ("kind" in read) return read;
  const customer = personOf(read.value.customer);
  const orders = read.value.orders_to_redact ?? [];
  if (Object.keys(customer).length + orders.length === 0) return malformed(["customer"], "names nobody");
  const shop = signedShop(read.value.shop_domain, delivery);
  if (shop === "another") return malformed(["shop_domain"], "is not the shop of the delivery");
  return { kind: "erase", shop, ...customer, orders };
}

/** Reads customers/data_request. */
export function readExport(body: unknown, delivery: Delivery): ShopifyFact {
  const read = readAs(requestShape, body);
  if ("kind" in read) return read;
  const { customer, orders_requested, data_request, shop_domain } = read.value;
  const shop = signedShop(shop_domain, delivery);
  if (shop === "another") return malformed(["shop_domain"], "is not the shop of the delivery");
  return { kind: "export", request: data_request.id, shop, ...personOf(customer), orders: orders_requested ?? [] };
}

/** Reads customers/merge. Ignored until it is completed: the same topic tells of merges that failed. */
export function readMerge(body: unknown): ShopifyFact {
  const read = readAs(mergeShape, body);
  if ("kind" in read) return read;
  const into = digitsOfGid("Customer", read.value.admin_graphql_api_customer_kept_id);
  const from = digitsOfGid("Customer", read.value.admin_graphql_api_customer_deleted_id);
  if (into === null) return malformed(["admin_graphql_api_customer_kept_id"], "is not a customer's gid");
  if (from === null || from === into) {
    return malformed(["admin_graphql_api_customer_deleted_id"], "is not another customer's gid");
  }
  return read.value.status?.toLowerCase() === "completed" ? { kind: "merge", from, into } : ignored("merge_unfinished");
}

/** Reads shop/redact and app/uninstalled: which shop it was. */
export function readShop(kind: "shop_redact" | "uninstalled", body: unknown, delivery: Delivery): ShopifyFact {
  const read = readAs(shopShape, body);
  if ("kind" in read) return read;
  const field = kind === "shop_redact" ? "shop_domain" : "myshopify_domain";
  const shop = signedShop(read.value[field], delivery);
  if (shop === "another") return malformed([field], "is not the shop of the delivery");
  return shop === null ? malformed([field], "names no shop") : { kind, shop };
}

/** The body's shop is signed and the header's is not: they must agree where both speak. */
function signedShop(inBody: string | null | undefined, delivery: Delivery): string | null | "another" {
  if (!inBody) return delivery.shop;
  const shop = shopOf(inBody);
  return shop === null || (delivery.shop !== null && delivery.shop !== shop) ? "another" : shop;
}

function personOf(customer: z.output<typeof redactShape>["customer"]): Customer {
  if (!customer) return {};
  return customerOf({
    externalId: exactId("Customer", customer),
    emails: [customer.email],
    phones: [customer.phone],
  });
}
