/** A member's lots as they stand on a day: each with its real last good day, first to expire first. */
import { type Account, type AccountName, isLot } from "../values/account.ts";
import type { Day } from "../values/day.ts";
import type { Draft } from "./draft.ts";

export interface Lot extends Account {
  /** Last good day. */
  lastDay: Day;
}

/** Last good day of a lot. */
export function lastDayOf(_draft: Draft, { expiresOn }: AccountName): Day {
  return expiresOn;
}

/** A member's lots that are not empty, first to expire first. */
export function lotsOf(draft: Draft, member: string, unit?: string): Lot[] {
  return draft
    .accountsOf(member, unit)
    .filter(isLot)
    .map((lot) => ({ ...lot, lastDay: lastDayOf(draft, lot) }))
    .sort((a, b) => a.lastDay - b.lastDay || a.availableOn - b.availableOn || (a.unit < b.unit ? -1 : 1));
}
