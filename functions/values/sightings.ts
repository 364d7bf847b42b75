import type { Instant } from "./day.ts";

/** A check-in of the last days that had something in common with another. */
export interface Sighting {
  /** Whose, as the database numbers her. */
  member: number;
  isHers: boolean;
  at: Instant;
  isRewarded: boolean;
}

/** Earlier check-ins that were sent by the same device, and with the very same fix; newest first. */
export interface Sightings {
  ofDevice: Sighting[];
  ofFix: Sighting[];
}
