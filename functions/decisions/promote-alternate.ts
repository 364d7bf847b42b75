/** A prize passes its winner by: the next rank of the same ranking has it. One prize an operation, never a second draw. */
import type { ContestPlace, PassReason } from "../values/contest-facts.ts";
import { cannotDecide } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import { changePlaces, comesTo, lapsedAs, nextRank, passedBy, vacantPlaces, withPlace } from "./contest-places.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { isOfStaff } from "./offer-prizes.ts";

export interface Promoted {
  operation: string;
  contest: string;
  prize: number;
  /** The rank that it passed by, and why. */
  from: number;
  reason: PassReason;
  /** The rank that has it now; null: nobody is left. */
  to: number | null;
}

/** Refusals, in order: contest_unknown, not_due (nothing stored). The prize is the one that fell vacant first. */
export function decidePromoteAlternate(
  facts: Facts,
  { contest: id }: { contest: string; entries: string[] },
  given: Given,
): Decided<Promoted> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  const [due] = contest.state === "claiming" ? vacantPlaces(contest.facts, facts.now) : [];
  if (!due) return cannotDecide("not_due");
  const lapsed = lapsedAs(due, facts.now);
  const vacant = lapsed === null ? due : passedBy(due, lapsed, facts.now);
  const last = vacant.passed.at(-1);
  if (!last) throw new Error(`prize ${due.prize} of ${id} is vacant and passed nobody by`);

  const to = nextRank(contest.facts);
  const draft = draftOf(facts);
  changePlaces(draft, facts, contest, withPlace(contest.facts, placeAt(to)));
  const { rank: from, reason } = last;
  const { operation } = given;
  return { written: draft.written(null), outcome: { operation, contest: id, prize: due.prize, from, reason, to } };

  function placeAt(rank: number | null): ContestPlace {
    if (!contest || rank === null) return { ...vacant, rank: null, state: "left" };
    const come = comesTo(facts, contest.facts, vacant, rank);
    const tag = contest.facts.ranking.find((drawn) => drawn.rank === rank)?.tag;
    return isOfStaff(facts, contest.facts.terms, `${id}:${tag}`) ? passedBy(come, "staff", facts.now) : come;
  }
}
