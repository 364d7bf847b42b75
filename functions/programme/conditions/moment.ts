import type { Day, Instant } from "../../values/day.ts";
import type { Json } from "../../values/json.ts";
import type { Trust } from "./trust.ts";

/** What conditions may ask about an event. */
export interface Moment {
  /** The event by its name: one of event.ts, or one of the document's own. */
  on: string;
  at: Instant;
  day: Day;
  hour: number;
  /** The member's tier as known at the read; null: the programme has none. */
  tier: string | null;
  /** The order's lines; empty for other events. */
  lines: Line[];
  /** Where: the store, the venue and the channel, as far as the event has them. */
  store: string | null;
  venue: string | null;
  channel: string | null;
  /** Trust in a check-in's evidence; null for other events. */
  trust: Trust | null;
  /** What was reported with the event, by name; empty for events that have none. */
  data: Readonly<Record<string, Json>>;
}

/** A line of an order, with what it earns on. */
export interface Line {
  line: string;
  sku: string;
  category: string | null;
  quantity: number;
  basisMinor: number;
}
