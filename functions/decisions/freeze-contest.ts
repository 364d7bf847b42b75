/** The freeze: from this version on, tickets are neither given nor taken back. One small batch, whatever the size of the contest. */
import { cannotDecide } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

/** Refusals, in order: contest_unknown, not_due (nothing stored). */
export function decideFreezeContest(
  facts: Facts,
  { contest: id }: { contest: string },
  given: Given,
): Decided<{ operation: string; contest: string }> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  if (contest.state !== "open" || contest.facts.closesAt > facts.now) return cannotDecide("not_due");
  const draft = draftOf(facts);
  const file = { parts: 0, entrants: 0, tickets: 0, last: null, isWhole: false };
  draft.change(contest, { state: "frozen", dueAt: facts.now, facts: { ...contest.facts, file } });
  return { written: draft.written(null), outcome: { operation: given.operation, contest: id } };
}
