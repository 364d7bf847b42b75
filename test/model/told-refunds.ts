/**
 * A refund, told a second time: what is left of the order by the set of its refunds (worth.ts), what each rule is worth of it under the
 * terms that it gave by, and what goes back out of what she has then. Told are orders whose purchase was told, that gave units alone.
 */
import { type RedemptionRow, type Snapshot, type TakenRow, whoIs } from "./snapshot.ts";
import { Untold } from "./told.ts";
import { fillCards, receive } from "./told-catalogue.ts";
import { type Part, type Purse, partsOf, purseOf, redemptionsOf } from "./told-purse.ts";
import { type Asking, type Expected, momentOf } from "./told-redemptions.ts";
import { type ToldTerms, whole } from "./told-rules.ts";
import { changeWaiting, type Source } from "./told-waiting.ts";
import { type Line, leftOf, type Refunded } from "./worth.ts";

/** First day of a lot that waits for an event. */
const WAITS = 2_932_898;

/** An order as its purchase was told. */
export interface ToldOrder {
  member: string;
  lines: Line[];
  totalMinor: number;
  terms: ToldTerms[];
  refunds: Refunded[];
  /** Whether it gave nothing but units. */
  isPlain: boolean;
  slides: Parameters<typeof receive>[0]["programme"];
  /** What waits because of it. */
  source?: Source | undefined;
}

/** What a refund took back by one rule. */
export interface ToldBack {
  unit: string;
  amount: number;
  rule: string;
  forgiven: number;
}

/** A refund of an order that was told, with what it takes back of each rule; a refund that is done is added to the order. */
export function refundTold(
  asking: Asking,
  order: ToldOrder | undefined,
  { amountMinor, lines }: Refunded,
): Expected & { back: ToldBack[] } {
  if (!order) throw new Untold("an order that was not told");
  const member = whoIs(asking.before, order.member);
  const refused = (): Expected & { back: ToldBack[] } => ({
    code: "refund_exceeds_order",
    member,
    purse: null,
    back: [],
  });
  const before = leftOf(order.lines, order.refunds, order.totalMinor);
  for (const { line, quantity } of lines)
    if (quantity > (before.pieces[order.lines.findIndex((known) => known.line === line)] ?? 0)) return refused();
  const { money } = leftOf(order.lines, [...order.refunds, { amountMinor: 0, lines }], order.totalMinor);
  if (money < 0 || amountMinor > money) return refused();
  order.refunds.push({ amountMinor, lines });
  const after = leftOf(order.lines, order.refunds, order.totalMinor);
  if (!order.isPlain) leaveUntold(order, "an order that gave more than units");
  if (order.source?.isUntold) throw new Untold("an order of which units waited too long");

  const told = momentOf(asking, member);
  const purse = purseOf(asking.before, member, told);
  const back = takeBack(asking, order, { before, after, purse });
  fillCards(told, purse);
  return { code: "done", member, purse, back };
}

/** Something is taken back that is not told: what waits because of the order is not told any more either. */
function leaveUntold({ source }: ToldOrder, why: string): never {
  if (source) source.isUntold = true;
  throw new Untold(why);
}

/** Cards that a refund looks at, the newest first. */
const CARDS_READ = 100;

/**
 * What she has once a refund undid the cards that she owes for, whatever she owes it for: the newest first, what it gave goes, what it took
 * repays. Told are cards by what they gave; of those that gave a voucher or tickets, which may be over, the answer says which were
 * `undone`, and one with a voucher that was used is none of them.
 */
export function undoCards(asking: Asking, member: string, undone: string[]): { undone: string[]; purse: Purse } {
  const { before, programme } = asking;
  const told = momentOf(asking, member);
  const purse = purseOf(before, member, told);
  const isGood = (voucher: string | null) => voucher === null || before.vouchers.get(voucher) === "issued";
  const cards = redemptionsOf(before, member)
    .filter(({ isAutomatic, state, voucher }) => isAutomatic && state === "captured" && isGood(voucher))
    // Of one request, whose ids say no order, those that were written last.
    .slice(-CARDS_READ)
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .filter((card) => {
      if (!card.taken.some(({ unit }) => purse.debt(unit) > 0)) return false;
      const isTold = card.voucher === null && !card.gave.some(({ kind }) => kind === "tickets");
      if (!(isTold ? isUnused(card, purse) : undone.includes(card.id))) return false;
      for (const part of unitsOf(card)) purse.giveUp(part, "debt");
      purse.comeBack(partsOf(card.taken), (unit) => programme.units[unit]?.graceDays ?? 0);
      return true;
    });
  return { undone: cards.map(({ id }) => id), purse };
}

/** Whether all that a card gave is still there: a thing and a play are not, and units may have been spent. */
function isUnused(card: RedemptionRow, purse: Purse): boolean {
  if (card.gave.length === 0 || card.gave.some(({ kind }) => kind === "play")) return false;
  const sum = (parts: Part[]) => parts.reduce((all, { amount }) => all + amount, 0);
  const units = unitsOf(card);
  return units.every(({ unit }) => {
    const isThere = (lot: Part) => lot.unit === unit && lot.from !== WAITS && purse.end(lot) >= purse.today;
    return sum(purse.lots.filter(isThere)) >= sum(units.filter((part) => part.unit === unit));
  });
}

const unitsOf = ({ gave }: RedemptionRow) =>
  partsOf(gave.flatMap((each) => (each.kind === "units" ? [each as TakenRow] : [])));

/** All that an event gave is taken back, once. Undefined: nothing was heard of it, or nobody told it. */
export function takeAllTold(asking: Asking, order: ToldOrder | undefined, purse: Purse): ToldBack[] {
  if (!order) throw new Untold("an event that was not told");
  if (!order.isPlain) leaveUntold(order, "an event that gave more than units");
  if (order.source?.isUntold) throw new Untold("an event of which units waited too long");
  const before = leftOf(order.lines, order.refunds, order.totalMinor);
  order.refunds.push({ amountMinor: 0, lines: order.lines.map(({ line, quantity }) => ({ line, quantity })) });
  const after = leftOf(order.lines, order.refunds, order.totalMinor);
  return takeBack(asking, order, { before, after, purse });
}

/** What less is left of an order changes what each rule gave; says what was taken back. */
function takeBack(
  asking: Asking,
  order: ToldOrder,
  { before, after, purse }: { before: Left; after: Left; purse: Purse },
): ToldBack[] {
  const member = whoIs(asking.before, order.member);
  const carries = new Map<string, bigint>();
  const back: ToldBack[] = [];
  for (const terms of order.terms) {
    const { rule, unit, from, until } = terms;
    const { least } = terms;
    if (least === null) leaveUntold(order, "a least amount within other conditions");
    const amount = changed(asking.before, member, { terms, least, before, after, carries });
    if (from === WAITS) {
      const forgiven = changeWaiting(order.source, purse, terms, amount);
      if (amount < 0) back.push({ unit, amount: -amount - forgiven, rule, forgiven });
    } else if (amount >= 0) receive({ programme: order.slides }, purse, { unit, amount, from, until });
    else {
      const forgiven = purse.giveUp({ unit, amount: -amount, from, until: until ?? 2_932_897 }, terms.returns);
      back.push({ unit, amount: -amount - forgiven, rule, forgiven });
    }
  }
  return back;
}

type Left = ReturnType<typeof leftOf>;

/** The whole units by which what is left of an order changes what a rule gave. */
function changed(
  { counts }: Snapshot,
  member: string,
  {
    terms,
    least,
    before,
    after,
    carries,
  }: { terms: ToldTerms; least: number; before: Left; after: Left; carries: Map<string, bigint> },
): number {
  const { rule, unit, under, denominator, rounding, most } = terms;
  const exact = ({ basis, pieces }: Left) => {
    const counted = { basis: 0, pieces: 0 };
    for (const index of terms.lines) {
      counted.basis += basis[index] ?? 0;
      counted.pieces += (basis[index] ?? 0) > 0 ? (pieces[index] ?? 0) : 0;
    }
    const worth = counted.basis < least ? 0n : terms.worthOf(counted);
    return most !== null && worth > BigInt(most) * under ? BigInt(most) * under : worth;
  };
  const [had, has] = [exact(before), exact(after)];
  if (denominator === 0) return Number(has - had);
  if (rounding !== "down") return whole(has, under, rounding) - whole(had, under, rounding);
  const name = `carry:${rule}:${unit}:${denominator}`;
  const carried = carries.get(name) ?? BigInt(counts.get(`${member} ${name}`)?.get(0) ?? 0);
  const moved = whole(carried + has - had, under, "down");
  const amount = most === null ? moved : Math.min(moved, has > had ? most : 0);
  carries.set(name, carried + has - had - BigInt(amount) * under);
  return amount;
}
