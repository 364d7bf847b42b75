/** Points for tickets, where a law forbids that: refused to those who are known to live there, and until it is known where. */
import { laws } from "../programme/draws/law.ts";
import { liesIn, reaches } from "../programme/draws/region.ts";
import type { Grant } from "../values/grant.ts";
import { type Refusal, refuse } from "../values/refusal.ts";
import { personOf } from "./eligible.ts";
import type { Facts } from "./facts.ts";
import { openContest } from "./tickets.ts";

const banned = laws.filter(({ asks }) => asks.kind === "no-points-for-tickets");

/** Refuses to take points for what gives tickets. Refusals: not_eligible, with the law in words. */
export function judgePaidTickets(facts: Facts, member: string, gives: Grant[]): Refusal | null {
  const { region } = personOf(facts.profiles.get(member) ?? {});
  for (const grant of gives) {
    const contest = grant.kind === "tickets" ? openContest(facts, grant.contest) : null;
    if (!contest) continue;
    for (const { region: where, says } of banned) {
      if (where === null || !reaches(contest.facts.terms, where)) continue;
      const isElsewhere = region !== null && !liesIn(region, where) && !liesIn(where, region);
      if (!isElsewhere) return refuse("not_eligible", { reason: "points_for_tickets", region: where, says });
    }
  }
  return null;
}
