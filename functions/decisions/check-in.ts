/**
 * A check-in: a member says that she is at a venue, with or without evidence. It is never refused for low trust: it is
 * recorded and does not pay. What pays claims its venue-day; no coordinate, and no distance, leaves this file.
 */
import { type CheckIns, USUAL_CHECK_INS } from "../programme/check-ins.ts";
import type { Trust } from "../programme/conditions/trust.ts";
import { HOUR_MS, type Instant } from "../values/day.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { metresBetween, type Place } from "../values/place.ts";
import { cannotDecide, isRefusal, refuse } from "../values/refusal.ts";
import type { Sightings } from "../values/sightings.ts";
import { opennessOf } from "../values/venue-hours.ts";
import type { VenueFacts } from "../values/visit-facts.ts";
import type { Visits } from "../values/visits.ts";
import { type StampCard, settle, stampCardsOf } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { knownMember } from "./member.ts";
import { judgePause } from "./paused.ts";
import { judgePresence, type Presence, type Sent } from "./presence.ts";
import { add, type Effects, noEffects } from "./rules.ts";
import { isDeviceRewarded, judgeSightings } from "./sighting.ts";
import { type Balance, balancesOf } from "./standing.ts";
import { type Network, SCORING, type Scored, score } from "./trust.ts";
import { releaseLapsed } from "./units.ts";
import { type Visited, visit } from "./visit.ts";
import { type Said, wordingFor } from "./wording-for.ts";

/** What is known of the network that a check-in came over. */
export interface NetworkSeen {
  /** ISO 3166-1; null: it does not say. */
  country: string | null;
  /** It hides where it is, as Tor does. */
  isHidden: boolean;
  /** Roughly where it stands; null: it does not say. */
  place: Place | null;
}

export interface CheckIn extends Sent {
  member: string;
  venue: string;
  fix: (Place & { accuracyMetres: number; at: Instant }) | null;
  /** A position chosen from a list: in a demo programme only. */
  isDemo: boolean;
  /** Keyed tags of the device that sent it, and of its very fix; null or absent: not told. */
  device?: string | null;
  fixTag?: string | null;
  /** Judged in memory and not kept; null or absent: nobody says. */
  network?: NetworkSeen | null;
  /** What the request says of the language that it wants; absent: nothing. */
  said?: Said;
}

export interface CheckedIn extends Effects {
  operation: string;
  member: string;
  id: string;
  evidence: Scored["evidence"] | "demo position";
  trust: Trust;
  why: string[];
  balances: Record<string, Balance>;
  stampCards: StampCard[];
}

/**
 * Refusals, in order: earning_paused, member_unknown, venue_unknown (nothing stored); demo_position_refused,
 * member_frozen, tap_used (stored).
 */
export function decideCheckIn(facts: Facts, checkIn: CheckIn & Visits & Sightings, given: Given): Decided<CheckedIn> {
  const { programme } = facts.atEvent;
  const policy = programme.checkIns ?? USUAL_CHECK_INS;
  const draft = draftOf(facts);
  const paused = judgePause(draft, facts, "earning");
  if (paused) return paused;
  const member = knownMember(facts);
  if (isRefusal(member) && !member.isDecided) return member;
  const venue = openVenue(facts, checkIn.venue);
  if (!venue) return cannotDecide("venue_unknown");
  if (checkIn.isDemo && !policy.demoPositions) return refuse("demo_position_refused");
  if (isRefusal(member)) return member;
  releaseLapsed(draft, facts, member.publicId);

  const presence = judgePresence(draft, facts, given, {
    ...checkIn,
    purchaseMinutesMax: policy.purchaseMinutesMax,
    venue,
    member: member.publicId,
  });
  if (isRefusal(presence)) return presence;
  const scored = judge(facts, checkIn, { venue: venue.facts, policy, presence });
  const id = given.id("chk");
  const { visits } = wordingFor(facts, member.publicId, checkIn.said).tongue;
  const why = [...presence.says.map((says) => visits[says]), visits.evidence[scored.doubt ?? scored.evidence]];
  if (opennessOf(venue.facts, facts.now, programme.zone)?.isOpen === false) why.push(visits.closed);
  const isOften = isTooOften(checkIn, facts.now, policy) || isDeviceRewarded(checkIn, facts.now, policy);
  const unrewarded = scored.trust === "low" ? "recorded" : isOften ? "tooOften" : null;
  const visited: Visited =
    unrewarded !== null
      ? { effects: noEffects(), state: "recorded", met: [], says: unrewarded }
      : visit(draft, facts, given, { ...scored, id, member, venue, at: facts.now, day: facts.today, visits: checkIn });
  if (unrewarded !== null) draft.expect(venue);
  const { effects, state, met } = visited;
  why.push(visits[visited.says]);
  draft.open<"check-in">({
    publicId: id,
    kind: "check-in",
    owner: member.publicId,
    state,
    dueAt: null,
    facts: {
      venue: venue.publicId,
      at: facts.now,
      day: facts.today,
      operation: given.operation,
      salt: saltOf(given.secret, id),
      evidence: scored.evidence,
      trust: scored.trust,
      score: scored.score,
      scoring: SCORING,
      ...(scored.doubt === null ? {} : { doubt: scored.doubt }),
      ...(met.length > 0 ? { met } : {}),
    },
  });
  const { device = null, fixTag = null } = checkIn;
  if (device !== null || fixTag !== null) {
    const profile = JSON.stringify({ sighting: { device, fix: fixTag, at: facts.now } });
    draft.records.people = [...(draft.records.people ?? []), { holder: id, profile }];
  }
  add(effects, settle(draft, facts, given, member).effects);
  const { evidence, trust } = scored;
  const balances = balancesOf(draft, facts, member.publicId);
  return {
    written: draft.written(member.publicId),
    outcome: {
      operation: given.operation,
      member: member.publicId,
      id,
      evidence,
      trust,
      ...effects,
      why,
      balances,
      stampCards: stampCardsOf(draft, facts, member.publicId),
    },
  };
}

/** For so long where she was rewarded says how fast she came. */
const SPEED_MS = 24 * HOUR_MS;
const SALT_DIGITS = 16;

/** What seals a check-in's row: it follows from the programme's secret, and goes with the venue. */
export function saltOf(secret: Given["secret"], checkIn: string): string {
  return secret(`check-in/${checkIn}`).slice(0, SALT_DIGITS);
}

/** Whether she was rewarded as often as anybody may be, within an hour or 24. */
function isTooOften(
  { rewarded }: Visits,
  now: Instant,
  { rewardsPerHourMax, rewardsPerDayMax }: Pick<CheckIns, "rewardsPerHourMax" | "rewardsPerDayMax">,
): boolean {
  const within = (hours: number) => rewarded.filter((at) => at > now - hours * HOUR_MS && at <= now).length;
  return within(1) >= rewardsPerHourMax || within(24) >= rewardsPerDayMax;
}

type Judged = Omit<Scored, "evidence"> & { evidence: CheckedIn["evidence"] };

/** A chosen position stands for a good fix: 50 points, as a fix without anything for or against it. */
const DEMO: Judged = { evidence: "demo position", score: 50, trust: "ok", doubt: null };

function judge(
  facts: Facts,
  { fix, isDemo, last, network = null, ...before }: CheckIn & Visits & Sightings,
  { venue, policy, presence }: { venue: VenueFacts; policy: Parameters<typeof score>[1]["policy"]; presence: Presence },
): Judged {
  if (isDemo) return DEMO;
  const lately = last !== null && facts.now - last.at <= SPEED_MS ? last : null;
  const seen = {
    fix: fix && {
      ageMs: facts.now - fix.at,
      accuracyMetres: fix.accuracyMetres,
      distanceMetres: metresBetween(fix, venue),
    },
    shown: presence.shown,
    isHarvested: presence.isHarvested,
    previous: lately && {
      distanceMetres: metresBetween(lately, venue),
      radiusMetres: lately.radiusMetres,
      seconds: Math.floor((facts.now - lately.at) / 1000),
    },
    network: network && networkFrom(venue, network),
    ...judgeSightings(before, facts.now),
  };
  return score(seen, { radiusMetres: venue.radiusMetres, policy });
}

/** A network as it stands to a venue. Where either does not say its country, nothing is abroad. */
function networkFrom({ country, ...venue }: VenueFacts, network: NetworkSeen): Network {
  const isAbroad = country !== undefined && network.country !== null && network.country !== country;
  return { isHidden: network.isHidden, isAbroad, distanceMetres: network.place && metresBetween(network.place, venue) };
}

function openVenue(facts: Facts, publicId: string): Holder<"venue"> | null {
  const holder = facts.holders.get(publicId);
  return holder?.kind === "venue" && holder.state === "open" ? asKind(holder, "venue") : null;
}
