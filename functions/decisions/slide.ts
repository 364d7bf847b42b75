/**
 * The date until which a member's sliding units are good. Each activity that the terms name gives it a day, and a metric
 * counts the activities by the day that they gave; undoing one takes it off its count, and the date is then the latest day
 * that somebody still stands for. So what was undone lengthens nothing, in whatever order it was done.
 */
import { type Activity, slidMetric, slidTo } from "../programme/expiry/sliding.ts";
import { expiredOf } from "../values/account.ts";
import { type Day, SLIDES } from "../values/day.ts";
import { asKind } from "../values/holder.ts";
import type { OrderFacts } from "../values/order-facts.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import type { Counter } from "./limits.ts";
import { lotsOf, slidesOf } from "./lots.ts";

interface Sliding {
  member: string;
  unit: string;
  to: Day;
}

/**
 * Lets an activity of a member move the dates of her sliding units that name it; of one unit only, where one is given.
 * Returns what is to count it, for whoever knows when it is undone.
 */
export function beActive(
  draft: Draft,
  facts: Facts,
  { member, activity, day, unit: only }: { member: string; activity: Activity; day: Day; unit?: string },
): Counter[] {
  return Object.entries(facts.atEvent.programme.units).flatMap(([unit, { expiry }]) => {
    if (expiry.kind !== "sliding" || !expiry.by.includes(activity) || (only !== undefined && unit !== only)) return [];
    const to = slidTo(expiry, day);
    slide(draft, facts, { member, unit, to });
    return [{ metric: slidMetric(unit), bucket: to }];
  });
}

/** Adds what counts an activity to the counts of the order that it is part of, each once; the order's record counts them. */
export function keepWith(keeps: OrderFacts["counted"], counters: Counter[]): void {
  for (const { metric, bucket } of counters)
    if (!keeps.some((known) => known.metric === metric && known.bucket === bucket))
      keeps.push({ metric, bucket, counts: "times" });
}

/**
 * Moves the last good day of a member's sliding lots of a unit forwards. What had lapsed before lapses now and is not
 * revived, whether the clock has come by or not. Whoever calls it counts it.
 */
export function slide(draft: Draft, facts: Facts, { member, unit, to }: Sliding): void {
  for (const { lastDay, balance: amount, ...lot } of lotsOf(draft, member, unit)) {
    if (lot.expiresOn !== SLIDES || lastDay >= facts.today) continue;
    draft.post({ from: lot, to: expiredOf(unit), amount, reason: "expire", why: { expiredOn: lastDay } });
  }
  if (to > (slidesOf(draft, member)[unit] ?? 0)) setDate(draft, { member, unit, to });
}

/** Being given units moves the date where the terms name it, and begins it, for good, where none of them are left. */
export function slideWithGain(
  draft: Draft,
  facts: Facts,
  { member, unit, to, keeps }: Sliding & { keeps?: OrderFacts["counted"] },
): void {
  const terms = facts.atEvent.programme.units[unit]?.expiry;
  const isNamed = terms?.kind === "sliding" && terms.by.includes("earn");
  const isAlive = lotsOf(draft, member, unit).some(
    ({ expiresOn, lastDay }) => expiresOn === SLIDES && lastDay >= facts.today,
  );
  if (isAlive && !isNamed) return;
  slide(draft, facts, { member, unit, to });
  const counter = { metric: slidMetric(unit), bucket: to };
  if (isNamed && keeps) keepWith(keeps, [counter]);
  else draft.count({ holder: member, ...counter, amount: 1 });
}

/**
 * Moves the dates back whose activities were undone, as the counts say. What a member has is good for the rest of the day
 * on which something was undone, and a date that has passed stays: nothing lapses in the past, and nothing is revived.
 */
export function slideBack(draft: Draft, facts: Facts, { member, undone }: { member: string; undone: Counter[] }): void {
  const slides = slidesOf(draft, member);
  for (const [unit, date] of Object.entries(slides)) {
    const metric = slidMetric(unit);
    if (!undone.some((counter) => counter.metric === metric)) continue;
    const counts = draft.buckets(member, metric);
    const given = [...counts].flatMap(([day, times]) => (times > 0 && day <= date ? [day] : []));
    const to = Math.max(Math.min(date, facts.today), ...given);
    if (!given.includes(to)) draft.count({ holder: member, metric, bucket: to, amount: 1 });
    if (to < date) setDate(draft, { member, unit, to });
  }
}

function setDate(draft: Draft, { member, unit, to }: Sliding): void {
  const holder = draft.holder(member);
  if (!holder) throw new Error(`${member} was not read`);
  const about = asKind(holder, "member");
  const { slides } = about.facts;
  draft.change(about, { facts: { ...about.facts, slides: { ...slides, [unit]: to } } });
}
