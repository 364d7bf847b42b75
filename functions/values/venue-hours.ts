/** Whether a venue is open, as far as anybody said when it is. */
import type { Instant } from "./day.ts";
import { isOpenAt, nextChange, type OpeningHours, readOpeningHours } from "./opening-hours.ts";
import type { VenueFacts } from "./visit-facts.ts";

/** Texts that were read: the same few are asked for again and again. */
const read = new Map<string, OpeningHours>();
const READ_MAX = 1_000;

/** The hours of a venue; null: nobody said. Throws a fault for a text that was let in and does not read. */
export function hoursOf({ hours: text }: Pick<VenueFacts, "hours">): OpeningHours | null {
  if (text === undefined) return null;
  const known = read.get(text);
  if (known) return known;
  const hours = readOpeningHours(text);
  if (typeof hours === "string") throw new Error(`opening hours do not read: ${hours}`);
  if (read.size >= READ_MAX) read.clear();
  read.set(text, hours);
  return hours;
}

export interface Openness {
  isOpen: boolean;
  /** When that changes next, by clocks in its zone; null: not within two weeks. */
  next: ReturnType<typeof nextChange>;
}

/** Whether a venue is open at an instant, and until when; null: nobody said when it is. `zone` is the programme's. */
export function opennessOf(venue: Pick<VenueFacts, "hours" | "zone">, at: Instant, zone: string): Openness | null {
  const hours = hoursOf(venue);
  if (!hours) return null;
  const own = venue.zone ?? zone;
  return { isOpen: isOpenAt(hours, at, own), next: nextChange(hours, at, own) };
}
