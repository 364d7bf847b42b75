/**
 * Earning units. What a rule of an order gives is `floor(carry + Δworth)` in whole units, with the fraction carried, for earning and for refunding alike.
 */

import { isCapMetric } from "../programme/cap.ts";
import { type Condition, leastMinor, lineCounts } from "../programme/conditions/index.ts";
import type { Moment } from "../programme/conditions/moment.ts";
import { bucketOf, type Metric } from "../programme/metric.ts";
import type { Programme } from "../programme/programme.ts";
import { daysOf, type LotDays } from "../programme/unit.ts";
import { budgetGone, budgetOf, issuedBy, lotOf } from "../values/account.ts";
import type { Day } from "../values/day.ts";
import type { UnitsGrant } from "../values/grant.ts";
import type { OrderEarned, OrderFacts } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { floorDiv, floorMulDiv, toSafe } from "../values/ratio.ts";
import { uncutWorth } from "../values/worth.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { amountCounters, type Limit, type RuleOf } from "./limits.ts";
import { lastDayOf } from "./lots.ts";
import { countedLeft, type Left, leftOf, nothingOf, uncutWorthOf, worthOf } from "./order.ts";
import type { Worth } from "./stacking.ts";
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

/** Units that a rule gives; what counts is what its conditions say, and those of a rule that it multiplies. */
export interface Award {
  kind: "units";
  grant: UnitsGrant;
  of: RuleOf;
  when: Condition[];
}

/** Earns outside an order: what the rule gives for the event itself, in whole units and cut to the room left. */
export function earnOnce(
  draft: Draft,
  facts: Facts,
  { award, member, moment, room }: { award: Award; member: string; moment: Moment; room: Limit | null },
): Earned {
  const { programme } = facts.atEvent;
  const { grant, of } = award;
  const { unit } = grant;
  const wanted = floorMulDiv(grant.numerator, 1, grant.denominator || 1);
  const amount = Math.min(wanted, room?.most ?? wanted);
  const lot = lotFor(programme, unit, moment.day);
  const why: JsonObject = { rule: of.rule.id, ...grant.why, tier: moment.tier, ...cutWhy({ wanted, amount, room }) };
  const budget = budgetIn(of, unit);
  if (budget !== null) why.budget = budget;
  give(draft, facts, { member, unit, amount, from: issuedBy(moment.store, unit), lot, reason: "earn", why });
  if (budget !== null) drawOn(draft, { budget, amount, rule: of.rule.id });
  const counters = countersOf(programme, unit).map(({ metric, terms }) => ({
    metric,
    bucket: bucketOf(terms, moment.day),
  }));
  for (const counter of [...counters, ...amountCounters(of, unit, moment.day)])
    draft.count({ holder: member, ...counter, amount });
  return { unit, amount, rule: of.rule.id, ...shownDays(draft, member, unit, lot), why };
}

/** Earns on an order that has no refunds yet, cut to the room left, and keeps the terms in it. */
export function earnOnOrder(
  draft: Draft,
  facts: Facts,
  {
    award,
    order,
    moment,
    member,
    room,
  }: { award: Award; order: OrderFacts; moment: Moment; member: string; room: Limit | null },
): Earned {
  const earned = earnedTerms(facts.atEvent.programme, { award, moment, most: room?.most ?? null });
  order.earned.push(earned);
  const [before, after] = [nothingOf(order), leftOf(order)];
  const why = earnWhy(order, earned, { left: after, grant: award.grant, tier: moment.tier });
  return postChange(draft, facts, { earned, order, store: moment.store, member, before, after, why, room });
}

/** What an order stores of a rule that holds, so that refunds change what is left and nothing else. */
export function earnedTerms(
  programme: Programme,
  { award: { grant, of, when }, moment, most }: { award: Award; moment: Moment; most: number | null },
): OrderEarned {
  const { unit, per, numerator, denominator } = grant;
  const counting = moment.lines.filter((line) => lineCounts(when, line)).map(({ line }) => line);
  const counters = countersOf(programme, unit).map(({ metric, terms }) => ({
    metric,
    bucket: bucketOf(terms, moment.day),
  }));
  const budget = budgetIn(of, unit);
  return {
    rule: of.rule.id,
    unit,
    lines: counting.length === moment.lines.length ? null : counting,
    per,
    leastMinor: leastMinor(when),
    numerator,
    denominator,
    lot: lotFor(programme, unit, moment.day),
    returns: programme.units[unit]?.returns ?? "debt",
    ...(most === null ? {} : { most }),
    ...(budget === null ? {} : { budget }),
    ...(grant.why.of === undefined ? {} : { of: grant.why.of }),
    counted: [...counters, ...amountCounters(of, unit, moment.day)],
  };
}

/** What a multiplier adds to what the rule `of` earns, in percent of it. */
export function moreOf(grant: UnitsGrant, { of, more }: { of: string; more: number }): UnitsGrant {
  const { numerator, denominator, why } = grant;
  return { ...grant, numerator: numerator * more, denominator: (denominator || 1) * 100, why: { ...why, of, more } };
}

/** What an award is worth for the event before anything limits it: in money where its unit has a worth, else in the unit. */
export function worthOfAward(programme: Programme, { grant, when }: Award, order: OrderFacts | undefined): Worth {
  const worth = programme.units[grant.unit]?.worth ?? { amount: 1, minor: 1 };
  const divisor = BigInt(grant.denominator || 1) * BigInt(worth.amount);
  if (!order) return { numerator: BigInt(grant.numerator) * BigInt(worth.minor), denominator: divisor };
  const lines = order.lines.filter((line) => lineCounts(when, line)).map(({ line }) => line);
  const counted = countedLeft({ lines }, order.lines, leftOf(order));
  const exact = uncutWorth({ ...grant, leastMinor: leastMinor(when) }, counted);
  return { numerator: exact * BigInt(worth.minor), denominator: divisor };
}

/** Posts what a change of what is left of an order means for one of its rules; returns what moved (negative: taken back). */
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
    room = null,
  }: {
    earned: OrderEarned;
    order: Pick<OrderFacts, "lines">;
    store: string | null;
    member: string;
    before: Left[];
    after: Left[];
    why: JsonObject;
    /** What limits it, where it is earned just now. */
    room?: Limit | null;
  },
): Earned {
  const { rule, unit, denominator, lot, returns, budget } = earned;
  const change = worthOf(earned, order.lines, after) - worthOf(earned, order.lines, before);
  const carry = carryMetric(earned);
  const carried = denominator === 0 ? 0 : draft.counted(member, carry);
  const divisor = denominator === 0 ? 1n : BigInt(denominator);
  const exact = BigInt(carried) + change;
  const amount = atMost(toSafe(floorDiv(exact, divisor)), earned.most, change);
  const wanted = toSafe(floorDiv(BigInt(carried) + uncutWorthOf(earned, order.lines, after), divisor));
  const left = toSafe(exact - BigInt(amount) * divisor);
  if (denominator !== 0) draft.count({ holder: member, metric: carry, bucket: 0, amount: left - carried });

  const account = issuedBy(store, unit);
  const told: JsonObject = {
    ...why,
    rule,
    ...(denominator === 0 ? {} : { carriedBefore: carried, carriedAfter: left, denominator }),
    ...(budget === undefined ? {} : { budget }),
    ...cutWhy({ wanted, amount, room }),
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
  // What was forgiven she keeps: it stays drawn from the budget, and in the caps it was counted in.
  if (budget !== undefined) drawOn(draft, { budget, amount: amount + forgiven, rule });
  for (const { metric, bucket } of earned.counted)
    draft.count({ holder: member, metric, bucket, amount: isCapMetric(metric) ? amount + forgiven : amount });
  return {
    unit,
    amount,
    rule,
    ...shownDays(draft, member, unit, lot),
    why: told,
    ...(forgiven > 0 ? { forgiven } : {}),
  };
}

/**
 * Fractions that two members carried before they became one may be a whole unit together. Where something limits what is
 * given it waits in the fraction: never more than the room is posted, and nothing when the change itself gives nothing.
 */
function atMost(amount: number, most: number | undefined, change: bigint): number {
  return most === undefined ? amount : Math.min(amount, change > 0n ? most : 0);
}

/** What the why says of an award that was cut: what it would have been, and what said so. */
function cutWhy({ wanted, amount, room }: { wanted: number; amount: number; room: Limit | null }): JsonObject {
  if (!room) return {};
  return { most: room.most, ...(wanted > amount ? { wanted, cutBy: room.because.kind } : {}) };
}

function budgetIn({ campaign: { id, budget } }: RuleOf, unit: string): string | null {
  return budget?.unit === unit ? id : null;
}

/** Draws on a campaign's budget what a rule gave, or gives back what it took back. */
function drawOn(draft: Draft, { budget, amount, rule }: { budget: string; amount: number; rule: string }): void {
  const [from, to] = amount >= 0 ? [budgetOf(budget), budgetGone(budget)] : [budgetGone(budget), budgetOf(budget)];
  draft.post({ from, to, amount: Math.abs(amount), reason: "budget", why: { rule, budget } });
}

/** The why of what a rule gives for an order that has no refunds yet. */
export function earnWhy(
  { lines }: Pick<OrderFacts, "lines">,
  earned: OrderEarned,
  { left, grant, tier }: { left: Left[]; grant: UnitsGrant; tier: string | null },
): JsonObject {
  const { basisMinor, pieces } = countedLeft(earned, lines, left);
  return {
    basisMinor,
    ...(earned.per === "pieces" ? { pieces } : {}),
    ...(earned.leastMinor > 0 ? { leastMinor: earned.leastMinor } : {}),
    ...eventWhy(earned),
    ...grant.why,
    tier,
  };
}

/** The why of what a refund takes back of what a rule gave. */
export function refundWhy(
  { version, lines }: Pick<OrderFacts, "version" | "lines">,
  earned: OrderEarned,
  { before, after }: { before: Left[]; after: Left[] },
): JsonObject {
  const [had, has] = [countedLeft(earned, lines, before), countedLeft(earned, lines, after)];
  return {
    version,
    basisBeforeMinor: had.basisMinor,
    basisAfterMinor: has.basisMinor,
    ...(earned.per === "pieces" ? { piecesBefore: had.pieces, piecesAfter: has.pieces } : {}),
    ...(earned.leastMinor > 0 ? { leastMinor: earned.leastMinor } : {}),
    ...eventWhy(earned),
    ...(earned.of === undefined ? {} : { of: earned.of }),
    ...(earned.most === undefined ? {} : { most: earned.most }),
    numerator: earned.numerator,
  };
}

/** A share of what is earned per event is a fraction, as what is earned per money is: the why tells them apart. */
function eventWhy({ per, denominator }: OrderEarned): JsonObject {
  return per === "event" && denominator !== 0 ? { per } : {};
}

/** The metric of the fraction that a rule carries: its own for each unit, so that no unit lives on another's fractions. */
export function carryMetric({ rule, unit, denominator }: Pick<OrderEarned, "rule" | "unit" | "denominator">): string {
  return `carry:${rule}:${unit}:${denominator}`;
}

/** The days of a lot as they are told: a date that slides as it stands now. */
function shownDays(
  draft: Draft,
  member: string,
  unit: string,
  lot: LotDays,
): Pick<Earned, "availableOn" | "expiresOn"> {
  return { availableOn: lot.availableOn, expiresOn: lastDayOf(draft, lotOf(member, unit, lot)) };
}

function lotFor(programme: Programme, unit: string, day: Day): LotDays {
  const terms = programme.units[unit];
  if (!terms) throw new Error(`there is no unit "${unit}"`);
  return daysOf(terms, day);
}

function countersOf(programme: Programme, unit: string): { metric: string; terms: Metric }[] {
  return Object.entries(programme.metrics)
    .filter(([, terms]) => terms.counts === "earned" && terms.unit === unit)
    .map(([metric, terms]) => ({ metric, terms }));
}
