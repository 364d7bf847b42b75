/** What an order earns on, and what refunds leave of it: the rules of ARCHITECTURE.md in the plainest arithmetic. */

export interface Line {
  line: string;
  sku: string;
  category: string | null;
  quantity: number;
  /** What the line earns on, in minor units. */
  basis: number;
  /** What goes back to whoever returns all of it, in minor units. */
  value: number;
}

export interface Refunded {
  amountMinor: number;
  lines: { line: string; quantity: number }[];
}

export interface Paid {
  lines: { category: string | null; quantity: number; unitMinor: number }[];
  discountMinor: number;
  shippingMinor: number;
  taxMinor: number;
  totalMinor: number;
  paidWith: { amountMinor: number }[];
}

/** Goods after discounts, without tax, shipping, what points paid and gift cards, line by line; null: the totals do not add up. */
export function basisOfLines(paid: Paid): number[] | null {
  const goods = paid.lines.map(({ quantity, unitMinor }) => quantity * unitMinor);
  const all = total(goods);
  const withoutTax = all - paid.discountMinor + paid.shippingMinor;
  if (paid.discountMinor > all) return null;
  const isIncluded = paid.totalMinor === withoutTax;
  if (!isIncluded && paid.totalMinor !== withoutTax + paid.taxMinor) return null;
  const off =
    paid.discountMinor + (isIncluded ? paid.taxMinor : 0) + total(paid.paidWith.map(({ amountMinor }) => amountMinor));
  const shares = shared(Math.min(off, all), goods);
  return goods.map((amount, index) => (paid.lines[index]?.category === "gift-card" ? 0 : amount - at(shares, index)));
}

/** What the customer paid for each line, however she paid: after the discount, with the tax that the total adds; shipping is no line's. */
export function valueOfLines(paid: Paid): number[] {
  const goods = paid.lines.map(({ quantity, unitMinor }) => quantity * unitMinor);
  const discounts = shared(paid.discountMinor, goods);
  const taxes = shared(paid.totalMinor - paid.shippingMinor - (total(goods) - paid.discountMinor), goods);
  return goods.map((amount, index) => amount - at(discounts, index) + at(taxes, index));
}

/** What is left of each line, and the money that may still go back. */
export function leftOf(
  lines: Line[],
  refunds: Refunded[],
  totalMinor: number,
): { basis: number[]; money: number; pieces: number[] } {
  const back = lines.map(({ line }) =>
    total(refunds.flatMap((refund) => refund.lines.filter((of) => of.line === line).map(({ quantity }) => quantity))),
  );
  const gone = lines.map(({ basis, quantity }, index) => part(basis, at(back, index), quantity));
  const kept = lines.map(({ basis }, index) => basis - at(gone, index));
  const amount = total(refunds.map(({ amountMinor }) => amountMinor));
  const returned = lines.map(({ value, quantity }, index) => part(value, at(back, index), quantity));
  const refundable = Math.max(0, totalMinor - total(returned));
  const spread =
    refundable === 0 ? kept.map(() => 0) : shared(part(total(kept), Math.min(amount, refundable), refundable), kept);
  return {
    basis: kept.map((basis, index) => basis - at(spread, index)),
    money: refundable - amount,
    pieces: lines.map(({ quantity }, index) => quantity - at(back, index)),
  };
}

/** An amount over weights: each its exact share rounded down, then one more each to the largest fractions, the earlier first. */
export function shared(amount: number, weights: number[]): number[] {
  const whole = BigInt(total(weights));
  if (whole === 0n) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight));
  const shares = exact.map((share) => Number(share / whole));
  const order = exact
    .map((share, index) => ({ index, fraction: share % whole }))
    .sort((a, b) => Number(b.fraction > a.fraction) - Number(b.fraction < a.fraction) || a.index - b.index);
  const missing = amount - total(shares);
  for (const { index } of order.slice(0, missing)) shares[index] = at(shares, index) + 1;
  return shares;
}

export function total(amounts: number[]): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}

function part(of: number, over: number, under: number): number {
  return Number((BigInt(of) * BigInt(over)) / BigInt(under));
}

function at(amounts: number[], index: number): number {
  const amount = amounts[index];
  if (amount === undefined) throw new Error(`there is no amount ${index}`);
  return amount;
}
