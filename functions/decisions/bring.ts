/** What time, luck or a store's word brings a member meets the rules, and what comes of it is raised in its turn. */
import { isHeard } from "../programme/hearing.ts";
import type { Draft } from "./draft.ts";
import { countEvent } from "./earning.ts";
import type { Facts, Given } from "./facts.ts";
import type { MessageGiven } from "./messages.ts";
import { momentOf } from "./moment.ts";
import { expectProgramme, isPaused } from "./paused.ts";
import { type Raised, raise } from "./raise.ts";
import { add, applyRules, type Effects, noEffects } from "./rules.ts";

/** What was brought, in the clock's answer: codes of vouchers are hers to see. */
export interface Brought {
  brought: string[];
  earned: { unit: string; amount: number; rule: string }[];
  messages: MessageGiven[];
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
  const named = events.map((event) => ({ ...event, name: `${event.on}:${member}` }));
  const { earned, messages } = happen(draft, facts, given, {
    member,
    store: null,
    name: `clock:${member}`,
    events: named,
  });
  return {
    brought: events.map(({ on }) => on),
    earned: earned.map(({ unit, amount, rule }) => ({ unit, amount, rule })),
    messages,
  };
}

/**
 * Events that came of a request besides what it is about, under the programme in force now. They are counted; rules give
 * nothing to a frozen member, or while earning is paused, since what they came of happens then too. Nothing undoes them.
 */
export function comeOf(draft: Draft, facts: Facts, given: Given, { member, store, name, events }: Happening): Effects {
  const { programme } = facts.current;
  const heard = events.filter(({ on }) => isHeard(programme, on));
  if (heard.length === 0) return noEffects();
  expectProgramme(draft, facts);
  if (mayEarn(draft, facts, member)) return happen(draft, facts, given, { member, store, name, events: heard });
  for (const { on } of heard) countEvent(draft, programme, { member, on, day: facts.today });
  return noEffects();
}

/** An event with a name of its own: a play is raised once by it. */
export type Happened = Raised & { name: string };

interface Happening {
  member: string;
  store: string | null;
  /** What they came of. */
  name: string;
  events: Happened[];
}

function happen(draft: Draft, facts: Facts, given: Given, { member, store, name, events }: Happening): Effects {
  const now = { ...facts, atEvent: facts.current };
  const effects: Effects = noEffects();
  for (const { on, data, name: its } of events) {
    const moment = momentOf(draft, now, member, { on, at: facts.now, store, data });
    add(effects, applyRules(draft, now, given, { moment, member, name: its }));
    countEvent(draft, facts.current.programme, { member, on, day: facts.today });
  }
  const moment = momentOf(draft, now, member, { on: null, at: facts.now, store });
  raise(draft, now, given, { moment, member, name }, effects);
  return effects;
}
