/** Where a member stands in each group of tiers: her level, what is next and by when, and what she would lose. */
import { courseOf, measured, type Stay, stayOn } from "../programme/course.ts";
import { groupsOf, needOf, needsAll } from "../programme/measure.ts";
import { firstOfYear } from "../programme/metric.ts";
import type { Programme } from "../programme/programme.ts";
import type { Level, TierGroup } from "../programme/tiers.ts";
import { addMonths, type Day, endOfMonth, firstDayOf, monthOf, NEVER } from "../values/day.ts";
import type { Draft } from "./draft.ts";
import { knownOf } from "./tier-review.ts";

/** Where she stands in one group, as answers have it. */
export interface Standing {
  tier: string;
  /** What the measure says; of several metrics, the first. */
  has: number;
  /** The next level and what is missing of the metric that is nearest to it (where all are needed, farthest from it). */
  next: { tier: string; missing: number } | null;
}

/** What a metric has and needs; `by` is the last day of its window, null where the window moves on or has no end. */
export interface Way {
  metric: string;
  has: number;
  needs: number;
  missing: number;
  by: Day | null;
  /** Which ways belong together: where all are needed, any of those with one number; where any is enough, all of them. */
  together: number;
}

export interface GroupStanding extends Standing {
  group: string;
  /** Last day on which she is in the tier whatever she does; null: it floats with its measure, or is hers for life. */
  until: Day | null;
  /** A higher level that was reached and begins on a later day, or that time alone brings. */
  rise: { tier: string; on: Day } | null;
  /** What the next tier needs: any of these, or all of them (of those that belong together); empty where there is none. */
  ways: Way[];
  needsAll: boolean;
  /** What she would lose, when, and what would keep it; null: nothing that is known today. */
  risk: { tier: string; on: Day; missing: Way[] } | null;
}

/** Her level in each group, by its place: what conditions, rewards and benefits ask. */
export function levelsOf(
  draft: Draft,
  programme: Programme,
  { member, today }: { member: string; today: Day },
): { group: TierGroup; level: Level; stay: Stay }[] {
  return programme.tiers.map((group) => {
    const stay = stayOn(courseOf(group, knownOf(draft, programme, { group, member, today })), today);
    return { group, level: levelAt(group, stay.level), stay };
  });
}

/** Where she stands in every group of the programme, the primary one first. */
export function standingsOf(
  draft: Draft,
  programme: Programme,
  { member, today }: { member: string; today: Day },
): GroupStanding[] {
  return programme.tiers.map((group) => standingIn(draft, programme, { group, member, today }));
}

/** Where she stands in one group. */
export function standingIn(
  draft: Draft,
  programme: Programme,
  { group, member, today }: { group: TierGroup; member: string; today: Day },
): GroupStanding {
  const known = knownOf(draft, programme, { group, member, today });
  const course = courseOf(group, known);
  const at = measured(group, known);
  const joined = known.joinedOn === null ? null : monthOf(known.joinedOn);
  const stay = stayOn(course, today);
  const level = levelAt(group, stay.level);
  const next = group.levels.find(({ from }, index) => index > stay.level && from !== undefined);
  const ways = next ? waysTo(group, next, { has: at(monthOf(today)), month: monthOf(today), joined }) : [];
  const isAll = needsAll(group.measure);
  const rise = group.held ? course.find(({ from, level: then }) => from > today && then > stay.level) : undefined;
  const fall = course.find(({ from, level: then }) => from > today && then < stay.level);
  const last = fall ? lastChance(group, fall, today) : 0;
  return {
    group: group.id,
    tier: level.id,
    has: at(monthOf(today))[0] ?? 0,
    next: next ? { tier: next.id, missing: nearest(ways, isAll) } : null,
    until: group.held && stay.level > 0 && stay.until !== NEVER ? stay.until : null,
    rise: rise ? { tier: levelAt(group, rise.level).id, on: rise.from } : null,
    ways,
    needsAll: isAll,
    risk: fall
      ? {
          tier: levelAt(group, fall.level).id,
          on: fall.from,
          missing: stillMissing(waysTo(group, level, { has: at(last), month: last, joined }), isAll),
        }
      : null,
  };
}

/** The month by which she is judged before she falls: the one that closes the holding or, when that is over, the last of its grace. */
function lastChance({ held }: TierGroup, { from, month }: Stay, today: Day): number {
  if (!held) return month;
  const closing = monthOf(from - 1 - held.graceDays);
  return monthOf(today) <= closing ? closing : monthOf(from - 1);
}

function levelAt({ id, levels }: TierGroup, place: number): Level {
  const level = levels[place];
  if (!level) throw new Error(`${id} has no level ${place}`);
  return level;
}

function waysTo(
  { measure }: TierGroup,
  { from }: Level,
  { has, month, joined }: { has: number[]; month: number; joined: number | null },
): Way[] {
  if (from === undefined) return [];
  let index = 0;
  return groupsOf(measure).flatMap((parts, together) =>
    parts.flatMap(({ metric, window }) => {
      const counted = has[index++] ?? 0;
      const needs = needOf(from, metric);
      if (needs === null) return [];
      const first =
        window.kind === "calendar-year" || window.kind === "anniversary-year"
          ? firstOfYear(month, window.kind === "calendar-year" ? null : joined)
          : null;
      const by = first === null ? null : endOfMonth(firstDayOf(addMonths(first, 11)));
      return [{ metric, has: counted, needs, missing: Math.max(0, needs - counted), by, together }];
    }),
  );
}

/** The ways of which something is missing; of those of which any suffices and one does, none. */
function stillMissing(ways: Way[], isAll: boolean): Way[] {
  const enough = isAll
    ? new Set(ways.filter(({ missing }) => missing === 0).map(({ together }) => together))
    : new Set();
  return ways.filter(({ missing, together }) => missing > 0 && !enough.has(together));
}

/**
 * The missing amount of the metric with the smallest share missing; where all are needed, with the largest: first among
 * those that belong together, then among what they come to.
 */
function nearest(ways: Way[], isAll: boolean): number {
  const byShare = (list: Way[]) => list.toSorted((a, b) => a.missing * b.needs - b.missing * a.needs);
  const pick = (list: Way[], all: boolean) => (all ? byShare(list).at(-1) : byShare(list)[0]);
  const each = [...Map.groupBy(ways, ({ together }) => together).values()].flatMap((list) => pick(list, !isAll) ?? []);
  return pick(each, isAll)?.missing ?? 0;
}
