import type { Day } from "../../values/day.ts";
import type { Trust } from "./trust.ts";

/** What conditions may ask about an event. */
export interface Moment {
  day: Day;
  hour: number;
  /** The member's tier as known at the read; null: the programme has none. */
  tier: string | null;
  /** Her tiers in every group, the primary one first. */
  tiers: string[];
  /** Categories of the order's lines; empty for other events. */
  categories: (string | null)[];
  /** Trust in a check-in's evidence; null for other events. */
  trust: Trust | null;
}
