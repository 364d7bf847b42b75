/** What a cart costs her: the shop's prices, what rules make cheaper for her, her tier's discount and one voucher. */
import type { JsonObject } from "../../../values/json.ts";
import type { Cart } from "./kept.ts";
import type { CartQuote, loyaltyOf, OrderLine } from "./loyalty.ts";
import { priceMinor, productOf } from "./products.ts";

type Loyalty = ReturnType<typeof loyaltyOf>;

/** A voucher of hers that takes something off the cart. */
export interface Usable {
  voucher: string;
  code: string;
  name: string;
  amountMinor: number;
}

export interface Checkout {
  lines: OrderLine[];
  goodsMinor: number;
  discountMinor: number;
  /** The voucher that she chose; null: none. */
  voucher: Usable | null;
  vouchers: Usable[];
  toPayMinor: number;
  quote: CartQuote;
}

/** The lines of a cart at the shop's own prices. */
export function linesOf(cart: Cart, currency: string): OrderLine[] {
  return cart.flatMap(({ sku, quantity }) => {
    const product = productOf(sku);
    if (!product) return [];
    const { name, category } = product;
    return [{ line: sku, sku, name, category, quantity, unitMinor: priceMinor(product, currency) }];
  });
}

/** The checkout of a cart: priced again whenever it is shown or paid, since a browser's numbers are only its own. */
export async function checkoutOf(
  loyalty: Loyalty,
  { cart, currency, member, chosen }: { cart: Cart; currency: string; member: string | null; chosen: string | null },
): Promise<Checkout> {
  const listed = linesOf(cart, currency);
  const quote = await loyalty.quote(member, currency, listed);
  const lines = listed.map((line) => ({
    ...line,
    unitMinor: quote.memberPrices.find((price) => price.line === line.line)?.memberMinor ?? line.unitMinor,
  }));
  const goodsMinor = lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
  const discountMinor = quote.discount?.discountMinor ?? 0;
  const codes = member === null || quote.vouchers.length === 0 ? [] : await loyalty.vouchersOf(member);
  const vouchers = quote.vouchers.flatMap(({ voucher, amountMinor }) => {
    const known = codes.find(({ id }) => id === voucher);
    // A discount of her tier comes first: a voucher never takes more than what is left.
    const takes = Math.min(amountMinor, goodsMinor - discountMinor);
    return known ? [{ voucher, code: known.code, name: known.name, amountMinor: takes }] : [];
  });
  const voucher = vouchers.find((usable) => usable.voucher === chosen) ?? null;
  const toPayMinor = goodsMinor - discountMinor - (voucher?.amountMinor ?? 0);
  return { lines, goodsMinor, discountMinor, voucher, vouchers, toPayMinor, quote };
}

/** The order as the engine is told it: its total is what was paid, the voucher's part included. */
export function purchaseOf(
  { lines, goodsMinor, discountMinor, voucher }: Checkout,
  { order, occurredAt, currency, member }: { order: string; occurredAt: string; currency: string; member: string },
): JsonObject & { order: string } {
  return {
    member: { id: member },
    order,
    occurredAt,
    currency,
    channel: "web",
    lines: lines.map((line) => ({ ...line })),
    discountMinor,
    totalMinor: goodsMinor - discountMinor,
    ...(voucher === null ? {} : { vouchers: [{ code: voucher.code, amountMinor: voucher.amountMinor }] }),
  };
}
