/** A member's lots as they stand on a day: each with its real last good day, first to expire first. */
import { type Account, type AccountName, isLot } from "../values/account.ts";
import { type Day, NEVER, SLIDES, WAITS } from "../values/day.ts";
import { asKind } from "../values/holder.ts";
import type { Draft } from "./draft.ts";

export interface Lot extends Account {
  /** Last good day. */
  lastDay: Day;
}

/** Last good day of a lot: its own, or the member's date for its unit where it slides. */
export function lastDayOf(draft: Draft, { holder, unit, expiresOn }: AccountName): Day {
  return expiresOn === SLIDES ? (slidesOf(draft, holder)[unit] ?? NEVER) : expiresOn;
}

/** By unit: the last good day of a member's lots whose expiry slides. */
export function slidesOf(draft: Draft, member: string): Record<string, Day> {
  const holder = draft.holder(member);
  return Object.assign(Object.create(null), holder && asKind(holder, "member").facts.slides);
}

/** A member's lots that are not empty, first to expire first; what waits for an event is not among them. */
export function lotsOf(draft: Draft, member: string, unit?: string): Lot[] {
  return draft
    .accountsOf(member, unit)
    .filter((account) => isLot(account) && account.availableOn !== WAITS)
    .map((lot) => ({ ...lot, lastDay: lastDayOf(draft, lot) }))
    .sort((a, b) => a.lastDay - b.lastDay || a.availableOn - b.availableOn || (a.unit < b.unit ? -1 : 1));
}
