/**
 * Units that wait: earned by content that staff have not looked at yet. They are in a lot that is pending until somebody
 * accepts the content, and repay no debt before.
 */
import { daysOf } from "../programme/unit.ts";
import { issuedBy, lotOf } from "../values/account.ts";
import { ALWAYS, NEVER, WAITING } from "../values/day.ts";
import type { EventFacts, OrderEarned } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { Draft } from "./draft.ts";
import type { Earned } from "./earning.ts";
import type { Facts } from "./facts.ts";
import { give } from "./units.ts";

const LOT = { availableOn: WAITING, expiresOn: NEVER };

/** Whether what was earned waits to be accepted. */
export function isWaiting({ lot }: Pick<OrderEarned, "lot">): boolean {
  return lot.availableOn === WAITING;
}

/** Earns into the lot that waits, and keeps that in the terms; it is counted as all that is earned. */
export function earnWaiting(
  draft: Draft,
  { earned, store, member, why }: { earned: OrderEarned; store: string | null; member: string; why: JsonObject },
): Earned {
  const { rule, unit, numerator: amount } = earned;
  earned.lot = LOT;
  const told: JsonObject = { ...why, rule, waits: true };
  draft.post({ from: issuedBy(store, unit), to: lotOf(member, unit, LOT), amount, reason: "earn", why: told });
  for (const { metric, bucket } of earned.counted) draft.count({ holder: member, metric, bucket, amount });
  return { unit, amount, rule, ...LOT, why: told };
}

/**
 * Moves what waited to lots that are earned today, a debt first; returns the terms as they are from now on, and what
 * became hers.
 */
export function activate(
  draft: Draft,
  facts: Facts,
  { event, member }: { event: EventFacts; member: string },
): { earned: OrderEarned[]; given: Earned[] } {
  const given: Earned[] = [];
  const earned = event.earned.map((terms) => {
    if (!isWaiting(terms)) return terms;
    const { rule, unit, numerator: amount } = terms;
    const known = facts.current.programme.units[unit];
    // A unit that the document no longer has lives for ever, as it does for who holds it.
    const lot = known ? daysOf(known, facts.today) : { availableOn: ALWAYS, expiresOn: NEVER };
    const why: JsonObject = { rule, amount };
    const from = lotOf(member, unit, LOT);
    // An erasure or a merge may have emptied it: nothing is given twice.
    const left = Math.min(amount, draft.balanceOf(from));
    give(draft, facts, { member, unit, amount: left, from, lot, reason: "activate", why });
    given.push({ unit, amount: left, rule, ...lot, why });
    return { ...terms, lot };
  });
  return { earned, given };
}
