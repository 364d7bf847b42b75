/** Where a member stands: her tier as known at the read, and what her holdings are worth as balances. */
import type { Benefit } from "../programme/benefits/index.ts";
import type { Programme } from "../programme/programme.ts";
import { lotOf } from "../values/account.ts";
import { type Day, DEBT, type Instant, NEVER, startOf, WAITS } from "../values/day.ts";
import { asKind, type Holder } from "../values/holder.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { lastDayOf, lotsOf } from "./lots.ts";
import { isOf } from "./member.ts";
import { nextOccasion } from "./occasions.ts";
import { isPaused } from "./paused.ts";
import { tierTurn } from "./tier-review.ts";
import { levelsOf, type Standing, standingIn } from "./tier-standing.ts";

/** The member's standing in the programme's primary tiers; null where it has none. */
export function standing(draft: Draft, programme: Programme, member: string, today: Day): Standing | null {
  const [group] = programme.tiers;
  if (!group) return null;
  const { tier, has, next } = standingIn(draft, programme, { group, member, today });
  return { tier, has, next };
}

/** Her tier in the primary group, null where there is none, her tiers in all groups and what they give, as rules and rewards ask for them. */
export function tiersOf(
  draft: Draft,
  programme: Programme,
  member: string,
  today: Day,
): { tier: string | null; tiers: string[]; benefits: Benefit[] } {
  const levels = levelsOf(draft, programme, { member, today }).map(({ level }) => level);
  const tiers = levels.map(({ id }) => id);
  return { tier: tiers[0] ?? null, tiers, benefits: levels.flatMap(({ benefits = [] }) => benefits) };
}

export interface Balance {
  /** Can be spent now, a lapsed hold included. */
  available: number;
  /** Earned, not yet spendable. */
  pending: number;
  /** Set aside for redemptions. */
  held: number;
  /** Owed: the next earnings repay it first. */
  debt: number;
}

/** Balances of every unit of the programme, right at read time with or without the clock's jobs. */
export function balancesOf(draft: Draft, facts: Facts, member: string): Record<string, Balance> {
  const balances: Record<string, Balance> = {};
  for (const unit of Object.keys(facts.current.programme.units)) {
    const balance: Balance = { available: 0, pending: 0, held: 0, debt: 0 };
    for (const account of draft.accountsOf(member, unit)) {
      if (account.expiresOn === DEBT) balance.debt -= account.balance;
      else if (lastDayOf(draft, account) < facts.today) continue;
      else if (account.availableOn > facts.today) balance.pending += account.balance;
      else balance.available += account.balance;
    }
    for (const redemption of heldBy(draft, member)) {
      const taken = redemption.facts.taken.filter((each) => each.unit === unit);
      if (!hasLapsed(redemption, facts.now)) {
        balance.held += draft.accountsOf(redemption.publicId, unit).reduce((sum, account) => sum + account.balance, 0);
        continue;
      }
      // As its release gives it back: part by part, and each repays first.
      for (const { amount, ...days } of taken) {
        const repaid = Math.min(amount, balance.debt);
        balance.debt -= repaid;
        if (lastDayOf(draft, lotOf(member, unit, days)) >= facts.today) balance.available += amount - repaid;
      }
    }
    balances[unit] = balance;
  }
  return balances;
}

/** A member's redemptions that are still held, lapsed ones and those of whoever became her included. */
export function heldBy(draft: Draft, member: string): Holder<"redemption">[] {
  return draft
    .holders()
    .filter((holder) => holder.kind === "redemption" && holder.state === "held" && isOf(holder, member, draft.holder))
    .map((holder) => asKind(holder, "redemption"));
}

/** True once a hold has run out: it counts as free at read time, and the next operation releases it. */
export function hasLapsed({ facts }: Holder<"redemption">, now: Instant): boolean {
  return facts.endsAt !== null && facts.endsAt <= now;
}

/** Whether she holds any of a unit that has not lapsed, what waits to be accepted apart. */
export function holds(draft: Draft, { today }: Pick<Facts, "today">, member: string, unit: string): boolean {
  return lotsOf(draft, member, unit).some(({ balance, lastDay }) => balance > 0 && lastDay >= today);
}

/** Whether she holds any of a unit or is to have it once what it waits for happens. */
export function holdsOrAwaits(draft: Draft, facts: Pick<Facts, "today">, member: string, unit: string): boolean {
  const awaits = draft
    .accountsOf(member, unit)
    .some(({ availableOn, expiresOn, balance }) => availableOn === WAITS && expiresOn >= facts.today && balance > 0);
  return awaits || holds(draft, facts, member, unit);
}

/**
 * When time next brings a member something: the end of the last good day of her first lot to expire, a turn of her tiers
 * or an occasion; null: never. An occasion that is held up while earning is paused is looked at again each day.
 */
export function dueOf(draft: Draft, facts: Facts, member: string): Instant | null {
  const { programme } = facts.current;
  const first = lotsOf(draft, member)[0];
  const lapses = first === undefined || first.lastDay >= NEVER ? null : first.lastDay + 1;
  const turns = tierTurn(draft, programme, member, facts.today);
  const comes = nextOccasion(draft, facts, member);
  const waits = comes !== null && isPaused(facts) ? Math.max(comes, facts.today + 1) : comes;
  const days = [lapses, turns, waits].filter((day) => day !== null);
  return days.length === 0 ? null : startOf(Math.min(...days), programme.zone);
}
