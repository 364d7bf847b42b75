import type { Day, Instant } from "./day.ts";
import type { OrderFacts } from "./order-facts.ts";
import type { Place } from "./place.ts";

/** From this score on, others count somebody as being there: a position alone never reaches it. */
export const CONFIRMED_FROM = 60;

/** What the ledger knows of check-ins before the one in question, hers and others', at its venue. */
export interface Visits {
  /**
   * Days on which she was there, that of the check-in in question first and then newest first, whether she was rewarded on it, and the rules that she met with others. At most
   * those that anything looks back on.
   */
  daysHere: { day: Day; isRewarded: boolean; met: string[] }[];
  /** How many days there are of them in all. */
  visits: number;
  /** How many others were there, by day: of the newest days on which anybody was. */
  others: { day: Day; people: number }[];
  /** When others were last there of whom more than a position showed it, newest first. */
  confirmed: { at: Instant; isFriend: boolean }[];
  /** Who was the mayor until now, and the days on which she was there; null: nobody, or nobody who still has a name. */
  mayor: { isHerself: boolean; days: Day[] } | null;
  /** When she was rewarded anywhere, newest first: the newest few. */
  rewarded: Instant[];
  /** Her newest orders that were sold at the venue: when, and what refunds left of them. */
  bought: Pick<OrderFacts, "occurredAt" | "totalMinor" | "lines" | "refunds">[];
  /** The venue and instant of the newest of all that was shown by evidence; null: none lately. */
  last: (Place & { radiusMetres: number; at: Instant }) | null;
}
