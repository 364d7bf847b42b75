import { expect, test } from "vitest";
import { readShopify } from "../../../../functions/stores/hooks/shopify.ts";
import { delivered, wire } from "./bodies.ts";

const SHOP = "ada-tea.myshopify.com";
const read = (topic: string, body: unknown) => readShopify(delivered(topic), wire(body), { taxesIncluded: false });

test("an erasure names a person and her orders", () => {
  const text = `{"shop_id":1,"shop_domain":"${SHOP}","customer":{"id":820982911946154508,"email":"cleo@example.org","phone":"+32 (470) 00 07"},"orders_to_redact":[5001,820982911946154509]}`;
  expect(read("customers/redact", text)).toEqual({
    kind: "erase",
    shop: SHOP,
    externalId: "820982911946154508",
    email: "cleo@example.org",
    phone: "+32 (470) 00 07",
    orders: ["5001", "820982911946154509"],
  });
});

test("an erasure may know her by her address alone, or by her orders alone, but not by nothing", () => {
  expect(read("customers/redact", { customer: { id: null, email: "cleo@example.org" } })).toEqual({
    kind: "erase",
    shop: SHOP,
    email: "cleo@example.org",
    orders: [],
  });
  expect(read("customers/redact", { customer: null, orders_to_redact: [1] })).toEqual({
    kind: "erase",
    shop: SHOP,
    orders: ["1"],
  });
  expect(read("customers/redact", { customer: null, orders_to_redact: [] })).toMatchObject({
    kind: "malformed",
    pointer: "/customer",
  });
  expect(read("customers/redact", { customer: {}, orders_to_redact: [true] })).toMatchObject({
    kind: "malformed",
    pointer: "/orders_to_redact/0",
  });
});

test("a data request has a number to answer to", () => {
  const body = { shop_domain: SHOP, customer: { id: 7007 }, orders_requested: [5001], data_request: { id: 44 } };
  expect(read("customers/data_request", body)).toEqual({
    kind: "export",
    request: "44",
    shop: SHOP,
    externalId: "7007",
    orders: ["5001"],
  });
  expect(read("customers/data_request", { ...body, data_request: null })).toMatchObject({
    kind: "malformed",
    pointer: "/data_request",
  });
});

test("a merge tells who became whom, once it is completed", () => {
  const body = {
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/1",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/2",
  };
  expect(read("customers/merge", { ...body, status: "completed" })).toEqual({ kind: "merge", from: "2", into: "1" });
  expect(read("customers/merge", { ...body, status: "COMPLETED" })).toEqual({ kind: "merge", from: "2", into: "1" });
  for (const status of ["failed", "in_progress", "requested", null]) {
    expect(read("customers/merge", { ...body, status })).toEqual({ kind: "ignored", reason: "merge_unfinished" });
  }
});

test.each([
  ["/admin_graphql_api_customer_kept_id", "gid://shopify/Order/1", "gid://shopify/Customer/2"],
  ["/admin_graphql_api_customer_deleted_id", "gid://shopify/Customer/1", "gid://shopify/Customer/02"],
  ["/admin_graphql_api_customer_deleted_id", "gid://shopify/Customer/1", "gid://shopify/Customer/1"],
])("a merge of who is not two customers cannot be read: %s", (pointer, kept, deleted) => {
  const body = {
    admin_graphql_api_customer_kept_id: kept,
    admin_graphql_api_customer_deleted_id: deleted,
    status: "completed",
  };
  expect(read("customers/merge", body)).toMatchObject({ kind: "malformed", pointer });
});

test("a shop leaves and is forgotten by its permanent domain, from the body or else the headers", () => {
  expect(read("shop/redact", { shop_id: 1, shop_domain: SHOP })).toEqual({ kind: "shop_redact", shop: SHOP });
  expect(read("app/uninstalled", { id: 1, domain: "tea.example", myshopify_domain: null })).toEqual({
    kind: "uninstalled",
    shop: SHOP,
  });
  const unnamed = readShopify({ ...delivered("app/uninstalled"), shop: null }, {}, { taxesIncluded: false });
  expect(unnamed).toMatchObject({ kind: "malformed", pointer: "/myshopify_domain" });
});

test("another shop's signed body is not this shop's", () => {
  const other = "ben-bikes.myshopify.com";
  for (const [topic, body] of [
    ["shop/redact", { shop_domain: other }],
    ["app/uninstalled", { myshopify_domain: other }],
    ["customers/redact", { shop_domain: other, orders_to_redact: [1] }],
    ["customers/data_request", { shop_domain: other, data_request: { id: 1 } }],
  ] as const) {
    expect(read(topic, body)).toMatchObject({ kind: "malformed", reason: "is not the shop of the delivery" });
  }
});
