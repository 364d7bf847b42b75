/** A prize that nobody has to claim reaches its winner, as an operation of her own; it passes by whom it is known that she may not have it. */
import type { ContestPrize, PassReason } from "../values/contest-facts.ts";
import { cannotDecide } from "../values/refusal.ts";
import { awardPrize } from "./award-prize.ts";
import { contestIn } from "./contest.ts";
import { changePlaces, deadlineOf, passedBy, placeOfRank, withPlace } from "./contest-places.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import { judgeEligible, personOf } from "./eligible.ts";
import type { Facts, Given } from "./facts.ts";
import type { MessageGiven } from "./messages.ts";
import { needsForm } from "./prize-tax.ts";

export interface PrizeDelivery {
  contest: string;
  rank: number;
  /** The entry of that rank. */
  entry: string;
  /** The prize's number. */
  prize: number;
}

export interface PrizeDelivered {
  operation: string;
  contest: string;
  rank: number;
  /** Null: nothing was posted, for `reason`, or until a tax form is in. */
  prize: ContestPrize | null;
  reason: PassReason | null;
  messages: MessageGiven[];
}

/** Refusals, in order: contest_unknown, not_due (nothing stored). */
export function decideDeliverPrize(
  facts: Facts,
  { contest: id, rank, entry, prize: number }: PrizeDelivery,
  given: Given,
): Decided<PrizeDelivered> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  const place = placeOfRank(contest.facts, rank);
  const prize = contest.facts.prizes[number - 1];
  const winner = contest.facts.ranking[rank - 1];
  const { member } = facts;
  if (contest.state !== "claiming" || place?.state !== "owed" || place.prize !== number) return cannotDecide("not_due");
  if (!prize || !winner || !member || entry !== `${id}:${winner.tag}`) return cannotDecide("not_due");

  const draft = draftOf(facts);
  const { operation } = given;
  const person = personOf(facts.profiles.get(member.publicId) ?? {});
  const reason = judgeEligible(facts, contest.facts, { member, person, minAge: prize.minAge });
  if (reason !== null) {
    changePlaces(draft, facts, contest, withPlace(contest.facts, passedBy(place, reason, facts.now)));
    return {
      written: draft.written(null),
      outcome: { operation, contest: id, rank, prize: null, reason, messages: [] },
    };
  }
  if (needsForm(draft, facts, { member: member.publicId, prize, region: person.region })) {
    const until = deadlineOf(facts, contest.facts.terms.claimDays);
    changePlaces(draft, facts, contest, withPlace(contest.facts, { ...place, state: "held", until }));
    return {
      written: draft.written(member.publicId),
      outcome: { operation, contest: id, rank, prize: null, reason: null, messages: [] },
    };
  }
  // Only expected: prizes of one contest go in one batch, and the contest says later that they are delivered.
  draft.expect(contest);
  const { messages } = awardPrize(draft, facts, given, { contest, number, rank, member });
  return {
    written: draft.written(member.publicId),
    outcome: { operation, contest: id, rank, prize, reason: null, messages },
  };
}
