/** A place in line is given up, by the member or because nobody can have the reward any more. */
import type { Programme } from "../programme/programme.ts";
import { offerHoursOf } from "../programme/rewards/index.ts";
import type { Instant } from "../values/day.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { endOf, leave } from "./line.ts";
import { ownerOf } from "./member.ts";
import { expectProgramme } from "./paused.ts";
import { pricedReward } from "./redeem.ts";

export interface Leaving {
  /** Who leaves; null: the clock asks, and her place ends if its reward is over. */
  member: string | null;
  place: string;
}
export interface LeftLine {
  operation: string;
  place: string;
  reward: string;
  status: "left" | "over";
}

export interface MovedPlace {
  operation: string;
  place: string;
  reward: string;
  /** Null: it does not end by itself. */
  endsAt: Instant | null;
}

/** Refusals, in order: not_found (also another's place, and one that was given up), not_due (the clock is early; nothing stored). */
export function decideLeaveLine(facts: Facts, { member: asks, place: id }: Leaving, given: Given): Decided<LeftLine> {
  const place = placeIn(facts, id);
  if (!place) return cannotDecide("not_found");
  const member = ownerOf(place, (publicId) => facts.holders.get(publicId));
  if (asks !== null && member.publicId !== asks) return cannotDecide("not_found");
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const { reward: name } = place.facts;
  const { programme } = facts.current;
  if (asks === null && lastsUntil(programme, name) > facts.now) return cannotDecide("not_due");
  const status = asks === null ? "over" : "left";
  leave(draft, place, { state: status });
  settle(draft, facts, given, member);
  return {
    written: draft.written(member.publicId),
    outcome: { operation: given.operation, place: id, reward: name, status },
  };
}

/** A place ends with its event: when that one was moved, so is its end. Refusals: not_found, not_due (nothing stored; it is over, or ends as it did). */
export function decideMovePlace(facts: Facts, { place: id }: { place: string }, given: Given): Decided<MovedPlace> {
  const place = placeIn(facts, id);
  if (!place) return cannotDecide("not_found");
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const { reward } = place.facts;
  const last = lastsUntil(facts.current.programme, reward);
  const dueAt = last === Number.POSITIVE_INFINITY ? null : last;
  if (last <= facts.now || dueAt === place.dueAt) return cannotDecide("not_due");
  draft.change(place, { dueAt });
  return { written: draft.written(null), outcome: { operation: given.operation, place: id, reward, endsAt: dueAt } };
}

/** When nobody can have a reward from its line any more; a reward that is gone, or is of a kind without lines: never again. */
function lastsUntil(programme: Programme, name: string): number {
  const reward = pricedReward(programme, name);
  if (!reward || offerHoursOf(reward) === null) return Number.NEGATIVE_INFINITY;
  return endOf(reward, programme.zone) ?? Number.POSITIVE_INFINITY;
}

/** A place that is in line; undefined: it is not, or was not read. */
export function placeIn({ holders }: Facts, id: string): Holder<"standby"> | undefined {
  const found = holders.get(id);
  return found?.kind === "standby" && found.state === "waiting" ? asKind(found, "standby") : undefined;
}
