/**
 * Earning. Events meet the rules of running campaigns; each rule that holds has its effects. What a rule of an order
 * gives is `floor(carry + Δworth)` in whole units, with the fraction carried, for earning and for refunding alike.
 */
import { type Rule, runsAt } from "../programme/campaign.ts";
import { holds, lineCounts } from "../programme/conditions/index.ts";
import type { Moment } from "../programme/conditions/moment.ts";
import { type Earn, percentFor } from "../programme/effects/earn.ts";
import { bucketOf, type Metric } from "../programme/metric.ts";
import type { Programme } from "../programme/programme.ts";
import { daysOf } from "../programme/unit.ts";
import { issuedBy } from "../values/account.ts";
import type { Day, Instant } from "../values/day.ts";
import type { OrderEarned, OrderFacts } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { floorDiv, toSafe } from "../values/ratio.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { worthOf } from "./order.ts";
import { give, takeBack } from "./units.ts";

export interface Earned {
  unit: string;
  amount: number;
  rule: string;
  availableOn: Day;
  expiresOn: Day;
  why: JsonObject;
  /** Of what was taken back, what the return policy left her. */
  forgiven?: number;
}

/** The rules of running campaigns on an event whose conditions and caps hold, in document order. */
export function rulesThatHold(
  programme: Programme,
  { on, at, moment, draft, member }: { on: Rule["on"]; at: Instant; moment: Moment; draft: Draft; member: string },
): Rule[] {
  return programme.campaigns
    .filter((campaign) => runsAt(campaign, at))
    .flatMap(({ rules }) => rules)
    .filter((rule) => rule.on === on && rule.when.every((condition) => holds(condition, moment)))
    .filter(
      ({ id, timesPerDay }) => timesPerDay === undefined || countedOn(draft, member, id, moment.day) < timesPerDay,
    );
}

/** Counts that a capped rule was given once more on a day. */
export function countRule(draft: Draft, member: string, { id, timesPerDay }: Rule, day: Day): void {
  if (timesPerDay !== undefined) draft.count({ holder: member, metric: `rule:${id}`, bucket: day, amount: 1 });
}

/** Earns a flat amount outside an order (a check-in). */
export function earnFlat(
  draft: Draft,
  facts: Facts,
  {
    rule,
    effect,
    member,
    store,
    moment,
    version,
  }: { rule: Rule; effect: Earn; member: string; store: string | null; moment: Moment; version: Facts["atEvent"] },
): Earned {
  const percent = percentFor(effect, moment.tier);
  const lot = lotFor(version.programme, effect.unit, moment.day);
  const why: JsonObject = { rule: rule.id, amount: effect.amount, percent, tier: moment.tier };
  const amount = Math.floor((effect.amount * percent) / 100);
  give(draft, facts, {
    member,
    unit: effect.unit,
    amount,
    from: issuedBy(store, effect.unit),
    lot,
    reason: "earn",
    why,
  });
  for (const { metric, terms } of countersOf(version.programme, effect.unit)) {
    draft.count({ holder: member, metric, bucket: bucketOf(terms, moment.day), amount });
  }
  return { unit: effect.unit, amount, rule: rule.id, ...lot, why };
}

/** What an order stores of a rule that holds, so that refunds change the basis and nothing else. */
export function earnedTerms(
  programme: Programme,
  { rule, effect, moment, lines }: { rule: Rule; effect: Earn; moment: Moment; lines: OrderFacts["lines"] },
): OrderEarned {
  const percent = percentFor(effect, moment.tier);
  const counting = lines.filter(({ category }) => lineCounts(rule.when, category)).map(({ line }) => line);
  const isFlat = effect.perMinor === undefined;
  return {
    rule: rule.id,
    unit: effect.unit,
    lines: counting.length === lines.length ? null : counting,
    numerator: isFlat ? Math.floor((effect.amount * percent) / 100) : effect.amount * percent,
    denominator: effect.perMinor === undefined ? 0 : effect.perMinor * 100,
    lot: lotFor(programme, effect.unit, moment.day),
    returns: programme.units[effect.unit]?.returns ?? "debt",
    counted: countersOf(programme, effect.unit).map(({ metric, terms }) => ({
      metric,
      bucket: bucketOf(terms, moment.day),
    })),
  };
}

/** Posts what a change of an order's basis means for one of its rules; returns what moved (negative: taken back). */
export function postChange(
  draft: Draft,
  facts: Facts,
  {
    earned,
    order,
    store,
    member,
    before,
    after,
    why,
  }: {
    earned: OrderEarned;
    order: Pick<OrderFacts, "lines">;
    store: string;
    member: string;
    before: number[];
    after: number[];
    why: JsonObject;
  },
): Earned {
  const { rule, unit, denominator, lot, returns } = earned;
  const change = worthOf(earned, order.lines, after) - worthOf(earned, order.lines, before);
  const carry = carryMetric(earned);
  const carried = denominator === 0 ? 0 : draft.counted(member, carry);
  const divisor = denominator === 0 ? 1n : BigInt(denominator);
  const exact = BigInt(carried) + change;
  const amount = toSafe(floorDiv(exact, divisor));
  const left = toSafe(exact - BigInt(amount) * divisor);
  if (denominator !== 0) draft.count({ holder: member, metric: carry, bucket: 0, amount: left - carried });

  const account = issuedBy(store, unit);
  const told: JsonObject = {
    ...why,
    rule,
    ...(denominator === 0 ? {} : { carriedBefore: carried, carriedAfter: left, denominator }),
  };
  let forgiven = 0;
  if (amount >= 0) give(draft, facts, { member, unit, amount, from: account, lot, reason: "earn", why: told });
  else
    forgiven = takeBack(draft, facts, {
      member,
      unit,
      amount: -amount,
      to: account,
      lot,
      reason: "refund",
      why: told,
      returns,
    });
  for (const { metric, bucket } of earned.counted) draft.count({ holder: member, metric, bucket, amount });
  return { unit, amount, rule, ...lot, why: told, ...(forgiven > 0 ? { forgiven } : {}) };
}

/** The metric of the fraction that a rule carries: its own for each unit, so that no unit lives on another's fractions. */
export function carryMetric({ rule, unit, denominator }: Pick<OrderEarned, "rule" | "unit" | "denominator">): string {
  return `carry:${rule}:${unit}:${denominator}`;
}

function lotFor(programme: Programme, unit: string, day: Day): { availableOn: Day; expiresOn: Day } {
  const terms = programme.units[unit];
  if (!terms) throw new Error(`there is no unit "${unit}"`);
  return daysOf(terms, day);
}

function countersOf(programme: Programme, unit: string): { metric: string; terms: Metric }[] {
  return Object.entries(programme.metrics)
    .filter(([, terms]) => terms.counts === "earned" && terms.unit === unit)
    .map(([metric, terms]) => ({ metric, terms }));
}

function countedOn(draft: Draft, member: string, rule: string, day: Day): number {
  return draft.counted(member, `rule:${rule}`, day) - draft.counted(member, `rule:${rule}`, day + 1);
}
