/** Staff have found that a winner may not have her prize: it passes on to the next rank, with the reason. */
import type { PassReason } from "../values/contest-facts.ts";
import { cannotDecide, refuse } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import { changePlaces, passedBy, withPlace } from "./contest-places.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface PrizePassing {
  contest: string;
  /** The entry's tag. */
  tag: string;
  reason: PassReason;
}

export interface PrizePassed {
  operation: string;
  contest: string;
  rank: number;
  prize: number;
  reason: PassReason;
}

/** Refusals, in order: contest_unknown, prize_unknown (nothing stored); prize_not_offered (stored: it was delivered). */
export function decidePassPrize(
  facts: Facts,
  { contest: id, tag, reason }: PrizePassing,
  given: Given,
): Decided<PrizePassed> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  const rank = contest.facts.ranking.find((drawn) => drawn.tag === tag)?.rank;
  const place = contest.facts.places.find((each) => each.rank === rank);
  if (rank === undefined || !place || place.state === "vacant") return cannotDecide("prize_unknown");
  if (place.state === "delivered") return refuse("prize_not_offered", { state: place.state });
  const draft = draftOf(facts);
  changePlaces(draft, facts, contest, withPlace(contest.facts, passedBy(place, reason, facts.now)));
  const { operation } = given;
  return { written: draft.written(null), outcome: { operation, contest: id, rank, prize: place.prize, reason } };
}
