/**
 * Giving back what paid an order, as it is refunded: of each payment the share that was given back of the order's total,
 * rounded down, so that money has the rest; all of it when nothing of the order is left. What was given back of a payment by
 * itself counts. A voucher that is not used in parts comes back when all of the goods did.
 */
import { leftOnVoucher, redeemedAt, VOUCHER_MONEY } from "../values/account.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { spread } from "../values/largest-remainder.ts";
import type { OrderFacts, OrderPayment } from "../values/order-facts.ts";
import { floorMulDiv } from "../values/ratio.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { backOnCard, usesOn } from "./gift-card.ts";
import { moneyLeft, piecesLeft, sum } from "./order.ts";
import { givePartBack } from "./reverse.ts";
import { undo } from "./undo.ts";

/** What went back to a payment with a refund. */
export interface PaidBack {
  by: OrderPayment["by"];
  id: string;
  /** In minor units. */
  amountMinor: number;
}

/** Gives back what is due by the order's refunds and was not given back yet. */
export function payBack(
  draft: Draft,
  facts: Facts,
  given: Pick<Given, "operation">,
  { order, name, store, member }: { order: OrderFacts; name: string; store: string; member: string },
): PaidBack[] {
  const back = order.totalMinor - moneyLeft(order);
  const isAll = back >= order.totalMinor || order.lines.every(({ line }) => piecesLeft(order, line) === 0);
  const due = (amount: number) =>
    back >= order.totalMinor ? amount : floorMulDiv(amount, Math.max(0, back), order.totalMinor);
  return (order.paid ?? []).flatMap((payment): PaidBack[] => {
    const { by, id, amountMinor, units = 0 } = payment;
    const found = draft.holder(id);
    if (!found) throw new Error(`${id} paid ${name} and was not read`);
    const gone =
      by === "redemption"
        ? redemptionBack(draft, facts, given, {
            redemption: asKind(found, "redemption"),
            units,
            due: due(units),
            member,
          })
        : by === "voucher"
          ? voucherBack(draft, { voucher: asKind(found, "voucher"), name, store, amountMinor, due, isAll })
          : cardBack(draft, { card: asKind(found, "gift-card"), name, store, amountMinor, due: due(amountMinor) });
    if (gone === 0) return [];
    return [{ by, id, amountMinor: by === "redemption" ? floorMulDiv(amountMinor, gone, units) : gone }];
  });
}

/** Units that went back to their lots. */
function redemptionBack(
  draft: Draft,
  facts: Facts,
  given: Pick<Given, "operation">,
  { redemption, units, due, member }: { redemption: Holder<"redemption">; units: number; due: number; member: string },
): number {
  if (redemption.state !== "captured") return 0;
  const left = sum(redemption.facts.taken.map(({ amount }) => amount));
  const amount = Math.min(left, due - (units - left));
  if (amount <= 0) return 0;
  if (amount === left) undo(draft, facts, given, { redemption, member, because: { because: "refund" } });
  else givePartBack(draft, facts, { redemption, member, amount });
  return amount;
}

/** Money that is on it again; a whole voucher counts as what it took off. */
function voucherBack(
  draft: Draft,
  {
    voucher,
    name,
    store,
    amountMinor,
    due,
    isAll,
  }: {
    voucher: Holder<"voucher">;
    name: string;
    store: string;
    amountMinor: number;
    due: (amount: number) => number;
    isAll: boolean;
  },
): number {
  const { uses, isInParts, reward } = voucher.facts;
  const use = uses.find(({ order }) => order === name);
  if (!use || voucher.state === "cancelled") return 0;
  const others = uses.filter(({ order }) => order !== name);
  if (!isInParts) {
    if (!isAll) return 0;
    draft.change(voucher, { state: "issued", facts: { ...voucher.facts, uses: others } });
    return amountMinor;
  }
  const now = use.amountMinor ?? 0;
  const amount = Math.min(now, (isAll ? amountMinor : due(amountMinor)) - (amountMinor - now));
  if (amount <= 0) return 0;
  const why = { voucher: voucher.publicId, reward };
  const [from, to] = [redeemedAt(store, VOUCHER_MONEY), leftOnVoucher(voucher.publicId)];
  draft.post({ from, to, amount, reason: "reverse", why });
  const shares = spread(
    now - amount,
    use.lines.map((line) => line.amountMinor),
  );
  const lines = use.lines.map(({ line }, index) => ({ line, amountMinor: shares[index] ?? 0 }));
  const rest = { ...use, amountMinor: now - amount, lines: lines.filter((line) => line.amountMinor > 0) };
  const after = now === amount ? others : uses.map((each) => (each.order === name ? rest : each));
  draft.change(voucher, { state: "issued", facts: { ...voucher.facts, uses: after } });
  return amount;
}

/** Money that is on it again. */
function cardBack(
  draft: Draft,
  {
    card,
    name,
    store,
    amountMinor,
    due,
  }: { card: Holder<"gift-card">; name: string; store: string; amountMinor: number; due: number },
): number {
  const order = name.slice(`order:${store}:`.length);
  // What the purchase named is the last; where none says so, an older payment is the only use there is.
  const use = usesOn(card.facts, { store, order }).at(-1);
  if (!use) return 0;
  const now = use.amountMinor;
  const amount = Math.min(now, due - (amountMinor - now));
  if (amount <= 0) return 0;
  backOnCard(draft, card, { uses: [use], amountMinor: amount });
  return amount;
}
