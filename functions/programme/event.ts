/** Events: what happens to a member that rules may be on, and how each is said. */
import * as z from "zod";

/** Every event, as it stands after "on". */
export const EVENTS = {
  purchase: "a purchase",
  "check-in": "a check-in",
} as const;
export type EventKind = keyof typeof EVENTS;

export const eventKind = z.enum(Object.keys(EVENTS) as [EventKind, ...EventKind[]]);

/** What an event can tell conditions and effects; what is not listed cannot be asked of it. */
export const TELLS: Record<EventKind, readonly Told[]> = {
  purchase: ["money", "lines", "channel"],
  "check-in": ["evidence", "venue"],
};
export type Told = "money" | "lines" | "evidence" | "channel" | "venue" | "data";

/** What is missing where an event cannot tell something, as it stands after "has no". */
export const TOLD: Record<Told, string> = {
  money: "money to earn per",
  lines: "lines of goods",
  evidence: "evidence to trust",
  channel: "channel",
  venue: "venue",
  data: "fields of its own",
};
