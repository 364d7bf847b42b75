/**
 * Events that come of others: what an operation changed in a member's standing meets rules of its own, and what those
 * change does too, to a fixed depth, so that no document can make an operation that does not end.
 */
import type { Moment } from "../programme/conditions/moment.ts";
import { EVENTS } from "../programme/event.ts";
import { isHeard } from "../programme/hearing.ts";
import type { Programme } from "../programme/programme.ts";
import { asKind } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { type Settled, settleCards } from "./automatic.ts";
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
export type Cause = Omit<Event, "moment"> & {
  moment: Pick<Moment, "at" | "day" | "store" | "venue" | "channel">;
  /** A request that is no order, so that nothing takes back what is given: a tier or a badge is raised by such ones once. */
  isOnce?: boolean;
};

/** Whether a document hears anything that comes of others. */
export function hearsRaised(programme: Programme): boolean {
  return RAISED.some((on) => isHeard(programme, on));
}

/**
 * Fills the member's cards, reviews her tiers and raises what the operation changed so far, adding what it gives to the
 * effects. Call it once all is counted, before she is settled, which raises by itself what had no cause. Returns
 * redemptions of cards that were undone.
 */
export function raise(draft: Draft, facts: Facts, given: Given, cause: Cause, effects: Effects): string[] {
  const { moment, member, order, isOnce = false } = cause;
  draft.raised.add(member);
  if (!hearsRaised(facts.atEvent.programme)) return [];
  const undone: string[] = [];
  for (let depth = 0; depth < DEPTH; depth++) {
    const came = cameTo(draft, facts, given, { member, isOnce });
    effects.gifts.push(...came.filled);
    undone.push(...came.undone);
    for (const each of came.raised) {
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
    if (came.raised.length === 0) break;
  }
  return undone;
}

/** Fills her cards, reviews her tiers, and says what is new by this operation, each once. */
export function cameTo(
  draft: Draft,
  facts: Facts,
  given: Given,
  { member, isOnce }: { member: string; isOnce: boolean },
): Settled & { raised: Raised[] } {
  const settled = settleCards(draft, facts, given, member);
  const reached = reviewTiers(draft, facts, member).filter(({ isUp }) => isUp);
  const before = draftOf(facts);
  const had = [member, ...becameOf(draft, member)].flatMap((id) => badgesOf(before, facts, id));
  const lasting = [
    ...reached.map(({ group, to }): Raised => ({ on: "tier-reached", data: { group, tier: to } })),
    ...badgesOf(draft, facts, member)
      .filter((unit) => !had.includes(unit))
      .map((unit): Raised => ({ on: "badge-earned", data: { unit } })),
  ];
  const isNew = (each: Raised) => {
    const name = `${member}:${nameOf(each)}`;
    return !draft.raised.has(name) && draft.raised.add(name) !== undefined;
  };
  const fresh = lasting.filter(isNew);
  return {
    ...settled,
    raised: [...cardsOf(draft, facts, member).filter(isNew), ...(isOnce ? once(draft, member, fresh) : fresh)],
  };
}

/** Cards that this operation filled. One that it filled again, with what it gave back of another, is none: that one was an event. */
function cardsOf(draft: Draft, { holders }: Facts, member: string): Raised[] {
  const cards = draft
    .holders()
    .flatMap((holder) => (holder.kind === "redemption" ? [asKind(holder, "redemption")] : []));
  const again = cards
    .filter(({ publicId, state, facts }) => facts.automatic && ENDED.includes(state) && isOpenIn(holders.get(publicId)))
    .map(({ facts }) => facts.reward);
  return cards
    .filter(({ publicId, owner, state, facts }) => {
      if (owner !== member || !facts.automatic || holders.has(publicId) || ENDED.includes(state)) return false;
      const place = again.indexOf(facts.reward);
      if (place >= 0) again.splice(place, 1);
      return place < 0;
    })
    .map(({ publicId, facts: { reward } }) => ({ on: "card-filled", data: { reward, redemption: publicId } }));
}

/** States of a redemption whose units came back. */
const ENDED = ["reversed", "released", "lapsed"];

function isOpenIn(before: { state: string } | undefined): boolean {
  return before !== undefined && !ENDED.includes(before.state);
}

/** Those that were not raised so before; her facts say that they were from then on. */
export function once<Event extends Raised>(draft: Draft, member: string, raised: Event[]): Event[] {
  const holder = draft.holder(member);
  if (!holder || raised.length === 0) return raised;
  const { facts } = asKind(holder, "member");
  const known = facts.raised?.once ?? [];
  const fresh = raised.filter((each) => !known.includes(nameOf(each)));
  if (fresh.length > 0)
    draft.change(asKind(holder, "member"), {
      facts: { ...facts, raised: { ...facts.raised, once: [...known, ...fresh.map(nameOf)] } },
    });
  return fresh;
}

function nameOf({ on, data }: Raised): string {
  return [on, ...Object.values(data)].join(":");
}

/** Who became her: what they came to was an event of theirs. */
function becameOf(draft: Draft, member: string): string[] {
  return draft
    .holders()
    .filter((holder) => holder.kind === "member" && asKind(holder, "member").facts.mergedInto === member)
    .map(({ publicId }) => publicId);
}

/** The badges that she holds. */
function badgesOf(draft: Draft, facts: Facts, member: string): string[] {
  return Object.entries(facts.current.programme.units).flatMap(([unit, { badge }]) =>
    badge && holds(draft, facts, member, unit) ? [unit] : [],
  );
}
