/**
 * A member deletes where she was, of one check-in or of all: the venue goes from their facts and the papers that name it go.
 * What they earned stays, and so does what keeps a day from being rewarded twice, under a name that only the venue itself opens.
 */
import type { Day } from "../values/day.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { CheckInFacts } from "../values/visit-facts.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { ownerOf, survivorOf } from "./member.ts";
import { forgottenAt } from "./visit.ts";

export interface ForgetVisits {
  member: string;
  /** Those that she asked for, as they were read before, and the venues that they name. */
  checkIns: string[];
  venues: string[];
  /** Whether it was one by its id. */
  isOne: boolean;
}

export interface VisitsForgotten {
  operation: string;
  member: string;
  deleted: number;
}

/** Refusals: not_found (one that is another's, or was deleted; nothing stored). */
export function decideForgetVisits(
  facts: Facts,
  { member, checkIns, isOne }: ForgetVisits,
  given: Given,
): Decided<VisitsForgotten> {
  const draft = draftOf(facts);
  const find = (publicId: string) => facts.holders.get(publicId);
  const hers = checkIns.flatMap((id): (Holder<"check-in"> & { facts: { venue: string } })[] => {
    const found = facts.holders.get(id);
    if (found?.kind !== "check-in" || ownerOf(found, find).publicId !== member) return [];
    const checkIn = asKind(found, "check-in");
    const { venue } = checkIn.facts;
    return venue === null ? [] : [{ ...checkIn, facts: { ...checkIn.facts, venue } }];
  });
  if (isOne && hers.length === 0) return cannotDecide("not_found");
  for (const { facts: of, ...checkIn } of hers) {
    if (["rewarded", "counted"].includes(checkIn.state)) rememberDay(draft, given, member, of);
    draft.change({ ...checkIn, facts: of }, { facts: { ...unplaced(of), venue: null } });
  }
  for (const venue of new Set(hers.map((checkIn) => checkIn.facts.venue))) depose(draft, facts, { venue, member });
  if (hers.length > 0) draft.records.forgottenVisits = { checkIns: hers.map(({ publicId }) => publicId) };
  return {
    written: draft.written(member),
    outcome: { operation: given.operation, member, deleted: hers.length },
  };
}

/** What is left of a check-in's facts without its venue. A rule may be one place's alone, so the names of those that she met there go too. */
export function unplaced({
  venue: _,
  met: __,
  salt: ___,
  ...rest
}: CheckInFacts): Omit<CheckInFacts, "venue" | "met" | "salt"> {
  return rest;
}

/** Keeps the day of a visit under a name that only the venue itself opens. */
export function rememberDay(
  draft: Draft,
  given: Given,
  member: string,
  { venue, day }: { venue: string; day: Day },
): void {
  const metric = forgottenAt(given, member, venue);
  if (!draft.buckets(member, metric).has(day)) draft.count({ holder: member, metric, bucket: day, amount: 1 });
}

/** Who is the mayor says where she was; she is again with her next day there, if hers are still the most. */
export function depose(draft: Draft, { holders }: Facts, { venue, member }: { venue: string; member: string }): void {
  const find = (publicId: string) => holders.get(publicId);
  const holder = find(venue);
  if (holder?.kind !== "venue") return;
  const { mayor, mayorOn: _, ...rest } = asKind(holder, "venue").facts;
  const reigns = mayor === undefined ? undefined : find(mayor);
  if (reigns?.kind === "member" && survivorOf(asKind(reigns, "member"), find)?.publicId === member)
    draft.note(holder, rest);
}
