/**
 * Earning units. What a rule of an order gives is `floor(carry + Δworth)` in whole units, with the fraction carried, for earning and for refunding alike.
 */
import type { Rule } from "../programme/campaign.ts";
import { leastMinor, lineCounts } from "../programme/conditions/index.ts";
import type { Moment } from "../programme/conditions/moment.ts";
import { bucketOf, type Metric } from "../programme/metric.ts";
import type { Programme } from "../programme/programme.ts";
import { daysOf } from "../programme/unit.ts";
import { issuedBy } from "../values/account.ts";
import type { Day } from "../values/day.ts";
import type { UnitsGrant } from "../values/grant.ts";
import type { OrderEarned, OrderFacts } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { floorDiv, toSafe } from "../values/ratio.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { countedLeft, type Left, worthOf } from "./order.ts";
import { give, takeBack } from "./units.ts";

export interface Earned {
  unit: string;
  amount: number;
  rule: string;
  availableOn: Day;
  expiresOn: Day;
  why: JsonObject;
}

/** Counts that a capped rule was given once more on a day. */
export function countRule(draft: Draft, member: string, { id, timesPerDay }: Rule, day: Day): void {
  if (timesPerDay !== undefined) draft.count({ holder: member, metric: `rule:${id}`, bucket: day, amount: 1 });
}

/** Counts an event that nobody reported, in every metric that counts it. */
export function countEvent(
  draft: Draft,
  { metrics }: Programme,
  { member, on, day }: { member: string; on: string; day: Day },
): void {
  for (const [metric, terms] of Object.entries(metrics))
    if (terms.counts === "events" && terms.on?.includes(on))
      draft.count({ holder: member, metric, bucket: bucketOf(terms, day), amount: 1 });
}

/** Earns outside an order: what the rule gives for the event itself. */
export function earnOnce(
  draft: Draft,
  facts: Facts,
  { rule, grant, member, moment }: { rule: Rule; grant: UnitsGrant; member: string; moment: Moment },
): Earned {
  const { programme } = facts.atEvent;
  const { unit, numerator: amount } = grant;
  const lot = lotFor(programme, unit, moment.day);
  const why: JsonObject = { rule: rule.id, ...grant.why, tier: moment.tier };
  give(draft, facts, { member, unit, amount, from: issuedBy(moment.store, unit), lot, reason: "earn", why });
  for (const { metric, terms } of countersOf(programme, unit)) {
    draft.count({ holder: member, metric, bucket: bucketOf(terms, moment.day), amount });
  }
  return { unit, amount, rule: rule.id, ...lot, why };
}

/** What an order stores of a rule that holds, so that refunds change what is left and nothing else. */
export function earnedTerms(
  programme: Programme,
  { rule, grant, moment }: { rule: Rule; grant: UnitsGrant; moment: Moment },
): OrderEarned {
  const { unit, per, numerator, denominator } = grant;
  const counting = moment.lines.filter((line) => lineCounts(rule.when, line)).map(({ line }) => line);
  return {
    rule: rule.id,
    unit,
    lines: counting.length === moment.lines.length ? null : counting,
    per,
    leastMinor: leastMinor(rule.when),
    numerator,
    denominator,
    lot: lotFor(programme, unit, moment.day),
    counted: countersOf(programme, unit).map(({ metric, terms }) => ({ metric, bucket: bucketOf(terms, moment.day) })),
  };
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
  }: {
    earned: OrderEarned;
    order: Pick<OrderFacts, "lines">;
    store: string | null;
    member: string;
    before: Left[];
    after: Left[];
    why: JsonObject;
  },
): Earned {
  const { rule, unit, denominator, lot } = earned;
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
  if (amount >= 0) give(draft, facts, { member, unit, amount, from: account, lot, reason: "earn", why: told });
  else takeBack(draft, facts, { member, unit, amount: -amount, to: account, lot, reason: "refund", why: told });
  for (const { metric, bucket } of earned.counted) draft.count({ holder: member, metric, bucket, amount });
  return { unit, amount, rule, ...lot, why: told };
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
    ...grant.why,
    tier,
  };
}

/** The why of what a refund takes back of what a rule gave. */
export function refundWhy(
  { version, lines, ...about }: Pick<OrderFacts, "version" | "lines"> & { type?: string },
  earned: OrderEarned,
  { before, after }: { before: Left[]; after: Left[] },
): JsonObject {
  const [had, has] = [countedLeft(earned, lines, before), countedLeft(earned, lines, after)];
  return {
    version,
    ...(about.type === undefined ? {} : { event: about.type }),
    basisBeforeMinor: had.basisMinor,
    basisAfterMinor: has.basisMinor,
    ...(earned.per === "pieces" ? { piecesBefore: had.pieces, piecesAfter: has.pieces } : {}),
    ...(earned.leastMinor > 0 ? { leastMinor: earned.leastMinor } : {}),
    numerator: earned.numerator,
  };
}

/** The metric of the fraction that a rule carries: its own for each unit, so that no unit lives on another's fractions. */
export function carryMetric({ rule, unit, denominator }: Pick<OrderEarned, "rule" | "unit" | "denominator">): string {
  return `carry:${rule}:${unit}:${denominator}`;
}

/** How often a member was given a capped rule on a day. */
export function timesOn(draft: Draft, member: string, rule: string, day: Day): number {
  return draft.counted(member, `rule:${rule}`, day) - draft.counted(member, `rule:${rule}`, day + 1);
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
