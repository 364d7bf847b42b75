import type { Day, Instant } from "../../values/day.ts";
import type { EventKind } from "../event.ts";
import type { Trust } from "./trust.ts";

/** What conditions may ask about an event. */
export interface Moment {
  on: EventKind;
  at: Instant;
  day: Day;
  hour: number;
  /** The member's tier as known at the read; null: the programme has none. */
  tier: string | null;
  /** Her tiers in every group, the primary one first. */
  tiers: string[];
  /** The order's lines; empty for other events. */
  lines: Line[];
  /** Where: the store, the venue and the channel, as far as the event has them. */
  store: string | null;
  venue: string | null;
  channel: string | null;
  /** Trust in a check-in's evidence; null for other events. */
  trust: Trust | null;
}

/** A line of an order, with what it earns on. */
export interface Line {
  line: string;
  sku: string;
  category: string | null;
  quantity: number;
  basisMinor: number;
}
