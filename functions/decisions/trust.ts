/**
 * How far a check-in's evidence is trusted: integer rules, version `trust/1`. A position from a browser is a claim that
 * any visitor can forge, so it never scores above 55; an accuracy is a claim too, so a coarse one never helps. What costs
 * points is kept for staff; a member is told a neutral sentence.
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

/** Why evidence did not count, or counted less; the first of them that holds. */
export type Doubt =
  | "no_fix"
  | "stale"
  | "coarse"
  | "elsewhere"
  | "too_fast"
  | "contradicted"
  | "abroad"
  | "hidden"
  | "shared_device"
  | "harvested"
  | "copied";

/** How presence was shown, from her word alone to what only somebody at the venue can have. */
export type Evidence = "claimed" | "gps" | "qr" | "nfc" | "purchase" | "staff";

/** What the network says of where she is: a hint, never a reason alone. Null or absent: nothing was said. */
export interface Network {
  /** It hides where it is, as Tor does. */
  isHidden: boolean;
  /** It stands in another country than the venue. */
  isAbroad: boolean;
  /** How far it stands from the venue, in metres; null: it does not say. */
  distanceMetres: number | null;
}

export interface Seen {
  fix: Fix | null;
  /** What showed her presence besides a position; null: nothing did. */
  shown: Exclude<Evidence, "claimed" | "gps"> | null;
  /** Null: she has no rewarded check-in of the last day. */
  previous: Previous | null;
  network: Network | null;
  /** Other members who checked in from the same device in the last ten minutes. */
  othersOnDevice: number;
  /** Taps of this tag seem to have been gathered, to be sent later. */
  isHarvested: boolean;
  /** The same coordinates to the last digit: another member's within a day, or an earlier fix of her own. */
  copied: "from another" | "from herself" | null;
}

export interface Scored {
  evidence: Evidence;
  score: number;
  trust: Trust;
  doubt: Doubt | null;
}

/** What each kind of evidence is worth by itself. A till and a person at the counter saw her; nobody saw a position. */
const WORTH: Record<Evidence, number> = { claimed: 10, gps: 50, qr: 75, nfc: 85, purchase: 85, staff: 90 };
/** A fix this fine, inside the venue's own radius, scores more; one coarser than the second scores less. */
const FINE_METRES = 25;
const ROUGH_METRES = 50;
/** A fix that agrees with another evidence, and one that is further away than this beyond the radius. */
const AGREES = 10;
const CONTRADICTS = 40;
const CONTRADICTS_METRES = 1_000;
/** Taps that were gathered never reach what needs high trust. */
const HARVESTED = 20;
/** Slack between two venues: positions near a border, a tunnel, a ferry. */
const SLACK_METRES = 2_000;
/** Faster than a train, faster than an airliner. */
const FAST_KMH = 250;
const IMPOSSIBLE_KMH = 1_000;
/** Further away than this, a network abroad is not just across the border. */
const ABROAD_METRES = 1_000_000;
/** The coarsest fix that is inside scores 40; a penalty for speed takes any fix below it. */
const OK_FROM = 40;
const HIGH_FROM = 80;

/** What is taken off the score, and why. */
interface Loss {
  points: number;
  doubt: Doubt;
}

/**
 * Scores a check-in from 0 to 100. A fix counts when it is no older (or dated further ahead) than `fixAgeSecondsMax`, no
 * coarser than `accuracyMetresMax`, and as gps when it is no further away than the radius and its own accuracy, each in
 * whole metres. What is absent never counts as present, and its absence costs nothing.
 */
export function score(
  { fix, shown, previous, network, othersOnDevice, isHarvested, copied }: Seen,
  { radiusMetres, policy }: { radiusMetres: number; policy: Pick<CheckIns, "fixAgeSecondsMax" | "accuracyMetresMax"> },
): Scored {
  const unfit = misfitOf(fix, policy);
  const position = unfit === null ? fix : null;
  const isInside = position !== null && position.distanceMetres <= radiusMetres + Math.ceil(position.accuracyMetres);
  const evidence: Evidence = shown ?? (isInside ? "gps" : "claimed");
  const losses = [
    evidence === "claimed" ? null : hasteOf(previous, radiusMetres),
    shown !== null && position !== null ? contradictionOf(position, radiusMetres) : null,
    network && networkLoss(network),
    deviceLoss(othersOnDevice),
    isHarvested ? { points: HARVESTED, doubt: "harvested" as const } : null,
    copied && { points: copied === "from another" ? 30 : 15, doubt: "copied" as const },
  ].filter((loss) => loss !== null);
  const gain = evidence === "gps" && position ? finenessOf(position, radiusMetres) : isInside ? AGREES : 0;
  const lost = losses.reduce((sum, { points }) => sum + points, 0);
  const total = Math.min(100, Math.max(0, WORTH[evidence] + gain - lost));
  const doubt = evidence === "claimed" ? (unfit ?? "elsewhere") : (losses[0]?.doubt ?? null);
  return { evidence, score: total, trust: bandOf(total), doubt };
}

/**
 * What a check-in would have scored if nothing had been against it: by its evidence alone, and by a position where it had none.
 */
export function undoubted(evidence: string): Pick<Scored, "evidence" | "score" | "trust"> {
  const kind = Object.hasOwn(WORTH, evidence) && evidence !== "claimed" ? (evidence as Evidence) : "gps";
  return { evidence: kind, score: WORTH[kind], trust: bandOf(WORTH[kind]) };
}

/** Why a fix says nothing of where she is; null: it does. */
function misfitOf(
  fix: Fix | null,
  { fixAgeSecondsMax, accuracyMetresMax }: Pick<CheckIns, "fixAgeSecondsMax" | "accuracyMetresMax">,
): Doubt | null {
  if (!fix) return "no_fix";
  if (Math.abs(fix.ageMs) > fixAgeSecondsMax * 1000) return "stale";
  return Math.ceil(fix.accuracyMetres) > accuracyMetresMax ? "coarse" : null;
}

/** Points for a position by how fine it is. */
function finenessOf({ accuracyMetres, distanceMetres }: Fix, radiusMetres: number): number {
  const accuracy = Math.ceil(accuracyMetres);
  if (accuracy <= FINE_METRES && distanceMetres <= radiusMetres) return 5;
  return accuracy > ROUGH_METRES ? -10 : 0;
}

function contradictionOf({ distanceMetres, accuracyMetres }: Fix, radiusMetres: number): Loss | null {
  const isFar = distanceMetres - Math.ceil(accuracyMetres) > radiusMetres + CONTRADICTS_METRES;
  return isFar ? { points: CONTRADICTS, doubt: "contradicted" } : null;
}

/** Points off for the speed since the last rewarded check-in. */
function hasteOf(previous: Previous | null, here: number): Loss | null {
  if (!previous) return null;
  const { distanceMetres, radiusMetres, seconds } = previous;
  const metres = Math.max(0, distanceMetres - radiusMetres - here - SLACK_METRES);
  const loss = (points: number): Loss => ({ points, doubt: "too_fast" });
  if (metres === 0) return null;
  if (seconds <= 0) return loss(60);
  const kmh = Math.floor((metres * 3600) / seconds / 1000);
  if (kmh > IMPOSSIBLE_KMH) return loss(60);
  return kmh > FAST_KMH ? loss(20) : null;
}

/** A network in the same country says nothing, however far: phones leave theirs where it suits the carrier. */
function networkLoss({ isHidden, isAbroad, distanceMetres }: Network): Loss | null {
  if (isHidden) return { points: 20, doubt: "hidden" };
  if (!isAbroad) return null;
  return { points: distanceMetres !== null && distanceMetres > ABROAD_METRES ? 25 : 15, doubt: "abroad" };
}

function deviceLoss(others: number): Loss | null {
  if (others < 2) return null;
  return { points: others >= 5 ? 40 : 20, doubt: "shared_device" };
}

function bandOf(points: number): Trust {
  if (points >= HIGH_FROM) return "high";
  return points >= OK_FROM ? "ok" : "low";
}
