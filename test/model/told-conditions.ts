/**
 * When each condition holds, said a second time, a line a kind. A kind that a document may have and that is not here makes
 * the histories fail with the words that say so.
 */
import type { Condition } from "../../functions/programme/conditions/index.ts";
import { minuteIn, monthIndex, numberOf, weekdayNameOf } from "./calendar.ts";
import { countedBetween, countedUpTo, joinedOn, type Told, type ToldLine, Untold } from "./told.ts";
import { purseOf } from "./told-purse.ts";
import { levelsOf } from "./told-tiers.ts";

type Holds<Kind extends Condition["kind"]> = (terms: Extract<Condition, { kind: Kind }>, told: Told) => boolean;

const MONTHS = "january february march april may june july august september october november december".split(" ");
const LEVELS = ["low", "ok", "high"];
const EVER = 9_999_999;

const within = (value: unknown, atLeast: unknown, atMost: unknown) =>
  [atLeast, atMost].every((bound) => bound === undefined || typeof bound === typeof value) &&
  (atLeast === undefined || (value as number) >= (atLeast as number)) &&
  (atMost === undefined || (value as number) <= (atMost as number));
const dayOfMonth = (date: string) => Number(date.slice(8));
const daysInMonth = (date: string) =>
  new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate();
const isIn = (list: readonly string[], one: string | null) => one !== null && list.includes(one);
const fits = (counts: (line: ToldLine) => boolean) => (told: Told) => told.lines.some(counts);
const timeOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** What is spendable of a unit on the day. */
const spendable = (told: Told, unit: string) => purseOf(told.before, told.member, told).spendable(unit);

/** What a metric says in a window that ends with the event's day. */
function measured(told: Told, metric: string, window: { kind: string; days?: number; months?: number }): number {
  const day = numberOf(told.date);
  const joined = joinedOn(told);
  if (told.programme.metrics[metric]?.counts === "tenure") return joined === null ? 0 : Math.max(0, day - joined);
  const month = monthIndex(told.date);
  const bucket = (index: number) => Math.floor(index / 12) * 100 + (index % 12) + 1;
  const since = (first: number) => countedBetween(told, metric, bucket(first), bucket(month));
  switch (window.kind) {
    case "lifetime":
      return Math.max(0, countedUpTo(told, metric, EVER));
    case "days":
      return Math.max(0, countedBetween(told, metric, day - (window.days ?? 0) + 1, day));
    case "rolling":
      return Math.max(0, since(month - (window.months ?? 0) + 1));
    case "calendar-year":
      return Math.max(0, since(month - (month % 12)));
    case "anniversary-year": {
      const begins = joined === null ? 0 : monthIndex(new Date(joined * 86_400_000).toISOString()) % 12;
      return Math.max(0, since(month - ((((month - begins) % 12) + 12) % 12)));
    }
    default:
      throw new Error(`say in test/model/told-conditions.ts what a window of ${window.kind} is`);
  }
}

/** Which one the event is by a metric that counts it; null: it does not. */
function which(told: Told, metric: string): number | null {
  const { on, lines, store, channel } = told;
  const terms = told.programme.metrics[metric];
  if (!terms) return null;
  const only = terms.only ?? {};
  const bought = lines.some(
    ({ basis, sku, category }) =>
      basis > 0 &&
      (only.skus?.includes(sku) ?? true) &&
      (only.categories === undefined || isIn(only.categories, category)) &&
      (only.stores === undefined || isIn(only.stores, store)) &&
      (only.channels === undefined || isIn(only.channels, channel)),
  );
  const counts = {
    orders: on === "purchase" && bought,
    "check-ins": on === "check-in",
    events: terms.on?.includes(on) === true,
  }[terms.counts as string];
  return counts ? Math.max(0, countedUpTo(told, metric, EVER)) + 1 : null;
}

/** How old she is on the event's date; null: she did not say. */
export function ageOf({ before, member, date }: Pick<Told, "before" | "member" | "date">): number | null {
  const { birthDate } = before.members.get(member)?.profile ?? {};
  if (typeof birthDate !== "string") return null;
  const had = date.slice(5) >= birthDate.slice(5);
  return Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (had ? 0 : 1);
}

/** What she says of herself, as far as the document still asks for it and knows the answer. */
function attributeOf({ before, member, programme }: Told, name: string): unknown {
  const said = (before.members.get(member)?.profile.attributes ?? {}) as Record<string, unknown>;
  const value = said[name];
  const terms = programme.attributes[name];
  if (!terms) return undefined;
  const ids = "choices" in terms ? terms.choices.map(({ id }) => id) : [];
  switch (terms.kind) {
    case "choice":
      return typeof value === "string" && ids.includes(value) ? value : undefined;
    case "choices":
      return Array.isArray(value) && value.every((one) => ids.includes(String(one))) ? value : undefined;
    case "number":
      return typeof value === "number" && value >= terms.min && value <= terms.max ? value : undefined;
    case "date":
      return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined;
    case "yes-no":
      return typeof value === "boolean" ? value : undefined;
  }
}

/** What the shop published of an input, or what the document begins with. */
export function inputOf({ before, programme }: Told, name: string): number | null {
  const published = before.counts.get(`programme input-at:${name}`)?.get(0) ?? 0;
  if (published > 0) return before.counts.get(`programme input:${name}`)?.get(0) ?? 0;
  return programme.inputs[name]?.initial ?? null;
}

/** What others do at a venue is told by hand (test/http/visits.test.ts). */
function untold(): boolean {
  throw new Untold("visits to a venue");
}

const HOLDS: { [Kind in Condition["kind"]]: Holds<Kind> } = {
  "age-band": ({ from, to }, told) => ageOf(told) !== null && within(ageOf(told), from, to),
  amount: ({ atLeastMinor }, { lines }) => lines.reduce((sum, { basis }) => sum + basis, 0) >= atLeastMinor,
  arrival: untold,
  attribute({ attribute, in: choices, is, atLeast, atMost }, told) {
    const value = attributeOf(told, attribute);
    if (value === undefined) return false;
    if (choices) return [value].flat().some((one) => choices.includes(String(one)));
    return is === undefined ? within(value, atLeast, atMost) : value === is;
  },
  category: ({ in: list }, told) => fits(({ category }) => isIn(list, category))(told),
  channel: ({ in: list }, { channel }) => isIn(list, channel),
  city: ({ in: list }, { city }) => isIn(list, city),
  data({ field, in: values, atLeast, atMost }, { data }) {
    const value = data[field];
    return values ? values.includes(value as string) : typeof value === "number" && within(value, atLeast, atMost);
  },
  "day-of-month": ({ in: list }, { date }) =>
    list.some((one) => dayOfMonth(date) === (one === "last" ? daysInMonth(date) : one)),
  evidence: ({ in: list }, { evidence }) => isIn(list, evidence),
  holds: ({ unit, atLeast }, told) => spendable(told, unit) >= atLeast,
  hour({ from, to }, { at, programme: { zone } }) {
    const now = minuteIn(zone, at);
    const isOverMidnight = timeOf(to) < timeOf(from);
    return isOverMidnight ? now >= timeOf(from) || now < timeOf(to) : now >= timeOf(from) && now < timeOf(to);
  },
  input: ({ input, atLeast, atMost }, told) =>
    inputOf(told, input) !== null && within(inputOf(told, input), atLeast, atMost),
  joined({ daysMin, daysMax }, told) {
    const joined = joinedOn(told);
    return joined !== null && within(numberOf(told.date) - joined, daysMin, daysMax);
  },
  mayor: untold,
  metric: ({ metric, window, atLeast, atMost }, told) => within(measured(told, metric, window), atLeast, atMost),
  month: ({ in: list }, { date }) => isIn(list, MONTHS[Number(date.slice(5, 7)) - 1] ?? null),
  nth({ metric, is, every, first }, told) {
    const number = which(told, metric);
    if (number === null) return false;
    return is === undefined ? (every === undefined ? number <= (first ?? 0) : number % every === 0) : number === is;
  },
  // Of the two venues, the mill has hours (drawn-play.ts).
  open: (_, { venue, date, at, programme: { zone } }) =>
    venue !== "ven_mill" ||
    (!["saturday", "sunday"].includes(weekdayNameOf(date)) && minuteIn(zone, at) >= 480 && minuteIn(zone, at) < 1_080),
  segment: ({ in: list }, told) => list.some((name) => allHold(told.programme.segments[name]?.when ?? [], told)),
  sku: ({ in: list }, told) => fits(({ sku }) => list.includes(sku))(told),
  store: ({ in: list }, { store }) => isIn(list, store),
  tier: ({ in: list }, told) => levelsOf(told).some((level) => list.includes(level)),
  together: untold,
  trust: ({ atLeast }, { trust }) => trust !== null && LEVELS.indexOf(trust) >= LEVELS.indexOf(atLeast),
  venue: ({ in: list }, { venue }) => isIn(list, venue),
  visit: untold,
  "week-of-month": ({ in: list }, { date }) =>
    list.some((one) =>
      one === "last" ? daysInMonth(date) - dayOfMonth(date) < 7 : Math.floor((dayOfMonth(date) + 6) / 7) === one,
    ),
  weekday: ({ in: list }, { date }) => isIn(list, weekdayNameOf(date)),
  any: ({ of }, told) => of.some((part) => holds(part, told)),
  not: ({ of }, told) => (isAboutGoods(of) ? told.lines.some((line) => !countsFor(of, line, told)) : !holds(of, told)),
};

/** Which lines count where a kind is about goods. */
const COUNTS: {
  [Kind in Condition["kind"]]?: (terms: Extract<Condition, { kind: Kind }>, line: ToldLine, told: Told) => boolean;
} = {
  category: ({ in: list }, { category }) => isIn(list, category),
  sku: ({ in: list }, { sku }) => list.includes(sku),
  not: ({ of }, line, told) => !isAboutGoods(of) || !countsFor(of, line, told),
  any({ of }, line, told) {
    const others = of.filter((part) => !isAboutGoods(part));
    if (others.length === of.length) return true;
    return of.some((part) => (isAboutGoods(part) ? countsFor(part, line, told) : holds(part, told)));
  },
};
const isAboutGoods = ({ kind }: Condition) => COUNTS[kind] !== undefined;
const countsFor = (terms: Condition, line: ToldLine, told: Told) =>
  (COUNTS[terms.kind] as ((terms: Condition, line: ToldLine, told: Told) => boolean) | undefined)?.(
    terms,
    line,
    told,
  ) ?? true;

/** Whether a condition holds. Throws a fault that says what to add for a kind that is not told. */
export function holds(terms: Condition, told: Told): boolean {
  const of = HOLDS[terms.kind] as ((terms: Condition, told: Told) => boolean) | undefined;
  if (!of) throw new Error(`say in test/model/told-conditions.ts when "${terms.kind}" holds`);
  return of(terms, told);
}

/** Lines that count for every condition. */
export function countingLines(conditions: Condition[], told: Told): ToldLine[] {
  return told.lines.filter((line) => conditions.every((terms) => countsFor(terms, line, told)));
}

/** Whether all hold, of which those about goods see the lines that count for all. */
export function allHold(conditions: Condition[], told: Told): boolean {
  const seen = { ...told, lines: countingLines(conditions, told) };
  return conditions.every((terms) => holds(terms, seen));
}
