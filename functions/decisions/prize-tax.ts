/** Prizes of winners in the United States: beyond a year's threshold they wait until staff have said that a form is in. */
import { usdOf } from "../programme/draws/contest-prize.ts";
import { usTaxFrom } from "../programme/draws/law.ts";
import { liesIn } from "../programme/draws/region.ts";
import type { ContestPrize } from "../values/contest-facts.ts";
import { type Day, dateOf, monthOf } from "../values/day.ts";
import { PRIZES_USD, TAX_FORMS } from "../values/own-metrics.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";

/** What a prize is worth: a contest's, or a surprise's. */
type Worth = Pick<ContestPrize, "valueMinor" | "valueUsdMinor">;

/** Counts a prize that a member has, by its value in US cents where it has one. */
export function countPrize(draft: Draft, facts: Facts, member: string, prize: Worth): void {
  const amount = usdOf(prize, facts.current.programme.currency) ?? 0;
  draft.count({ holder: member, metric: PRIZES_USD, bucket: monthOf(facts.today), amount });
}

/** Counts a form that is in: it holds for the year. Its number and what is on it are kept elsewhere. */
export function countForm(draft: Draft, facts: Facts, member: string): void {
  draft.count({ holder: member, metric: TAX_FORMS, bucket: monthOf(facts.today), amount: 1 });
}

/** Whether a prize has to wait for a form: she lives in the United States, and with it she has a year's threshold or more. */
export function needsForm(
  draft: Draft,
  facts: Facts,
  { member, prize, region }: { member: string; prize: Worth; region: string | null },
): boolean {
  if (region === null || !liesIn(region, "US")) return false;
  const year = yearOf(facts.today);
  const won =
    sumOf(draft, member, { metric: PRIZES_USD, year }) + (usdOf(prize, facts.current.programme.currency) ?? 0);
  return won >= usTaxFrom(year) && sumOf(draft, member, { metric: TAX_FORMS, year }) === 0;
}

function sumOf(draft: Draft, member: string, { metric, year }: { metric: string; year: number }): number {
  const months = [...draft.buckets(member, metric)].filter(([month]) => Math.floor(month / 100) === year);
  return months.reduce((sum, [, amount]) => sum + amount, 0);
}

function yearOf(day: Day): number {
  return Number(dateOf(day).slice(0, 4));
}
