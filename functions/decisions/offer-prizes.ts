/** After the draw: each prize comes to the rank of its number, to be claimed or to be delivered at once. */

import type { ContestPlace } from "../values/contest-facts.ts";
import { cannotDecide } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import { changePlaces, comesTo, passedBy } from "./contest-places.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface PrizesOffered {
  operation: string;
  contest: string;
  places: ContestPlace[];
}

/**
 * Refusals, in order: contest_unknown, not_due (nothing stored). Rows of `facts.more` are entries of staff, by public id:
 * a prize passes them by at once.
 */
export function decideOfferPrizes(
  facts: Facts,
  { contest: id }: { contest: string; entries: string[] },
  given: Given,
): Decided<PrizesOffered> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  if (contest.state !== "drawn") return cannotDecide("not_due");
  const { prizes, ranking } = contest.facts;
  const places = prizes.map((_, index): ContestPlace => {
    const drawn = ranking[index];
    const place = { prize: index + 1, passed: [] };
    if (!drawn) return { ...place, rank: null, state: "left", until: null };
    const come = comesTo(facts, contest.facts, place, drawn.rank);
    return isOfStaff(facts, contest.facts.terms, `${id}:${drawn.tag}`) ? passedBy(come, "staff", facts.now) : come;
  });
  const draft = draftOf(facts);
  changePlaces(draft, facts, contest, places);
  return { written: draft.written(null), outcome: { operation: given.operation, contest: id, places } };
}

/** Whether an entry is one of a person who works for the programme, where those may not win. */
export function isOfStaff(facts: Facts, { staffExcluded }: { staffExcluded: boolean }, entry: string): boolean {
  return staffExcluded && facts.more.some((rows) => rows.some((row) => row.entry === entry));
}
