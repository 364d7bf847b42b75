/**
 * Occasions: what time brings a member by itself. Her birthday and the anniversary of her joining come once a year, the
 * renewal of a membership on the first day of the next lot; and what came of something else while earning was paused is
 * brought when it is not. Each is raised once: the member's facts say which was the last.
 * A clock that stood still raises the latest of each, since nobody has three birthdays at once. Who was born or joined on
 * 29 February has her day on the 28th in other years.
 *
 * They are due by the member's own due date, which every change of hers computes anew. Everybody has joined once, so
 * anniversaries are looked for only while the document has something on them; a rule that is new reaches a member with
 * whatever happens to her next.
 */
import { isHeard } from "../programme/hearing.ts";
import type { Programme } from "../programme/programme.ts";
import { type Day, dateOf, dayOf, dayOfDate, monthsAfter, nextDate } from "../values/day.ts";
import { asKind, type Holder, type HolderFacts } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { lotsOf } from "./lots.ts";

type Raised = NonNullable<HolderFacts["member"]["raised"]>;

/** An occasion: the day on which it falls, and what the member's facts say once it was raised. */
export interface Occasion {
  on: string;
  day: Day;
  data: JsonObject;
  raised: Raised;
}

const MONTHS = 12;

/** The occasions that have come and were not raised, the latest of each. */
export function occasionsDue(draft: Draft, facts: Facts, member: string): Occasion[] {
  return occasions(draft, facts, member).filter(({ day }) => day <= facts.today);
}

/** The day of the next occasion, which may have come already; null: she has none. */
export function nextOccasion(draft: Draft, facts: Facts, member: string): Day | null {
  const days = occasions(draft, facts, member).map(({ day }) => day);
  return days.length === 0 ? null : Math.min(...days);
}

/** What a birthday that is told after joining leaves of this year: one that was changed counts from the next. */
export function birthdayTold(
  facts: Facts,
  { raised = {} }: HolderFacts["member"],
  { before, after }: { before: string | null; after: string | null },
): Raised {
  if (before === after) return raised;
  const year = yearOf(facts.today);
  const isOver = before !== null || (after !== null && dayIn(year, after) <= facts.today);
  return { ...raised, birthday: Math.max(raised.birthday ?? 0, isOver ? year : year - 1) };
}

/** Of each kind the latest that has come and was not raised, else the next. */
function occasions(draft: Draft, facts: Facts, id: string): Occasion[] {
  const holder = draft.holder(id);
  const member: Holder<"member"> | null = holder ? asKind(holder, "member") : null;
  const joinedAt = member?.facts.joinedAt ?? null;
  if (!member || member.state === "erased" || member.state === "merged") return [];
  const { programme } = facts.current;
  const { raised = {} } = member.facts;
  const waits = (raised.waits ?? []).map((each): Occasion => ({ ...each, raised: { waits: [] } }));
  if (joinedAt === null) return waits;
  const joinedOn = dayOf(joinedAt, programme.zone);
  return [
    ...waits,
    ...birthday(draft, facts, { member, joinedOn, raised }),
    ...(isHeard(programme, "anniversary") ? [anniversary(facts.today, { joinedOn, raised })] : []),
    ...renewals(draft, programme, { id, raised }),
  ];
}

function birthday(
  draft: Draft,
  { profiles, today }: Facts,
  { member, joinedOn, raised }: { member: Holder<"member">; joinedOn: Day; raised: Raised },
): Occasion[] {
  const told = draft.records.people?.find(({ holder }) => holder === member.publicId);
  const profile = told ? (JSON.parse(told.profile) as JsonObject) : (profiles.get(member.publicId) ?? {});
  const { birthDate: born } = profile;
  if (typeof born !== "string") return [];
  const first = Math.max((raised.birthday ?? 0) + 1, yearOf(joinedOn));
  const year = dayIn(first, born) < joinedOn ? first + 1 : first;
  const latest = dayIn(yearOf(today), born) <= today ? yearOf(today) : yearOf(today) - 1;
  const is = Math.max(year, latest);
  return [{ on: "birthday", day: dayIn(is, born), data: {}, raised: { birthday: is } }];
}

function anniversary(today: Day, { joinedOn, raised }: { joinedOn: Day; raised: Raised }): Occasion {
  const years = yearOf(today) - yearOf(joinedOn);
  const latest = monthsAfter(joinedOn, MONTHS * years) <= today ? years : years - 1;
  const is = Math.max((raised.anniversary ?? 0) + 1, latest);
  return {
    on: "anniversary",
    day: monthsAfter(joinedOn, MONTHS * is),
    data: { years: is },
    raised: { anniversary: is },
  };
}

/** A lot of a membership that follows another of it without a gap. */
function renewals(draft: Draft, { units }: Programme, { id, raised }: { id: string; raised: Raised }): Occasion[] {
  return Object.entries(units).flatMap(([unit, { membership }]): Occasion[] => {
    if (!membership) return [];
    const known = new Map(Object.entries(raised.renewals ?? {})).get(unit) ?? 0;
    const lots = lotsOf(draft, id, unit).filter(({ balance }) => balance > 0);
    const next = lots
      .filter(
        ({ availableOn: from }) =>
          from > known && lots.some((lot) => lot.availableOn < from && lot.lastDay >= from - 1),
      )
      .sort((a, b) => a.availableOn - b.availableOn)[0];
    if (!next) return [];
    const day = next.availableOn;
    return [{ on: "renewal", day, data: { unit }, raised: { renewals: { ...raised.renewals, [unit]: day } } }];
  });
}

/** The day of a birthday in a year. */
function dayIn(year: number, born: string): Day {
  return nextDate(dayOfDate(`${year}-01-01`), [born.slice(5)]);
}

function yearOf(day: Day): number {
  return Number(dateOf(day).slice(0, 4));
}
