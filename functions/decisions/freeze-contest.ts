/**
 * The freeze: from this version on, tickets are neither given nor taken back. One small batch, whatever the size of the
 * contest. A freeze that comes when the announced round is public already moves the draw by a day, and says so for ever.
 */
import { LATE_ROUNDS, timeOf } from "../draws/drand.ts";
import type { Instant } from "../values/day.ts";
import type { Entropy } from "../values/entropy.ts";
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
  const { entropy } = contest.facts;
  const frozen = frozenAt(entropy, facts.now);
  const file = { parts: 0, entrants: 0, tickets: 0, last: null, isWhole: false };
  draft.change(contest, { state: "frozen", dueAt: facts.now, facts: { ...contest.facts, entropy: frozen, file } });
  // In time means before the round by the database's clock, or it is decided again as a late one.
  if (frozen === entropy && entropy.mode === "drand") draft.expect(contest, timeOf(entropy.round) * 1000);
  return { written: draft.written(null), outcome: { operation: given.operation, contest: id } };
}

/** The entropy of a contest that freezes now: as announced while its round is in the future. */
function frozenAt(entropy: Entropy, now: Instant): Entropy {
  if (entropy.mode !== "drand" || now < timeOf(entropy.round) * 1000) return entropy;
  const { round: announced } = entropy;
  return { ...entropy, round: announced + LATE_ROUNDS, late: { announced, frozen: Math.floor(now / 1000) } };
}
