/**
 * What a Shopify order is worth, in one representation whether or not the shop's prices include tax:
 *
 *     Σ quantity × unitMinor − discountMinor + shippingMinor + taxMinor + adjustmentMinor = totalMinor
 *
 * and each line's `quantity × unitMinor − discountMinor` is its goods after discounts without tax, to the cent.
 */

import * as z from "zod";
import { spread } from "../../../values/largest-remainder.ts";
import { floorDiv, floorMulDiv } from "../../../values/ratio.ts";
import type { OrderLine, Worth } from "./fact.ts";
import { exactId, idFields, isCountable, price, quantity, sumOf } from "./words.ts";

const parts = { tax_lines: z.array(z.object({ price_set: price })).nullish() };
const discounts = { discount_allocations: z.array(z.object({ amount_set: price })).nullish() };

/** The fields of an order from which its worth is read. */
export const worthFields = {
  taxes_included: z.boolean().nullish(),
  line_items: z.array(
    z.object({
      ...idFields,
      ...parts,
      ...discounts,
      sku: z.union([z.string(), z.number()]).nullish(),
      name: z.string().nullish(),
      title: z.string().nullish(),
      gift_card: z.boolean().nullish(),
      taxable: z.boolean().nullish(),
      quantity,
      price_set: price,
      total_discount_set: price.nullish(),
    }),
  ),
  shipping_lines: z
    .array(
      z.object({
        ...parts,
        ...discounts,
        is_removed: z.boolean().nullish(),
        price_set: price,
        discounted_price_set: price.nullish(),
      }),
    )
    .nullish(),
  total_shipping_price_set: price.nullish(),
  total_discounts_set: price.nullish(),
  total_tax_set: price.nullish(),
  total_price_set: price,
};

const worthShape = z.object(worthFields);
type Order = z.output<typeof worthShape>;
type Item = Order["line_items"][number];

/** The worth, or the name of the field that keeps it from being counted (no ids, sums beyond a billion). */
export function worthOf(order: Order): Worth | { unreadable: string } {
  const items = order.line_items.filter((item) => item.quantity > 0);
  const ids = items.map((item) => exactId("LineItem", item));
  if (ids.includes(null) || new Set(ids).size < ids.length) return { unreadable: "line_items" };

  const grosses = items.map((item) => item.quantity * item.price_set.minor);
  const stated = items.map(statedDiscount);
  const shipping = shippingOf(order);
  const sums = [...grosses, ...stated, total(grosses), total(stated), shipping.fullMinor, shipping.minor];
  if (!sums.every(isCountable)) return { unreadable: "line_items" };

  const discounted = grosses.map((gross, at) => Math.min(stated[at] ?? 0, gross));
  const room = grosses.map((gross, at) => gross - (discounted[at] ?? 0));
  // Shopify allocates order-level discounts to the lines; an order that an app has made may only state their total.
  const shippingDiscount = shipping.fullMinor - shipping.minor;
  const unallocated = (order.total_discounts_set?.minor ?? 0) - total(stated) - shippingDiscount;
  const further = spread(Math.min(Math.max(unallocated, 0), total(room)), room);
  const goods = room.map((amount, at) => amount - (further[at] ?? 0));

  const taxes = includedTaxes({ order, items, goods, shipping });
  const lines = items.map((item, at) =>
    lineOf({ item, line: ids[at] ?? "", gross: grosses[at] ?? 0, goods: goods[at] ?? 0, tax: taxes.goods[at] ?? 0 }),
  );
  const discountMinor = total(lines.map((line) => line.discountMinor));
  const shippingMinor = shipping.minor - taxes.shipping;
  const taxMinor = order.total_tax_set?.minor ?? 0;
  const totalMinor = order.total_price_set.minor;
  const gross = total(lines.map((line) => line.quantity * line.unitMinor));
  const adjustmentMinor = totalMinor - (gross - discountMinor + shippingMinor + taxMinor);
  const worth = { lines, discountMinor, shippingMinor, taxMinor, totalMinor, adjustmentMinor };
  return [gross, discountMinor, gross + shippingMinor + taxMinor, adjustmentMinor].every(isCountable)
    ? worth
    : { unreadable: "total_price_set" };
}

/** Allocations tell of line-level and order-level discounts; `total_discount` of the former only, where it is alone. */
function statedDiscount(item: Item): number {
  const allocations = item.discount_allocations ?? [];
  if (allocations.length > 0) return sumOf(allocations.map((one) => one.amount_set));
  return item.total_discount_set?.minor ?? 0;
}

interface Shipping {
  fullMinor: number;
  minor: number;
  taxMinor: number;
}

/** Shipping before and after discounts. A free-shipping code shows in the discounted price, the allocations, or both. */
function shippingOf(order: Order): Shipping {
  const kept = (order.shipping_lines ?? []).filter((line) => line.is_removed !== true);
  if (kept.length === 0 && (order.shipping_lines ?? []).length === 0) {
    const minor = order.total_shipping_price_set?.minor ?? 0;
    return { fullMinor: minor, minor, taxMinor: 0 };
  }
  const paid = kept.map((line) => {
    const allocated = line.price_set.minor - sumOf((line.discount_allocations ?? []).map((one) => one.amount_set));
    return Math.max(0, Math.min(line.discounted_price_set?.minor ?? line.price_set.minor, allocated));
  });
  return {
    fullMinor: sumOf(kept.map((line) => line.price_set)),
    minor: total(paid),
    taxMinor: sumOf(kept.flatMap(taxesOf)),
  };
}

/** The tax inside each price: as the lines state it, or the order's tax spread over what is taxable if none does. */
function includedTaxes(from: { order: Order; items: Item[]; goods: number[]; shipping: Shipping }) {
  const { order, items, goods, shipping } = from;
  if (order.taxes_included !== true) return { goods: goods.map(() => 0), shipping: 0 };
  const stated = items.map((item) => sumOf(taxesOf(item)));
  if (total(stated) + shipping.taxMinor > 0) {
    // A tax above its price is no tax on that price.
    const capped = stated.map((tax, at) => Math.min(tax, goods[at] ?? 0));
    return { goods: capped, shipping: Math.min(shipping.taxMinor, shipping.minor) };
  }
  const taxable = items.map((item, at) => (item.taxable === false ? 0 : (goods[at] ?? 0)));
  const covered = Math.min(order.total_tax_set?.minor ?? 0, total(taxable) + shipping.minor);
  const spreadTaxes = spread(covered, [...taxable, shipping.minor]);
  return { goods: spreadTaxes.slice(0, -1), shipping: spreadTaxes.at(-1) ?? 0 };
}

function taxesOf(line: { tax_lines?: { price_set: { minor: number } }[] | null | undefined }) {
  return (line.tax_lines ?? []).map((tax) => tax.price_set);
}

// Names are for people to read; a platform's limit is 255.
const NAME_LENGTH_MAX = 255;

function lineOf(from: { item: Item; line: string; gross: number; goods: number; tax: number }): OrderLine {
  const { item, line, gross, goods, tax } = from;
  const net = goods - tax;
  // The discount bears the goods' own share of tax; of nothing left, no share is known, and it stays as stated.
  const netDiscount = goods === 0 ? gross - goods : floorMulDiv(gross - goods, net, goods);
  // Without tax inside this is the price as it stands; with it, the net price rarely divides by the quantity.
  const unitMinor = Number(-floorDiv(BigInt(-(net + netDiscount)), BigInt(item.quantity)));
  return {
    line,
    sku: nameOf(String(item.sku ?? "")) || null,
    name: nameOf(item.name ?? item.title ?? ""),
    category: item.gift_card === true ? "gift-card" : null,
    quantity: item.quantity,
    unitMinor,
    discountMinor: item.quantity * unitMinor - net,
  };
}

function nameOf(text: string): string {
  return text.slice(0, NAME_LENGTH_MAX).toWellFormed();
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((so, amount) => so + amount, 0);
}
