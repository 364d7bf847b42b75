/** refunds/create, and the refunds that an order's body carries: which goods were paid back, and how much of them. */

import * as z from "zod";
import { spread } from "../../../values/largest-remainder.ts";
import { floorMulDiv } from "../../../values/ratio.ts";
import { minorOf } from "../money.ts";
import { ignored, type ShopifyFact } from "./fact.ts";
import {
  digitsOfGid,
  exactId,
  idFields,
  instant,
  isCountable,
  malformed,
  numericId,
  price,
  quantity,
  readAs,
  signedAmount,
  sumOf,
} from "./words.ts";

/** The fields of a refund that are read. */
export const refundShape = z.object({
  ...idFields,
  order_id: numericId.nullish(),
  created_at: instant.nullish(),
  processed_at: instant.nullish(),
  refund_line_items: z
    .array(
      z.object({
        line_item_id: numericId.nullish(),
        line_item: z.object(idFields).nullish(),
        quantity,
        subtotal_set: price,
        total_tax_set: price.nullish(),
      }),
    )
    .nullish(),
  order_adjustments: z.array(z.object({ kind: z.string().nullish(), amount_set: signedAmount })).nullish(),
  transactions: z
    .array(
      z.object({
        kind: z.string().nullish(),
        status: z.string().nullish(),
        test: z.boolean().nullish(),
        amount: z.union([z.string(), z.number()]).transform(String).nullish(),
        currency: z.string().nullish(),
      }),
    )
    .nullish(),
});

type Refund = z.output<typeof refundShape>;

/**
 * Reads a refunds/create body. It does not say whether the shop's prices include tax, so the caller does.
 * Ignored, in this order: test, refund_failed, refund_pending (nothing has settled yet), nothing_refunded.
 */
export function readRefund(body: unknown, given: { taxesIncluded: boolean }): ShopifyFact {
  const read = readAs(refundShape, body);
  if ("kind" in read) return read;
  const order = read.value.order_id;
  return order ? refundFact(read.value, { order, ...given }) : malformed(["order_id"], "is missing");
}

/**
 * What a refund takes from its order. Goods in `refund_line_items`; a `refund_discrepancy` above zero means that less
 * was paid back than these are worth, below zero that more was; `shipping_refund` is no goods. Whatever Shopify says of
 * pending money, nothing counts before it has settled: the lines then share what has, by largest remainder.
 */
export function refundFact(refund: Refund, given: { order: string; taxesIncluded: boolean }): ShopifyFact {
  const id = exactId("Refund", refund);
  const occurredAt = refund.processed_at ?? refund.created_at;
  if (id === null) return malformed(["id"], "is missing");
  if (!occurredAt) return malformed(["created_at"], "is missing");
  const rows = rowsOf(refund, given.taxesIncluded);
  if (rows === null) return malformed(["refund_line_items"], "a line has no id");
  const discrepancies = (refund.order_adjustments ?? []).filter((one) => one.kind !== "shipping_refund");
  const amounts = [
    ...(refund.refund_line_items ?? []).map((row) => row.subtotal_set),
    ...discrepancies.map((one) => one.amount_set),
  ];
  const currency = amounts[0]?.currency;
  if (amounts.some((amount) => amount.currency !== currency)) return malformed([], "mixes currencies");
  const charged = rows.reduce((so, row) => so + row.charged, 0);
  const net = rows.reduce((so, row) => so + row.net, 0);
  const paid = charged - sumOf(discrepancies.map((one) => one.amount_set));
  const sums = [charged, paid, ...rows.map((row) => row.quantity)];
  if (!sums.every(isCountable)) return malformed([], "is beyond what can be counted");

  const settled = settledOf(refund.transactions ?? [], currency);
  if (typeof settled === "string") return ignored(settled);
  const goods = Math.min(paid, settled);
  // Goods that cost nothing can come back for nothing, and still come back (a free one of six).
  const isFreeReturn = rows.length > 0 && charged === 0 && paid === 0;
  if (currency === undefined || (goods <= 0 && !isFreeReturn)) return ignored("nothing_refunded");
  const ofLines = Math.min(goods, charged);
  const lineAmounts = ofLines === charged ? rows.map((row) => row.net) : shared(rows, { net, ofLines, charged });
  const looseMinor = goods - ofLines;
  return {
    kind: "refund",
    order: given.order,
    refund: id,
    occurredAt,
    currency,
    lines: rows.map((row, at) => ({ line: row.line, quantity: row.quantity, amountMinor: lineAmounts[at] ?? 0 })),
    looseMinor,
    amountMinor: lineAmounts.reduce((so, amount) => so + amount, 0) + looseMinor,
  };
}

interface Row {
  line: string;
  quantity: number;
  /** Net of tax. */
  net: number;
  /** With its tax: what the customer gets back for it when nothing is held back. */
  charged: number;
}

/** One row per order line (a refund may list one line twice, once per location). Null when a line has no id. */
function rowsOf(refund: Refund, taxesIncluded: boolean): Row[] | null {
  const rows = new Map<string, Row>();
  for (const one of refund.refund_line_items ?? []) {
    const line = digitsOfGid("LineItem", one.line_item?.admin_graphql_api_id) ?? one.line_item_id ?? one.line_item?.id;
    if (!line) return null;
    const subtotal = one.subtotal_set.minor;
    const tax = one.total_tax_set?.minor ?? 0;
    const row = rows.get(line) ?? { line, quantity: 0, net: 0, charged: 0 };
    rows.set(line, {
      line,
      quantity: row.quantity + one.quantity,
      net: row.net + (taxesIncluded ? Math.max(0, subtotal - tax) : subtotal),
      charged: row.charged + (taxesIncluded ? subtotal : subtotal + tax),
    });
  }
  return [...rows.values()];
}

function shared(rows: readonly Row[], of: { net: number; ofLines: number; charged: number }): number[] {
  return spread(
    floorMulDiv(of.net, of.ofLines, of.charged),
    rows.map((row) => row.net),
  );
}

/**
 * How much may count as paid back: no bound when no transaction is open (goods taken out of an order without money are
 * goods all the same), what has settled when some are, or the reason why none may.
 */
function settledOf(
  transactions: NonNullable<Refund["transactions"]>,
  currency: string | undefined,
): number | "test" | "refund_failed" | "refund_pending" {
  const refunds = transactions.filter((one) => one.kind === "refund");
  if (refunds.some((one) => one.test === true)) return "test";
  const settled = refunds.filter((one) => one.status === "success");
  if (settled.length === refunds.length) return Number.POSITIVE_INFINITY;
  if (settled.length === 0) return refunds.some((one) => one.status === "pending") ? "refund_pending" : "refund_failed";
  // A transaction has one amount, in the currency it was paid in. In another than the shop's, no share of it is known.
  const amounts = settled.map((one) => minorOfTransaction(one, currency));
  return amounts.includes(null) ? "refund_pending" : amounts.reduce<number>((so, amount) => so + (amount ?? 0), 0);
}

function minorOfTransaction(
  one: { amount?: string | null | undefined; currency?: string | null | undefined },
  currency: string | undefined,
): number | null {
  if (!one.amount || currency === undefined || (one.currency ?? currency) !== currency) return null;
  return minorOf({ decimal: one.amount, currency, isSigned: false });
}
