/**
 * Appeals: a check-in that was recorded and gave nothing, because it was not trusted, is looked at by staff where the member
 * asks for it. Accepted, it gives what it would have given then, under the version that was in force; rejected, she reads why.
 */
import { USUAL_CHECK_INS } from "../programme/check-ins.ts";
import { type Day, dayOf, type Instant } from "../values/day.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide, isRefusal, refuse } from "../values/refusal.ts";
import type { Visits } from "../values/visits.ts";
import { type StampCard, settle, stampCardsOf } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { knownMember, ownerOf } from "./member.ts";
import { judgePause } from "./paused.ts";
import { add, type Effects, noEffects } from "./rules.ts";
import { type Balance, balancesOf } from "./standing.ts";
import { undoubted } from "./trust.ts";
import { releaseLapsed } from "./units.ts";
import { visit } from "./visit.ts";

const DAY_MS = 86_400_000;
/** For so long after it she can ask that a check-in be looked at. */
const APPEAL_DAYS = 30;

export interface Appeal {
  member: string;
  checkIn: string;
  /** In her own words: kept in the papers, and nowhere else. */
  says: string | null;
}

export interface Appealed {
  operation: string;
  checkIn: string;
  state: "appealed";
}

/** The natural keys of an appeal and of what staff said of it, by the check-in. */
export const appealName = (checkIn: string) => `appeal:${checkIn}`;
export const verdictName = (checkIn: string) => `verdict:${checkIn}`;

/** Refusals, in order: not_found (another's too; nothing stored); not_waiting (it was trusted, or was looked at), too_late (stored). */
export function decideAppeal(facts: Facts, { member, checkIn: id }: Appeal, given: Given): Decided<Appealed> {
  const found = facts.holders.get(id);
  if (found?.kind !== "check-in" || ownerOf(found, (of) => facts.holders.get(of)).publicId !== member)
    return cannotDecide("not_found");
  const checkIn = asKind(found, "check-in");
  if (checkIn.facts.venue === null) return cannotDecide("not_found");
  const { evidenceDaysMax } = facts.current.programme.checkIns ?? USUAL_CHECK_INS;
  const days = Math.min(APPEAL_DAYS, evidenceDaysMax);
  // Nobody knows any more what was against it.
  if (checkIn.state === "recorded" && checkIn.facts.trust === undefined) return refuse("too_late", { days });
  if (!wasNotTrusted(checkIn)) return refuse("not_waiting", { state: checkIn.state });
  if (isTooLate(checkIn, facts.now)) return refuse("too_late", { days });
  const draft = draftOf(facts);
  draft.claim(appealName(id));
  draft.change(checkIn, { state: "appealed" });
  return {
    written: draft.written(member),
    outcome: { operation: given.operation, checkIn: id, state: "appealed" },
  };
}

type Recorded = Pick<Holder<"check-in">, "state" | "facts">;

/** Whether its member can ask now that a check-in be looked at. */
export function mayAppeal(checkIn: Recorded, now: Instant): boolean {
  return wasNotTrusted(checkIn) && !isTooLate(checkIn, now);
}

function wasNotTrusted({ state, facts: { trust } }: Recorded): boolean {
  return state === "recorded" && trust === "low";
}

function isTooLate({ facts: { at } }: Recorded, now: Instant): boolean {
  return now - at > APPEAL_DAYS * DAY_MS;
}

export interface AppealVerdict {
  checkIn: string;
  verdict: "accept" | "reject";
  /** What she reads where it was rejected. */
  says: string | null;
  /** Of the check-in, as it was read before. */
  member: string;
  venue: string;
  at: Instant;
}

export interface Reviewed extends Effects {
  operation: string;
  member: string;
  checkIn: string;
  state: "rewarded" | "counted" | "declined";
  balances: Record<string, Balance>;
  stampCards: StampCard[];
}

/**
 * Refusals, in order: earning_paused (to accept), not_found (of an erased member too; nothing stored); not_waiting, member_frozen (to accept;
 * stored).
 */
export function decideReview(
  facts: Facts,
  { checkIn: id, verdict, ...asked }: AppealVerdict & Visits,
  given: Given,
): Decided<Reviewed> {
  const draft = draftOf(facts);
  const paused = verdict === "accept" ? judgePause(draft, facts, "earning") : null;
  if (paused) return paused;
  const found = facts.holders.get(id);
  const venue = facts.holders.get(asked.venue);
  if (found?.kind !== "check-in" || venue?.kind !== "venue") return cannotDecide("not_found");
  const checkIn = asKind(found, "check-in");
  const { evidence, at } = checkIn.facts;
  if (checkIn.facts.venue === null) return cannotDecide("not_found");
  if (checkIn.facts.venue !== asked.venue || at !== asked.at)
    throw new Error(`${id} is not the check-in that was read`);
  if (checkIn.state !== "appealed") return refuse("not_waiting", { state: checkIn.state });
  const member = knownMember(facts);
  if (isRefusal(member)) {
    if (!member.isDecided) return cannotDecide("not_found");
    if (verdict === "accept") return member;
  }
  const owner = ownerOf(found, (of) => facts.holders.get(of));
  draft.claim(verdictName(id));
  const said = (state: Reviewed["state"], effects: Effects): Decided<Reviewed> => ({
    written: draft.written(owner.publicId),
    outcome: {
      operation: given.operation,
      member: owner.publicId,
      checkIn: id,
      state,
      ...effects,
      balances: balancesOf(draft, facts, owner.publicId),
      stampCards: stampCardsOf(draft, facts, owner.publicId),
    },
  });
  if (verdict === "reject" || isRefusal(member)) {
    draft.change(checkIn, { state: "declined", facts: { ...checkIn.facts, lookedAt: facts.now } });
    return said("declined", noEffects());
  }
  releaseLapsed(draft, facts, member.publicId);
  if (evidence === undefined) throw new Error(`${id} was asked about, and what showed it is gone`);
  const trusted = undoubted(evidence);
  const looked = { ...checkIn.facts, lookedAt: facts.now };
  const day: Day = dayOf(at, facts.atEvent.programme.zone);
  const about = { id, member, venue: asKind(venue, "venue") as Holder<"venue">, at, day, ...trusted, visits: asked };
  const { effects, state, met } = visit(draft, facts, given, about);
  // Where the day was rewarded meanwhile it is a visit all the same, which counts once a day.
  const now = state === "rewarded" ? "rewarded" : "counted";
  draft.change(checkIn, { state: now, facts: { ...looked, ...trusted, ...(met.length > 0 ? { met } : {}) } });
  add(effects, settle(draft, facts, given, member).effects);
  return said(now, effects);
}
