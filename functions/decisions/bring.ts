/** What time, luck or a store's word brings a member meets the rules, and what comes of it is raised in its turn. */
import { isHeard } from "../programme/hearing.ts";
import { asKind } from "../values/holder.ts";
import type { Draft } from "./draft.ts";
import { countEvent } from "./earning.ts";
import type { Facts, Given } from "./facts.ts";
import type { MessageGiven } from "./messages.ts";
import { momentOf } from "./moment.ts";
import { expectProgramme, isPaused } from "./paused.ts";
import { cameTo, hearsRaised, type Raised, raise } from "./raise.ts";
import { add, applyRules, type Effects, noEffects } from "./rules.ts";

/** What was brought, in the clock's answer: codes of vouchers are hers to see. */
export interface Brought {
  brought: string[];
  earned: { unit: string; amount: number; rule: string }[];
  messages: MessageGiven[];
}

/** Whether rules give her anything now: earning is not paused, and she is neither frozen nor erased. */
export function mayEarn(draft: Draft, facts: Facts, member: string): boolean {
  return !isPaused(facts) && !["frozen", "erased"].includes(draft.holder(member)?.state ?? "");
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
  if (mayEarn(draft, facts, member)) {
    const { undone: _, ...effects } = happen(draft, facts, given, { member, store, name, events: heard, isOnce: true });
    return effects;
  }
  for (const { on } of heard) countEvent(draft, programme, { member, on, day: facts.today });
  return noEffects();
}

/**
 * Raises what an operation changed of a member's standing and nothing that caused it has told the rules: the end of every
 * decision that settles her. While earning is paused it waits in her facts (occasions.ts); of a frozen member it passes.
 */
export function standingTold(draft: Draft, facts: Facts, given: Given, member: string): Effects & { undone: string[] } {
  if (draft.raised.has(member) || !hearsRaised(facts.current.programme)) return { ...noEffects(), undone: [] };
  expectProgramme(draft, facts);
  if (!mayEarn(draft, facts, member))
    return { ...noEffects(), ...standingWaits(draft, facts, given, { member, isOnce: true }) };
  // Whoever else an operation settles has names of her own: what both come to is raised for each.
  const name = member === facts.member?.publicId ? given.operation : `${given.operation}:${member}`;
  const about = { member, store: null, name, events: [], isOnce: true };
  const told = happen(draft, facts, given, about);
  // Told for what came until now; what a later part of the operation brings is told by the next.
  draft.raised.delete(member);
  return told;
}

/** While earning is paused, keeps what she came to until it is not; of a frozen member it passes. */
export function standingWaits(
  draft: Draft,
  facts: Facts,
  given: Given,
  who: { member: string; isOnce: boolean },
): { gifts: Effects["gifts"]; undone: string[] } {
  const { filled, undone, raised } = cameTo(draft, facts, given, who);
  if (isPaused(facts)) waitFor(draft, facts, who.member, raised);
  return { gifts: filled, undone };
}

/** Keeps events that rules answer until earning is not paused (occasions.ts). */
export function waitFor(draft: Draft, facts: Facts, id: string, events: Raised[]): void {
  const heard = events.filter(({ on }) => isHeard(facts.current.programme, on));
  const holder = draft.holder(id);
  if (heard.length === 0 || !holder) return;
  const member = asKind(holder, "member");
  const { raised: known = {} } = member.facts;
  const waits = [...(known.waits ?? []), ...heard.map(({ on, data }) => ({ on, data, day: facts.today }))];
  draft.change(member, { facts: { ...member.facts, raised: { ...known, waits } } });
}

/** An event with a name of its own: a play is raised once by it. */
export type Happened = Raised & { name: string };

interface Happening {
  member: string;
  store: string | null;
  /** What they came of. */
  name: string;
  events: Happened[];
  /** That it was a request, and not time or luck (raise.ts). */
  isOnce?: boolean;
}

function happen(
  draft: Draft,
  facts: Facts,
  given: Given,
  { member, store, name, events, isOnce = false }: Happening,
): Effects & { undone: string[] } {
  const now = { ...facts, atEvent: facts.current };
  const effects: Effects = noEffects();
  for (const { on, data, name: its } of events) {
    const moment = momentOf(draft, now, member, { on, at: facts.now, store, data });
    add(effects, applyRules(draft, now, given, { moment, member, name: its }));
    countEvent(draft, facts.current.programme, { member, on, day: facts.today });
  }
  const moment = { at: facts.now, day: facts.today, store, venue: null, channel: null };
  const undone = raise(draft, now, given, { moment, member, name, isOnce }, effects);
  return { ...effects, undone };
}
