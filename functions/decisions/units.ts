/**
 * Moving a member's units. Spending takes the lot that expires first; what is earned repays a debt first; what is taken
 * back comes from its own lot, then the newest lot, then debt. Nothing here mints: each step is a posting between two
 * accounts.
 */
import { type AccountName, debtOf, expiredOf, heldFor, isLot, lotOf, stockOf, stockUnit } from "../values/account.ts";
import { type Day, WAITING } from "../values/day.ts";
import type { Holder } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { Reason } from "../values/posting.ts";
import { type Draft, lotsOf } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { hasLapsed, heldBy } from "./standing.ts";

export interface Gain {
  member: string;
  unit: string;
  amount: number;
  /** Where the units come from. */
  from: AccountName;
  lot: { availableOn: Day; expiresOn: Day };
  reason: Reason;
  why: JsonObject;
}

/** Gives units: a debt is repaid first, the rest goes to the lot; a lot whose last day has passed lapses at once. */
export function give(draft: Draft, facts: Facts, { member, unit, amount, from, lot, reason, why }: Gain): void {
  const owed = -draft.balanceOf(debtOf(member, unit));
  const repaid = Math.min(owed, amount);
  draft.post({ from, to: debtOf(member, unit), amount: repaid, reason, why: { ...why, repays: "debt" } });
  const to = lotOf(member, unit, lot);
  draft.post({ from, to, amount: amount - repaid, reason, why });
  if (lot.expiresOn < facts.today) {
    draft.post({
      from: to,
      to: expiredOf(unit),
      amount: draft.balanceOf(to),
      reason: "expire",
      why: { expiredOn: lot.expiresOn },
    });
  }
}

export interface TakeBack {
  member: string;
  unit: string;
  amount: number;
  /** Where the units came from and go back to. */
  to: AccountName;
  /** The lot that they were given to. */
  lot: { availableOn: Day; expiresOn: Day };
  reason: Reason;
  why: JsonObject;
}

/**
 * Takes units back: from their own lot, then from the newest lots, and what is missing becomes debt. A lot whose last
 * day has passed gives nothing, whether the clock has emptied it already or not.
 */
export function takeBack(draft: Draft, facts: Facts, { member, unit, amount, to, lot, reason, why }: TakeBack): void {
  let missing = amount;
  const own = lotOf(member, unit, lot);
  // What waits to be accepted is not hers yet, so that only its own rejection takes it.
  const hers = lotsOf(draft, member, unit).filter((known) => known.availableOn !== WAITING);
  const newest = hers.sort((a, b) => b.availableOn - a.availableOn || b.expiresOn - a.expiresOn);
  for (const from of [own, ...newest]) {
    if (from.expiresOn < facts.today) continue;
    const part = Math.min(missing, Math.max(0, draft.balanceOf(from)));
    draft.post({ from, to, amount: part, reason, why });
    missing -= part;
  }
  draft.post({ from: debtOf(member, unit), to, amount: missing, reason, why: { ...why, owes: missing } });
}

export interface Taken {
  unit: string;
  availableOn: Day;
  expiresOn: Day;
  amount: number;
}

/** Units of a member that can be spent today, first to expire first. Lapsed holds must have been released before. */
export function spendable(draft: Draft, facts: Facts, member: string, unit: string): number {
  return openLots(draft, facts, member, unit).reduce((sum, { balance }) => sum + balance, 0);
}

/** Spends units into an account, first to expire first. Throws a fault when they do not suffice: refuse before. */
export function spend(
  draft: Draft,
  facts: Facts,
  {
    member,
    unit,
    amount,
    to,
    reason,
    why,
  }: { member: string; unit: string; amount: number; to: AccountName; reason: Reason; why: JsonObject },
): Taken[] {
  const taken: Taken[] = [];
  let missing = amount;
  for (const lot of openLots(draft, facts, member, unit)) {
    const part = Math.min(missing, lot.balance);
    if (part === 0) break;
    taken.push({ unit, availableOn: lot.availableOn, expiresOn: lot.expiresOn, amount: part });
    draft.post({ from: lot, to, amount: part, reason, why });
    missing -= part;
  }
  if (missing > 0) throw new RangeError(`${member} is ${missing} ${unit} short`);
  return taken;
}

/**
 * Gives units back to the lots they came from, after a debt is repaid as by anything that is given; what went to a
 * lapsed lot lapses at once. Returns what lapsed, by unit.
 */
export function giveBack(
  draft: Draft,
  facts: Facts,
  {
    member,
    taken,
    from,
    reason,
    why,
  }: { member: string; taken: Taken[]; from: (unit: string) => AccountName; reason: Reason; why: JsonObject },
): Map<string, number> {
  const lapsed = new Map<string, number>();
  for (const { unit, amount, ...days } of taken) {
    const debt = debtOf(member, unit);
    const repaid = Math.min(-draft.balanceOf(debt), amount);
    draft.post({ from: from(unit), to: debt, amount: repaid, reason, why: { ...why, repays: "debt" } });
    const lot = lotOf(member, unit, days);
    const rest = amount - repaid;
    draft.post({ from: from(unit), to: lot, amount: rest, reason, why });
    if (days.expiresOn < facts.today) {
      draft.post({
        from: lot,
        to: expiredOf(unit),
        amount: rest,
        reason: "expire",
        why: { expiredOn: days.expiresOn },
      });
      lapsed.set(unit, (lapsed.get(unit) ?? 0) + rest);
    }
  }
  return lapsed;
}

/** Releases every hold of the member that has run out, so that what follows sees the units as free. */
export function releaseLapsed(draft: Draft, facts: Facts, member: string): void {
  for (const redemption of heldBy(draft, member))
    if (hasLapsed(redemption, facts.now)) release(draft, facts, redemption, "lapsed");
}

/** Gives a held redemption's units back to their lots and its piece back to stock. Returns what lapsed, by unit. */
export function release(
  draft: Draft,
  facts: Facts,
  redemption: Holder<"redemption">,
  cause: "released" | "lapsed",
): Map<string, number> {
  const { publicId, owner, facts: about } = redemption;
  if (owner === null) throw new Error(`${publicId} belongs to nobody`);
  const lapsed = giveBack(draft, facts, {
    member: owner,
    taken: about.taken,
    from: (unit) => heldFor(publicId, unit),
    reason: "release",
    why: { redemption: publicId, cause },
  });
  releaseStock(draft, redemption);
  draft.count({ holder: owner, metric: `redeemed:${about.reward}`, bucket: 0, amount: -1 });
  draft.change(redemption, { state: cause, dueAt: null });
  return lapsed;
}

function releaseStock(draft: Draft, { publicId, facts: { reward, stock } }: Holder<"redemption">): void {
  if (!stock) return;
  const from = heldFor(publicId, stockUnit(reward));
  draft.post({ from, to: stockOf(reward), amount: 1, reason: "release", why: { redemption: publicId } });
}

function openLots(draft: Draft, facts: Facts, member: string, unit: string) {
  return draft
    .accountsOf(member, unit)
    .filter(
      (account) =>
        isLot(account) && account.balance > 0 && account.availableOn <= facts.today && account.expiresOn >= facts.today,
    );
}
