/** Staff say that a winner's tax form is in: it holds for the year, and what waited for it is hers. The form itself is kept elsewhere. */
import { cannotDecide } from "../values/refusal.ts";
import { awardPrize } from "./award-prize.ts";
import { contestIn } from "./contest.ts";
import { changePlaces, withPlace } from "./contest-places.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { countForm } from "./prize-tax.ts";

export interface FormConfirmed {
  operation: string;
  contest: string;
  member: string;
  /** The prize that was delivered by it; null: none waited. */
  prize: number | null;
}

/** Refusals, in order: contest_unknown, prize_unknown (nobody of that tag was drawn, or she was erased; nothing stored). */
export function decideConfirmForm(
  facts: Facts,
  { contest: id, tag }: { contest: string; tag: string },
  given: Given,
): Decided<FormConfirmed> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  const rank = contest.facts.ranking.find((drawn) => drawn.tag === tag)?.rank;
  const { member } = facts;
  if (rank === undefined || !facts.holders.has(`${id}:${tag}`) || !member || member.state === "erased")
    return cannotDecide("prize_unknown");
  const draft = draftOf(facts);
  draft.change(member);
  countForm(draft, facts, member.publicId);
  const held = contest.facts.places.find((place) => place.rank === rank && place.state === "held");
  if (held) {
    changePlaces(draft, facts, contest, withPlace(contest.facts, { ...held, state: "delivered", until: null }));
    // Until her time ran out, or the next rank may have it.
    if (held.until !== null) draft.expect(contest, held.until);
    awardPrize(draft, facts, given, { contest, number: held.prize, rank, member });
  }
  return {
    written: draft.written(member.publicId),
    outcome: { operation: given.operation, contest: id, member: member.publicId, prize: held?.prize ?? null },
  };
}
