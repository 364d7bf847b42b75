/**
 * A day's boundary for one member: what a new day does to what she holds, in the published order
 * (programme/boundary.ts). Reads see it from midnight on without this; the clock posts it, once, whenever it comes. Each
 * step looks at what is good today only, so that a clock that stood still for days ends where one that ran does.
 */
import { BOUNDARY, type BoundaryStep } from "../programme/boundary.ts";
import { expiredOf } from "../values/account.ts";
import type { Day } from "../values/day.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { lotsOf } from "./lots.ts";
import { expectProgramme } from "./paused.ts";
import { dueOf } from "./standing.ts";
import { reviewTiers } from "./tier-review.ts";
import { releaseLapsed } from "./units.ts";

export interface Crossed {
  operation: string;
  member: string;
  expired: { unit: string; amount: number; expiresOn: Day }[];
}

type Step = (draft: Draft, facts: Facts, outcome: Crossed, given: Given) => void;

/** What each step posts. Automatic redemption takes its place here. */
const STEPS: Partial<Record<BoundaryStep, Step>> = {
  // Lots become good by their days, without a posting; units of holds that ran out come back to theirs.
  activate: (draft, facts, { member }) => releaseLapsed(draft, facts, member),
  review: (draft, facts, { member }) => {
    reviewTiers(draft, facts, member);
  },
  expire,
};

/** Refusals, in order: member_unknown, not_due (nothing stored). It happens to a frozen member too. */
export function decideBoundary(facts: Facts, _request: { member: string }, given: Given): Decided<Crossed> {
  const { member } = facts;
  if (!member) return cannotDecide("member_unknown");
  if (member.dueAt === null || member.dueAt > facts.now) return cannotDecide("not_due");
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const outcome: Crossed = { operation: given.operation, member: member.publicId, expired: [] };
  for (const step of BOUNDARY) STEPS[step]?.(draft, facts, outcome, given);
  draft.change(member, { dueAt: dueOf(draft, facts, member.publicId) });
  return { written: draft.written(member.publicId), outcome };
}

function expire(draft: Draft, facts: Facts, { member, expired }: Crossed): void {
  for (const { lastDay, balance: amount, ...lot } of lotsOf(draft, member)) {
    if (lastDay >= facts.today || amount <= 0) continue;
    draft.post({ from: lot, to: expiredOf(lot.unit), amount, reason: "expire", why: { expiredOn: lastDay } });
    expired.push({ unit: lot.unit, amount, expiresOn: lastDay });
  }
}
