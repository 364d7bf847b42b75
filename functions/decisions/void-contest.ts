/** Staff call a round off, with a reason that everybody sees: as long as it is not drawn, and never after. */
import { cannotDecide, refuse } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface Voiding {
  contest: string;
  /** The reason, in words. */
  says: string;
}

export interface Voided {
  operation: string;
  contest: string;
  state: "void";
}

/** States after which a result is known, or could be. */
const OVER = ["drawn", "claiming", "settled", "void"];

/** Refusals, in order: contest_unknown (nothing stored); already_drawn (stored; one that is void already too). */
export function decideVoidContest(facts: Facts, { contest: id, says }: Voiding, given: Given): Decided<Voided> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  if (OVER.includes(contest.state)) return refuse("already_drawn", { state: contest.state });
  const draft = draftOf(facts);
  draft.change(contest, {
    state: "void",
    dueAt: null,
    facts: { ...contest.facts, voidReason: "staff", voidSays: says },
  });
  return { written: draft.written(null), outcome: { operation: given.operation, contest: id, state: "void" } };
}
