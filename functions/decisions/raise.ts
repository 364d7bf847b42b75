/**
 * Events that come of others: what an operation changed in a member's standing meets rules of its own, and what those
 * change does too, to a fixed depth, so that no document can make an operation that does not end.
 */
import { eventTerms } from "../programme/event.ts";
import type { Programme } from "../programme/programme.ts";
import type { JsonObject } from "../values/json.ts";
import { type Draft, draftOf } from "./draft.ts";
import { countEvent } from "./earning.ts";
import type { Facts, Given } from "./facts.ts";
import { momentOf } from "./moment.ts";
import { applyRules, type Effects, type Event } from "./rules.ts";
import { holds, standing } from "./standing.ts";

/** How often what was raised may raise again. */
export const DEPTH = 3;

/** What happened because of something else. */
export interface Raised {
  on: string;
  data: JsonObject;
}

/**
 * Raises what the operation changed so far (and what the caller says came of it besides), adding what it gives to the
 * effects. Call it once all is counted, before the member's version is bumped.
 */
export function raise(
  draft: Draft,
  facts: Facts,
  given: Given,
  cause: Event,
  effects: Effects,
  besides: Raised[] = [],
): void {
  if (!isHeard(facts.atEvent.programme)) return;
  let before = placeOf(draftOf(facts), facts, cause.member);
  let more = besides;
  for (let depth = 0; depth < DEPTH; depth++) {
    const after = placeOf(draft, facts, cause.member);
    const raised = [...more, ...changes(before, after)];
    if (raised.length === 0) return;
    [before, more] = [after, []];
    for (const { on, data } of raised) {
      const { moment, member, order } = cause;
      const name = [cause.name, on, ...Object.values(data)].join(":");
      const { at, store, venue, channel } = moment;
      const about = momentOf(draft, facts, member, { on, at, store, venue, channel, data });
      add(effects, applyRules(draft, facts, given, { moment: about, member, name, ...(order ? { order } : {}) }));
      countEvent(draft, facts.atEvent.programme, { member, on, day: moment.day });
    }
  }
}

/** Whether the document has anything on events that come of others. */
function isHeard({ campaigns, metrics, events }: Programme): boolean {
  const named = [
    ...campaigns.flatMap(({ rules }) => rules.map(({ on }) => on)),
    ...Object.values(metrics).flatMap(({ on = [] }) => on),
  ];
  return named.some((on) => eventTerms(on, events)?.by === "event");
}

/** Where she stands, as far as it raises events. */
interface Place {
  tier: string | null;
  rank: number;
  badges: string[];
}

function placeOf(draft: Draft, facts: Facts, member: string): Place {
  const { programme } = facts.current;
  const tier = standing(draft, programme, member, facts.today)?.tier ?? null;
  const badges = Object.entries(programme.units).flatMap(([unit, terms]) => (terms.badge ? [unit] : []));
  return {
    tier,
    rank: programme.tiers?.levels.findIndex(({ id }) => id === tier) ?? 0,
    badges: badges.filter((unit) => holds(draft, member, unit)),
  };
}

function changes(before: Place, after: Place): Raised[] {
  return [
    ...(after.tier !== null && after.rank > before.rank ? [{ on: "tier-reached", data: { tier: after.tier } }] : []),
    ...after.badges
      .filter((unit) => !before.badges.includes(unit))
      .map((unit) => ({ on: "badge-earned", data: { unit } })),
  ];
}

function add(effects: Effects, more: Effects): void {
  effects.earned.push(...more.earned);
  effects.gifts.push(...more.gifts);
  effects.surprises.push(...more.surprises);
  effects.tickets.push(...more.tickets);
}
