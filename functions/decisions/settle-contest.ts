/** The end of a contest: every prize was delivered. */
import { cannotDecide } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import type { Decided } from "./decision.ts";
import { prizeName } from "./deliver-prize.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

/** Refusals, in order: contest_unknown, not_due (nothing stored). */
export function decideSettleContest(
  facts: Facts,
  { contest: id }: { contest: string; winners: number },
  given: Given,
): Decided<{ operation: string; contest: string }> {
  const contest = contestIn(facts, id);
  if (!contest) return cannotDecide("contest_unknown");
  const { ranking, winners } = contest.facts;
  const owed = ranking.slice(0, winners).filter(({ rank }) => !facts.claims.has(prizeName(id, rank)));
  if (contest.state !== "drawn" || owed.length > 0) return cannotDecide("not_due");
  const draft = draftOf(facts);
  draft.change(contest, { state: "settled", dueAt: null });
  return { written: draft.written(null), outcome: { operation: given.operation, contest: id } };
}
