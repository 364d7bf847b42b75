/** What the clock delivered is marked as delivered, and a contest of which nothing is left to do is settled. */
import { cannotDecide } from "../values/refusal.ts";
import { contestIn } from "./contest.ts";
import { changePlaces, isDone, prizeName } from "./contest-places.ts";
import type { Decided } from "./decision.ts";
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
  const isReceived = (prize: number) => facts.claims.has(prizeName(id, prize));
  const places = contest.facts.places.map((place) =>
    place.state === "owed" && isReceived(place.prize) ? { ...place, state: "delivered" as const } : place,
  );
  const isSettled = places.every(isDone);
  const isNews = places.some((place, index) => place !== contest.facts.places[index]);
  if (contest.state !== "claiming" || (!isSettled && !isNews)) return cannotDecide("not_due");
  const draft = draftOf(facts);
  changePlaces(draft, facts, contest, places);
  if (isSettled) draft.change(contest, { state: "settled", dueAt: null });
  return { written: draft.written(null), outcome: { operation: given.operation, contest: id } };
}
