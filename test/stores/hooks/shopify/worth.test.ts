import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ShopifyOrder } from "../../../../functions/stores/hooks/shopify/fact.ts";
import { readShopify } from "../../../../functions/stores/hooks/shopify.ts";
import { allocated, delivered, line, paidOrder, set, taxed, wire } from "./bodies.ts";

function worth(given: Record<string, unknown>): ShopifyOrder {
  const fact = readShopify(delivered("orders/paid"), wire(paidOrder(given)), { taxesIncluded: false });
  if (fact.kind !== "order") throw new Error(JSON.stringify(fact));
  return fact;
}

/** Goods after discounts without tax, per line: what a programme earns on. */
const goods = (order: ShopifyOrder) => order.lines.map((one) => one.quantity * one.unitMinor - one.discountMinor);
const sum = (amounts: number[]) => amounts.reduce((so, amount) => so + amount, 0);

function explained(order: ShopifyOrder): number {
  const gross = sum(order.lines.map((one) => one.quantity * one.unitMinor));
  return gross - order.discountMinor + order.shippingMinor + order.taxMinor + order.adjustmentMinor;
}

test("without tax inside, prices and discounts stand as Shopify states them", () => {
  const order = worth({
    line_items: [
      line({ quantity: 3, price_set: set("3.33"), ...allocated("1.00"), ...taxed("1.89") }),
      line({ id: 32, ...taxed("2.63") }),
    ],
    shipping_lines: [{ price_set: set("5.00"), discounted_price_set: set("5.00"), ...taxed("1.05") }],
    total_discounts_set: set("1.00"),
    total_tax_set: set("5.57"),
    total_price_set: set("32.06"),
  });
  expect(order.lines).toMatchObject([
    { quantity: 3, unitMinor: 333, discountMinor: 100 },
    { quantity: 1, unitMinor: 1250, discountMinor: 0 },
  ]);
  expect(order).toMatchObject({
    discountMinor: 100,
    shippingMinor: 500,
    taxMinor: 557,
    totalMinor: 3206,
    adjustmentMinor: 0,
  });
});

test("with tax inside, lines and shipping are net and the tax stands apart", () => {
  const order = worth({
    taxes_included: true,
    line_items: [line({ price_set: set("12.10"), ...taxed("2.10") })],
    shipping_lines: [{ price_set: set("6.05"), ...taxed("1.05") }],
    total_tax_set: set("3.15"),
    total_price_set: set("18.15"),
  });
  expect(order.lines).toMatchObject([{ unitMinor: 1000, discountMinor: 0 }]);
  expect(order).toMatchObject({
    shippingMinor: 500,
    taxMinor: 315,
    totalMinor: 1815,
    adjustmentMinor: 0,
    taxesIncluded: true,
  });
});

test("odd cents of several pieces go up in the price and out in the discount, so that goods are exact", () => {
  // 3 × 9.99 = 29.97, of which 5.20 is tax: 24.77 net, which three pieces cannot share.
  const order = worth({
    taxes_included: true,
    line_items: [line({ quantity: 3, price_set: set("9.99"), ...taxed("5.20") })],
    total_tax_set: set("5.20"),
    total_price_set: set("29.97"),
  });
  expect(order.lines).toMatchObject([{ quantity: 3, unitMinor: 826, discountMinor: 1 }]);
  expect(goods(order)).toEqual([2477]);
  expect(order.adjustmentMinor).toBe(0);
});

test("with tax inside, a discount bears its share of tax", () => {
  // 24.20 less 12.10 leaves 12.10, of which 2.10 is tax: 20.00 less 10.00 net.
  const order = worth({
    taxes_included: true,
    line_items: [line({ quantity: 2, price_set: set("12.10"), ...allocated("12.10"), ...taxed("2.10") })],
    total_discounts_set: set("12.10"),
    total_tax_set: set("2.10"),
    total_price_set: set("12.10"),
  });
  expect(order.lines).toMatchObject([{ unitMinor: 1000, discountMinor: 1000 }]);
  expect(order.adjustmentMinor).toBe(0);
});

test("with tax inside that no line states, the order's tax is spread over what is taxable, to the cent", () => {
  const order = worth({
    taxes_included: true,
    line_items: [
      line({ price_set: set("10.00") }),
      line({ id: 32, price_set: set("10.00") }),
      line({ id: 33, price_set: set("10.00"), taxable: false }),
    ],
    shipping_lines: [{ price_set: set("10.00") }],
    total_tax_set: set("5.00"),
    total_price_set: set("40.00"),
  });
  expect(goods(order)).toEqual([833, 833, 1000]);
  expect(order).toMatchObject({ shippingMinor: 834, taxMinor: 500, adjustmentMinor: 0 });
});

test("adds up line-level and order-level allocations on one line", () => {
  const order = worth({
    line_items: [
      line({
        discount_allocations: [{ amount_set: set("2.00") }, { amount_set: set("0.55") }],
        total_discount_set: set("2.00"),
      }),
    ],
    total_discounts_set: set("2.55"),
    total_price_set: set("9.95"),
  });
  expect(order).toMatchObject({ discountMinor: 255, adjustmentMinor: 0 });
});

test("takes a line's own discount where nothing is allocated", () => {
  const order = worth({
    line_items: [line({ total_discount_set: set("2.50") }), line({ id: 32 })],
    total_discounts_set: set("2.50"),
    total_price_set: set("22.50"),
  });
  expect(goods(order)).toEqual([1000, 1250]);
});

test("spreads an order-level discount that nothing allocates by largest remainder, and lets shipping bear its own", () => {
  const order = worth({
    line_items: [
      line({ price_set: set("10.00") }),
      line({ id: 32, price_set: set("10.00") }),
      line({ id: 33, price_set: set("10.00") }),
    ],
    shipping_lines: [{ price_set: set("5.00"), discounted_price_set: set("0.00") }],
    total_discounts_set: set("6.00"),
    total_price_set: set("29.00"),
  });
  expect(goods(order)).toEqual([966, 967, 967]);
  expect(order).toMatchObject({ discountMinor: 100, shippingMinor: 0, adjustmentMinor: 0 });
});

test("free shipping counts once, whether the price, the allocation or both show it", () => {
  const shipping = [
    { discounted_price_set: set("0.00") },
    allocated("5.00"),
    { discounted_price_set: set("0.00"), ...allocated("5.00") },
  ];
  for (const shown of shipping) {
    const given = { shipping_lines: [{ price_set: set("5.00"), ...shown }], total_discounts_set: set("5.00") };
    expect(worth(given)).toMatchObject({ shippingMinor: 0, discountMinor: 0, adjustmentMinor: 0 });
  }
});

test("a removed shipping line costs nothing", () => {
  expect(worth({ shipping_lines: [{ price_set: set("5.00"), is_removed: true }] })).toMatchObject({
    shippingMinor: 0,
    adjustmentMinor: 0,
  });
});

test("takes the order's shipping where no line tells", () => {
  expect(worth({ total_shipping_price_set: set("5.00"), total_price_set: set("17.50") })).toMatchObject({
    shippingMinor: 500,
    adjustmentMinor: 0,
  });
});

test("tips, duties and rounding stand apart and are no goods", () => {
  const order = worth({ total_price_set: set("15.48") });
  expect(order.adjustmentMinor).toBe(298);
  expect(goods(order)).toEqual([1250]);
  expect(worth({ total_price_set: set("12.48") }).adjustmentMinor).toBe(-2);
});

test("names a gift card that is sold, so that it earns nothing yet", () => {
  const order = worth({
    line_items: [line(), line({ id: 32, gift_card: true, sku: "", name: null, title: "Gift card" })],
    total_price_set: set("25.00"),
  });
  expect(order.lines.map((one) => [one.category, one.sku, one.name])).toEqual([
    [null, "TEA-1", "Tin of tea"],
    ["gift-card", null, "Gift card"],
  ]);
});

test("counts currencies without decimals, and with three", () => {
  const one = (currency: string, price: string) =>
    worth({
      currency,
      line_items: [line({ quantity: 2, price_set: set(price, currency) })],
      total_discounts_set: null,
      total_tax_set: null,
      total_price_set: set(currency === "BHD" ? "2.468" : "40", currency),
    });
  expect(one("JPY", "20")).toMatchObject({ totalMinor: 40, adjustmentMinor: 0, lines: [{ unitMinor: 20 }] });
  expect(one("VND", "20.00")).toMatchObject({ totalMinor: 40, adjustmentMinor: 0 });
  expect(one("BHD", "1.234")).toMatchObject({ totalMinor: 2468, adjustmentMinor: 0, lines: [{ unitMinor: 1234 }] });
});

test("an order paid wholly by discounts is worth nothing, and says so", () => {
  const order = worth({
    taxes_included: true,
    line_items: [line(allocated("12.50"))],
    total_discounts_set: set("12.50"),
    total_price_set: set("0.00"),
  });
  expect(goods(order)).toEqual([0]);
  expect(order).toMatchObject({ totalMinor: 0, adjustmentMinor: 0 });
});

test("no discount or tax beyond its price makes goods fall below zero", () => {
  const order = worth({
    taxes_included: true,
    line_items: [line(allocated("99.00")), line({ id: 32, ...taxed("99.00") })],
    total_discounts_set: set("99.00"),
    total_tax_set: set("99.00"),
  });
  expect(goods(order)).toEqual([0, 0]);
  expect(explained(order)).toBe(order.totalMinor);
});

test("cuts a long name to well-formed text", () => {
  const name = worth({ line_items: [line({ name: `${"x".repeat(254)}😀` })] }).lines[0]?.name ?? "";
  expect(name.length).toBe(255);
  expect(name.isWellFormed()).toBe(true);
});

const cents = (minor: number) => (minor / 100).toFixed(2);

test("any order adds up to its total, and its goods are price less discount less tax, to the cent", () => {
  const item = fc.record({
    price: fc.nat(99_999),
    quantity: fc.integer({ min: 1, max: 9 }),
    discount: fc.nat(9_999),
    percent: fc.nat(27),
  });
  const given = fc.record({
    items: fc.array(item, { minLength: 1, maxLength: 5 }),
    shipping: fc.nat(2_000),
    isTaxIncluded: fc.boolean(),
  });
  fc.assert(
    fc.property(given, ({ items, shipping, isTaxIncluded }) => {
      const lines = items.map(({ price, quantity, discount, percent }) => {
        const off = Math.min(discount, price * quantity);
        const after = price * quantity - off;
        const tax = Math.round(isTaxIncluded ? (after * percent) / (100 + percent) : (after * percent) / 100);
        return { price, quantity, off, after, tax };
      });
      const tax = sum(lines.map((one) => one.tax));
      const total = sum(lines.map((one) => one.after)) + shipping + (isTaxIncluded ? 0 : tax);
      const order = worth({
        taxes_included: isTaxIncluded,
        line_items: lines.map((one, at) => ({
          ...line({ id: at + 1, quantity: one.quantity, price_set: set(cents(one.price)) }),
          ...allocated(cents(one.off)),
          ...taxed(cents(one.tax)),
        })),
        shipping_lines: [{ price_set: set(cents(shipping)) }],
        total_discounts_set: set(cents(sum(lines.map((one) => one.off)))),
        total_tax_set: set(cents(tax)),
        total_price_set: set(cents(total)),
      });
      expect(goods(order)).toEqual(lines.map((one) => one.after - (isTaxIncluded ? one.tax : 0)));
      expect(order.adjustmentMinor).toBe(0);
      expect(explained(order)).toBe(total);
      for (const one of order.lines) expect(Math.min(one.unitMinor, one.discountMinor)).toBeGreaterThanOrEqual(0);
      if (!isTaxIncluded) expect(order.lines.map((one) => one.unitMinor)).toEqual(lines.map((one) => one.price));
    }),
    { numRuns: 200 },
  );
});
