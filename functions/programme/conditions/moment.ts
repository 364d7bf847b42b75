import type { Day, Instant } from "../../values/day.ts";
import type { Json } from "../../values/json.ts";
import type { Within } from "./metric.ts";
import type { Trust } from "./trust.ts";

/** What conditions may ask: about an event, and about the member to whom it happened. Made by decisions/moment.ts. */
export interface Moment {
  /** What happened, by its name (programme/event.ts, or one of the document's own); null: nothing did, a member is looked at. */
  on: string | null;
  at: Instant;
  day: Day;
  /** Of the day (0–1439), as clocks in the programme's zone show it. */
  minute: number;
  /** The member's tier as known at the read; null: the programme has none. */
  tier: string | null;
  /** Her tiers in every group, the primary one first. */
  tiers: string[];
  /** The order's lines; empty for other events. */
  lines: Line[];
  /** Where: the store, the venue, the channel and the city, as far as the event has them. */
  store: string | null;
  venue: string | null;
  channel: string | null;
  city: string | null;
  /** Trust in a check-in's evidence, and how presence was shown; null for other events. */
  trust: Trust | null;
  evidence: string | null;
  /** What is known of visits to the venue of a check-in; null for other events. */
  here: Here | null;
  /** Whether the venue was within its opening hours; null: there is none, or nobody said when it is open. */
  isOpen: boolean | null;
  /** What the event itself tells, by field. */
  data: Record<string, Json>;
  /** To whom it happened. */
  who: Who;
  /** What her benefits make of what rules earn of a unit, in percent, as known at the read. */
  rate(unit: string): number;
  /** A published number as it is now; null: nobody published it, and the document has none to begin with. */
  input(name: string): number | null;
}

/**
 * Visits to a venue at the moment of a check-in, which is counted in. A visit is a day on which somebody's check-in there
 * was trusted at least a little.
 */
export interface Here {
  /** Which visit of hers it is: 1 for the first. */
  visit: number;
  /** As the how manieth she is there today: 1 for the first. */
  arrival: number;
  /** Days of the last 60 on which she was there, today included. */
  days: number;
  /** Whether she has more of those days than anybody who was the mayor before her. */
  isMayor: boolean;
  /** How many were shown to be there in so many minutes by more than a position, herself included where she was: of all, or of her friends. */
  people(minutes: number, among: "all" | "friends"): number;
}

/** A line of an order, with what it earns on. */
export interface Line {
  line: string;
  sku: string;
  category: string | null;
  quantity: number;
  basisMinor: number;
  /** The price of a piece as it was sent, in minor units; absent: not told. */
  unitMinor?: number;
}

/** A value of an attribute: a choice, several, a number, a date or yes and no. */
export type AttributeValue = string | string[] | number | boolean;

/** What conditions may ask about a member, as known at the read. */
export interface Who {
  /** The day on which she joined; null: a guest. */
  joinedOn: Day | null;
  /** In whole years on the day of the event; null: nobody knows. */
  age: number | null;
  /** What she says of herself, as far as the programme asks for it. */
  attributes: Record<string, AttributeValue>;
  /** Available of a unit. */
  holds(unit: string): number;
  /** What a metric says within a window that ends with the day of the event; never below 0. */
  measured(metric: string, within: Within): number;
  /** Which one the event is by a metric that counts events: 1 for the first. Null: the metric does not count it. */
  which(metric: string): number | null;
  isIn(segment: string): boolean;
}
