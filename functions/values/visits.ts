import type { Day, Instant } from "./day.ts";
import type { Place } from "./place.ts";

/** What the ledger knows of a member's rewarded check-ins. */
export interface Visits {
  /** The day of the newest at the venue in question; null: none. */
  lastDayHere: Day | null;
  /** The venue and instant of the newest of all that was shown by evidence; null: none lately. */
  last: (Place & { radiusMetres: number; at: Instant }) | null;
}
