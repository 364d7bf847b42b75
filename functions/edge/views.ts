/** Values as contracts show them: instants in RFC 3339, days as dates, no day where there is none. */

import type { Earned } from "../decisions/earning.ts";
import type { PlayGiven } from "../decisions/plays.ts";
import { ALWAYS, type Day, dateOf, type Instant, NEVER, WAITS } from "../values/day.ts";
import type { JsonObject } from "../values/json.ts";

/** "2026-11-21T22:24:39.000Z" */
export function instantView(at: Instant): string {
  return new Date(at).toISOString();
}

/** A play that was raised; `revealAt` where a beacon decides it. */
export function raisedView({ id, state, pool, revealAt }: PlayGiven): JsonObject {
  return { id, state, pool, ...(revealAt === null ? {} : { revealAt: instantView(revealAt) }) };
}

/** First good day; "waits": when an event comes; null: at once. */
export function availableView(day: Day): string | null {
  return day === WAITS ? "waits" : day === ALWAYS ? null : dateOf(day);
}

/** Last good day, or null: never expires. */
export function expiryView(day: Day): string | null {
  return day === NEVER ? null : dateOf(day);
}

/** What was earned, with its why. */
export function earnedView({ unit, amount, rule, availableOn, expiresOn, why }: Earned): JsonObject {
  return { unit, amount, rule, availableOn: availableView(availableOn), expiresOn: expiryView(expiresOn), why };
}
