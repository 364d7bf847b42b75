/**
 * How far a check-in's evidence is trusted: integer rules, version `trust/1`. A position from a browser is a claim that
 * any visitor can forge, so it never scores above 55; an accuracy is a claim too, so a coarse one never helps.
 */
import type { CheckIns } from "../programme/check-ins.ts";
import type { Trust } from "../programme/conditions/trust.ts";

/** The version of these rules: kept with each check-in. */
export const SCORING = "trust/1";

/** What a device said of its position; the distance is to the venue, in whole metres. */
export interface Fix {
  ageMs: number;
  accuracyMetres: number;
  distanceMetres: number;
}

/** The member's last rewarded check-in by a fix: how far its venue is from this one, and how long ago it was. */
export interface Previous {
  distanceMetres: number;
  radiusMetres: number;
  seconds: number;
}

/** Why a fix did not count, or counted less. */
export type Doubt = "no_fix" | "stale" | "coarse" | "elsewhere" | "too_fast";

export interface Scored {
  evidence: "claimed" | "gps";
  score: number;
  trust: Trust;
  doubt: Doubt | null;
}

const CLAIMED = 10;
const GPS = 50;
/** A fix this fine, inside the venue's own radius, scores more; one coarser than the second scores less. */
const FINE_METRES = 25;
const ROUGH_METRES = 50;
/** Slack between two venues: positions near a border, a tunnel, a ferry. */
const SLACK_METRES = 2_000;
/** Faster than a train, faster than an airliner. */
const FAST_KMH = 250;
const IMPOSSIBLE_KMH = 1_000;
/** The coarsest fix that is inside scores 40; a penalty for speed takes any fix below it. */
const OK_FROM = 40;
const HIGH_FROM = 80;

/**
 * Scores a check-in. A fix counts as gps when it is no older (or dated further ahead) than `fixAgeSecondsMax`, no coarser
 * than `accuracyMetresMax`, and no further away than the radius and its own accuracy, each in whole metres.
 */
export function score({
  fix,
  radiusMetres,
  policy,
  previous,
}: {
  fix: Fix | null;
  radiusMetres: number;
  policy: Pick<CheckIns, "fixAgeSecondsMax" | "accuracyMetresMax">;
  previous: Previous | null;
}): Scored {
  const claimed = (doubt: Doubt): Scored => ({ evidence: "claimed", score: CLAIMED, trust: bandOf(CLAIMED), doubt });
  if (!fix) return claimed("no_fix");
  const accuracy = Math.ceil(fix.accuracyMetres);
  if (Math.abs(fix.ageMs) > policy.fixAgeSecondsMax * 1000) return claimed("stale");
  if (accuracy > policy.accuracyMetresMax) return claimed("coarse");
  if (fix.distanceMetres > radiusMetres + accuracy) return claimed("elsewhere");

  let points = GPS;
  if (accuracy <= FINE_METRES && fix.distanceMetres <= radiusMetres) points += 5;
  if (accuracy > ROUGH_METRES) points -= 10;
  const haste = previous ? hasteOf(previous, radiusMetres) : 0;
  const total = Math.max(0, points - haste);
  return { evidence: "gps", score: total, trust: bandOf(total), doubt: haste > 0 ? "too_fast" : null };
}

/** Points off for the speed since the last rewarded check-in. */
function hasteOf({ distanceMetres, radiusMetres, seconds }: Previous, here: number): number {
  const metres = Math.max(0, distanceMetres - radiusMetres - here - SLACK_METRES);
  if (metres === 0) return 0;
  if (seconds <= 0) return 60;
  const kmh = Math.floor((metres * 3600) / seconds / 1000);
  if (kmh > IMPOSSIBLE_KMH) return 60;
  return kmh > FAST_KMH ? 20 : 0;
}

function bandOf(points: number): Trust {
  if (points >= HIGH_FROM) return "high";
  return points >= OK_FROM ? "ok" : "low";
}
