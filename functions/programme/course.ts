/**
 * The course of a tier: in which level a member is, day by day, from the first month that was counted into the future as
 * far as it follows from what is known today. It is computed from the counts, so that a refund, a late order or a clock
 * that stood still changes nothing but the counts; lots (`promised`) are levels that were given until a day and that no
 * new version of the programme takes away.
 */
import { addMonths, type Day, endOfMonth, firstDayOf, lastDayOf, monthOf, NEVER } from "../values/day.ts";
import { needOf, type Part, partsOf } from "./measure.ts";
import { FIRST_MONTH, firstMonth, firstOfYear, type Metric } from "./metric.ts";
import { type Held, reachedBy, type TierGroup } from "./tiers.ts";

/** A level, by its place in the group, from a day to a day (both included). */
export interface Stretch {
  level: number;
  from: Day;
  until: Day;
}

/** A stretch of a course: why it is what it is. */
export interface Stay extends Stretch {
  /** reached, renewed, fallen or floating: by what was counted up to the end of `month`; given: a lot or a unit says so. */
  by: "reached" | "renewed" | "fell" | "floats" | "given";
  /** The month, as its bucket, that closes the windows by which it was judged. */
  month: number;
}

/** What is known of a member. */
export interface Known {
  today: Day;
  /** Null: a guest. */
  joinedOn: Day | null;
  /** What was counted of a metric, by bucket. */
  counted(metric: string): Map<number, number>;
  terms(metric: string): Metric | undefined;
  /** Levels that were given until a day. */
  promised: Stretch[];
  /** Levels that hold while she holds a unit. */
  entered: Stretch[];
}

/** What each part of a measure says at the end of a month, or on a day of it. */
type Measured = (month: number, day?: Day) => number[];

/** How far ahead a course is computed, in months: the longest window, holding and year together. */
const AHEAD_MONTHS = 140;

/** The course: stays in order without a gap, the last without an end. A holding is a stay of its own, though the next renews it. */
export function courseOf(group: TierGroup, known: Known): Stay[] {
  const has = measured(group, known);
  const course = group.held ? heldCourse(group, group.held, known, has) : floatingCourse(group, known, has);
  // What was promised moves the days on which she is judged: it never leaves her with less than her merit alone.
  const best =
    group.held && known.promised.length > 0
      ? overlaid(course, heldCourse(group, group.held, { ...known, promised: [] }, has))
      : course;
  return known.entered.length === 0 ? best : overlaid(best, known.entered);
}

/** The stay of a day. */
export function stayOn(course: Stay[], day: Day): Stay {
  const found = course.find(({ from, until }) => from <= day && day <= until);
  if (!found) throw new Error(`the course has no day ${day}`);
  return found;
}

/** The highest level that the measure reached in any month up to today, whatever became of it. */
export function bestOf(group: TierGroup, known: Known): number {
  const has = measured(group, known);
  const current = monthOf(known.today);
  let best = 0;
  for (let month = firstKnown(group, known); month <= current; month = addMonths(month, 1))
    best = Math.max(best, reachedBy(group, has(month)));
  return best;
}

/**
 * What each part of the measure says at the end of a month, or now in the current one; never below 0. Of a month that is
 * not over, tenure is as it will be on a day, or on the first of it.
 */
export function measured(group: TierGroup, known: Known): Measured {
  const current = monthOf(known.today);
  const joined = known.joinedOn === null ? null : monthOf(known.joinedOn);
  const parts = partsOf(group.measure).map((part) => {
    const counted = known.counted(part.metric);
    return {
      ...part,
      all: [...counted],
      months: monthsIn(counted),
      isTenure: known.terms(part.metric)?.counts === "tenure",
    };
  });
  const earliest = Math.min(current, ...parts.flatMap(({ months }) => months));
  const hasTenure = parts.some(({ isTenure }) => isTenure);
  const done = new Map<number, number[]>();
  const at = (month: number, day?: Day): number[] => {
    const key = hasTenure && day !== undefined ? month * NEVER + day : month;
    const ready = done.get(key);
    if (ready) return ready;
    const has = parts.map((part, index) => {
      if (part.isTenure) return tenureAt(month, day);
      const { window, all } = part;
      const first = firstMonth(window, month, joined);
      let sum = 0;
      for (const [bucket, amount] of all) {
        // What was counted for ever has no month: it is part of a lifetime, and of no window that moves.
        const isIn = bucket === 0 ? window.kind === "lifetime" : bucket >= first && bucket <= month;
        if (isIn) sum += amount;
      }
      return Math.max(0, sum) + (part.rollOver ? carriedInto(first, part, index) : 0);
    });
    done.set(key, has);
    return has;
  };
  /** What the year before had beyond the level that it reached. */
  const carriedInto = (first: number, { metric }: Part, index: number): number => {
    const before = addMonths(first, -1);
    if (before < earliest) return 0;
    const had = at(before);
    const from = group.levels[reachedBy(group, had)]?.from;
    const need = from === undefined || from === 0 ? null : needOf(from, metric);
    return need === null ? 0 : Math.max(0, (had[index] ?? 0) - need);
  };
  const tenureAt = (month: number, on?: Day): number => {
    if (known.joinedOn === null) return 0;
    const first = firstDayOf(month);
    const day = month < current ? endOfMonth(first) : (on ?? (month === current ? known.today : first));
    return Math.max(0, day - known.joinedOn);
  };
  return at;
}

function floatingCourse(group: TierGroup, known: Known, has: Measured): Stay[] {
  const current = monthOf(known.today);
  // A level turns where a month begins, as windows move, or where tenure reaches it.
  const months = Array.from({ length: monthsUntilStill(group, known) }, (_, ahead) => addMonths(current, ahead + 1));
  const turns = [...months.map(firstDayOf), ...tenureDays(group, known)].filter((day) => day > known.today);
  const stays: Stay[] = [];
  for (const from of [known.today, ...new Set(turns.sort((a, b) => a - b))]) {
    const month = monthOf(from);
    const level = reachedBy(group, has(month, from));
    const last = stays.at(-1);
    if (last?.level === level) continue;
    if (last) last.until = from - 1;
    stays.push({ level, from, until: NEVER, by: "floats", month });
  }
  return stays;
}

/** Months ahead after which nothing but tenure changes any more: every window has moved past what was counted by now. */
function monthsUntilStill({ measure }: TierGroup, known: Known): number {
  const still = partsOf(measure).map(({ metric, window, rollOver }) => {
    if (rollOver) return AHEAD_MONTHS;
    if (window.kind === "lifetime" || known.terms(metric)?.counts === "tenure") return 0;
    return window.kind === "rolling" ? window.months : 12;
  });
  return Math.min(AHEAD_MONTHS, Math.max(...still));
}

function heldCourse(group: TierGroup, held: Held, known: Known, has: Measured): Stay[] {
  const current = monthOf(known.today);
  const joined = known.joinedOn === null ? null : monthOf(known.joinedOn);
  const calendar = calendarOf(held, joined);
  const reachedIn = (month: number, day?: Day) => reachedBy(group, has(month, day));
  const anniversaries = tenureDays(group, known);
  const first = firstKnown(group, known);
  const stays: Stay[] = [
    { level: 0, from: Math.min(firstDayOf(first), known.today), until: NEVER, by: "reached", month: first },
  ];
  const now = () => stays.at(-1) as Stay;
  /** The highest level that is kept for life. */
  let floor = 0;
  /** `earned`: the level that was reached, and not only given or fallen to. */
  const begin = (stay: Stay, earned = stay.level) => {
    const isForLife = (level: number) =>
      held.downgrade === "none" || (level <= earned && group.levels[level]?.forLife === true);
    const last = now();
    if (last.from >= stay.from) stays.pop();
    else last.until = stay.from - 1;
    for (let level = floor + 1; level <= stay.level; level++) if (isForLife(level)) floor = level;
    const isKept = stay.level <= floor;
    stays.push(
      isKept ? { ...stay, level: floor, until: NEVER } : { ...stay, until: stay.level === 0 ? NEVER : stay.until },
    );
  };
  /** The last month up to a day that reached a level anew, with nothing that was counted when it was reached before. */
  const anew = (level: number, { until, month: begun }: Stay): number | null => {
    const after = (since: number) =>
      measured(group, { ...known, counted: (metric) => countedAfter(since, known.counted(metric)) });
    const latest = monthOf(until);
    let found: number | null = null;
    let has = after(begun);
    for (let month = addMonths(begun, 1); month <= latest; month = addMonths(month, 1)) {
      if (!calendar.isJudged(month, until) || reachedBy(group, has(month)) < level) continue;
      found = month;
      has = after(month);
    }
    return found;
  };
  /**
   * A holding ends: it is renewed by the month that closes it or the last one of its grace, or by one in which it was
   * reached anew, which holds it as if it had been reached then; or falls as far as the terms say.
   */
  const end = (stay: Stay) => {
    const { level, until } = stay;
    const from = until + 1;
    const closing = monthOf(until - held.graceDays);
    const stillHolds = (month: number) => calendar.lastDay(month) >= from;
    let [reached, month] = [0, closing];
    for (const each of [closing, monthOf(until)].filter(stillHolds)) {
      const then = reachedIn(each, Math.min(until, lastDayOf(each)));
      if (then > reached) [reached, month] = [then, each];
    }
    for (let each = level; each > reached; each--) {
      const then = anew(each, stay);
      if (then !== null && stillHolds(then)) [reached, month] = [each, then];
    }
    if (reached >= level) return begin({ level: reached, from, until: calendar.lastDay(month), by: "renewed", month });
    const falls = Math.max(reached, floor, held.downgrade === "one" ? lower(group, level) : 0);
    const last = falls > reached ? calendar.endOfPeriod(from) : calendar.lastDay(month);
    begin({ level: falls, from, until: last, by: "fell", month }, reached);
  };

  /** What was given until a day holds where nothing higher does. */
  const keepPromises = (month: number, { day, lastDay }: { day: Day; lastDay: Day }) => {
    for (const { level, from, until } of known.promised) {
      const at = now();
      if (from > lastDay || until < Math.max(day, at.from)) continue;
      if (level > at.level) begin({ level, from: Math.max(from, at.from), until, by: "given", month }, 0);
      else if (level === at.level && until > at.until) at.until = until;
    }
  };

  const last = addMonths(current, AHEAD_MONTHS);
  // Without tenure nothing rises beyond the period in which a level begins that was reached by now.
  const grows = partsOf(group.measure).some(({ metric }) => known.terms(metric)?.counts === "tenure");
  const settled = grows ? last : addMonths(current, 12);
  let next = firstDayOf(first);
  for (let month = first; month <= last; month = addMonths(month, 1)) {
    const day = next;
    next = firstDayOf(addMonths(month, 1));
    const lastDay = next - 1;
    while (now().level > 0 && now().until < day) end(now());
    const judged = held.upgrade === "at-once" ? month : calendar.isFirst(month) ? addMonths(month, -1) : null;
    // What begins with a period is judged when the month before it is over.
    const reached = judged === null ? 0 : reachedIn(judged, judged === month ? undefined : day - 1);
    if (judged !== null && reached > now().level) {
      const from = Math.max(month === current && held.upgrade === "at-once" ? known.today : day, now().from);
      begin({ level: reached, from, until: calendar.lastDay(judged), by: "reached", month: judged });
    }
    for (const on of held.upgrade === "at-once" ? anniversaries : []) {
      if (on <= Math.max(day, known.today) || on > lastDay) continue;
      while (now().level > 0 && now().until < on) end(now());
      const level = reachedIn(month, on);
      if (level > now().level)
        begin({ level, from: Math.max(on, now().from), until: calendar.lastDay(month), by: "reached", month });
    }
    keepPromises(month, { day, lastDay });
    while (now().level > 0 && now().until < lastDay) {
      end(now());
      keepPromises(month, { day, lastDay });
    }
    if (month > settled && now().until === NEVER) break;
  }
  now().until = NEVER;
  return stays;
}

/** The days on which she will have been a member for as long as a level asks, in order. */
function tenureDays({ measure, levels }: TierGroup, { joinedOn, terms }: Known): Day[] {
  if (joinedOn === null) return [];
  const days = partsOf(measure)
    .filter(({ metric }) => terms(metric)?.counts === "tenure")
    .flatMap(({ metric }) => levels.map(({ from }) => (from === undefined ? null : needOf(from, metric))))
    .flatMap((need) => (need === null ? [] : [joinedOn + need]));
  return [...new Set(days)].sort((a, b) => a - b);
}

/** The next level below that the measure reaches: an entered level is nobody's step down. */
function lower({ levels }: TierGroup, level: number): number {
  return Math.max(
    0,
    levels.findLastIndex(({ from }, index) => index < level && from !== undefined),
  );
}

/** The first month that counts: of a count, of a lot, or of joining. */
function firstKnown(group: TierGroup, known: Known): number {
  const months = [monthOf(known.today), ...known.promised.map(({ from }) => monthOf(from))];
  for (const { metric } of partsOf(group.measure)) {
    if (known.terms(metric)?.counts === "tenure" && known.joinedOn !== null) months.push(monthOf(known.joinedOn));
    months.push(...monthsIn(known.counted(metric)));
  }
  return Math.min(...months);
}

function countedAfter(month: number, counted: ReadonlyMap<number, number>): Map<number, number> {
  return new Map([...counted].filter(([bucket]) => bucket > month));
}

/** The months of which a metric has buckets. A version before may have counted it by day, or for ever. */
function monthsIn(counted: ReadonlyMap<number, number>): number[] {
  return [...counted.keys()].filter((bucket) => bucket >= FIRST_MONTH);
}

/** The periods of a holding. */
function calendarOf(held: Held, joined: number | null) {
  const anchor = held.kind === "years" && held.from === "joining" ? joined : null;
  const endOfYear = (month: number, more: number) => addMonths(firstOfYear(month, anchor), 12 * (more + 1) - 1);
  const isFirst = (month: number) => held.kind === "months" || firstOfYear(month, anchor) === month;
  const closing = (month: number) => lastDayOf(month) + held.graceDays;
  return {
    /** Whether a month begins a period. */
    isFirst,
    /** Whether a month has been judged by a day that is not before it: at once, or when it has closed a period. */
    isJudged: (month: number, by: Day) =>
      held.upgrade === "at-once" || (isFirst(addMonths(month, 1)) && lastDayOf(month) <= by),
    /** Last good day of a level that was reached in a month. */
    lastDay: (month: number) =>
      closing(held.kind === "months" ? addMonths(month, held.months) : endOfYear(month, held.more)),
    /** Last good day of a level that somebody falls to who has not reached it. */
    endOfPeriod: (from: Day) =>
      closing(held.kind === "months" ? addMonths(monthOf(from), held.months - 1) : endOfYear(monthOf(from), 0)),
  };
}

/**
 * A course with other stays, or with levels that she has by holding a unit, laid over it: the highest of a day holds, of
 * two as high one for life, else the one that held the day before until it is over.
 */
function overlaid(course: Stay[], over: (Stretch | Stay)[]): Stay[] {
  const [begin, end] = [course[0]?.from ?? 0, course.at(-1)?.until ?? NEVER];
  const turns = over.flatMap(({ from, until }) => [from, until + 1]).filter((day) => day > begin && day <= end);
  const days = [...new Set([...course.map(({ from }) => from), ...turns])].sort((a, b) => a - b);
  const stays: Stay[] = [];
  let holds: Stretch | undefined;
  for (const [index, from] of days.entries()) {
    const until = (days[index + 1] ?? end + 1) - 1;
    const all = [stayOn(course, from), ...over.filter((one) => one.from <= from && from <= one.until)];
    const level = Math.max(...all.map((one) => one.level));
    const highest = all.filter((one) => one.level === level).sort((a, b) => b.until - a.until);
    const longest = highest[0] ?? stayOn(course, from);
    const isForLife = longest.until === NEVER;
    const best = highest.find((one) => one === holds && (!isForLife || one.until === NEVER)) ?? longest;
    const stay: Stay = { by: "given", month: monthOf(from), ...best, from, until };
    const before = stays.at(-1);
    const isSame = before?.level === level && before.month === stay.month;
    // Reached beside what ends: to her it goes on.
    if (before?.level === level && stay.by === "reached" && !(isSame && before.by === "reached")) stay.by = "renewed";
    if (before && isSame && before.by === stay.by) before.until = until;
    else stays.push(stay);
    holds = best;
  }
  return stays;
}
