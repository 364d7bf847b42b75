import { DAY_MS, type Instant } from "../values/day.ts";
import { cannotDecide, type Refusal, refuse } from "../values/refusal.ts";
import type { Facts } from "./facts.ts";

/** How far ahead of the database's clock an event may be dated, in milliseconds. */
const AHEAD_MS = 300_000;

/** Refuses an event dated ahead (`occurred_in_the_future`, nothing stored), then one older than `lateDays` (`too_late`) unless imported. */
export function judgeTiming(facts: Facts, occurredAt: Instant, isImport: boolean): Refusal | null {
  if (occurredAt > facts.now + AHEAD_MS) {
    return cannotDecide("occurred_in_the_future", { occurredAt: new Date(occurredAt).toISOString() }, "/occurredAt");
  }
  const { lateDays } = facts.atEvent.programme;
  if (!isImport && occurredAt < facts.now - lateDays * DAY_MS) return refuse("too_late", { lateDays });
  return null;
}
