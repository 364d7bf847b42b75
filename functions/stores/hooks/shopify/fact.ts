/** What a Shopify delivery can mean to a loyalty programme: a closed union, and every amount in the shop's own money. */

/** Who a body is about. Each name is absent when Shopify withholds it (protected customer data) or nobody gave it. */
export interface Customer {
  externalId?: string;
  email?: string;
  phone?: string;
}

/**
 * Goods of one kind. `quantity × unitMinor − discountMinor` is what they are worth net of tax: exactly, whatever share
 * of the price was tax. Where prices include tax, unitMinor is net and rounded up, and discountMinor holds the rounding.
 */
export interface OrderLine {
  /** Shopify's line id, digit by digit. */
  line: string;
  sku: string | null;
  name: string;
  /** "gift-card" for a card that is sold here (its money earns when spent); Shopify's orders name no other. */
  category: "gift-card" | null;
  quantity: number;
  unitMinor: number;
  discountMinor: number;
}

/** An order's worth in minor units of the shop's currency; see `worthOf` for the sum that always holds. */
export interface Worth {
  lines: OrderLine[];
  /** The sum of the lines' discounts: shipping discounts are in shippingMinor already. */
  discountMinor: number;
  shippingMinor: number;
  taxMinor: number;
  totalMinor: number;
  /** What the total holds beyond goods, shipping and tax: tips, duties, fees, cash rounding. May be below zero. */
  adjustmentMinor: number;
}

/** A paid, live order that is not cancelled: what it was worth when sold. `refunds` are the settled ones it tells of. */
export interface ShopifyOrder extends Worth {
  kind: "order";
  order: string;
  occurredAt: string;
  /** When Shopify last changed the order: of two statements the later one holds. Null when it does not say. */
  updatedAt: string | null;
  currency: string;
  customer: Customer;
  /** Whether the shop's prices include tax. Amounts here no longer do. refunds/create needs to be told. */
  taxesIncluded: boolean;
  refunds: ShopifyRefund[];
  channel: "shopify";
}

/** Goods paid back, in minor units of the shop's currency, without shipping; the lines' part is net of tax. */
export interface ShopifyRefund {
  kind: "refund";
  order: string;
  refund: string;
  occurredAt: string;
  currency: string;
  /** `quantity` is how many came back, `amountMinor` what was paid back for them, which may be less than their worth. */
  lines: { line: string; quantity: number; amountMinor: number }[];
  /** Paid back beyond the lines, or without any (a goodwill amount), as paid: nobody says what share of it is tax. */
  looseMinor: number;
  /** The lines' amounts and looseMinor together. */
  amountMinor: number;
}

/** The order is now worth nothing, whatever was earned or refunded before. */
export interface ShopifyCancel {
  kind: "cancel";
  order: string;
  occurredAt: string;
  updatedAt: string | null;
}

/** The shop asks to forget this person; `orders` are hers, by id. */
export interface ShopifyErase extends Customer {
  kind: "erase";
  shop: string | null;
  orders: string[];
}

/** The person asked for everything that is held about her; `request` is Shopify's number for it. */
export interface ShopifyExport extends Customer {
  kind: "export";
  request: string;
  shop: string | null;
  orders: string[];
}

/** Two customers became one; both are Shopify customer ids. */
export interface ShopifyMerge {
  kind: "merge";
  from: string;
  into: string;
}

/** Why an authentic, readable delivery changes nothing. */
export type IgnoredReason =
  | "unknown_topic"
  | "test"
  | "cancelled"
  | "voided"
  | "unpaid"
  | "no_customer"
  | "no_goods"
  | "refund_pending"
  | "refund_failed"
  | "nothing_refunded"
  | "merge_unfinished";

/** A body that cannot be read: `pointer` is an RFC 6901 pointer to the first place. Holds no value from the body. */
export interface Malformed {
  kind: "malformed";
  pointer: string;
  reason: string;
}

/** Everything that a delivery can mean. */
export type ShopifyFact =
  | ShopifyOrder
  | ShopifyRefund
  | ShopifyCancel
  | ShopifyErase
  | ShopifyExport
  | ShopifyMerge
  | { kind: "shop_redact"; shop: string }
  | { kind: "uninstalled"; shop: string }
  | { kind: "ignored"; reason: IgnoredReason }
  | Malformed;

/** A delivery that changes nothing, and why. */
export function ignored(reason: IgnoredReason): ShopifyFact {
  return { kind: "ignored", reason };
}
