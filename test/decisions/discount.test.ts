/** What vouchers take off carts, at the edges of each number. */
import { expect, test } from "vitest";
import { discountOf, type VoucherCart } from "../../functions/decisions/discount.ts";
import type { VoucherWorth } from "../../functions/values/grant.ts";
import { isRefusal } from "../../functions/values/refusal.ts";

type Line = [line: string, amountMinor: number, quantity?: number, category?: string, sku?: string];
const cartOf = (lines: Line[], more: Partial<VoucherCart> = {}): VoucherCart => ({
  channel: "web",
  venue: null,
  ...more,
  lines: lines.map(([line, amountMinor, quantity = 1, category = "food", sku = line]) => ({
    line,
    amountMinor,
    quantity,
    category,
    sku,
  })),
});
const money = (valueMinor: number): VoucherWorth => ({ valueMinor });
const percent = (of: number, atMostMinor: number): VoucherWorth => ({
  valueMinor: null,
  percent: { percent: of, atMostMinor },
});
const free = (which: "cheapest" | "dearest", atMostMinor: number | null = null): VoucherWorth => ({
  valueMinor: null,
  free: { which, atMostMinor },
});
const thing: VoucherWorth = { valueMinor: null };

function taken(worth: VoucherWorth, cart: VoucherCart): unknown {
  const discount = discountOf(worth, { store: "sto_shop", cart, leftMinor: worth.valueMinor ?? 0 });
  if (isRefusal(discount)) return { [discount.refused]: discount.numbers };
  const lines = Object.fromEntries(discount.lines.map(({ line, amountMinor }) => [line, amountMinor]));
  return [discount.amountMinor, lines];
}

const three: Line[] = [
  ["a", 100],
  ["b", 100],
  ["c", 100],
];
const mixed: Line[] = [
  ["soap", 650, 1, "cosmetics"],
  ["bread", 400, 2],
];

test.each<[string, VoucherWorth, VoucherCart, unknown]>([
  ["money without lines", money(500), cartOf([]), [500, {}]],
  ["money above the goods", money(500), cartOf([["a", 499]]), [499, { a: 499 }]],
  ["money over three equal lines", money(100), cartOf(three), [100, { a: 34, b: 33, c: 33 }]],
  ["a percentage, rounded down", percent(10, 10_000), cartOf([["a", 1009]]), [100, { a: 100 }]],
  ["a percentage at its most", percent(50, 149), cartOf(three), [149, { a: 50, b: 50, c: 49 }]],
  ["a percentage one below its most", percent(50, 151), cartOf(three), [150, { a: 50, b: 50, c: 50 }]],
  ["the cheapest piece, of a line of two", free("cheapest"), cartOf(mixed), [200, { bread: 200 }]],
  ["the dearest piece", free("dearest"), cartOf(mixed), [650, { soap: 650 }]],
  ["the dearest piece up to a most", free("dearest", 600), cartOf(mixed), [600, { soap: 600 }]],
  ["a piece whose price is no whole number", free("cheapest"), cartOf([["a", 100, 3]]), [33, { a: 33 }]],
  ["a thing at the counter", thing, cartOf([]), [null, {}]],
  ["a thing in the cart", { ...thing, only: { skus: ["bread"] } }, cartOf(mixed), [200, { bread: 200 }]],
  [
    "only the lines it is for",
    { ...money(500), only: { categories: ["cosmetics"] } },
    cartOf(mixed),
    [500, { soap: 500 }],
  ],
  ["the least, exactly", { ...money(100), only: { leastMinor: 300 } }, cartOf(three), [100, { a: 34, b: 33, c: 33 }]],
])("%s", (_, worth, cart, expected) => {
  expect(taken(worth, cart)).toEqual(expected);
});

test.each<[string, VoucherWorth, VoucherCart, unknown]>([
  [
    "the channel before the store",
    { ...money(1), only: { channels: ["till"], stores: ["sto_x"] } },
    cartOf([]),
    { voucher_not_in_channel: { channels: ["till"] } },
  ],
  [
    "no channel at all",
    { ...money(1), only: { channels: ["web"] } },
    cartOf([], { channel: null }),
    { voucher_not_in_channel: { channels: ["web"] } },
  ],
  [
    "another store",
    { ...money(1), only: { stores: ["sto_x"] } },
    cartOf([]),
    { voucher_not_here: { stores: ["sto_x"] } },
  ],
  ["no venue", { ...money(1), only: { venues: ["ven_x"] } }, cartOf([]), { voucher_not_here: { venues: ["ven_x"] } }],
  [
    "other goods",
    { ...money(1), only: { skus: ["x"] } },
    cartOf(mixed),
    { voucher_not_for_goods: { skus: ["x"], eligibleMinor: 0 } },
  ],
  ["a percentage of nothing", percent(10, 9), cartOf([]), { voucher_not_for_goods: { eligibleMinor: 0 } }],
  [
    "one below the least",
    { ...money(1), only: { leastMinor: 301 } },
    cartOf(three),
    { basket_too_small: { hasMinor: 300, needsMinor: 301 } },
  ],
])("refused: %s", (_, worth, cart, expected) => {
  expect(taken(worth, cart)).toEqual(expected);
});
