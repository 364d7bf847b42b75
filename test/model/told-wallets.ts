/**
 * Money that is paid in, told a second time: into wallets, and onto gift cards that are sold, sent, used in parts, claimed and taken
 * back. What is known of each is what was told before, not what the ledger says of it.
 */
import type { Programme } from "../../functions/programme/programme.ts";
import { namedIn, type Snapshot, whoIs } from "./snapshot.ts";
import type { Told } from "./told.ts";
import { fillCards } from "./told-catalogue.ts";
import { type Purse, purseOf } from "./told-purse.ts";
import { type Asking, type Expected, momentOf } from "./told-redemptions.ts";

/** Last good day of what never ends: money that was paid in. */
const FOR_EVER = 2_932_896;

interface ToldTopUp {
  member: string;
  store: string;
  unit: string;
  amount: number;
  isBack: boolean;
}

interface ToldCard {
  store: string;
  unit: string;
  /** What it was sold for. */
  amount: number;
  /** What is on it. */
  left: number;
  claimed: { by: string; amount: number } | null;
  isBack: boolean;
}

/** What stores were paid so far. */
export class Tills {
  /** By store and the store's own name of it. */
  readonly topUps = new Map<string, ToldTopUp>();
  readonly cards = new Map<string, ToldCard>();
  /** Paid less what was taken back, by store and unit. */
  readonly paid = new Map<string, number>();

  add(store: string, unit: string, amount: number): void {
    const name = `${store} ${unit}`;
    this.paid.set(name, (this.paid.get(name) ?? 0) + amount);
  }

  /** What the ledger says of cards and stores, where that is not what was told; null: it is. */
  differsFrom({ accounts }: Snapshot): string | null {
    for (const [card, { unit, left }] of this.cards) {
      const [found] = accounts.get(card) ?? [];
      if ((found?.balance ?? 0) !== left) return `${left} ${unit} are on ${card}, and in the ledger ${found?.balance}`;
    }
    for (const [name, paid] of this.paid) {
      const [store, unit] = name.split(" ");
      const found = accounts.get(`${store}:funded`)?.find((account) => account.unit === unit);
      if (-(found?.balance ?? 0) !== paid)
        return `${store} was paid ${paid} ${unit}, and in the ledger ${found?.balance}`;
    }
    return null;
  }
}

/** What is expected of money that is paid in or taken back; `says` are fields of the answer. */
export interface Moved extends Expected {
  says: Record<string, unknown>;
  /** Lists of units in the answer, each "rule amount unit". */
  lists?: Record<string, string[]>;
  /** The event that rules may answer, after what moved is hers. */
  told?: Told;
}

const refused = (code: string, member: string | null = null): Moved => ({ code, member, purse: null, says: {} });

interface PaymentAsked {
  store: string;
  id: string;
  payment: { amountMinor: number };
}

/** The wallet is the first unit that is money. */
const walletOf = ({ units }: Programme) => Object.keys(units).find((unit) => units[unit]?.money) ?? null;

/** Whom money is for: whoever nobody knows yet is opened by it. */
function payeeOf(
  { before, opened }: Asking,
  ref: Record<string, string>,
  store: string,
): { member: string } | { refused: Moved } {
  const known = namedIn(before, ref, store);
  if (known === null && "id" in ref) return { refused: refused("member_unknown") };
  const member = known ?? opened ?? "";
  return before.members.get(member)?.state === "frozen" ? { refused: refused("member_frozen", member) } : { member };
}

/** Money for a wallet. What rules give for it is told by whoever asks. */
export function topUpTold(
  asking: Asking,
  { store, id, member: ref, payment: { amountMinor } }: PaymentAsked & { member: Record<string, string> },
  tills: Tills,
): Moved {
  const unit = walletOf(asking.programme);
  if (unit === null) return refused("no_wallet");
  const payee = payeeOf(asking, ref, store);
  if ("refused" in payee) return payee.refused;
  const { member } = payee;
  const moment = momentOf(asking, member, store);
  const purse = purseOf(asking.before, member, moment);
  purse.receive({ unit, amount: amountMinor, from: 0, until: FOR_EVER });
  tills.topUps.set(`${store} ${id}`, { member, store, unit, amount: amountMinor, isBack: false });
  tills.add(store, unit, amountMinor);
  const lines = [{ sku: "event", category: null, quantity: 1, basis: amountMinor, value: amountMinor }];
  // Rules see the money in her wallet.
  const told = { ...moment, on: "top-up", lines, before: purse.writtenTo(asking.before, member, asking.now) };
  return { code: "done", member, purse, says: { topUp: id, unit, amountMinor }, told };
}

/** Its payment was taken back: what she spent of it she owes. What rules gave for it is told by whoever asks. */
export function reverseTopUpTold(asking: Asking, { store, id }: { store: string; id: string }, tills: Tills): Moved {
  const known = tills.topUps.get(`${store} ${id}`);
  if (!known) return refused("top_up_unknown");
  const member = whoIs(asking.before, known.member);
  if (known.isBack) return refused("already_reversed", member);
  const purse = purseOf(asking.before, member, momentOf(asking, member));
  const { unit, amount } = known;
  takeMoney(purse, unit, amount);
  known.isBack = true;
  tills.add(store, unit, -amount);
  return { code: "done", member, purse, says: { topUp: id, unit, amountMinor: -amount } };
}

/** A card is sold, for whoever has its code or for somebody who is named. */
export function sellGiftCardTold(
  asking: Asking,
  { store, payment: { amountMinor }, recipient }: PaymentAsked & { recipient: Record<string, string> | null },
  tills: Tills,
): Moved {
  const unit = walletOf(asking.programme);
  if (unit === null) return refused("no_wallet");
  const payee = recipient && payeeOf(asking, recipient, store);
  if (payee && "refused" in payee) return payee.refused;
  const member = payee?.member ?? null;
  const card = { store, unit, amount: amountMinor, left: amountMinor, claimed: null, isBack: false };
  tills.cards.set(asking.card ?? "", card);
  tills.add(store, unit, amountMinor);
  return { code: "done", member, purse: null, says: { unit, amountMinor, member } };
}

/** A part of what is on a card pays an order. */
export function useGiftCardTold(
  _: Asking,
  { card: name, amountMinor }: { card: string; amountMinor: number },
  tills: Tills,
): Moved {
  const card = tills.cards.get(name);
  if (!card) return refused("gift_card_unknown");
  if (amountMinor > card.left) return refused("points_short");
  card.left -= amountMinor;
  return {
    code: "done",
    member: null,
    purse: null,
    says: { unit: card.unit, amountMinor, leftMinor: card.left },
  };
}

/** What is on a card goes into the wallet of whoever claims it, once. */
export function claimGiftCardTold(
  asking: Asking,
  { member: id, card: name }: { member: string; card: string },
  tills: Tills,
): Moved {
  const card = tills.cards.get(name);
  if (!card) return refused("gift_card_unknown");
  const member = whoIs(asking.before, id);
  if (asking.before.members.get(member)?.state === "frozen") return refused("member_frozen", member);
  const { unit, left } = card;
  if (left === 0 || card.claimed || card.isBack) return refused("gift_card_empty", member);
  const moment = momentOf(asking, member);
  const purse = purseOf(asking.before, member, moment);
  purse.receive({ unit, amount: left, from: 0, until: FOR_EVER });
  card.claimed = { by: member, amount: left };
  card.left = 0;
  fillCards(moment, purse);
  return { code: "done", member, purse, says: { unit, amountMinor: left } };
}

/** Its payment was taken back: what is on it goes, and what its claimer had of it she gives back or owes. */
export function reverseGiftCardTold(asking: Asking, { card: name }: { card: string }, tills: Tills): Moved {
  const card = tills.cards.get(name);
  if (!card) return refused("gift_card_unknown");
  if (card.isBack) return refused("already_reversed");
  const { store, unit, claimed, amount, left } = card;
  const back = left + (claimed?.amount ?? 0);
  card.isBack = true;
  card.left = 0;
  tills.add(store, unit, -back);
  const says = { unit, amountMinor: back, spentMinor: amount - back };
  if (!claimed) return { code: "done", member: null, purse: null, says };
  const member = whoIs(asking.before, claimed.by);
  const moment = momentOf(asking, member);
  const purse = purseOf(asking.before, member, moment);
  takeMoney(purse, unit, claimed.amount);
  fillCards(moment, purse);
  return { code: "done", member, purse, says };
}

function takeMoney(purse: Purse, unit: string, amount: number): void {
  purse.giveUp({ unit, amount, from: 0, until: FOR_EVER }, "debt");
}
