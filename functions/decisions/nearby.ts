/**
 * Whether her friends may see that she is near: off unless she says so, for a while that she chooses. What is kept of it is a
 * public key and an end, in her profile; where she is never comes here.
 */
import type { Instant } from "../values/day.ts";
import { EPOCH_MS } from "../values/friend.ts";
import type { JsonObject } from "../values/json.ts";
import { cannotDecide, isRefusal, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { knownMember } from "./member.ts";
import { isByHerself } from "./member-session.ts";
import { ageOn, OF_AGE } from "./profile.ts";

export interface NearbyChange {
  member: string;
  /** The session that asks; null: a shop's token, which has none. */
  session: string | null;
  /** Null: she does not show herself any more. Else the public key of this browser (P-256, raw, base64url), and for how long. */
  on: { publicKey: string; ttlSeconds: number } | null;
}

export interface Nearby {
  mode: "off" | "e2e";
  publicKey: string | null;
  until: Instant | null;
}

/**
 * Whatever was shown before is gone in the same batch. Refusals, in order: forbidden (a shop's word let her in; turning off
 * takes nothing), member_unknown (nothing stored); member_frozen, too_young (stored).
 */
export function decideNearby(
  facts: Facts,
  { session, on }: NearbyChange,
  given: Given,
): Decided<Nearby & { operation: string }> {
  if (on !== null && !isByHerself(facts, session)) return cannotDecide("forbidden", { needs: "sign-in" });
  const known = knownMember(facts);
  if (isRefusal(known) && (on !== null || !known.isDecided)) return known;
  const { member } = facts;
  if (!member) return cannotDecide("member_unknown");
  const profile = facts.profiles.get(member.publicId) ?? {};
  const age = ageOn(profile, facts.today);
  if (on !== null && age !== null && age < OF_AGE) return refuse("too_young", { needs: OF_AGE });
  const draft = draftOf(facts);
  draft.change(member);
  draft.records.people = [{ holder: member.publicId, profile: JSON.stringify(withNearby(profile, on, facts.now)) }];
  draft.records.unshown = { member: member.publicId };
  const after = on === null ? OFF : ({ mode: "e2e", ...keptOf(on, facts.now) } as const);
  return { written: draft.written(member.publicId), outcome: { operation: given.operation, ...after } };
}

const OFF: Nearby = { mode: "off", publicKey: null, until: null };

/** What a profile says of it at an instant. */
export function nearbyOf({ nearby }: JsonObject, now: Instant): Nearby {
  if (nearby === null || typeof nearby !== "object" || Array.isArray(nearby)) return OFF;
  const { publicKey, until } = nearby;
  if (typeof publicKey !== "string" || typeof until !== "number" || until <= now) return OFF;
  return { mode: "e2e", publicKey, until };
}

function withNearby({ nearby: _, ...rest }: JsonObject, on: NearbyChange["on"], now: Instant): JsonObject {
  return on === null ? rest : { ...rest, nearby: keptOf(on, now) };
}

const SECOND_MS = 1000;

/** It ends with a quarter of an hour: an end within one would forget what was asked in it. */
function keptOf({ publicKey, ttlSeconds }: NonNullable<NearbyChange["on"]>, now: Instant) {
  return { publicKey, until: Math.ceil((now + ttlSeconds * SECOND_MS) / EPOCH_MS) * EPOCH_MS };
}
