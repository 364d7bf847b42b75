/**
 * Moving a member's units. Spending takes the lot that expires first; what is earned repays a debt first; what is taken
 * back comes from its own lot, then the newest lot, then debt. Nothing here mints: each step is a posting between two
 * accounts.
 */
import type { LotDays } from "../programme/unit.ts";
import { type AccountName, debtOf, expiredOf, forgivenOf, heldFor, lotOf, stockUnit } from "../values/account.ts";
import { type Day, GRACE, WAITS } from "../values/day.ts";
import type { Holder } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { OrderFacts, Returns } from "../values/order-facts.ts";
import type { Reason } from "../values/posting.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { comesFree } from "./line.ts";
import { type Lot, lastDayOf, lotsOf } from "./lots.ts";
import { ownerOf } from "./member.ts";
import { slideWithGain } from "./slide.ts";
import { hasLapsed, heldBy } from "./standing.ts";

export interface Gain {
  member: string;
  unit: string;
  amount: number;
  /** Where the units come from. */
  from: AccountName;
  lot: LotDays;
  reason: Reason;
  why: JsonObject;
  /** The counts of the order that earned them, to which moving the date of units that slide is added. */
  keeps?: OrderFacts["counted"];
}

/** Gives units: a debt is repaid first, the rest goes to the lot; a lot whose last day has passed lapses at once. */
export function give(draft: Draft, facts: Facts, { member, unit, amount, from, lot, reason, why, keeps }: Gain): void {
  if (lot.slidesTo !== undefined && amount > 0)
    slideWithGain(draft, facts, { member, unit, to: lot.slidesTo, ...(keeps ? { keeps } : {}) });
  const owed = -draft.balanceOf(debtOf(member, unit));
  const repaid = Math.min(owed, amount);
  draft.post({ from, to: debtOf(member, unit), amount: repaid, reason, why: { ...why, repays: "debt" } });
  const to = lotOf(member, unit, lot);
  draft.post({ from, to, amount: amount - repaid, reason, why });
  const lastDay = lastDayOf(draft, to);
  if (lastDay < facts.today) {
    draft.post({
      from: to,
      to: expiredOf(unit),
      amount: draft.balanceOf(to),
      reason: "expire",
      why: { expiredOn: lastDay },
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
  /** How far; absent: all of it. */
  returns?: Returns;
}

/**
 * Takes units back: from their own lot, then from the newest lots, and what is missing becomes debt, unless the return
 * policy says that it is forgiven. A lot whose last day has passed gives nothing, whether the clock has emptied it
 * already or not, nor does what waits (waiting.ts takes an order's own). What is set aside for a redemption she has: within
 * her balance it is not forgiven but owed, so that its release repays it; where it is captured, she spent what the refund
 * was to take, and her next earnings repay it. Returns what was forgiven.
 */
export function takeBack(
  draft: Draft,
  facts: Facts,
  { member, unit, amount, to, lot, reason, why, returns = "debt" }: TakeBack,
): number {
  let missing = amount;
  const own = lotOf(member, unit, lot);
  const newest = lotsOf(draft, member, unit).sort((a, b) => b.availableOn - a.availableOn || b.lastDay - a.lastDay);
  for (const from of returns === "only-pending" ? [own] : [own, ...newest]) {
    if (lastDayOf(draft, from) < facts.today) continue;
    // What waits in the same lot is of other orders, which say themselves how much of it is theirs.
    if (from.availableOn === WAITS) continue;
    if (returns === "only-pending" && from.availableOn <= facts.today) continue;
    const part = Math.min(missing, Math.max(0, draft.balanceOf(from)));
    draft.post({ from, to, amount: part, reason, why });
    missing -= part;
  }
  const debt = debtOf(member, unit);
  if (returns === "debt") {
    draft.post({ from: debt, to, amount: missing, reason, why: { ...why, owes: missing } });
    return 0;
  }
  const owed = returns === "within-balance" ? Math.min(missing, asideOf(draft, facts, { member, unit })) : 0;
  const forgiven = missing - owed;
  draft.post({ from: debt, to, amount: owed, reason, why: { ...why, owes: owed } });
  // Owed and forgiven in one breath: the issuer has all of it back, and her statement says what she was spared.
  draft.post({ from: debt, to, amount: forgiven, reason, why: { ...why, forgiven } });
  draft.post({ from: forgivenOf(unit), to: debt, amount: forgiven, reason: "forgive", why: { ...why, returns } });
  return forgiven;
}

/** Units set aside that are good today, without what a debt is waiting for already. */
function asideOf(draft: Draft, { today }: Facts, { member, unit }: { member: string; unit: string }): number {
  const good = heldBy(draft, member)
    .flatMap(({ facts: { taken } }) => taken)
    .filter((each) => each.unit === unit && lastDayOf(draft, lotOf(member, unit, each)) >= today);
  const held = good.reduce((sum, { amount }) => sum + amount, 0);
  return Math.max(0, held + draft.balanceOf(debtOf(member, unit)));
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
 * Gives units back to the lots they came from, after a debt is repaid as by anything that is given. What would go to a
 * lapsed lot lapses at once; where a reward is reversed and its unit states a grace, it lives on for those days, once.
 * Returns what lapsed, by unit.
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
    const own = lotOf(member, unit, days);
    const rest = amount - repaid;
    const grace = reason === "reverse" && lastDayOf(draft, own) < facts.today ? graceOf(facts, own) : null;
    const lot = grace ?? own;
    draft.post({
      from: from(unit),
      to: lot,
      amount: rest,
      reason,
      why: grace ? { ...why, graceUntil: grace.expiresOn } : why,
    });
    const lastDay = lastDayOf(draft, lot);
    if (lastDay < facts.today) {
      draft.post({
        from: lot,
        to: expiredOf(unit),
        amount: rest,
        reason: "expire",
        why: { expiredOn: lastDay },
      });
      lapsed.set(unit, (lapsed.get(unit) ?? 0) + rest);
    }
  }
  return lapsed;
}

/** The lot in which units of a lapsed lot live on; null: their unit states no grace, or they are in grace already. */
function graceOf({ current, today }: Facts, { holder, unit, availableOn }: AccountName): AccountName | null {
  const days = current.programme.units[unit]?.graceDays ?? 0;
  if (days === 0 || availableOn === GRACE) return null;
  return lotOf(holder, unit, { availableOn: GRACE, expiresOn: today + days });
}

/** Releases every hold of the member that has run out, so that what follows sees the units as free. */
export function releaseLapsed(draft: Draft, facts: Facts, member: string): void {
  for (const redemption of heldBy(draft, member))
    if (hasLapsed(redemption, facts.now)) release(draft, facts, redemption, "lapsed");
}

/** A draft from which a member is read, and that is thrown away: what she held and has run out is free on it, as in whatever she does. */
export function draftToRead(facts: Facts, member: string): Draft {
  const draft = draftOf(facts);
  releaseLapsed(draft, facts, member);
  return draft;
}

/** Gives a held redemption's units back to their lots and its piece back to stock; what was captured of it stays. Returns what lapsed, by unit. */
export function release(
  draft: Draft,
  facts: Facts,
  redemption: Holder<"redemption">,
  cause: "released" | "lapsed",
): Map<string, number> {
  const { publicId, facts: about } = redemption;
  const owner = ownerOf(redemption, draft.holder).publicId;
  const lapsed = giveBack(draft, facts, {
    member: owner,
    taken: about.taken,
    from: (unit) => heldFor(publicId, unit),
    reason: "release",
    why: { redemption: publicId, cause },
  });
  const { captured = [], ...rest } = about;
  if (captured.length > 0) {
    draft.change(redemption, { state: "captured", dueAt: null, facts: { ...rest, taken: captured } });
    return lapsed;
  }
  releaseStock(draft, redemption);
  for (const each of [{ metric: `redeemed:${about.reward}`, bucket: 0 }, ...(about.counted ?? [])])
    draft.count({ holder: owner, ...each, amount: -1 });
  draft.change(redemption, { state: cause, dueAt: null });
  return lapsed;
}

function releaseStock(draft: Draft, { publicId, facts: { reward, stock } }: Holder<"redemption">): void {
  if (!stock) return;
  const from = heldFor(publicId, stockUnit(reward));
  comesFree(draft, { reward, from, reason: "release", why: { redemption: publicId } });
}

function openLots(draft: Draft, { today }: Facts, member: string, unit: string): Lot[] {
  return lotsOf(draft, member, unit).filter(
    ({ balance, availableOn, lastDay }) => balance > 0 && availableOn <= today && lastDay >= today,
  );
}
