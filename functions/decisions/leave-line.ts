/** A place in line is given up, by the member or because nobody can have the reward any more. */
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
  const reward = pricedReward(programme, name);
  const ends = reward && endOf(reward, programme.zone);
  const isOver = !reward || (ends !== null && ends <= facts.now);
  if (asks === null && !isOver) {
    if (place.dueAt === ends) return cannotDecide("not_due");
    // The event was moved: the place ends when that one does.
    draft.change(place, { dueAt: ends });
    return {
      written: draft.written(null),
      outcome: { operation: given.operation, place: id, reward: name, status: "over" },
    };
  }
  const status = asks === null ? "over" : "left";
  leave(draft, place, { state: status });
  settle(draft, facts, given, member);
  return {
    written: draft.written(member.publicId),
    outcome: { operation: given.operation, place: id, reward: name, status },
  };
}

/** A place that is in line; undefined: it is not, or was not read. */
export function placeIn({ holders }: Facts, id: string): Holder<"standby"> | undefined {
  const found = holders.get(id);
  return found?.kind === "standby" && found.state === "waiting" ? asKind(found, "standby") : undefined;
}
