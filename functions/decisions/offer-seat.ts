/**
 * What came free is offered along the line: to each in turn as a hold with a time limit, or, where she cannot have it now, it
 * passes her by and she keeps her place. When it has passed everybody by, it is anybody's. While the reward is not there for
 * anybody because of what the shop published, nobody is asked and the turn stands: they stood in line before, and do after.
 */
import { offerHoursOf } from "../programme/rewards/index.ts";
import { rewardHolder, stockOf } from "../values/account.ts";
import { HOUR_MS, type Instant } from "../values/day.ts";
import { asKind } from "../values/holder.ts";
import { cannotDecide, type Refusal, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import { awaitedBy, pricedNow } from "./availability.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import { exchange } from "./exchange.ts";
import type { Facts, Given } from "./facts.ts";
import { placeIn } from "./leave-line.ts";
import { endOf, leave, lengthOf, lineFor } from "./line.ts";
import { ownerOf } from "./member.ts";
import { judgePause } from "./paused.ts";
import { judgeReward, pricedReward } from "./redeem.ts";
import { releaseLapsed } from "./units.ts";

export interface Offering {
  place: string;
  /** The turn in which she is asked. */
  turn: number;
}
export interface Offered {
  operation: string;
  place: string;
  reward: string;
  /** passed: she cannot have it now, and keeps her place. */
  status: "offered" | "passed";
  /** The hold; null: it passed her by. */
  redemption: string | null;
  /** Before when she has to take it. */
  endsAt: Instant | null;
  /** Why it passed her by. */
  because: string | null;
}

/** Asks one in line. Refusals, in order: not_due, redemption_paused, not_due again while an input is outside its reward's limits (nothing stored). */
export function decideOfferSeat(facts: Facts, { place: id, turn }: Offering, given: Given): Decided<Offered> {
  const place = placeIn(facts, id);
  if (!place || place.facts.passed?.turn === turn) return cannotDecide("not_due");
  const { reward: name } = place.facts;
  const draft = draftOf(facts);
  const line = lineFor(draft, name);
  const isTurn = line?.facts.line?.turn === turn && line.facts.line.through !== turn;
  const listed = pricedReward(facts.current.programme, name);
  const hours = listed && offerHoursOf(listed);
  if (!line || !isTurn || !listed || hours === null || draft.balanceOf(stockOf(name)) < 1)
    return cannotDecide("not_due");
  const paused = judgePause(draft, facts, "redemption");
  if (paused) return paused;
  if (awaitedBy(draft, facts, listed)) return cannotDecide("not_due");
  const member = ownerOf(place, draft.holder);
  const reward = pricedNow(draft, facts, listed);
  const { amount } = reward.cost;
  releaseLapsed(draft, facts, member.publicId);
  const refused: Refusal | null =
    member.state === "joined"
      ? judgeReward(draft, facts, { reward, member: member.publicId, amount, seen: null })
      : refuse(member.state === "frozen" ? "member_frozen" : "member_not_joined");
  const outcome = { operation: given.operation, place: id, reward: name };
  if (refused) {
    draft.expect(line);
    // Who became her was erased: nobody stands there any more.
    if (member.state === "erased") leave(draft, place, { state: "left" });
    else draft.change(place, { facts: { ...place.facts, passed: { turn, at: facts.now, because: refused.refused } } });
    if (member.state !== "erased") settle(draft, facts, given, member);
    return {
      written: draft.written(member.publicId),
      outcome: { ...outcome, status: "passed", redemption: null, endsAt: null, because: refused.refused },
    };
  }
  const ends = endOf(reward, facts.current.programme.zone);
  const endsAt = Math.min(facts.now + hours * HOUR_MS, ends ?? Number.POSITIVE_INFINITY);
  const asked = { reward, member: member.publicId, amount, store: null, endsAt, offer: id };
  const exchanged = exchange(draft, facts, given, asked);
  if (!exchanged) throw new Error(`${name} had a piece left, and has none`);
  const { redemption } = exchanged;
  leave(draft, place, { state: "offered", facts: { ...place.facts, redemption } });
  settle(draft, facts, given, member);
  return {
    written: draft.written(member.publicId),
    outcome: { ...outcome, status: "offered", redemption, endsAt, because: null },
  };
}

export interface Passing {
  reward: string;
  turn: number;
  /** How many it has passed by: everybody who is in line. */
  passed: number;
}

/** What is free has passed everybody by. Refusals: not_due (nothing stored; somebody joined meanwhile). */
export function decidePassLine(
  facts: Facts,
  { reward, turn, passed }: Passing,
  given: Given,
): Decided<{ operation: string; reward: string }> {
  const draft = draftOf(facts);
  const found = facts.holders.get(rewardHolder(reward));
  const known = found && asKind(found, "reward");
  const line = known?.facts.line;
  if (!known || !line || line.turn !== turn || line.through === turn || lengthOf(draft, reward) !== passed)
    return cannotDecide("not_due");
  draft.change(known, { facts: { ...known.facts, line: { turn, through: turn } } });
  return { written: draft.written(null), outcome: { operation: given.operation, reward } };
}
