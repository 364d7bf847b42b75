/**
 * A check-in fades: what showed that she was there goes first, with its papers, and long after it the place. What it earned
 * stays. For how long each is kept is the programme's to say (`checkIns`), as it says it when the clock comes by.
 */
import { USUAL_CHECK_INS } from "../programme/check-ins.ts";
import { DAY_MS } from "../values/day.ts";
import { asKind } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { CheckInFacts } from "../values/visit-facts.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { depose, rememberDay, unplaced } from "./forget-visits.ts";
import { ownerOf } from "./member.ts";

/** The venue is as it was read before; null: it is forgotten. */
export type Fade = { checkIn: string; venue: string | null };

export interface Faded {
  operation: string;
  checkIn: string;
  forgot: "evidence" | "place";
}

/** Refusals: not_due (nothing stored). A check-in that staff were asked to look at keeps its evidence until they did. */
export function decideFade(facts: Facts, { checkIn: id, venue }: Fade, given: Given): Decided<Faded> {
  const found = facts.holders.get(id);
  if (found?.kind !== "check-in") return cannotDecide("not_due");
  const checkIn = asKind(found, "check-in");
  const { evidenceDaysMax, placeDaysMax } = facts.current.programme.checkIns ?? USUAL_CHECK_INS;
  const { at, day, lookedAt = at, evidence } = checkIn.facts;
  const place = checkIn.facts.venue;
  const isPlaceOver = place !== null && facts.now - at >= placeDaysMax * DAY_MS;
  const isEvidenceOver =
    evidence !== undefined && checkIn.state !== "appealed" && facts.now - lookedAt >= evidenceDaysMax * DAY_MS;
  if (!isPlaceOver && !isEvidenceOver) return cannotDecide("not_due");
  const draft = draftOf(facts);
  const owner = ownerOf(found, (publicId) => facts.holders.get(publicId));
  const member = owner.publicId;
  const kept = faded(checkIn.facts);
  const said = (forgot: Faded["forgot"]): Decided<Faded> => {
    draft.records.forgottenVisits = { checkIns: [id] };
    return { written: draft.written(member), outcome: { operation: given.operation, checkIn: id, forgot } };
  };
  if (!isPlaceOver) {
    draft.change(checkIn, { facts: kept });
    return said("evidence");
  }
  if (place !== venue) throw new Error(`${id} is not the check-in that was read`);
  const isVisit = checkIn.state === "rewarded" || checkIn.state === "counted";
  if (isVisit && owner.state !== "erased") rememberDay(draft, given, member, { venue: place, day });
  const there = venueOf(facts, place);
  // Who came again since is the mayor by that.
  if (there && (there.mayorOn ?? day) <= day) depose(draft, facts, { venue: place, member });
  const [category] = there?.categories ?? [];
  draft.change(checkIn, {
    facts: { ...unplaced(kept), venue: null, ...(category === undefined ? {} : { category }) },
  });
  return said("place");
}

/** What is left of a check-in's facts when its evidence goes. */
export function faded({
  evidence: _,
  trust: __,
  score: ___,
  scoring: ____,
  doubt: _____,
  lookedAt: ______,
  ...kept
}: CheckInFacts): CheckInFacts {
  return kept;
}

function venueOf({ holders }: Facts, publicId: string) {
  const holder = holders.get(publicId);
  return holder?.kind === "venue" ? asKind(holder, "venue").facts : undefined;
}

export interface TapsForgotten {
  operation: string;
  tag: string;
}

/** Who tapped a tag is forgotten; its counter stays, so that no tap counts twice. Refusals: not_due (nothing stored). */
export function decideForgetTaps(facts: Facts, { tag: id }: { tag: string }, given: Given): Decided<TapsForgotten> {
  const found = facts.holders.get(id);
  if (found?.kind !== "tag") return cannotDecide("not_due");
  const tag = asKind(found, "tag");
  const newest = tag.facts.taps.at(-1);
  const { tapDaysMax } = facts.current.programme.checkIns ?? USUAL_CHECK_INS;
  if (!newest || facts.now - newest.at < tapDaysMax * DAY_MS) return cannotDecide("not_due");
  const draft = draftOf(facts);
  draft.change(tag, { facts: { ...tag.facts, taps: [] } });
  return { written: draft.written(null), outcome: { operation: given.operation, tag: id } };
}
