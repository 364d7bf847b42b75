/** Prizes on their way: whose each is, and until when. */

import type { ContestFacts, ContestPlace, PassReason } from "../values/contest-facts.ts";
import { dayOf, type Instant, startOf } from "../values/day.ts";
import type { Holder } from "../values/holder.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";

/** The natural key of a prize: it is delivered once, whoever has it in the end. */
export function prizeName(contest: string, prize: number): string {
  return `prize:${contest}:${prize}`;
}

/** The place of a rank that has it now. */
export function placeOfRank({ places }: ContestFacts, rank: number): ContestPlace | undefined {
  return places.find((place) => place.rank === rank);
}

/** A place as it is when it comes to a rank: owed, or to be claimed by the end of a day in the programme's zone. */
export function comesTo(
  facts: Facts,
  { terms, prizes }: Pick<ContestFacts, "terms" | "prizes">,
  { prize, passed }: Pick<ContestPlace, "prize" | "passed">,
  rank: number,
): ContestPlace {
  const isAtOnce = prizes[prize - 1]?.delivery === "at-once";
  return {
    prize,
    rank,
    state: isAtOnce ? "owed" : "offered",
    until: isAtOnce ? null : deadlineOf(facts, terms.claimDays),
    passed,
  };
}

/** The end of the day that comes a number of days after today, in the programme's zone. */
export function deadlineOf({ now, current }: Facts, days: number): Instant {
  const { zone } = current.programme;
  return startOf(dayOf(now, zone) + days + 1, zone);
}

/** A place that its rank does not get. */
export function passedBy(place: ContestPlace, reason: PassReason, at: Instant): ContestPlace {
  const { prize, rank, passed } = place;
  if (rank === null) throw new Error(`prize ${prize} is nobody's`);
  return { prize, rank, state: "vacant", until: null, passed: [...passed, { rank, reason, at }] };
}

/** Why a place passes its rank by because time ran out, or null: it has not, or there is no time to run out. */
export function lapsedAs({ state, until }: ContestPlace, now: Instant): PassReason | null {
  if (until === null || until > now) return null;
  return state === "offered" ? "unclaimed" : state === "held" ? "tax_form_missing" : null;
}

/** Places that the clock has to pass on, in the order in which they fell vacant. */
export function vacantPlaces({ places }: ContestFacts, now: Instant): ContestPlace[] {
  const since = ({ state, until, passed }: ContestPlace) => (state === "vacant" ? (passed.at(-1)?.at ?? now) : until);
  return places
    .filter((place) => place.state === "vacant" || lapsedAs(place, now) !== null)
    .sort((a, b) => (since(a) ?? now) - (since(b) ?? now) || a.prize - b.prize);
}

/** The first rank of the ranking that no prize has come to yet; null: all had their turn. */
export function nextRank({ places, ranking }: ContestFacts): number | null {
  const had = new Set(places.flatMap(({ rank, passed }) => [rank, ...passed.map((each) => each.rank)]));
  return ranking.find(({ rank }) => !had.has(rank))?.rank ?? null;
}

/** Whether nothing will happen to a prize any more. */
export function isDone({ state }: ContestPlace): boolean {
  return state === "delivered" || state === "left";
}

/** Changes places of a contest, and says when the clock looks at it next. */
export function changePlaces(draft: Draft, facts: Facts, contest: Holder<"contest">, places: ContestPlace[]): void {
  const waits = places.filter((place) => !isDone(place)).map(({ until }) => until ?? facts.now);
  draft.change(contest, {
    state: "claiming",
    dueAt: waits.length === 0 ? facts.now : Math.min(...waits),
    facts: { ...contest.facts, places },
  });
}

/** A contest's places with one of them changed. */
export function withPlace({ places }: ContestFacts, changed: ContestPlace): ContestPlace[] {
  return places.map((place) => (place.prize === changed.prize ? changed : place));
}
