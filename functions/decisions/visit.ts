/**
 * What a check-in gives that is trusted: a venue rewards one a day, what rules give for it is given, and what only several
 * people meet together is given again that day to whoever came before it was complete.
 */
import { allHold } from "../programme/conditions/index.ts";
import type { Trust } from "../programme/conditions/trust.ts";
import { bucketOf } from "../programme/metric.ts";
import type { Programme } from "../programme/programme.ts";
import type { Day, Instant } from "../values/day.ts";
import type { Holder } from "../values/holder.ts";
import type { Visits } from "../values/visits.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { asksOfOthers, checkInRules, hereOf, isMetTogether } from "./here.ts";
import { momentOf } from "./moment.ts";
import { raise } from "./raise.ts";
import { applyRules, type Effects, isAnything, noEffects } from "./rules.ts";

/** A check-in as far as what it gives depends on it. */
export interface Visit {
  id: string;
  member: Holder<"member">;
  venue: Holder<"venue">;
  at: Instant;
  day: Day;
  evidence: string;
  trust: Trust;
  score: number;
  visits: Visits;
}

export interface Visited {
  effects: Effects;
  state: "recorded" | "counted" | "rewarded";
  /** Rules that were met together with others; none: the holder keeps nothing of it. */
  met: string[];
  /** As the tongues have it. */
  says: "recorded" | "tooOften" | "again" | "againTogether" | "first" | "nothing";
}

/** Gives what a trusted check-in gives, claims its day, and lets the venue pass to its new mayor. */
export function visit(draft: Draft, facts: Facts, given: Given, about: Visit): Visited {
  const { id, member, venue, at, day, evidence, trust, visits } = about;
  const { programme } = facts.atEvent;
  const rules = checkInRules(programme, at);
  // What she deleted is a visit still, and its day is used: nobody can see where, and the same place can tell.
  const forgotten = draft.buckets(member.publicId, forgottenAt(given, member.publicId, venue.publicId));
  if (forgotten.has(day)) {
    draft.expect(venue);
    return { effects: noEffects(), state: "recorded", met: [], says: "again" };
  }
  const here = hereOf({ ...visits, visits: visits.visits + forgotten.size }, about);
  const told = { on: "check-in" as const, at, store: venue.owner, venue: venue.publicId, trust, evidence, here };
  const moment = momentOf(draft, facts, member.publicId, told);
  const today = visits.daysHere.find((one) => one.day === day);
  const metBefore = today?.met ?? [];
  const met = rules
    .filter((rule) => isMetTogether(rule) && !metBefore.includes(rule.id) && allHold(rule.when, moment))
    .map((rule) => rule.id);
  if (today?.isRewarded && met.length === 0) {
    draft.expect(venue);
    return { effects: noEffects(), state: "recorded", met, says: "again" };
  }
  if (rules.some(asksOfOthers)) {
    // One of a day that is over (an appeal was accepted) says who was the mayor then, and deposes nobody now.
    const mayor = here.isMayor && day === facts.today ? { mayor: member.publicId, mayorOn: day } : {};
    draft.note(venue, { ...venue.facts, ...mayor });
  } else draft.expect(venue);

  const event = { moment, member: member.publicId, name: id, ...(today?.isRewarded ? { only: met } : {}) };
  const effects = applyRules(draft, facts, given, event);
  const counted = today?.isRewarded ? 0 : countVisit(draft, programme, member.publicId, day);
  raise(draft, facts, given, event, effects);
  const isRewarded = counted > 0 || isAnything(effects);
  // The names are kept for ever and must not say where she was, so only the programme can compute them.
  const claim = (...of: string[]) =>
    draft.claim(`visit:${given.secret(["visit", member.publicId, venue.publicId, day, ...of].join("/"))}`);
  if (isRewarded && !today?.isRewarded) claim();
  for (const rule of met) claim(rule);
  if (today?.isRewarded) return { effects, state: "rewarded", met, says: "againTogether" };
  if (isRewarded) return { effects, state: "rewarded", met, says: "first" };
  return { effects, state: today ? "recorded" : "counted", met, says: "nothing" };
}

/** The metric of days at a venue that a member deleted: only the programme's secret, with the venue in hand, finds it. Facts read all of its days. */
export function forgottenAt(given: Given, member: string, venue: string): string {
  return `forgotten:${given.secret(`forgotten/${member}/${venue}`).slice(0, FORGOTTEN_DIGITS)}`;
}

const FORGOTTEN_DIGITS = 16;

/** Counts the visit in every metric that counts check-ins, by themselves or as events; returns how many there are. */
function countVisit(draft: Draft, { metrics }: Programme, member: string, day: Day): number {
  const counting = Object.entries(metrics).filter(
    ([, { counts, on }]) => counts === "check-ins" || (counts === "events" && on?.includes("check-in")),
  );
  for (const [metric, terms] of counting)
    draft.count({ holder: member, metric, bucket: bucketOf(terms, day), amount: 1 });
  return counting.length;
}
