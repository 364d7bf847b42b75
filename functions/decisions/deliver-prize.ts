/** A prize reaches its winner, as an operation of her own: units are posted to a lot of hers, goods are recorded for staff to hand over. */
import { daysAtOnce } from "../programme/unit.ts";
import { issuedBy } from "../values/account.ts";
import { ALWAYS, NEVER } from "../values/day.ts";
import type { ContestPrize } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import { bring, mayEarn } from "./bring.ts";
import { contestIn } from "./contest.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import type { MessageGiven } from "./messages.ts";
import { expectProgramme } from "./paused.ts";

import { give } from "./units.ts";

export interface PrizeDelivery {
  contest: string;
  rank: number;
  /** The entry of that rank. */
  entry: string;
}

export interface PrizeDelivered {
  operation: string;
  contest: string;
  rank: number;
  prize: ContestPrize;
  /** False: the person was erased since; nothing was posted, and staff turn to the alternates. */
  isReceived: boolean;
  messages: MessageGiven[];
}

/** The natural key of a prize. */
export function prizeName(contest: string, rank: number): string {
  return `prize:${contest}:${rank}`;
}

/** Refusals, in order: contest_unknown, not_due (nothing stored). A frozen winner receives hers, and spends it when she may. */
export function decideDeliverPrize(
  facts: Facts,
  { contest: id, rank, entry }: PrizeDelivery,
  given: Given,
): Decided<PrizeDelivered> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  const prize = contest.facts.prizes[rank - 1];
  const winner = contest.facts.ranking[rank - 1];
  const { member } = facts;
  if (contest.state !== "drawn" || !prize || !winner || !member || entry !== `${id}:${winner.tag}`)
    return cannotDecide("not_due");
  const draft = draftOf(facts);
  draft.expect(contest);
  draft.claim(prizeName(id, rank));
  const isReceived = member.state !== "erased";
  if (isReceived && prize.kind === "units") {
    const { unit, amount } = prize;
    expectProgramme(draft, facts);
    const terms = facts.current.programme.units[unit];
    // A unit that the document no longer has lives for ever, as it would have for who holds it.
    const lot = terms ? daysAtOnce(terms, facts.today) : { availableOn: ALWAYS, expiresOn: NEVER };
    give(draft, facts, {
      member: member.publicId,
      unit,
      amount,
      from: issuedBy(null, unit),
      lot,
      reason: "prize",
      why: { contest: id, rank, amount },
    });
  }
  const messages: MessageGiven[] = [];
  if (isReceived) {
    expectProgramme(draft, facts);
    const won = { on: "prize-won", data: { contest: contest.facts.contest, rank } };
    if (mayEarn(draft, facts, member.publicId))
      messages.push(...bring(draft, facts, given, { member: member.publicId, events: [won] }).messages);
    settle(draft, facts, given, member);
  }
  return {
    written: draft.written(member.publicId),
    outcome: { operation: given.operation, contest: id, rank, prize, isReceived, messages },
  };
}
