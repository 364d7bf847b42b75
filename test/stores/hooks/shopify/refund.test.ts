import { expect, test } from "vitest";
import { readShopify } from "../../../../functions/stores/hooks/shopify.ts";
import { delivered, refundBody, refunded, set, wire } from "./bodies.ts";

const read = (given: Record<string, unknown>, taxesIncluded = false) =>
  readShopify(delivered("refunds/create"), wire(refundBody(given)), { taxesIncluded });

const money = (status: string, amount: string, currency: string | null = "EUR") => ({
  kind: "refund",
  status,
  amount,
  currency,
});
const discrepancy = (amount: string) => ({ kind: "refund_discrepancy", amount_set: set(amount) });

test("says which goods of which order were paid back, in the shop's money", () => {
  expect(read({})).toEqual({
    kind: "refund",
    order: "5001",
    refund: "9001",
    occurredAt: "2026-11-06T08:00:00.000Z",
    currency: "EUR",
    lines: [{ line: "31", quantity: 1, amountMinor: 1250 }],
    looseMinor: 0,
    amountMinor: 1250,
  });
});

test("keeps every digit of ids beyond 2^53, and prefers gids", () => {
  const text = JSON.stringify(refundBody())
    .replace('"id":9001', '"id":890088186047892400,"admin_graphql_api_id":"gid://shopify/Refund/890088186047892319"')
    .replace('"order_id":5001', '"order_id":820982911946154508')
    .replace('"line_item_id":31', '"line_item_id":487817672276298554');
  const fact = readShopify(delivered("refunds/create"), wire(text), { taxesIncluded: false });
  expect(fact).toMatchObject({
    order: "820982911946154508",
    refund: "890088186047892319",
    lines: [{ line: "487817672276298554" }],
  });
});

test("leaves tax out: beside the amount, or inside it where the shop's prices include tax", () => {
  const refund_line_items = [refunded("12.10", { total_tax_set: set("2.10") })];
  expect(read({ refund_line_items }, false)).toMatchObject({ amountMinor: 1210 });
  expect(read({ refund_line_items }, true)).toMatchObject({ amountMinor: 1000 });
});

test("leaves shipping out", () => {
  const order_adjustments = [{ kind: "shipping_refund", amount_set: set("-5.00") }];
  expect(read({ order_adjustments })).toMatchObject({ amountMinor: 1250, looseMinor: 0 });
  expect(read({ order_adjustments, refund_line_items: [] })).toEqual({ kind: "ignored", reason: "nothing_refunded" });
});

test("adds up a line that is listed once per location", () => {
  const refund_line_items = [
    refunded("12.50"),
    refunded("25.00", { quantity: 2 }),
    refunded("4.00", { line_item_id: 32 }),
  ];
  expect(read({ refund_line_items })).toMatchObject({
    lines: [
      { line: "31", quantity: 3, amountMinor: 3750 },
      { line: "32", quantity: 1, amountMinor: 400 },
    ],
    amountMinor: 4150,
  });
});

test("less paid back than the goods were worth is shared among them, to the cent", () => {
  const refund_line_items = [
    refunded("10.00"),
    refunded("10.00", { line_item_id: 32 }),
    refunded("10.00", { line_item_id: 33 }),
  ];
  expect(read({ refund_line_items, order_adjustments: [discrepancy("20.00")] })).toMatchObject({
    lines: [{ amountMinor: 334 }, { amountMinor: 333 }, { amountMinor: 333 }],
    looseMinor: 0,
    amountMinor: 1000,
  });
});

test("what is held back is held back from goods and their tax alike", () => {
  // 10.00 and 2.00 tax, 6.00 paid back: half of each.
  const given = {
    refund_line_items: [refunded("10.00", { total_tax_set: set("2.00") })],
    order_adjustments: [discrepancy("6.00")],
  };
  expect(read(given, false)).toMatchObject({ amountMinor: 500 });
  // 12.00 with 2.00 tax inside, 6.00 paid back: 5.00 of goods.
  const inside = {
    refund_line_items: [refunded("12.00", { total_tax_set: set("2.00") })],
    order_adjustments: [discrepancy("6.00")],
  };
  expect(read(inside, true)).toMatchObject({ amountMinor: 500 });
});

test("more paid back than the goods were worth is loose, and so is an amount without goods", () => {
  expect(read({ order_adjustments: [discrepancy("-3.00")] })).toMatchObject({
    lines: [{ amountMinor: 1250 }],
    looseMinor: 300,
    amountMinor: 1550,
  });
  expect(read({ refund_line_items: [], order_adjustments: [discrepancy("-5.85")] })).toMatchObject({
    lines: [],
    looseMinor: 585,
    amountMinor: 585,
    currency: "EUR",
  });
});

test("goods back in stock without money are not paid back", () => {
  expect(read({ transactions: [], order_adjustments: [discrepancy("12.50")] })).toEqual({
    kind: "ignored",
    reason: "nothing_refunded",
  });
});

test("goods taken out of an order before any money moved are taken back all the same", () => {
  expect(read({ transactions: [] })).toMatchObject({ amountMinor: 1250 });
});

test("goods that cost nothing come back for nothing, and still come back", () => {
  expect(read({ refund_line_items: [refunded("0.00")], transactions: [] })).toMatchObject({
    lines: [{ line: "31", quantity: 1, amountMinor: 0 }],
    amountMinor: 0,
  });
});

test("tax beyond its price makes no amount fall below zero", () => {
  const refund_line_items = [refunded("0.00", { total_tax_set: set("0.40") }), refunded("6.00", { line_item_id: 32 })];
  expect(read({ refund_line_items }, true)).toMatchObject({ lines: [{ amountMinor: 0 }, { amountMinor: 600 }] });
});

test.each([
  ["refund_pending", [money("pending", "12.50")]],
  ["refund_pending", [money("failure", "12.50"), money("pending", "12.50")]],
  ["refund_failed", [money("failure", "12.50"), money("error", "12.50")]],
  ["test", [{ ...money("success", "12.50"), test: true }]],
])("ignores a refund for the reason %s: %j", (reason, transactions) => {
  expect(read({ transactions })).toEqual({ kind: "ignored", reason });
});

test("of a refund that has partly settled, only that part counts", () => {
  expect(read({ transactions: [money("success", "5.00"), money("pending", "7.50")] })).toMatchObject({
    amountMinor: 500,
    lines: [{ amountMinor: 500 }],
  });
  expect(read({ transactions: [money("success", "5.00", null), money("pending", "7.50")] })).toMatchObject({
    amountMinor: 500,
  });
});

test("a part that has settled in another currency is no share that anybody knows", () => {
  expect(read({ transactions: [money("success", "50.00", "NOK"), money("pending", "75.00", "NOK")] })).toEqual({
    kind: "ignored",
    reason: "refund_pending",
  });
});

test("a refund in the customer's currency counts in the shop's", () => {
  expect(read({ transactions: [money("success", "148.75", "NOK")] })).toMatchObject({
    currency: "EUR",
    amountMinor: 1250,
  });
});

test("pending money in another currency, which a discrepancy takes out, is nothing yet", () => {
  const given = { transactions: [money("pending", "148.75", "NOK")], order_adjustments: [discrepancy("12.50")] };
  expect(read(given)).toEqual({ kind: "ignored", reason: "refund_pending" });
});

test.each([
  ["/order_id", { order_id: null }],
  ["/id", { id: null }],
  ["/created_at", { created_at: null }],
  ["/refund_line_items", { refund_line_items: [refunded("1.00", { line_item_id: null })] }],
  ["/refund_line_items/0/subtotal_set", { refund_line_items: [refunded("1.00", { subtotal_set: null })] }],
  ["/refund_line_items/0/subtotal_set/shop_money", { refund_line_items: [refunded("-1.00")] }],
  ["", { order_adjustments: [{ kind: "refund_discrepancy", amount_set: set("1.00", "USD") }] }],
  ["/refund_line_items/0/subtotal_set/shop_money", { refund_line_items: [refunded("10000000.01")] }],
  ["", { refund_line_items: [refunded("10000000.00"), refunded("10000000.00")] }],
])("says where a refund cannot be read: %j", (pointer, given) => {
  expect(read(given)).toMatchObject({ kind: "malformed", pointer });
});
