/**
 * Earning units. What a rule of an order gives is `floor(carry + Δworth)` in whole units, with the fraction carried, for earning and for refunding alike.
 */
import { isCapMetric } from "../programme/cap.ts";
import { type Condition, leastMinor, lineCounts } from "../programme/conditions/index.ts";
import type { Moment } from "../programme/conditions/moment.ts";
import { bucketOf } from "../programme/metric.ts";
import type { Programme } from "../programme/programme.ts";
import { daysOf, type LotDays } from "../programme/unit.ts";
import { budgetGone, budgetOf, issuedBy, lotOf } from "../values/account.ts";
import type { Day } from "../values/day.ts";
import type { UnitsGrant } from "../values/grant.ts";
import type { OrderEarned, OrderFacts, OrderGained } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { floorDiv, type Rounding, roundDiv, toSafe } from "../values/ratio.ts";
import { uncutWorth } from "../values/worth.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { amountCounters, type Counter, type Limit, type RuleOf } from "./limits.ts";
import { lastDayOf } from "./lots.ts";
import { countedLeft, type Left, leftOf, nothingOf, uncutWorthOf, worthOf } from "./order.ts";
import type { Worth } from "./stacking.ts";
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

/** Units that a rule gives; what counts is what its conditions say, and those of a rule that it multiplies. */
export interface Award {
  kind: "units";
  grant: UnitsGrant;
  of: RuleOf;
  when: Condition[];
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

/** Earns outside an order: what the rule gives for the event itself, in whole units and cut to the room left. */
export function earnOnce(
  draft: Draft,
  facts: Facts,
  {
    source,
    award,
    member,
    moment,
    room,
  }: { source: string; award: Award; member: string; moment: Moment; room: Limit | null },
): Earned {
  const { programme } = facts.atEvent;
  const { grant, of } = award;
  const { unit } = grant;
  const rule = of.rule.id;
  const lot = lotFor(programme, unit, moment.day);
  const rounding = roundingOf(programme, unit);
  const wanted = wholeOf(grant, rounding);
  const amount = Math.min(wanted, room?.most ?? wanted);
  const budget = budgetIn(of, unit);
  const why: JsonObject = {
    rule,
    ...grant.why,
    ...told(rounding),
    tier: moment.tier,
    ...budget,
    ...cutWhy({ wanted, amount, room }),
  };
  const counted = countedBy(programme, { of, unit, day: moment.day });
  const from = issuedBy(moment.store, unit);
  if (waits(lot)) {
    const gain = { rule, unit, amount, lot, counted, earnedOn: moment.day, ...budget };
    wait(draft, facts, { source, store: moment.store, member, gain, why });
  } else give(draft, facts, { member, unit, amount, from, lot, reason: "earn", why });
  drawOn(draft, { ...budget, amount, rule });
  for (const { metric, bucket } of counted) draft.count({ holder: member, metric, bucket, amount });
  return { unit, amount, rule, ...shownDays(draft, member, unit, lot), why };
}

/** Earns on an order that has no refunds yet, cut to the room left, and keeps the terms in it. */
export function earnOnOrder(
  draft: Draft,
  facts: Facts,
  {
    source,
    award,
    order,
    moment,
    member,
    room,
  }: { source: string; award: Award; order: OrderFacts; moment: Moment; member: string; room: Limit | null },
): Earned {
  const earned = earnedTerms(facts.atEvent.programme, { award, moment, most: room?.most ?? null });
  order.earned.push(earned);
  const [before, after] = [nothingOf(order), leftOf(order)];
  const { basisMinor, ...numbers } = earnWhy(order, earned, { left: after, grant: award.grant, tier: moment.tier });
  // A reported event has no goods: what it is worth is nobody's money, and says nothing.
  const why =
    "waits" in order
      ? { ...numbers, ...(earned.moderated ? { waits: true } : {}) }
      : { ...numbers, basisMinor: basisMinor ?? null };
  return postChange(draft, facts, { source, earned, order, store: moment.store, member, before, after, why, room });
}

/** What an order stores of a rule that holds, so that refunds change what is left and nothing else. */
export function earnedTerms(
  programme: Programme,
  { award: { grant, of, when }, moment, most }: { award: Award; moment: Moment; most: number | null },
): OrderEarned {
  const { unit, per, denominator } = grant;
  const rounding = roundingOf(programme, unit);
  return {
    rule: of.rule.id,
    unit,
    ...gainedBy(when, moment),
    per,
    numerator: numeratorOf(grant, rounding),
    denominator,
    rounding,
    lot: of.rule.moderated ? UNMODERATED : lotFor(programme, unit, moment.day),
    ...(of.rule.moderated ? { moderated: true } : {}),
    earnedOn: moment.day,
    returns: programme.units[unit]?.returns ?? "debt",
    ...(most === null ? {} : { most }),
    ...budgetIn(of, unit),
    ...(grant.why.of === undefined ? {} : { of: grant.why.of }),
    counted: countedBy(programme, { of, unit, day: moment.day }),
  };
}

/** What has to be left of an order for a rule with these conditions. */
export function gainedBy(when: Condition[], moment: Moment): OrderGained {
  const counting = moment.lines.filter((line) => lineCounts(when, line, moment)).map(({ line }) => line);
  return { lines: counting.length === moment.lines.length ? null : counting, leastMinor: leastMinor(when, moment) };
}

/** What a multiplier adds to what the rule `of` earns, in percent of it. */
export function moreOf(grant: UnitsGrant, { of, more }: { of: string; more: number }): UnitsGrant {
  const { numerator, denominator, why } = grant;
  return { ...grant, numerator: numerator * more, denominator: (denominator || 1) * 100, why: { ...why, of, more } };
}

/** What an award is worth for the event before anything limits it: in money where its unit has a worth, else in the unit. */
export function worthOfAward(
  programme: Programme,
  { grant, when }: Award,
  { order, moment }: { order?: OrderFacts; moment: Moment },
): Worth {
  const worth = programme.units[grant.unit]?.worth ?? { amount: 1, minor: 1 };
  const numerator = numeratorOf(grant, roundingOf(programme, grant.unit));
  const divisor = BigInt(grant.denominator || 1) * BigInt(worth.amount);
  if (!order) return { numerator: BigInt(numerator) * BigInt(worth.minor), denominator: divisor };
  const lines = order.lines.filter((line) => lineCounts(when, line, moment)).map(({ line }) => line);
  const counted = countedLeft({ lines }, order.lines, leftOf(order));
  const exact = uncutWorth({ per: grant.per, numerator, leastMinor: leastMinor(when, moment) }, counted);
  return { numerator: exact * BigInt(worth.minor), denominator: divisor };
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
    room = null,
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
    /** What limits it, where it is earned just now. */
    room?: Limit | null;
  },
): Earned {
  const { rule, unit, lot, returns } = earned;
  const budget = earned.budget === undefined ? {} : { budget: earned.budget };
  const [had, has] = [worthOf(earned, order.lines, before), worthOf(earned, order.lines, after)];
  const uncut = uncutWorthOf(earned, order.lines, after);
  const { amount, wanted, numbers } = wholeChange(draft, member, earned, { had, has, uncut });
  const account = issuedBy(store, unit);
  const says: JsonObject = { ...why, rule, ...numbers, ...budget, ...cutWhy({ wanted, amount, room }) };
  let forgiven = 0;
  if (amount >= 0 && waits(lot)) {
    const gain = { rule, unit, amount, lot, counted: earned.counted, earnedOn: earned.earnedOn, ...budget };
    wait(draft, facts, { source, store, member, gain, why: says, moderated: earned.moderated ?? false });
  } else if (amount >= 0) give(draft, facts, { member, unit, amount, from: account, lot, reason: "earn", why: says });
  else {
    const asked = { source, member, rule, unit, amount: -amount, store, why: says };
    const left = waits(lot) ? takeWaiting(draft, asked) : { missing: -amount, lot };
    const own = left.lot ?? lot;
    const missing = { member, unit, amount: left.missing, to: account, lot: own, returns };
    if (left.missing > 0) forgiven = takeBack(draft, facts, { ...missing, reason: "refund", why: says });
  }
  // What was forgiven she keeps: it stays drawn from the budget, and in the caps it was counted in.
  drawOn(draft, { ...budget, amount: amount + forgiven, rule });
  for (const { metric, bucket } of earned.counted)
    draft.count({ holder: member, metric, bucket, amount: isCapMetric(metric) ? amount + forgiven : amount });
  return {
    unit,
    amount,
    rule,
    ...shownDays(draft, member, unit, lot),
    why: says,
    ...(forgiven > 0 ? { forgiven } : {}),
  };
}

/** What the why says of an award that was cut: what it would have been, and what said so. */
function cutWhy({ wanted, amount, room }: { wanted: number; amount: number; room: Limit | null }): JsonObject {
  if (!room) return {};
  return { most: room.most, ...(wanted > amount ? { wanted, cutBy: room.because.kind } : {}) };
}

function budgetIn({ campaign: { id, budget } }: RuleOf, unit: string): { budget?: string } {
  return budget?.unit === unit ? { budget: id } : {};
}

/** Draws on a campaign's budget, where there is one, what a rule gave; or gives back what it took back. */
export function drawOn(
  draft: Draft,
  { budget, amount, rule }: { budget?: string | undefined; amount: number; rule: string },
): void {
  if (budget === undefined) return;
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

/**
 * The whole units that a change of an order's worth comes to, and the numbers that say how. Rounded down, the fraction is
 * carried to the next time; otherwise each state of the order is rounded by itself, and the difference moves. Fractions
 * that two members carried before they became one may be a whole unit together: where something limits what is given it
 * waits in the fraction, so that never more than the room is posted, and nothing when the change itself gives nothing.
 */
function wholeChange(
  draft: Draft,
  member: string,
  earned: OrderEarned,
  { had, has, uncut }: { had: bigint; has: bigint; uncut: bigint },
): { amount: number; wanted: number; numbers: JsonObject } {
  const { denominator, rounding, most } = earned;
  if (denominator === 0) return { amount: toSafe(has - had), wanted: toSafe(uncut), numbers: {} };
  const divisor = BigInt(denominator);
  if (rounding !== "down") {
    const amount = toSafe(roundDiv(has, divisor, rounding) - roundDiv(had, divisor, rounding));
    return { amount, wanted: toSafe(roundDiv(uncut, divisor, rounding)), numbers: { denominator, rounding } };
  }
  const carry = carryMetric(earned);
  const carried = draft.counted(member, carry);
  const exact = BigInt(carried) + has - had;
  const whole = toSafe(floorDiv(exact, divisor));
  const amount = most === undefined ? whole : Math.min(whole, has > had ? most : 0);
  const left = toSafe(exact - BigInt(amount) * divisor);
  draft.count({ holder: member, metric: carry, bucket: 0, amount: left - carried });
  const wanted = toSafe(floorDiv(BigInt(carried) + uncut, divisor));
  return { amount, wanted, numbers: { carriedBefore: carried, carriedAfter: left, denominator } };
}

function roundingOf({ units }: Programme, unit: string): Rounding {
  return units[unit]?.rounding ?? "down";
}

/** What a rule gives for an event itself, in whole units: its amount times what the tier, or a multiplier, multiplies by. */
function wholeOf(grant: UnitsGrant, rounding: Rounding): number {
  const { more } = grant.why;
  const each = eachOf(grant, rounding);
  return more === undefined ? each : toSafe(roundDiv(BigInt(each) * BigInt(more), 100n, rounding));
}

function eachOf({ why: { amount, percent } }: UnitsGrant, rounding: Rounding): number {
  return toSafe(roundDiv(BigInt(amount) * BigInt(percent), 100n, rounding));
}

/** The numerator of a grant's worth; what is given for an event itself is whole before a multiplier takes a share of it. */
function numeratorOf(grant: UnitsGrant, rounding: Rounding): number {
  if (grant.denominator === 0) return wholeOf(grant, rounding);
  return grant.per === "event" ? eachOf(grant, rounding) * (grant.why.more ?? 1) : grant.numerator;
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

/** The metrics that count what a rule earns of a unit on a day, towards caps and as the document has them. */
function countedBy(programme: Programme, { of, unit, day }: { of: RuleOf; unit: string; day: Day }): Counter[] {
  const counters = Object.entries(programme.metrics)
    .filter(([, terms]) => terms.counts === "earned" && terms.unit === unit)
    .map(([metric, terms]) => ({ metric, bucket: bucketOf(terms, day) }));
  return [...counters, ...amountCounters(of, unit, day)];
}
