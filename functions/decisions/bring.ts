/** What time or luck brings a member meets the rules, and what comes of it is raised in its turn. */
import type { Draft } from "./draft.ts";
import { countEvent } from "./earning.ts";
import type { Facts, Given } from "./facts.ts";
import { momentOf } from "./moment.ts";
import { isPaused } from "./paused.ts";
import { type Raised, raise } from "./raise.ts";
import { applyRules, type Effects, noEffects } from "./rules.ts";

/** What was brought, in the clock's answer: codes of vouchers are hers to see. */
export interface Brought {
  brought: string[];
  earned: { unit: string; amount: number; rule: string }[];
}

/** Whether rules give her anything now: earning is not paused, and she is not frozen. */
export function mayEarn(draft: Draft, facts: Facts, member: string): boolean {
  return !isPaused(facts) && draft.holder(member)?.state !== "frozen";
}

/** Raises events that nobody did anything for, under the programme in force now. */
export function bring(
  draft: Draft,
  facts: Facts,
  given: Given,
  { member, events }: { member: string; events: Raised[] },
): Brought {
  const effects: Effects = noEffects();
  for (const { on, data } of events) {
    const moment = momentOf(draft, facts, member, { on, at: facts.now, data });
    const event = { moment, member, name: `${on}:${member}` };
    effects.earned.push(...applyRules(draft, facts, given, event).earned);
    countEvent(draft, facts.current.programme, { member, on, day: facts.today });
  }
  const moment = momentOf(draft, facts, member, { on: null, at: facts.now });
  raise(draft, facts, given, { moment, member, name: `clock:${member}` }, effects);
  return {
    brought: events.map(({ on }) => on),
    earned: effects.earned.map(({ unit, amount, rule }) => ({ unit, amount, rule })),
  };
}
