/**
 * What one member has, told a second time: lots with their two days, what she owes, and what is set aside. Spending takes what ends
 * first; what is given repays a debt first; what is taken back comes out of its own lot, then the newest, then it is owed (ARCHITECTURE.md, "The ledger").
 */
import { type Holding, type RedemptionRow, type Snapshot, type TakenRow, whoIs } from "./snapshot.ts";

/** Days that are none: of a lot whose end is the member's own date, of one that waits, of one in grace, of what is owed. */
const SLIDES = 2_932_897;
const WAITS = 2_932_898;
const IN_GRACE = 1;
const OWED = -1;

/** Somebody of whom nothing is known yet. */
const NOBODY = { state: "guest", joinedAt: null, mergedInto: null, slides: {}, profile: {} };

/** Units and the lot they are of. */
export interface Part {
  unit: string;
  amount: number;
  from: number;
  until: number;
}

/** What can be said of a unit in numbers. */
export interface Sums {
  available: number;
  pending: number;
  held: number;
  debt: number;
}

/** Her lots and debts on a day, to be moved as an operation would. */
export class Purse {
  readonly lots: Part[] = [];
  readonly owes = new Map<string, number>();
  /** What is set aside, by redemption. */
  readonly held = new Map<string, Part[]>();
  readonly today: number;
  private readonly slides: Record<string, number>;

  constructor(holdings: Holding[], { today, slides }: { today: number; slides: Record<string, number> }) {
    this.today = today;
    this.slides = { ...slides };
    for (const { unit, from, until, balance } of holdings) {
      if (unit.startsWith("tier:")) continue;
      if (until === OWED) this.owes.set(unit, -balance);
      else this.lots.push({ unit, amount: balance, from, until });
    }
  }

  /** The ledger with what she has now in place of what she had; holds that ran out are over in it. */
  writtenTo(before: Snapshot, member: string, now: number): Snapshot {
    const owed = [...this.owes].map(([unit, amount]) => ({ unit, from: OWED, until: OWED, balance: -amount }));
    const had = (before.accounts.get(member) ?? []).filter(({ unit }) => unit.startsWith("tier:"));
    const lots = this.lots.map(({ amount: balance, ...lot }) => ({ ...lot, balance }));
    const row = before.members.get(member) ?? NOBODY;
    const over = redemptionsOf(before, member).filter((redemption) => hasRunOut(redemption, now));
    return {
      ...before,
      accounts: new Map([...before.accounts, [member, [...had, ...lots, ...owed]]]),
      members: new Map([...before.members, [member, { ...row, slides: this.slides }]]),
      redemptions: new Map([
        ...before.redemptions,
        ...over.map((one) => [one.id, { ...one, state: one.captured.length > 0 ? "captured" : "lapsed" }] as const),
      ]),
    };
  }

  /** Last good day of a lot. */
  end({ unit, until }: Omit<Part, "amount">): number {
    return until === SLIDES ? (this.slides[unit] ?? SLIDES - 1) : until;
  }

  /** The last good days of what she has of a unit, of which nothing waits. */
  ends(unit: string): number[] {
    return this.lots
      .filter((lot) => lot.unit === unit && lot.amount > 0 && lot.from !== WAITS && this.end(lot) >= this.today)
      .map((lot) => this.end(lot));
  }

  /** Whether any of it is hers: good now or later, or once what it waits for happens. */
  has(unit: string): boolean {
    return this.lots.some((lot) => lot.unit === unit && lot.amount > 0 && this.end(lot) >= this.today);
  }

  debt(unit: string): number {
    return this.owes.get(unit) ?? 0;
  }

  /** What can be spent today, in the order in which it is. */
  good(unit: string): Part[] {
    return this.lots
      .filter((lot) => lot.unit === unit && lot.amount > 0 && lot.from <= this.today && this.end(lot) >= this.today)
      .sort((a, b) => this.end(a) - this.end(b) || a.from - b.from);
  }

  spendable(unit: string): number {
    return this.good(unit).reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Takes so many units, which are there, and says out of which lots. */
  spend(unit: string, amount: number): Part[] {
    const taken: Part[] = [];
    let missing = amount;
    for (const lot of this.good(unit)) {
      const part = Math.min(lot.amount, missing);
      if (part === 0) break;
      taken.push({ ...lot, amount: part });
      lot.amount -= part;
      missing -= part;
    }
    if (missing > 0) throw new Error(`${missing} ${unit} are missing`);
    return taken;
  }

  /** A debt first, then the lot; what waits for something repays nothing yet. */
  receive({ unit, amount, from, until }: Part): void {
    const repaid = from === WAITS ? 0 : Math.min(this.debt(unit), amount);
    this.owes.set(unit, this.debt(unit) - repaid);
    this.lot({ unit, from, until }).amount += amount - repaid;
  }

  /** Receives units whose end slides: where none of them are left, or being given some moves it, the date begins anew. */
  slide(unit: string, to: number, { amount, from }: Omit<Part, "until">): void {
    const sliding = this.lots.filter((lot) => lot.unit === unit && lot.until === SLIDES);
    const isAlive = sliding.some((lot) => lot.amount > 0 && this.end(lot) >= this.today);
    if (!isAlive) {
      for (const lot of sliding) lot.amount = 0;
      this.slides[unit] = Math.max(to, this.slides[unit] ?? 0);
    }
    this.receive({ unit, amount, from, until: SLIDES });
  }

  /** One that is paid for, whatever is owed: into its own lot. */
  put({ amount, ...lot }: Part): void {
    this.lot(lot).amount += amount;
  }

  /** As much of an amount as is in a lot goes out of it. Returns what was there. */
  pull({ amount, ...lot }: Part): number {
    const own = this.lot(lot);
    const part = Math.min(own.amount, amount);
    own.amount -= part;
    return part;
  }

  /** What comes back to the lots that it was taken from; `graceDays`: of units of a reward that is reversed after their end. */
  comeBack(parts: Part[], graceDays: (unit: string) => number = () => 0): void {
    for (const part of parts) {
      const isOver = this.end(part) < this.today;
      const grace = isOver && part.from !== IN_GRACE ? graceDays(part.unit) : 0;
      this.receive(grace > 0 ? { ...part, from: IN_GRACE, until: this.today + grace } : part);
    }
  }

  /** Takes back what was given to a lot, as a return policy says; returns what it forgives. */
  giveUp({ unit, amount, from, until }: Part, policy: "only-pending" | "within-balance" | "debt"): number {
    let missing = amount;
    const own = this.lot({ unit, from, until });
    const newest = this.lots
      .filter((lot) => lot.unit === unit && lot.from !== WAITS && lot !== own)
      .sort((a, b) => b.from - a.from || this.end(b) - this.end(a));
    for (const lot of policy === "only-pending" ? [own] : [own, ...newest]) {
      if (lot.from === WAITS || this.end(lot) < this.today || (policy === "only-pending" && lot.from <= this.today))
        continue;
      const part = Math.min(lot.amount, missing);
      lot.amount -= part;
      missing -= part;
    }
    const owed = { debt: missing, "within-balance": Math.min(missing, this.aside(unit)), "only-pending": 0 }[policy];
    this.owes.set(unit, this.debt(unit) + owed);
    return missing - owed;
  }

  /** What is set aside and not over, and that no debt asks for yet: she has it, though it cannot be had of her now. */
  private aside(unit: string): number {
    const parts = [...this.held.values()].flat().filter((part) => part.unit === unit && this.end(part) >= this.today);
    return Math.max(0, parts.reduce((sum, { amount }) => sum + amount, 0) - this.debt(unit));
  }

  /** What staff take: out of what ends first, pending units too, and what is missing is owed. */
  takeByHand(unit: string, amount: number): void {
    let missing = amount;
    const first = this.lots
      .filter((lot) => lot.unit === unit && lot.from !== WAITS && this.end(lot) >= this.today)
      .sort((a, b) => this.end(a) - this.end(b) || a.from - b.from);
    for (const lot of first) {
      const part = Math.min(lot.amount, missing);
      lot.amount -= part;
      missing -= part;
    }
    this.owes.set(unit, this.debt(unit) + missing);
  }

  /** What she has of a unit, without what is over. */
  sums(unit: string): Sums {
    const alive = this.lots.filter((lot) => lot.unit === unit && this.end(lot) >= this.today);
    const add = (parts: Part[]) => parts.reduce((sum, { amount }) => sum + amount, 0);
    return {
      available: add(alive.filter(({ from }) => from <= this.today)),
      pending: add(alive.filter(({ from }) => from > this.today)),
      held: add([...this.held.values()].flat().filter((part) => part.unit === unit)),
      debt: this.debt(unit),
    };
  }

  /** All of it in words, of what is not over: equal texts are equal purses. */
  shown(): string {
    const said = (parts: Part[]) =>
      parts
        .filter(({ amount }) => amount !== 0)
        .map(({ unit, amount, from, until }) => `${amount} ${unit} ${from}..${until}`)
        .sort()
        .join(", ");
    const owed = [...this.owes].flatMap(([unit, amount]) => (amount === 0 ? [] : [`owes ${amount} ${unit}`])).sort();
    const held = [...this.held.values()].map((parts) => `held ${said(parts)}`).sort();
    return [said(this.lots.filter((lot) => this.end(lot) >= this.today)), ...owed, ...held].join("; ");
  }

  private lot({ unit, from, until }: Omit<Part, "amount">): Part {
    const known = this.lots.find((lot) => lot.unit === unit && lot.from === from && lot.until === until);
    if (known) return known;
    const lot = { unit, amount: 0, from, until };
    this.lots.push(lot);
    return lot;
  }
}

/** Units as a redemption keeps them. */
export function partsOf(taken: TakenRow[]): Part[] {
  return taken.map(({ unit, amount, availableOn, expiresOn }) => ({
    unit,
    amount,
    from: availableOn,
    until: expiresOn,
  }));
}

/** Whether the time of a hold is over. */
export function hasRunOut({ state, endsAt }: Pick<RedemptionRow, "state" | "endsAt">, now: number): boolean {
  return state === "held" && endsAt !== null && endsAt <= now;
}

/** Her redemptions, those included that she had before she became who she is. */
export function redemptionsOf(snapshot: Snapshot, member: string): RedemptionRow[] {
  return [...snapshot.redemptions.values()].filter(({ owner }) => whoIs(snapshot, owner) === member);
}

/** What she has at a moment: units of holds that have run out are back where they came from. */
export function purseOf(
  snapshot: Snapshot,
  member: string | null,
  { now, today }: { now: number; today: number },
): Purse {
  const of = member ?? "";
  const purse = new Purse(snapshot.accounts.get(of) ?? [], { today, slides: snapshot.members.get(of)?.slides ?? {} });
  if (member === null) return purse;
  const held = redemptionsOf(snapshot, member).filter(({ state }) => state === "held");
  for (const redemption of held) {
    if (hasRunOut(redemption, now)) purse.comeBack(partsOf(redemption.taken));
    else purse.held.set(redemption.id, partsOf(redemption.taken));
  }
  return purse;
}
