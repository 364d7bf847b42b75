/**
 * The review of a member's tiers: what her counts and her units say now is compared with what the ledger says she is in,
 * and each difference is posted, with its evidence, on her statement. Reads need no review: the course of a tier
 * (programme/course.ts) is right whether it was posted or not.
 */
import { bestOf, courseOf, type Known, measured, type Stay, type Stretch, stayOn } from "../programme/course.ts";
import { needOf, partsOf } from "../programme/measure.ts";
import type { Programme } from "../programme/programme.ts";
import type { Level, TierGroup } from "../programme/tiers.ts";
import { type AccountName, expiredOf, issuedBy, lotOf, tierOf, tierUnit } from "../values/account.ts";
import { ALWAYS, type Day, dateOf, dayOf, type Instant, NEVER } from "../values/day.ts";
import { asKind } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { Posting } from "../values/posting.ts";
import { type Draft, draftOf } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { type Lot, lotsOf } from "./lots.ts";

/** The days of the lot of a level that floats: none, since it promises nothing. */
const FLOATS = { availableOn: ALWAYS, expiresOn: NEVER };

/** What a level asks, by metric. */
type Needs = Record<string, number>;

/** A change of tier, by the ids of its levels. */
export interface TierChange {
  group: string;
  from: string;
  to: string;
  isUp: boolean;
}

/** Posts what has changed of the member's tiers and returns every change. Call it last, before her version is bumped. */
export function reviewTiers(draft: Draft, facts: Facts, member: string): TierChange[] {
  const { tiers } = facts.current.programme;
  const lots = lotsOf(draft, member).filter(({ unit, balance }) => tierOf(unit) && balance > 0);
  const known = new Set(tiers.flatMap(({ id, levels }) => levels.map((level) => tierUnit(id, level.id))));
  const changes = tiers.flatMap((group) => {
    const its = lots.filter(({ unit }) => tierOf(unit)?.group === group.id && known.has(unit));
    return (group.held ? reviewHeld : reviewFloating)(draft, facts, { group, member, lots: its });
  });
  for (const lot of lots) if (!known.has(lot.unit)) end(draft, lot, { ...(tierOf(lot.unit) ?? {}), cause: "removed" });
  keepNeeds(draft, member);
  return changes;
}

/** The next day on which time alone changes a tier; null: none does. The last days of lots of hers are not named. */
export function tierTurn(draft: Draft, programme: Programme, member: string, today: Day): Day | null {
  const turns = programme.tiers.flatMap((group) => {
    const { until } = stayOn(courseOf(group, knownOf(draft, programme, { group, member, today })), today);
    return until === NEVER ? [] : [until + 1];
  });
  return turns.length === 0 ? null : Math.min(...turns);
}

/** What of a programme a tier follows from. */
export function tierTerms({ zone, tiers, metrics }: Programme): string {
  return JSON.stringify([zone, tiers, metrics]);
}

/** What a course is computed from, as the draft has it. `forgets`: tier lots do not count, so that only merit does. */
export function knownOf(
  draft: Draft,
  programme: Programme,
  { group, member, today, forgets = false }: { group: TierGroup; member: string; today: Day; forgets?: boolean },
): Known {
  const holder = draft.holder(member);
  const hasLots = group.held || group.levels.some(({ enteredBy }) => enteredBy);
  return knownFrom(programme, {
    group,
    today,
    joinedAt: holder ? asKind(holder, "member").facts.joinedAt : null,
    lots: hasLots ? lotsOf(draft, member) : [],
    counted: (metric) => draft.buckets(member, metric),
    forgets,
  });
}

/** What a course is computed from: her lots, counts and the instant of joining (null: a guest). */
export function knownFrom(
  { metrics, zone }: Programme,
  {
    group,
    today,
    joinedAt,
    lots,
    counted,
    forgets,
  }: {
    group: TierGroup;
    today: Day;
    joinedAt: Instant | null;
    lots: Lot[];
    counted: Known["counted"];
    forgets: boolean;
  },
): Known {
  const stretches = (level: number, unit: string): Stretch[] =>
    lots
      .filter((lot) => lot.unit === unit && lot.balance > 0)
      .map(({ availableOn, lastDay }) => ({ level, from: availableOn, until: lastDay }));
  return {
    today,
    joinedOn: joinedAt === null ? null : dayOf(joinedAt, zone),
    counted,
    terms: (metric) => metrics[metric],
    promised: group.levels.flatMap(({ id, enteredBy }, level) =>
      forgets || enteredBy || !group.held ? [] : stretches(level, tierUnit(group.id, id)).filter(hasDays),
    ),
    entered: group.levels.flatMap(({ enteredBy }, level) => (enteredBy ? stretches(level, enteredBy.unit) : [])),
  };
}

/** Whether a lot of a level was held, and did not float. */
function hasDays({ from }: Stretch): boolean {
  return from !== FLOATS.availableOn;
}

/** Writes down what each level that she has until a day asked when it was given: by that it is judged whether it is undone. */
function keepNeeds(draft: Draft, member: string): void {
  const holder = draft.holder(member);
  if (!holder) return;
  const { needs: known = {}, ...facts } = asKind(holder, "member").facts;
  const isAsked = ({ reason, to, why }: Posting) => reason === "tier" && to.holder === member && why.cause !== "given";
  const posted = draft.written(member).postings.filter(isAsked);
  const all = { ...known, ...Object.fromEntries(posted.map(({ to, why }) => [to.unit, why.needs as Needs])) };
  const had = new Set(lotsOf(draft, member).flatMap(({ unit, availableOn: from }) => (from === ALWAYS ? [] : [unit])));
  const needs = Object.fromEntries(
    Object.entries(all).filter(([unit, asked]) => had.has(unit) && Object.keys(asked).length > 0),
  );
  if (JSON.stringify(needs) === JSON.stringify(known)) return;
  draft.change(asKind(holder, "member"), { facts: Object.keys(needs).length === 0 ? facts : { ...facts, needs } });
}

interface Reviewed {
  group: TierGroup;
  member: string;
  /** Its levels that she has by the ledger. */
  lots: Lot[];
}

/**
 * A level that floats is recorded as a lot without days, which says what was last said of her and promises nothing. What
 * time brought while no clock came is recorded turn by turn, as a punctual one would have done.
 */
function reviewFloating(draft: Draft, facts: Facts, { group, member, lots }: Reviewed): TierChange[] {
  const { programme } = facts.current;
  const known = knownOf(draft, programme, { group, member, today: facts.today });
  const missed = missedTurns(draft, facts, { group, member });
  const changes: TierChange[] = [];
  let open = lots;
  for (const stay of [...missed, stayOn(courseOf(group, known), facts.today)]) {
    const isMissed = missed.includes(stay);
    const judged = isMissed ? knownOf(draftOf(facts), programme, { group, member, today: stay.from }) : known;
    const to = lotOf(member, tierUnit(group.id, levelAt(group, stay.level).id), FLOATS);
    const recorded = Math.max(0, ...open.map((lot) => levelOf(group, lot)));
    const kept = open.find(({ unit, availableOn }) => unit === to.unit && availableOn === FLOATS.availableOn);
    for (const lot of open) {
      if (lot === kept) continue;
      const level = levelOf(group, lot);
      const lost = { ...evidence(group, judged, { ...stay, level }), level: levelAt(group, stay.level).id };
      end(draft, lot, { ...lost, cause: level > stay.level ? "floated" : "replaced" });
    }
    if (!kept && stay.level > 0) {
      const why = { ...evidence(group, judged, stay), cause: stay.level < recorded ? "fell" : "reached" };
      draft.post({ from: issuedBy(null, to.unit), to, amount: 1, reason: "tier", why });
    }
    changes.push(...changed(group, recorded, stay.level));
    open = kept ? [kept] : stay.level > 0 ? [{ ...to, balance: 1, lastDay: NEVER }] : [];
  }
  return changes;
}

/**
 * The stays of a floating tier that time began since she was due, by what was known before this operation; none where
 * this draft has caught up with them.
 */
function missedTurns(draft: Draft, facts: Facts, { group, member }: Omit<Reviewed, "lots">): Stay[] {
  const { dueAt = null } = facts.holders.get(member) ?? {};
  if (dueAt === null || dueAt > facts.now) return [];
  // Another member may be settled in the same operation.
  const isHers = (from: AccountName, to: AccountName) => from.holder === member || to.holder === member;
  const isOfGroup = ({ unit }: AccountName) => tierOf(unit)?.group === group.id;
  const { postings } = draft.written(member);
  if (postings.some(({ reason, from, to }) => reason === "tier" && isHers(from, to) && isOfGroup(to))) return [];
  const { programme } = facts.current;
  const since = Math.min(dayOf(dueAt, programme.zone), facts.today);
  const course = courseOf(group, knownOf(draftOf(facts), programme, { group, member, today: since }));
  return course.filter(({ from }) => from <= facts.today);
}

function reviewHeld(draft: Draft, facts: Facts, { group, member, lots }: Reviewed): TierChange[] {
  const { programme } = facts.current;
  const { today } = facts;
  const recorded = Math.max(0, ...lots.map((lot) => levelOf(group, lot)));

  // What this operation took away from under a level takes the level with it, by what it asked when it was given: what a new
  // version asks for does not, and what it does not ask for any more is enough.
  const before = draftOf(facts);
  const merit = (of: Draft, asked: TierGroup) => {
    const known = knownOf(of, programme, { group: asked, member, today, forgets: true });
    return [stayOn(courseOf(asked, known), today).level, bestOf(asked, known)] as const;
  };
  const undone = (mayTake(before, draft, { group, member }) ? lots : []).filter((lot) => {
    const level = levelOf(group, lot);
    const asked = asGiven(draft, group, lot);
    const [[was, bestWas], [is, best]] = [merit(before, asked), merit(draft, asked)];
    const [now, bestNow] = asked === group ? [is, best] : merit(draft, group);
    const isLost = level > is && level <= was && level > now;
    if (group.levels[level]?.enteredBy) return isLost;
    return isLost || (level > best && level <= bestWas && level > bestNow);
  });
  const judged = () => {
    const known = knownOf(draft, programme, { group, member, today });
    return { known, stay: stayOn(courseOf(group, known), today) };
  };
  for (const lot of undone) {
    const { known, stay } = judged();
    end(draft, lot, { ...evidence(group, known, stay), cause: "undone" });
  }

  const { known, stay } = judged();
  // What she reached below a level that she has by a unit is hers too: it is promised with it, not when the unit goes.
  const own = known.entered.length === 0 ? stay : stayOn(courseOf(group, { ...known, entered: [] }), today);
  // A level for life that she reached and is above is promised too, passed over or not: no new version takes it.
  const isBelow = (place: number) => place < own.level && group.levels[place]?.forLife === true;
  const earned = group.levels.some((_, place) => isBelow(place)) ? meritOf(group, known) : 0;
  const forLife = group.levels.findLastIndex((_, place) => isBelow(place) && place <= earned);
  const floor: Stay[] = forLife > 0 ? [{ ...own, level: forLife, until: NEVER, by: "reached" }] : [];
  const open = lots.filter((lot) => !undone.includes(lot));
  const wanted = [...floor, ...(own.level < stay.level ? [own, stay] : [stay])].map((hers) => {
    const unit = tierUnit(group.id, levelAt(group, hers.level).id);
    const kept = open
      .filter((lot) => lot.unit === unit && lot.availableOn !== FLOATS.availableOn)
      .filter((lot) => lot.expiresOn >= (hers.level > 0 && hers.until === NEVER ? NEVER : today))
      .sort((a, b) => b.expiresOn - a.expiresOn)[0];
    const cause = hers.by === "fell" || (hers === stay && stay.level < recorded) ? "fell" : hers.by;
    return { unit, kept, ...hers, why: { ...evidence(group, known, hers), cause } };
  });
  const why = evidence(group, known, stay);
  for (const lot of open) {
    if (wanted.some(({ kept }) => kept === lot) || isPromise(group, lot, { today, below: stay.level })) continue;
    const isOver = lot.expiresOn < today && levelOf(group, lot) >= stay.level;
    end(draft, lot, isOver ? { ...why, cause: "ended", expiredOn: lot.expiresOn } : { ...why, cause: "replaced" });
  }
  for (const { unit, kept, level, until, why } of wanted) {
    if (kept || level === 0) continue;
    const to = lotOf(member, unit, { availableOn: today, expiresOn: until });
    draft.post({ from: issuedBy(null, unit), to, amount: 1, reason: "tier", why });
  }
  return changed(group, recorded, stay.level);
}

/** The highest level that she has had by merit alone. */
function meritOf(group: TierGroup, known: Known): number {
  const course = courseOf(group, { ...known, promised: [], entered: [] });
  return Math.max(...course.filter(({ from }) => from <= known.today).map(({ level }) => level));
}

/**
 * Whether an operation may have taken merit away: it counted less, or counts otherwise. A unit that enters a level may go, years may
 * begin in another month, and what is beyond the level of a year before may be less where that year has more.
 */
function mayTake(
  before: Draft,
  after: Draft,
  { group: { measure, levels }, member }: { group: TierGroup; member: string },
): boolean {
  const joined = (draft: Draft) => {
    const her = draft.holder(member);
    return her && asKind(her, "member").facts.joinedAt;
  };
  if (joined(before) !== joined(after) || levels.some(({ enteredBy }) => enteredBy)) return true;
  return partsOf(measure).some(({ metric, rollOver }) => {
    const now = after.buckets(member, metric);
    return rollOver || [...before.buckets(member, metric)].some(([bucket, amount]) => (now.get(bucket) ?? 0) < amount);
  });
}

/** The group with what the level of a lot asked when it was given, where it is measured by the same metrics still. */
function asGiven(draft: Draft, group: TierGroup, { holder, unit }: AccountName): TierGroup {
  const her = draft.holder(holder);
  const needs = her && asKind(her, "member").facts.needs?.[unit];
  const metrics = partsOf(group.measure).map(({ metric }) => metric);
  if (!needs || !Object.keys(needs).every((metric) => metrics.includes(metric))) return group;
  const levels = group.levels.map((level) =>
    tierUnit(group.id, level.id) === unit && !level.enteredBy ? { ...level, from: needs } : level,
  );
  return { ...group, levels };
}

/** Whether a lot holds a level until a day that has not passed, below the level that stands over it. */
function isPromise(group: TierGroup, lot: Lot, { today, below }: { today: Day; below: number }): boolean {
  const level = levelOf(group, lot);
  return (
    level < below && !group.levels[level]?.enteredBy && lot.availableOn !== FLOATS.availableOn && lot.expiresOn >= today
  );
}

/** The place of the level of a lot in its group. */
function levelOf({ id, levels }: TierGroup, { unit }: AccountName): number {
  return levels.findIndex((level) => tierUnit(id, level.id) === unit);
}

function levelAt({ id, levels }: TierGroup, place: number): Level {
  const level = levels[place];
  if (!level) throw new Error(`${id} has no level ${place}`);
  return level;
}

/** A lot of a level goes: all of it, since two members who became one may both have had it. */
function end(draft: Draft, { balance, lastDay: _, ...lot }: Lot, why: JsonObject): void {
  draft.post({ from: lot, to: expiredOf(lot.unit), amount: balance, reason: "tier", why });
}

/** The numbers by which a level was judged: what each metric says in its window, and what it asks. */
function evidence(group: TierGroup, known: Known, { level: place, month, until, by }: Stay): JsonObject {
  const has = measured(group, known)(month);
  const level = levelAt(group, place);
  return {
    group: group.id,
    level: level.id,
    month,
    // Of a level that floats it is known until when it is hers at the least, and said of none.
    until: until === NEVER || by === "floats" ? null : dateOf(until),
    has: Object.fromEntries(partsOf(group.measure).map(({ metric }, index) => [metric, has[index] ?? 0])),
    needs: Object.fromEntries(
      partsOf(group.measure).flatMap(({ metric }) => {
        const need = level.from === undefined ? null : needOf(level.from, metric);
        return need === null ? [] : [[metric, need]];
      }),
    ),
    ...(level.enteredBy ? { unit: level.enteredBy.unit } : {}),
  };
}

function changed({ id, levels }: TierGroup, before: number, after: number): TierChange[] {
  const [from, to] = [levels[before], levels[after]];
  return from && to && before !== after ? [{ group: id, from: from.id, to: to.id, isUp: after > before }] : [];
}
