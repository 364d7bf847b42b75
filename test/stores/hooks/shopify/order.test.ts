import { expect, test } from "vitest";
import type { ShopifyFact, ShopifyOrder } from "../../../../functions/stores/hooks/shopify/fact.ts";
import { readShopify } from "../../../../functions/stores/hooks/shopify.ts";
import { CLEO, delivered, line, paidOrder, refundBody, refunded, set, wire } from "./bodies.ts";

const read = (body: unknown, topic = "orders/paid"): ShopifyFact =>
  readShopify(delivered(topic), wire(body), { taxesIncluded: false });

function order(body: unknown): ShopifyOrder {
  const fact = read(body);
  if (fact.kind !== "order") throw new Error(JSON.stringify(fact));
  return fact;
}

test("a paid order says who, when in UTC, what and for how much", () => {
  expect(read(paidOrder())).toEqual({
    kind: "order",
    order: "5001",
    occurredAt: "2026-11-03T09:30:00.000Z",
    updatedAt: "2026-11-03T09:31:00.000Z",
    currency: "EUR",
    customer: { externalId: "7007", email: "cleo@example.org", phone: "+32 470 00 00 07" },
    lines: [
      { line: "31", sku: "TEA-1", name: "Tin of tea", category: null, quantity: 1, unitMinor: 1250, discountMinor: 0 },
    ],
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    totalMinor: 1250,
    adjustmentMinor: 0,
    taxesIncluded: false,
    refunds: [],
    channel: "shopify",
  });
});

test("keeps every digit of ids beyond 2^53", () => {
  const text = JSON.stringify(paidOrder())
    .replace('"id":5001', '"id":820982911946154508')
    .replace('"id":7007', '"id":18446744073709551615');
  const fact = read(text);
  expect(fact).toMatchObject({ order: "820982911946154508", customer: { externalId: "18446744073709551615" } });
});

test("believes the gid where the number had lost its digits before it was signed", () => {
  const gid = (resource: string, id: string) => ({
    id: 500000000000000000,
    admin_graphql_api_id: `gid://shopify/${resource}/${id}`,
  });
  const body = paidOrder({
    ...gid("Order", "500000000000000011"),
    line_items: [line(gid("LineItem", "500000000000000022"))],
  });
  expect(order(body).order).toBe("500000000000000011");
  expect(order(body).lines[0]?.line).toBe("500000000000000022");
  expect(order({ ...body, admin_graphql_api_id: "gid://shopify/Customer/1" }).order).toBe("500000000000000000");
});

test.each([
  ["test", { test: true }],
  ["cancelled", { cancelled_at: "2026-11-03T12:00:00Z" }],
  ["voided", { financial_status: "voided" }],
  ["unpaid", { financial_status: "pending" }],
  ["unpaid", { financial_status: "authorized" }],
  ["unpaid", { financial_status: "partially_paid" }],
  ["unpaid", { financial_status: null }],
  ["no_customer", { customer: null }],
  ["no_customer", { customer: { id: null, email: null, phone: null }, email: "", phone: "" }],
  ["no_customer", { customer: null, phone: "0470 00 00 08" }],
  ["no_goods", { line_items: [] }],
  ["no_goods", { line_items: [line({ quantity: 0 })] }],
])("ignores an order for the reason %s: %j", (reason, given) => {
  expect(read(paidOrder(given))).toEqual({ kind: "ignored", reason });
});

test("names one reason when several hold: test before cancelled before voided", () => {
  const everything = { test: true, cancelled_at: "2026-11-03T12:00:00Z", financial_status: "voided", customer: null };
  expect(read(paidOrder(everything))).toEqual({ kind: "ignored", reason: "test" });
  expect(read(paidOrder({ ...everything, test: false }))).toEqual({ kind: "ignored", reason: "cancelled" });
  expect(read(paidOrder({ ...everything, test: false, cancelled_at: null }))).toEqual({
    kind: "ignored",
    reason: "voided",
  });
});

test("a guest is known by the order's own address or number", () => {
  expect(order(paidOrder({ customer: null, email: "ben@example.org" })).customer).toEqual({ email: "ben@example.org" });
  expect(order(paidOrder({ customer: null, contact_email: "ben@example.org" })).customer).toEqual({
    email: "ben@example.org",
  });
  expect(order(paidOrder({ customer: null, phone: "+32 470 00 00 08" })).customer).toEqual({
    phone: "+32 470 00 00 08",
  });
});

test("a withheld address leaves the customer's id", () => {
  expect(order(paidOrder({ customer: { ...CLEO, email: null, phone: null } })).customer).toEqual({
    externalId: "7007",
  });
});

test.each([
  "\ud800@example.org",
  "no-address",
  "a b@example.org",
  `${"x".repeat(65)}@example.org`,
  "a\u0000@example.org",
  "a,b@example.org",
  "cleo@localhost",
])("an address that is none, such as %j, is left out and the rest stays", (email) => {
  expect(order(paidOrder({ customer: { ...CLEO, email } })).customer).toEqual({
    externalId: "7007",
    phone: CLEO.phone,
  });
});

test("counts in the shop's money, whatever the customer saw", () => {
  const fact = order(paidOrder({ line_items: [line({ price_set: set("12.50") })] }));
  expect([fact.currency, fact.totalMinor, fact.lines[0]?.unitMinor]).toEqual(["EUR", 1250, 1250]);
});

test.each([
  ["/total_price_set", { total_price_set: set("12.50", "NOK") }],
  ["/line_items/0/price_set", { line_items: [line({ price_set: set("12.50", "USD") })] }],
  [
    "/refunds/0/refund_line_items/0/subtotal_set",
    { refunds: [refundBody({ refund_line_items: [{ ...refunded("1.00"), subtotal_set: set("1.00", "USD") }] })] },
  ],
])("refuses shop money in another currency at %s", (pointer, given) => {
  expect(read(paidOrder(given))).toEqual({ kind: "malformed", pointer, reason: "is not in the order's currency" });
});

test("says what has been paid back since, when it is told so", () => {
  const pending = refundBody({ id: 9002, transactions: [{ kind: "refund", status: "pending", amount: "12.50" }] });
  const fact = order(paidOrder({ financial_status: "refunded", refunds: [refundBody(), pending] }));
  expect(fact.refunds).toEqual([
    expect.objectContaining({
      order: "5001",
      refund: "9001",
      amountMinor: 1250,
      lines: [{ line: "31", quantity: 1, amountMinor: 1250 }],
    }),
  ]);
  expect(fact.totalMinor).toBe(1250);
});

test("nets the refunds inside an order of tax, as the order says", () => {
  const refund = refundBody({ refund_line_items: [refunded("12.10", { total_tax_set: set("2.10") })] });
  const lines = [line({ price_set: set("12.10"), tax_lines: [{ price_set: set("2.10") }] })];
  const fact = order(
    paidOrder({
      taxes_included: true,
      total_tax_set: set("2.10"),
      total_price_set: set("12.10"),
      line_items: lines,
      refunds: [refund],
    }),
  );
  expect(fact.lines[0]?.unitMinor).toBe(1000);
  expect(fact.refunds[0]?.amountMinor).toBe(1000);
});

test.each([
  ["/id", { id: null }],
  ["/id", { id: -5 }],
  ["/id", { id: "5001a" }],
  ["/processed_at", { processed_at: null }],
  ["/processed_at", { processed_at: "yesterday" }],
  ["/currency", { currency: null }],
  ["/line_items", { line_items: null }],
  ["/line_items", { line_items: [line(), line()] }],
  ["/line_items/0/quantity", { line_items: [line({ quantity: 1.5 })] }],
  ["/line_items/0/quantity", { line_items: [line({ quantity: -1 })] }],
  ["/line_items/0/price_set", { line_items: [line({ price_set: undefined })] }],
  ["/line_items/0/price_set/shop_money", { line_items: [line({ price_set: set("NaN") })] }],
  ["/line_items/0/price_set/shop_money", { line_items: [line({ price_set: set("-1.00") })] }],
  ["/line_items/0/price_set/shop_money", { line_items: [line({ price_set: set("1.00", "eur") })] }],
  ["/line_items", { line_items: [line({ quantity: 9007199254740991 })] }],
  ["/line_items", { line_items: [line({ quantity: 2, price_set: set("10000000.00") })] }],
  ["/line_items/0/price_set/shop_money", { line_items: [line({ price_set: set("90071992547409.91") })] }],
  ["/total_price_set/shop_money", { total_price_set: set("10000000.01") }],
  ["/total_price_set", { total_price_set: null }],
  ["/total_price_set/shop_money", { total_price_set: set("1e99") }],
  ["/customer/email", { customer: { ...CLEO, email: 7 } }],
  ["/refunds/0/id", { refunds: [refundBody({ id: null })] }],
])("says where a body cannot be read: %s", (pointer, given) => {
  expect(read(paidOrder(given))).toMatchObject({ kind: "malformed", pointer });
});

test("never repeats what stood in the body", () => {
  const fact = read(paidOrder({ customer: { ...CLEO, email: ["secret@example.org"] } }));
  expect(JSON.stringify(fact)).not.toContain("secret");
});

test("the topic decides and never the body: the same body pays and cancels", () => {
  const body = paidOrder();
  expect(read(body, "orders/paid").kind).toBe("order");
  expect(read(body, "orders/cancelled")).toEqual({
    kind: "cancel",
    order: "5001",
    occurredAt: "2026-11-03T09:31:00.000Z",
    updatedAt: "2026-11-03T09:31:00.000Z",
  });
});

test("an order cancelled before it was paid is worth nothing, whatever refunds it lists", () => {
  const body = paidOrder({
    financial_status: "voided",
    cancelled_at: "2026-11-03T13:00:00+01:00",
    refunds: [refundBody({ transactions: [] })],
  });
  expect(read(body, "orders/cancelled")).toMatchObject({
    kind: "cancel",
    order: "5001",
    occurredAt: "2026-11-03T12:00:00.000Z",
  });
  expect(read(body, "orders/paid")).toEqual({ kind: "ignored", reason: "cancelled" });
});

test("cancels by an id and an instant alone, and never a test order", () => {
  expect(read({ id: 5001 }, "orders/cancelled")).toMatchObject({
    order: "5001",
    occurredAt: "2026-11-05T10:00:00.000Z",
    updatedAt: null,
  });
  expect(read(paidOrder({ test: true }), "orders/cancelled")).toEqual({ kind: "ignored", reason: "test" });
  expect(read({}, "orders/cancelled")).toMatchObject({ kind: "malformed", pointer: "/id" });
});

test.each(["orders/edited", "orders/create", "products/update", "Orders/Paid", "__proto__", ""])(
  "ignores the topic %j",
  (topic) => {
    expect(read(paidOrder(), topic)).toEqual({ kind: "ignored", reason: "unknown_topic" });
  },
);
