/**
 * The review of a member's tiers: what her counts and her units say now is compared with what the ledger says she is in,
 * and each difference is posted, with its evidence, on her statement. Reads need no review: the course of a tier
 * (programme/course.ts) is right whether it was posted or not.
 */
import { courseOf, type Known, measured, type Stay, type Stretch, stayOn } from "../programme/course.ts";
import { needOf, partsOf } from "../programme/measure.ts";
import type { Programme } from "../programme/programme.ts";
import type { TierGroup } from "../programme/tiers.ts";
import { type AccountName, expiredOf, issuedBy, lotOf, tierOf, tierUnit } from "../values/account.ts";
import { type Day, dateOf, dayOf, NEVER } from "../values/day.ts";
import { asKind } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { type Lot, lotsOf } from "./lots.ts";

/** A change of tier, by the ids of its levels. */
export interface TierChange {
  group: string;
  from: string;
  to: string;
  isUp: boolean;
}

/**
 * Posts what has changed of the member's tiers and returns every change, those of floating tiers included, which follow
 * from what this operation counted and are not posted. Call it last, before her version is bumped.
 */
export function reviewTiers(draft: Draft, facts: Facts, member: string): TierChange[] {
  const { programme } = facts.current;
  const lots = lotsOf(draft, member).filter(({ unit, balance }) => tierOf(unit) && balance > 0);
  const held = new Set(
    programme.tiers.flatMap(({ id, held, levels }) => (held ? levels.map((level) => tierUnit(id, level.id)) : [])),
  );
  const changes = programme.tiers.flatMap((group) => {
    const its = lots.filter(({ unit }) => tierOf(unit)?.group === group.id && held.has(unit));
    return group.held
      ? reviewHeld(draft, facts, { group, member, lots: its })
      : reviewFloating(draft, facts, { group, member });
  });
  for (const lot of lots) if (!held.has(lot.unit)) end(draft, lot, { ...(tierOf(lot.unit) ?? {}), cause: "removed" });
  return changes;
}

/** The next day on which time alone changes a tier that is held; null: none does. Its own lots' last days are not named. */
export function tierTurn(draft: Draft, programme: Programme, member: string, today: Day): Day | null {
  const turns = programme.tiers.flatMap((group) => {
    if (!group.held) return [];
    const { until } = stayOn(courseOf(group, knownOf(draft, programme, { group, member, today })), today);
    return until === NEVER ? [] : [until + 1];
  });
  return turns.length === 0 ? null : Math.min(...turns);
}

/** What a course is computed from, as the draft has it. `forgets`: tier lots do not count, so that only merit does. */
export function knownOf(
  draft: Draft,
  { metrics, zone }: Programme,
  { group, member, today, forgets = false }: { group: TierGroup; member: string; today: Day; forgets?: boolean },
): Known {
  const holder = draft.holder(member);
  const joinedAt = holder ? asKind(holder, "member").facts.joinedAt : null;
  const lots = group.held || group.levels.some(({ enteredBy }) => enteredBy) ? lotsOf(draft, member) : [];
  const stretches = (level: number, unit: string): Stretch[] =>
    lots
      .filter((lot) => lot.unit === unit && lot.balance > 0)
      .map(({ availableOn, lastDay }) => ({ level, from: availableOn, until: lastDay }));
  return {
    today,
    joinedOn: joinedAt === null ? null : dayOf(joinedAt, zone),
    counted: (metric) => draft.buckets(member, metric),
    terms: (metric) => metrics[metric],
    promised: group.levels.flatMap(({ id, enteredBy }, level) =>
      forgets || enteredBy || !group.held ? [] : stretches(level, tierUnit(group.id, id)),
    ),
    entered: group.levels.flatMap(({ enteredBy }, level) => (enteredBy ? stretches(level, enteredBy.unit) : [])),
  };
}

interface Reviewed {
  group: TierGroup;
  member: string;
}

function reviewFloating(draft: Draft, facts: Facts, { group, member }: Reviewed): TierChange[] {
  const { programme } = facts.current;
  const asked = { group, member, today: facts.today };
  const levelIn = (of: Draft) => stayOn(courseOf(group, knownOf(of, programme, asked)), facts.today).level;
  return changed(group, levelIn(draftOf(facts)), levelIn(draft));
}

function reviewHeld(draft: Draft, facts: Facts, { group, member, lots }: Reviewed & { lots: Lot[] }): TierChange[] {
  const { programme } = facts.current;
  const { today } = facts;
  const levelOf = ({ unit }: AccountName) => group.levels.findIndex(({ id }) => tierUnit(group.id, id) === unit);
  const recorded = Math.max(0, ...lots.map(levelOf));

  // What this operation took away from under a level takes the level with it; what a new version asks for does not.
  const merit = (of: Draft) =>
    stayOn(courseOf(group, knownOf(of, programme, { group, member, today, forgets: true })), today).level;
  const [before, after] = [merit(draftOf(facts)), merit(draft)];
  const undone = lots.filter((lot) => levelOf(lot) > after && levelOf(lot) <= before);
  for (const lot of undone) end(draft, lot, { ...evidence(draft, facts, { group, member }), cause: "undone" });

  const known = knownOf(draft, programme, { group, member, today });
  const stay = stayOn(courseOf(group, known), today);
  const level = group.levels[stay.level];
  if (!level) throw new Error(`${group.id} has no level ${stay.level}`);
  const unit = tierUnit(group.id, level.id);
  const open = lots.filter((lot) => !undone.includes(lot) && lot.balance > 0);
  const kept = open
    .filter((lot) => lot.unit === unit && lot.expiresOn >= today)
    .sort((a, b) => b.expiresOn - a.expiresOn)[0];
  const cause = stay.by === "fell" || stay.level < recorded ? "fell" : stay.by;
  const why = { ...evidence(draft, facts, { group, member, stay }), cause };
  for (const lot of open) {
    if (lot === kept) continue;
    const isOver = lot.expiresOn < today;
    end(draft, lot, isOver ? { ...why, cause: "ended", expiredOn: lot.expiresOn } : { ...why, cause: "replaced" });
  }
  if (!kept && stay.level > 0) {
    const to = lotOf(member, unit, { availableOn: today, expiresOn: stay.until });
    draft.post({ from: issuedBy(null, unit), to, amount: 1, reason: "tier", why });
  }
  return changed(group, recorded, stay.level);
}

/** A lot of a level goes: all of it, since two members who became one may both have had it. */
function end(draft: Draft, { balance, lastDay: _, ...lot }: Lot, why: JsonObject): void {
  draft.post({ from: lot, to: expiredOf(lot.unit), amount: balance, reason: "tier", why });
}

/** The numbers by which a level was judged: what each metric says in its window, and what it asks. */
function evidence(
  draft: Draft,
  { current: { programme }, today }: Facts,
  { group, member, stay }: Reviewed & { stay?: Stay },
): JsonObject {
  const known = knownOf(draft, programme, { group, member, today });
  const judged = stay ?? stayOn(courseOf(group, known), today);
  const has = measured(group, known)(judged.month);
  const level = group.levels[judged.level];
  return {
    group: group.id,
    level: level?.id ?? null,
    month: judged.month,
    until: judged.until === NEVER ? null : dateOf(judged.until),
    has: Object.fromEntries(partsOf(group.measure).map(({ metric }, index) => [metric, has[index] ?? 0])),
    needs: Object.fromEntries(
      partsOf(group.measure).flatMap(({ metric }) => {
        const need = level?.from === undefined ? null : needOf(level.from, metric);
        return need === null ? [] : [[metric, need]];
      }),
    ),
    ...(level?.enteredBy ? { unit: level.enteredBy.unit } : {}),
  };
}

function changed({ id, levels }: TierGroup, before: number, after: number): TierChange[] {
  const [from, to] = [levels[before], levels[after]];
  return from && to && before !== after ? [{ group: id, from: from.id, to: to.id, isUp: after > before }] : [];
}
