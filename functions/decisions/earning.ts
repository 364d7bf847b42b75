/**
 * Earning units. What a rule of an order gives is `floor(carry + Δworth)` in whole units, with the fraction carried, for earning and for refunding alike.
 */
import type { Rule } from "../programme/campaign.ts";
import { leastMinor, lineCounts } from "../programme/conditions/index.ts";
import type { Moment } from "../programme/conditions/moment.ts";
import { bucketOf, type Metric } from "../programme/metric.ts";
import type { Programme } from "../programme/programme.ts";
import { daysOf, type LotDays } from "../programme/unit.ts";
import { issuedBy, lotOf } from "../values/account.ts";
import type { Day } from "../values/day.ts";
import type { UnitsGrant } from "../values/grant.ts";
import type { OrderEarned, OrderFacts } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { floorDiv, type Rounding, roundDiv, toSafe } from "../values/ratio.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { lastDayOf } from "./lots.ts";
import { countedLeft, type Left, worthOf } from "./order.ts";
import { give, takeBack } from "./units.ts";
import { addWaiting, takeWaiting, UNMODERATED, waits } from "./waiting.ts";

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
  {
    source,
    rule,
    grant,
    member,
    moment,
  }: { source: string; rule: Rule; grant: UnitsGrant; member: string; moment: Moment },
): Earned {
  const { programme } = facts.atEvent;
  const { unit } = grant;
  const lot = lotFor(programme, unit, moment.day);
  const rounding = roundingOf(programme, unit);
  const amount = wholeOf(grant, rounding);
  const why: JsonObject = { rule: rule.id, ...grant.why, ...told(rounding), tier: moment.tier };
  const counted = countersOf(programme, unit).map(({ metric, terms }) => ({
    metric,
    bucket: bucketOf(terms, moment.day),
  }));
  const from = issuedBy(moment.store, unit);
  if (waits(lot)) {
    const gain = { rule: rule.id, unit, amount, lot, counted, earnedOn: moment.day };
    wait(draft, facts, { source, store: moment.store, member, gain, why });
  } else give(draft, facts, { member, unit, amount, from, lot, reason: "earn", why });
  for (const { metric, bucket } of counted) draft.count({ holder: member, metric, bucket, amount });
  return { unit, amount, rule: rule.id, ...shownDays(draft, member, unit, lot), why };
}

/** What an order stores of a rule that holds, so that refunds change what is left and nothing else. */
export function earnedTerms(
  programme: Programme,
  { rule, grant, moment }: { rule: Rule; grant: UnitsGrant; moment: Moment },
): OrderEarned {
  const { unit, per, numerator, denominator } = grant;
  const counting = moment.lines.filter((line) => lineCounts(rule.when, line, moment)).map(({ line }) => line);
  return {
    rule: rule.id,
    unit,
    lines: counting.length === moment.lines.length ? null : counting,
    per,
    leastMinor: leastMinor(rule.when, moment),
    numerator: denominator === 0 ? wholeOf(grant, roundingOf(programme, unit)) : numerator,
    denominator,
    rounding: roundingOf(programme, unit),
    lot: rule.moderated ? UNMODERATED : lotFor(programme, unit, moment.day),
    ...(rule.moderated ? { moderated: true } : {}),
    earnedOn: moment.day,
    returns: programme.units[unit]?.returns ?? "debt",
    counted: countersOf(programme, unit).map(({ metric, terms }) => ({ metric, bucket: bucketOf(terms, moment.day) })),
  };
}

/** Posts what a change of what is left of an order means for one of its rules; returns what moved (negative: taken back). */
export function postChange(
  draft: Draft,
  facts: Facts,
  {
    source,
    earned,
    order,
    store,
    member,
    before,
    after,
    why,
  }: {
    /** The name of the order. */
    source: string;
    earned: OrderEarned;
    order: Pick<OrderFacts, "lines">;
    store: string | null;
    member: string;
    before: Left[];
    after: Left[];
    why: JsonObject;
  },
): Earned {
  const { rule, unit, lot, returns } = earned;
  const [had, has] = [worthOf(earned, order.lines, before), worthOf(earned, order.lines, after)];
  const { amount, numbers } = wholeChange(draft, member, earned, { had, has });
  const account = issuedBy(store, unit);
  const says: JsonObject = { ...why, rule, ...numbers };
  let forgiven = 0;
  if (amount >= 0 && waits(lot)) {
    const gain = { rule, unit, amount, lot, counted: earned.counted, earnedOn: earned.earnedOn };
    const { moderated = false } = earned;
    wait(draft, facts, { source, store, member, gain, why: says, moderated });
  } else if (amount >= 0) give(draft, facts, { member, unit, amount, from: account, lot, reason: "earn", why: says });
  else {
    const asked = { source, member, rule, unit, amount: -amount, store, why: says };
    const left = waits(lot) ? takeWaiting(draft, asked) : { missing: -amount, lot };
    const own = left.lot ?? lot;
    const missing = { member, unit, amount: left.missing, to: account, lot: own, returns };
    if (left.missing > 0) forgiven = takeBack(draft, facts, { ...missing, reason: "refund", why: says });
  }
  for (const { metric, bucket } of earned.counted) draft.count({ holder: member, metric, bucket, amount });
  return {
    unit,
    amount,
    rule,
    ...shownDays(draft, member, unit, lot),
    why: says,
    ...(forgiven > 0 ? { forgiven } : {}),
  };
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
    ...(earned.denominator === 0 ? told(earned.rounding) : {}),
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
    ...(about.type === undefined ? {} : { reported: about.type }),
    basisBeforeMinor: had.basisMinor,
    basisAfterMinor: has.basisMinor,
    ...(earned.per === "pieces" ? { piecesBefore: had.pieces, piecesAfter: has.pieces } : {}),
    ...(earned.leastMinor > 0 ? { leastMinor: earned.leastMinor } : {}),
    numerator: earned.numerator,
  };
}

/**
 * The whole units that a change of an order's worth comes to, and the numbers that say how. Rounded down, the fraction is
 * carried to the next time; otherwise each state of the order is rounded by itself, and the difference moves.
 */
function wholeChange(
  draft: Draft,
  member: string,
  earned: OrderEarned,
  { had, has }: { had: bigint; has: bigint },
): { amount: number; numbers: JsonObject } {
  const { denominator, rounding } = earned;
  if (denominator === 0) return { amount: toSafe(has - had), numbers: {} };
  const divisor = BigInt(denominator);
  if (rounding !== "down") {
    const amount = toSafe(roundDiv(has, divisor, rounding) - roundDiv(had, divisor, rounding));
    return { amount, numbers: { denominator, rounding } };
  }
  const carry = carryMetric(earned);
  const carried = draft.counted(member, carry);
  const exact = BigInt(carried) + has - had;
  const amount = toSafe(floorDiv(exact, divisor));
  const left = toSafe(exact - BigInt(amount) * divisor);
  draft.count({ holder: member, metric: carry, bucket: 0, amount: left - carried });
  return { amount, numbers: { carriedBefore: carried, carriedAfter: left, denominator } };
}

function roundingOf({ units }: Programme, unit: string): Rounding {
  return units[unit]?.rounding ?? "down";
}

/** What a rule gives for an event itself, in whole units: its amount times what the tier multiplies by. */
function wholeOf({ why: { amount, percent } }: UnitsGrant, rounding: Rounding): number {
  return toSafe(roundDiv(BigInt(amount) * BigInt(percent), 100n, rounding));
}

/** A rounding as a why says it: down goes without saying. */
function told(rounding: Rounding): JsonObject {
  return rounding === "down" ? {} : { rounding };
}

/**
 * The name under which a rule's worth adds up, its own for each unit, so that no unit lives on another's fractions. It
 * is the metric of the fraction that is carried, where the worth is rounded down.
 */
export function carryMetric({
  rule,
  unit,
  denominator,
  rounding,
}: Pick<OrderEarned, "rule" | "unit" | "denominator" | "rounding">): string {
  return `${rounding === "down" || denominator === 0 ? "carry" : rounding}:${rule}:${unit}:${denominator}`;
}

/** How often a member was given a capped rule on a day. */
export function timesOn(draft: Draft, member: string, rule: string, day: Day): number {
  return draft.counted(member, `rule:${rule}`, day) - draft.counted(member, `rule:${rule}`, day + 1);
}

/** Posts what is earned to a lot that waits; it repays no debt before it is hers. */
function wait(
  draft: Draft,
  facts: Facts,
  {
    source,
    store,
    member,
    gain,
    why,
    moderated = false,
  }: {
    source: string;
    store: string | null;
    member: string;
    gain: Parameters<typeof addWaiting>[2]["gain"];
    why: JsonObject;
    moderated?: boolean;
  },
): void {
  const { unit, amount, lot } = gain;
  const terms = facts.atEvent.programme.units[unit];
  if (amount === 0 || !terms) return;
  draft.post({ from: issuedBy(store, unit), to: lotOf(member, unit, lot), amount, reason: "earn", why });
  addWaiting(draft, facts, { source, store, member, gain, terms, moderated });
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
