/**
 * Events that come of others: what an operation changed in a member's standing meets rules of its own, and what those
 * change does too, to a fixed depth, so that no document can make an operation that does not end.
 */
import type { Moment } from "../programme/conditions/moment.ts";
import { EVENTS } from "../programme/event.ts";
import { isHeard } from "../programme/hearing.ts";
import type { JsonObject } from "../values/json.ts";
import { settleCards } from "./automatic.ts";
import { type Draft, draftOf } from "./draft.ts";
import { countEvent } from "./earning.ts";
import type { Facts, Given } from "./facts.ts";
import { momentOf } from "./moment.ts";
import { add, applyRules, type Effects, type Event } from "./rules.ts";
import { holds } from "./standing.ts";
import { reviewTiers } from "./tier-review.ts";

/** How often what was raised may raise again. */
export const DEPTH = 3;

/** The events that come of others. */
const RAISED = Object.keys(EVENTS).filter((on) => EVENTS[on]?.by === "event");

/** What happened because of something else. */
export interface Raised {
  on: string;
  data: JsonObject;
}

/** What it comes of: an event, or time. */
export type Cause = Omit<Event, "moment"> & { moment: Pick<Moment, "at" | "day" | "store" | "venue" | "channel"> };

/**
 * Fills the member's cards, reviews her tiers and raises what the operation changed so far (and what the caller says came
 * of it besides), adding what it gives to the effects. Call it once all is counted, before she is settled.
 */
export function raise(
  draft: Draft,
  facts: Facts,
  given: Given,
  cause: Cause,
  effects: Effects,
  besides: Raised[] = [],
): void {
  const { moment, member, order } = cause;
  const hears = RAISED.some((on) => isHeard(facts.atEvent.programme, on));
  if (!hears) return;
  const had = badgesOf(draftOf(facts), facts, member);
  const happened = new Set<string>();
  for (let depth = 0; depth < DEPTH; depth++) {
    const { filled } = settleCards(draft, facts, given, member);
    effects.gifts.push(...filled);
    const reached = reviewTiers(draft, facts, member).filter(({ isUp }) => isUp);
    const raised = [
      ...besides,
      ...filled.map(({ reward, redemption }): Raised => ({ on: "card-filled", data: { reward, redemption } })),
      ...reached.map(({ group, to }): Raised => ({ on: "tier-reached", data: { group, tier: to } })),
      ...badgesOf(draft, facts, member)
        .filter((unit) => !had.includes(unit))
        .map((unit): Raised => ({ on: "badge-earned", data: { unit } })),
    ].filter((each) => !happened.has(nameOf(each)));
    if (raised.length === 0) return;
    for (const each of raised) {
      happened.add(nameOf(each));
      const { on, data } = each;
      const { at, store, venue, channel } = moment;
      const about = momentOf(draft, facts, member, { on, at, store, venue, channel, data });
      const name = `${cause.name}:${nameOf(each)}`;
      const known = order?.counted.length ?? 0;
      add(effects, applyRules(draft, facts, given, { moment: about, member, name, ...(order ? { order } : {}) }));
      for (const { metric, bucket } of order?.counted.slice(known) ?? [])
        draft.count({ holder: member, metric, bucket, amount: 1 });
      countEvent(draft, facts.atEvent.programme, { member, on, day: moment.day });
    }
  }
}

function nameOf({ on, data }: Raised): string {
  return [on, ...Object.values(data)].join(":");
}

/** The badges that she holds. */
function badgesOf(draft: Draft, { current: { programme } }: Facts, member: string): string[] {
  return Object.entries(programme.units).flatMap(([unit, { badge }]) =>
    badge && holds(draft, member, unit) ? [unit] : [],
  );
}
