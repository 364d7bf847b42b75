/** What one person has, as the model keeps it: lots by their two days, a debt, fractions and counts. */
import { dateIn, monthIndex, numberOf } from "./calendar.ts";
import { type Fraction, nothing } from "./fraction.ts";

export interface Lot {
  unit: string;
  /** First and last good day, as numbers. */
  from: number;
  until: number;
  amount: number;
}

export interface Person {
  /** Given by the engine with its first answer. */
  id: string | null;
  state: "guest" | "joined";
  isFrozen: boolean;
  redemptions: Redemption[];
  /** reward → how many she has had and kept */
  had: Map<string, number>;
  lots: Lot[];
  debts: Map<string, number>;
  fractions: Map<string, Fraction>;
  /** metric → month (or 0: for ever) → count */
  counts: Map<string, Map<number, number>>;
  /** rule and day → how often it was given */
  given: Map<string, number>;
  /** day → refusals that were stored */
  refusals: Map<number, number>;
  /** The lot that records her tier, null in the first one; and when it was last looked at. */
  stands: { unit: string | null; at: number };
}

/** Something that she took out of the catalogue. */
export interface Redemption {
  id: string | null;
  store: string;
  reward: string;
  state: "held" | "captured" | "released" | "lapsed" | "reversed";
  taken: Gives[];
  endsAt: number | null;
  /** It has a piece of the reward's stock. */
  hasPiece: boolean;
  /** Worth of the voucher that it is good for. */
  voucherMinor: number | null;
  reversal: { operation: string | null } | null;
}

/** The last day of what never expires, and the first of what was always there. */
export const FOR_EVER = numberOf("9999-12-31");
export const ALWAYS_THERE = 0;

export function newPerson(): Person {
  return {
    id: null,
    state: "guest",
    isFrozen: false,
    redemptions: [],
    had: new Map(),
    lots: [],
    debts: new Map(),
    fractions: new Map(),
    counts: new Map(),
    given: new Map(),
    refusals: new Map(),
    stands: { unit: null, at: 0 },
  };
}

export interface Gives {
  unit: string;
  amount: number;
  from: number;
  until: number;
}

/** A debt is repaid first; the rest is hers, and lapses at once when its last day is over. */
export function receive(person: Person, { unit, amount, from, until }: Gives, today: number): void {
  const owed = person.debts.get(unit) ?? 0;
  const repaid = Math.min(owed, amount);
  person.debts.set(unit, owed - repaid);
  const lot = lotAt(person, unit, from, until);
  lot.amount += amount - repaid;
  if (until < today) lot.amount = 0;
}

/** What can be spent today, in the order in which it is. */
export function purse(person: Person, unit: string, today: number): Lot[] {
  return person.lots
    .filter((lot) => lot.unit === unit && lot.amount > 0 && lot.from <= today && lot.until >= today)
    .sort((a, b) => a.until - b.until || a.from - b.from);
}

/** Takes what suffices out of the purse. */
export function pay(person: Person, unit: string, amount: number, today: number): Gives[] {
  const taken: Gives[] = [];
  let missing = amount;
  for (const lot of purse(person, unit, today)) {
    const part = Math.min(lot.amount, missing);
    if (part === 0) continue;
    lot.amount -= part;
    missing -= part;
    taken.push({ unit, amount: part, from: lot.from, until: lot.until });
  }
  if (missing > 0) throw new Error(`${missing} are missing`);
  return taken;
}

/** Gives back what was taken: a debt first, then each lot its own, and what is over is over. Returns what lapsed. */
export function returnTaken(person: Person, taken: Gives[], today: number): Map<string, number> {
  const lapsed = new Map<string, number>();
  for (const { unit, amount, from, until } of taken) {
    const owed = person.debts.get(unit) ?? 0;
    const repaid = Math.min(owed, amount);
    person.debts.set(unit, owed - repaid);
    if (until >= today) lotAt(person, unit, from, until).amount += amount - repaid;
    else lapsed.set(unit, (lapsed.get(unit) ?? 0) + amount - repaid);
  }
  return lapsed;
}

/** Ends a hold: its units come back, and she may have another. */
export function endHold(person: Person, hold: Redemption, state: "released" | "lapsed", today: number) {
  const lapsed = returnTaken(person, hold.taken, today);
  hold.state = state;
  person.had.set(hold.reward, (person.had.get(hold.reward) ?? 0) - 1);
  return lapsed;
}

/** Ends every hold whose time is over, the oldest first. */
export function endLapsed(person: Person, now: number, today: number, freed: (hold: Redemption) => void): void {
  for (const hold of person.redemptions) {
    if (!hasRunOut(hold, now)) continue;
    endHold(person, hold, "lapsed", today);
    freed(hold);
  }
}

export function hasRunOut({ state, endsAt }: Redemption, now: number): boolean {
  return state === "held" && endsAt !== null && endsAt <= now;
}

/** Out of the lot it was given to, then out of the newest; lapsed lots are nobody's, and what is missing is owed. */
export function giveUp(person: Person, { unit, amount, from, until }: Gives, today: number): void {
  let missing = amount;
  const newest = person.lots.filter((lot) => lot.unit === unit).sort((a, b) => b.from - a.from || b.until - a.until);
  for (const lot of [lotAt(person, unit, from, until), ...newest]) {
    if (lot.until < today) continue;
    const taken = Math.min(lot.amount, missing);
    lot.amount -= taken;
    missing -= taken;
  }
  person.debts.set(unit, (person.debts.get(unit) ?? 0) + missing);
}

/** What she can spend today, what waits, what is set aside and what she owes, as if holds that ran out had been ended. */
export function holdings(person: Person, unit: string, now: number, today: number) {
  const copy = structuredClone(person);
  endLapsed(copy, now, today, () => {});
  const sum = (lots: { amount: number }[]) => lots.reduce((all, { amount }) => all + amount, 0);
  const held = copy.redemptions.filter(({ state }) => state === "held").flatMap(({ taken }) => taken);
  return {
    available: sum(purse(copy, unit, today)),
    pending: sum(copy.lots.filter((lot) => lot.unit === unit && lot.from > today && lot.until >= today)),
    held: sum(held.filter((taken) => taken.unit === unit)),
    debt: copy.debts.get(unit) ?? 0,
  };
}

export function lotAt(person: Person, unit: string, from: number, until: number): Lot {
  const known = person.lots.find((lot) => lot.unit === unit && lot.from === from && lot.until === until);
  if (known) return known;
  const lot = { unit, from, until, amount: 0 };
  person.lots.push(lot);
  return lot;
}

/** Counts in the month of a day, or for ever. */
export function countUp(person: Person, metric: string, month: number, by: number): void {
  const months = person.counts.get(metric) ?? new Map<number, number>();
  months.set(month, (months.get(month) ?? 0) + by);
  person.counts.set(metric, months);
}

/** What was counted since a month, never below nothing. */
export function countedSince(person: Person, metric: string, month: number): number {
  let sum = 0;
  for (const [of, count] of person.counts.get(metric) ?? []) if (of >= month) sum += count;
  return Math.max(0, sum);
}

export function fractionOf(person: Person, name: string): Fraction {
  return person.fractions.get(name) ?? nothing;
}

/** The first month that a window looks at, from an instant. */
export function windowStart(window: { kind: string; months?: number }, zone: string, now: number): number {
  const month = monthIndex(dateIn(zone, now));
  if (window.kind === "rolling") return month - (window.months ?? 1) + 1;
  return window.kind === "calendar-year" ? month - (month % 12) : 0;
}
