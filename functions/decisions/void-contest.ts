/** Staff call a round off, with a reason that everybody sees: as long as it is not drawn, and never after. */
import { timeOf } from "../draws/drand.ts";
import type { Instant } from "../values/day.ts";
import type { Holder } from "../values/holder.ts";
import { cannotDecide, refuse } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

const SECOND_MS = 1_000;

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

const OVER = ["drawn", "claiming", "settled", "void"];

/** Whether a result is known, or whoever wants to could know it: then nobody may choose between it and none. */
function isKnowable({ state, facts: { entropy, material } }: Holder<"contest">, now: Instant): boolean {
  if (OVER.includes(state) || material !== null) return true;
  return entropy.mode === "drand" && timeOf(entropy.round) * SECOND_MS <= now;
}

/** Refusals, in order: contest_unknown (nothing stored); already_drawn (stored; one that is void already too). */
export function decideVoidContest(facts: Facts, { contest: id, says }: Voiding, given: Given): Decided<Voided> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  if (isKnowable(contest, facts.now)) return refuse("already_drawn", { state: contest.state });
  const draft = draftOf(facts);
  draft.change(contest, {
    state: "void",
    dueAt: null,
    facts: { ...contest.facts, voidReason: "staff", voidSays: says },
  });
  return { written: draft.written(null), outcome: { operation: given.operation, contest: id, state: "void" } };
}
