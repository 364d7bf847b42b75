/** The moment of an event: everything that conditions may ask, from facts that were read with the rest. */
import { rateOf } from "../programme/benefits/index.ts";
import { allHold } from "../programme/conditions/index.ts";
import type { Within } from "../programme/conditions/metric.ts";
import type { Moment, Who } from "../programme/conditions/moment.ts";
import { countsEvents, countsLine, countsOn, FIRST_MONTH, firstMonth, type Metric } from "../programme/metric.ts";
import type { Programme } from "../programme/programme.ts";
import { type Day, dayOf, minuteOf, monthOf } from "../values/day.ts";
import { asKind, type HolderFacts } from "../values/holder.ts";
import { opennessOf } from "../values/venue-hours.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { inputValue } from "./input.ts";
import { ageOn, attributesOf } from "./profile.ts";
import { tiersOf } from "./standing.ts";
import { spendable } from "./units.ts";

/** What is told of an event; what is left out was not told. */
export type Happened<On> = { on: On } & Pick<Moment, "at"> &
  Partial<Pick<Moment, "lines" | "store" | "venue" | "channel" | "trust" | "evidence" | "here" | "data">>;

/** The moment of what happened to a member, under the programme in force then. */
export function momentOf<On extends Moment["on"]>(
  draft: Draft,
  facts: Facts,
  member: string,
  happened: Happened<On>,
): Moment & { on: On } {
  const { programme } = facts.atEvent;
  const { benefits, ...levels } = tiersOf(draft, programme, member, facts.today);
  // Only rules that earn ask.
  const held = () => [
    ...benefits,
    ...Object.entries(programme.units).flatMap(([unit, { membership }]) =>
      membership && membership.benefits.length > 0 && spendable(draft, facts, member, unit) > 0
        ? membership.benefits
        : [],
    ),
  ];
  const moment: Moment & { on: On } = {
    lines: [],
    store: null,
    venue: null,
    channel: null,
    trust: null,
    evidence: null,
    here: null,
    data: {},
    ...happened,
    day: dayOf(happened.at, programme.zone),
    minute: minuteOf(happened.at, programme.zone),
    ...levels,
    isOpen: isOpenAt(facts, happened, programme.zone),
    rate: (unit) => rateOf(held(), unit),
    city: cityOf(facts, happened.venue) ?? cityOf(facts, happened.store),
    input: (name) => inputValue(draft, programme, name),
    who: { ...NOBODY },
  };
  moment.who = whoOf(draft, facts, { member, programme, moment });
  return moment;
}

/** A member as she is now, without anything having happened. */
export function momentNow(draft: Draft, facts: Facts, member: string): Moment {
  return momentOf(draft, { ...facts, atEvent: facts.current }, member, { on: null, at: facts.now });
}

/** The segments that a member is in now, in the document's order. */
export function segmentsOf(draft: Draft, facts: Facts, member: string): string[] {
  const { who } = momentNow(draft, facts, member);
  return Object.keys(facts.current.programme.segments).filter((segment) => who.isIn(segment));
}

/** Whether a member is in one of the segments that a reward is for. */
export function isForSegments({ segments }: { segments?: string[] | undefined }, { who }: Moment): boolean {
  return segments === undefined || segments.some((segment) => who.isIn(segment));
}

const NOBODY: Who = {
  joinedOn: null,
  age: null,
  attributes: {},
  holds: () => 0,
  measured: () => 0,
  which: () => null,
  isIn: () => false,
};

function whoOf(
  draft: Draft,
  facts: Facts,
  { member, programme, moment }: { member: string; programme: Programme; moment: Moment },
): Who {
  const holder = draft.holder(member);
  const joinedAt = holder ? asKind(holder, "member").facts.joinedAt : null;
  const profile = facts.profiles.get(member) ?? {};
  const { day } = moment;
  const joinedOn = joinedAt === null ? null : dayOf(joinedAt, programme.zone);
  return {
    joinedOn,
    age: ageOn(profile, day),
    attributes: attributesOf(programme, profile),
    holds: (unit) => spendable(draft, facts, member, unit),
    measured(metric, within) {
      if (programme.metrics[metric]?.counts === "tenure") return joinedOn === null ? 0 : Math.max(0, day - joinedOn);
      return Math.max(0, measured(draft, { member, metric, within, day, joinedOn }));
    },
    which(metric) {
      const terms = programme.metrics[metric];
      return terms && isCounted(terms, moment) ? Math.max(0, everCounted(draft, member, metric)) + 1 : null;
    },
    isIn: (segment) => allHold(programme.segments[segment]?.when ?? [], moment),
  };
}

/** What was counted for ever and by month. */
function everCounted(draft: Draft, member: string, metric: string): number {
  return draft.counted(member, metric) - draft.counted(member, metric, 1) + draft.counted(member, metric, FIRST_MONTH);
}

/** What was counted within a window that ends with a day. Later buckets are of what happened since, and do not count. */
function measured(
  draft: Draft,
  {
    member,
    metric,
    within,
    day,
    joinedOn,
  }: { member: string; metric: string; within: Within; day: Day; joinedOn: Day | null },
): number {
  const between = (first: number, last: number) =>
    draft.counted(member, metric, first) - draft.counted(member, metric, last + 1);
  if (within.kind === "lifetime") return everCounted(draft, member, metric);
  if (within.kind === "days") return between(day - within.days + 1, day);
  return between(firstMonth(within, monthOf(day), joinedOn === null ? null : monthOf(joinedOn)), monthOf(day));
}

/** Whether a metric counts the event itself. */
function isCounted(terms: Metric, { on, lines, store, channel }: Moment): boolean {
  if (!countsEvents(terms) || !countsOn(terms, on)) return false;
  if (terms.counts !== "orders") return true;
  return lines.some((line) => line.basisMinor > 0 && countsLine(terms, { ...line, store: store ?? "", channel }));
}

function isOpenAt(
  { holders }: Facts,
  { venue, at }: { venue?: string | null; at: number },
  zone: string,
): boolean | null {
  const holder = venue ? holders.get(venue) : undefined;
  return holder?.kind === "venue" ? (opennessOf(asKind(holder, "venue").facts, at, zone)?.isOpen ?? null) : null;
}

function cityOf({ holders }: Facts, place: string | null | undefined): string | null {
  const holder = place === null || place === undefined ? undefined : holders.get(place);
  return (holder?.facts as Partial<HolderFacts["store"]> | undefined)?.city ?? null;
}
