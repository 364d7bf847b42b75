/**
 * A day's boundary for one member: what a new day does to what she holds, in the published order
 * (programme/boundary.ts). Reads see it from midnight on without this; the clock posts it, once, whenever it comes. Each
 * step looks at what is good today only, so that a clock that stood still for days ends where one that ran does.
 */
import { BOUNDARY, type BoundaryStep } from "../programme/boundary.ts";
import { expiredOf } from "../values/account.ts";
import type { Day } from "../values/day.ts";
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import { nextOf, settleCards } from "./automatic.ts";
import { type Brought, bring, mayEarn, standingWaits } from "./bring.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { lotsOf } from "./lots.ts";
import { membershipEvent } from "./membership.ts";
import { occasionsDue } from "./occasions.ts";
import { expectProgramme, isPaused } from "./paused.ts";
import { reviewTiers } from "./tier-review.ts";
import { releaseLapsed } from "./units.ts";

export interface Crossed {
  operation: string;
  member: string;
  expired: { unit: string; amount: number; expiresOn: Day }[];
  /** Occasions that came, and what rules gave for them. */
  brought: Brought["brought"];
  earned: Brought["earned"];
  messages: Brought["messages"];
}

type Step = (draft: Draft, facts: Facts, outcome: Crossed, given: Given) => void;

/** What each step posts. */
const STEPS: Partial<Record<BoundaryStep, Step>> = {
  // Lots become good by their days, without a posting; units of holds that ran out come back to theirs.
  activate: (draft, facts, { member }) => releaseLapsed(draft, facts, member),
  redeem(draft, facts, outcome, given) {
    // What is filled, and a tier that is reached, meet the rules; while earning is paused they wait for that.
    const { member } = outcome;
    if (mayEarn(draft, facts, member)) add(outcome, bring(draft, facts, given, { member, events: [] }));
    else standingWaits(draft, facts, given, { member, isOnce: false });
    settleCards(draft, facts, given, member);
  },
  review: (draft, facts, { member }) => void reviewTiers(draft, facts, member),
  occasions,
  expire,
};

/** Refusals, in order: member_unknown, not_due (nothing stored). It happens to a frozen member too. */
export function decideBoundary(facts: Facts, _request: { member: string }, given: Given): Decided<Crossed> {
  const { member } = facts;
  if (!member) return cannotDecide("member_unknown");
  if (member.dueAt === null || member.dueAt > facts.now) return cannotDecide("not_due");
  return crossed(facts, member, given);
}

/**
 * The same on any other day, where a new version puts her into other tiers or lets them turn earlier than she is due. Refusals, in
 * order: member_unknown, not_due (her day brings it by itself, or nothing is different; nothing stored).
 */
export function decideReview(facts: Facts, _request: { member: string }, given: Given): Decided<Crossed> {
  const { member } = facts;
  if (!member || member.state === "erased") return cannotDecide("member_unknown");
  const { publicId: id, dueAt } = member;
  if (dueAt !== null && dueAt <= facts.now) return cannotDecide("not_due");
  const tried = draftOf(facts);
  reviewTiers(tried, facts, id);
  const next = nextOf(tried, facts, id);
  const isEarlier = next !== null && (dueAt === null || next < dueAt);
  return isEarlier || tried.written(id).postings.length > 0 ? crossed(facts, member, given) : cannotDecide("not_due");
}

function crossed(facts: Facts, member: Holder<"member">, given: Given): Decided<Crossed> {
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  const outcome: Crossed = {
    operation: given.operation,
    member: member.publicId,
    expired: [],
    brought: [],
    earned: [],
    messages: [],
  };
  for (const step of BOUNDARY) STEPS[step]?.(draft, facts, outcome, given);
  draft.change(member, { dueAt: nextOf(draft, facts, member.publicId) });
  return { written: draft.written(member.publicId), outcome };
}

/** Each occasion that has come is raised once; of a frozen member it passes, and while earning is paused it waits. */
function occasions(draft: Draft, facts: Facts, outcome: Crossed, given: Given): void {
  if (isPaused(facts)) return;
  const { member } = outcome;
  const due = occasionsDue(draft, facts, member);
  if (due.length === 0) return;
  if (mayEarn(draft, facts, member)) add(outcome, bring(draft, facts, given, { member, events: due }));
  const holder = draft.holder(member);
  if (!holder) throw new Error(`${member} was not read`);
  const { facts: about } = asKind(holder, "member");
  const raised = Object.assign({}, about.raised, ...due.map((occasion) => occasion.raised));
  draft.change(asKind(holder, "member"), { facts: { ...about, raised } });
}

function add(outcome: Crossed, { brought, earned, messages }: Brought): void {
  outcome.brought.push(...brought);
  outcome.messages.push(...messages);
  outcome.earned.push(...earned);
}

function expire(draft: Draft, facts: Facts, outcome: Crossed, given: Given): void {
  const { member, expired } = outcome;
  const { units } = facts.current.programme;
  for (const { lastDay, balance: amount, ...lot } of lotsOf(draft, member)) {
    if (lastDay >= facts.today || amount <= 0) continue;
    draft.post({ from: lot, to: expiredOf(lot.unit), amount, reason: "expire", why: { expiredOn: lastDay } });
    expired.push({ unit: lot.unit, amount, expiresOn: lastDay });
  }
  for (const { unit: plan, expiresOn } of expired) {
    // Of a membership that was renewed the next lot is there: it did not lapse.
    if (!units[plan]?.membership || lotsOf(draft, member, plan).some(({ balance }) => balance > 0)) continue;
    const name = `${plan}:${member}:${expiresOn}`;
    const { earned, messages } = membershipEvent(draft, facts, given, {
      member,
      store: null,
      name,
      plan,
      change: "lapsed",
    });
    outcome.earned.push(...earned.map(({ unit, amount, rule }) => ({ unit, amount, rule })));
    outcome.messages.push(...messages);
  }
}
