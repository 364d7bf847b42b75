/** What a voucher takes off a cart, exactly: for which lines it counts, how much in all, and how much of each. */
import type { VoucherOnly, VoucherWorth } from "../values/grant.ts";
import { spread } from "../values/largest-remainder.ts";
import { floorMulDiv } from "../values/ratio.ts";
import { type Refusal, refuse } from "../values/refusal.ts";
import { sum } from "./order.ts";
import type { Purchase } from "./purchase.ts";

/** A cart as far as a voucher asks of it; a line's money is after discounts, in minor units. */
export interface VoucherCart {
  channel: string | null;
  venue: string | null;
  lines: { line: string; sku: string | null; category: string | null; quantity: number; amountMinor: number }[];
}

/** A cart at a checkout as vouchers see it: each line at what it costs after the cart's own discount. */
export function shownTo({
  channel = null,
  venue = null,
  lines,
  discountMinor,
}: Pick<Purchase, "channel" | "venue" | "lines" | "discountMinor">): VoucherCart {
  const costs = lines.map(({ quantity, unitMinor }) => quantity * unitMinor);
  const off = spread(discountMinor, costs);
  return {
    channel,
    venue,
    lines: lines.map(({ line, sku, category, quantity }, index) => ({
      line,
      sku,
      category,
      quantity,
      amountMinor: (costs[index] ?? 0) - (off[index] ?? 0),
    })),
  };
}

export interface Discount {
  /** In all; null: it is exchanged for a thing. */
  amountMinor: number | null;
  /** Of it, from each line that it counts for, in line order. They sum to it; none where no lines were told. */
  lines: { line: string; amountMinor: number }[];
}

/**
 * The discount of a voucher of which `leftMinor` is left (money only). Money and percentages are spread over the lines that
 * count by largest remainder; a percentage is rounded down; a free piece costs its line ÷ its pieces, rounded down. The
 * least it needs is of the goods it is for. Without lines, money has no bound but its own, and a thing is handed over.
 * Refusals, in order: voucher_not_in_channel, voucher_not_here, voucher_not_for_goods, basket_too_small.
 */
export function discountOf(
  worth: VoucherWorth,
  { store, cart, leftMinor }: { store: string; cart: VoucherCart; leftMinor: number },
): Discount | Refusal {
  const { only = {}, valueMinor, percent, free } = worth;
  const elsewhere = judgePlace(only, store, cart);
  if (elsewhere) return elsewhere;
  const isThing = valueMinor === null && !percent && !free;
  const isBound = !!only.categories || !!only.skus || only.leastMinor !== undefined || !!percent || !!free;
  if (cart.lines.length === 0 && (isThing || !isBound)) return { amountMinor: isThing ? null : leftMinor, lines: [] };
  const counted = cart.lines.filter((line) => counts(only, line));
  const goodsMinor = sum(counted.map(({ amountMinor }) => amountMinor));
  if (goodsMinor === 0) return refuse("voucher_not_for_goods", { ...namesOf(only), eligibleMinor: 0 });
  if (only.leastMinor !== undefined && goodsMinor < only.leastMinor)
    return refuse("basket_too_small", { hasMinor: goodsMinor, needsMinor: only.leastMinor });
  if (free || isThing) return pieceOff(counted, free ?? { which: "cheapest", atMostMinor: null });
  const most = percent
    ? Math.min(floorMulDiv(goodsMinor, percent.percent, 100), percent.atMostMinor)
    : Math.min(leftMinor, goodsMinor);
  return offEach(counted, most);
}

/** A part of a discount, spread as the whole would be. */
export function partOf(cart: VoucherCart, only: VoucherOnly | undefined, amountMinor: number): Discount {
  return offEach(
    cart.lines.filter((line) => counts(only ?? {}, line)),
    amountMinor,
  );
}

function offEach(lines: VoucherCart["lines"], amountMinor: number): Discount {
  const shares = spread(
    amountMinor,
    lines.map((line) => line.amountMinor),
  );
  const each = lines.map(({ line }, index) => ({ line, amountMinor: shares[index] ?? 0 }));
  return { amountMinor, lines: each.filter((share) => share.amountMinor > 0) };
}

function pieceOff(lines: VoucherCart["lines"], { which, atMostMinor }: NonNullable<VoucherWorth["free"]>): Discount {
  const pieces = lines
    .filter(({ quantity, amountMinor }) => quantity > 0 && amountMinor > 0)
    .map(({ line, quantity, amountMinor }) => ({ line, amountMinor: floorMulDiv(amountMinor, 1, quantity) }));
  const sign = which === "cheapest" ? 1 : -1;
  const [piece] = pieces.toSorted((a, b) => sign * (a.amountMinor - b.amountMinor));
  if (!piece) return { amountMinor: 0, lines: [] };
  const amountMinor = Math.min(piece.amountMinor, atMostMinor ?? piece.amountMinor);
  return { amountMinor, lines: [{ line: piece.line, amountMinor }] };
}

function judgePlace(only: VoucherOnly, store: string, { channel, venue }: VoucherCart): Refusal | null {
  const { channels, stores, venues } = only;
  if (channels && (channel === null || !channels.includes(channel)))
    return refuse("voucher_not_in_channel", { channels });
  if (stores && !stores.includes(store)) return refuse("voucher_not_here", { stores });
  if (venues && (venue === null || !venues.includes(venue))) return refuse("voucher_not_here", { venues });
  return null;
}

function counts({ categories, skus }: VoucherOnly, { category, sku }: VoucherCart["lines"][number]): boolean {
  const isOfCategory = !categories || (category !== null && categories.includes(category));
  return isOfCategory && (!skus || (sku !== null && skus.includes(sku)));
}

/** What a voucher is for, as a refusal names it. */
export function namesOf({ categories, skus }: VoucherOnly): { categories?: string[]; skus?: string[] } {
  return { ...(categories ? { categories } : {}), ...(skus ? { skus } : {}) };
}
