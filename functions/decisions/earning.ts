/**
 * Earning units. What a rule of an order gives is `floor(carry + Δworth)` in whole units, with the fraction carried, for earning and for refunding alike.
 */
import { isCapMetric } from "../programme/cap.ts";
import { type Condition, leastMinor, lineCounts } from "../programme/conditions/index.ts";
import type { Moment } from "../programme/conditions/moment.ts";
import { tellsOf } from "../programme/event.ts";
import { bucketOf } from "../programme/metric.ts";
import type { Programme } from "../programme/programme.ts";
import { daysAtOnce, daysOf, type LotDays, worthIn } from "../programme/unit.ts";
import { budgetGone, budgetOf, issuedBy, lotOf } from "../values/account.ts";
import { ALWAYS, type Day, NEVER } from "../values/day.ts";
import type { UnitsGrant } from "../values/grant.ts";
import type { JsonObject } from "../values/json.ts";
import type { OrderEarned, OrderFacts, OrderGained } from "../values/order-facts.ts";
import { uncutWorth } from "../values/worth.ts";
import type { Draft } from "./draft.ts";
import { cutWhy, earnWhy, told } from "./earning-why.ts";
import type { Facts } from "./facts.ts";
import { amountCounters, type Counter, type Limit, type RuleOf } from "./limits.ts";
import { lastDayOf } from "./lots.ts";
import { countedLeft, type Left, leftOf, nothingOf, uncutWorthOf, worthOf } from "./order.ts";
import type { Worth } from "./stacking.ts";
import { give, takeBack } from "./units.ts";
import { addWaiting, awaitedBy, takeWaiting, UNMODERATED, waits } from "./waiting.ts";
import { hundredthsOf, roundingOf, wholeChange, wholeOf } from "./whole.ts";

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
    on: moment.on,
    ...grant.why,
    ...told(rounding),
    tier: grant.why.tier ?? moment.tier,
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
  // What a reported event is worth is nobody's money, and says nothing.
  const why =
    "waits" in order && !tellsOf(moment.on ?? "").includes("money")
      ? { ...numbers, ...(earned.moderated ? { waits: true } : {}) }
      : { ...numbers, basisMinor: basisMinor ?? null };
  const { store } = moment;
  const keeps = order.counted;
  return postChange(draft, facts, { source, earned, order, store, member, before, after, why, room, keeps });
}

/** What an order stores of a rule that holds, so that refunds change what is left and nothing else. */
export function earnedTerms(
  programme: Programme,
  { award: { grant, of, when }, moment, most }: { award: Award; moment: Moment; most: number | null },
): OrderEarned {
  const { unit, per, numerator, denominator } = grant;
  const rounding = roundingOf(programme, unit);
  return {
    rule: of.rule.id,
    unit,
    ...gainedBy(when, moment),
    per,
    numerator,
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
  const terms = programme.units[grant.unit];
  const worth = (terms && worthIn(terms)) ?? { amount: 1, minor: 1 };
  if (!order) {
    const hundredths = hundredthsOf(grant, roundingOf(programme, grant.unit));
    return { numerator: hundredths * BigInt(worth.minor), denominator: 100n * BigInt(worth.amount) };
  }
  const { lines, leastMinor: least } = gainedBy(when, moment);
  const counted = countedLeft({ lines }, order.lines, leftOf(order));
  const exact = uncutWorth({ ...grant, leastMinor: least }, counted);
  return { numerator: exact * BigInt(worth.minor), denominator: BigInt(grant.denominator || 1) * BigInt(worth.amount) };
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
    keeps,
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
    /** What limits it, where it is earned just now, and the order's counts, which are not counted yet. */
    room?: Limit | null;
    keeps?: OrderFacts["counted"];
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
  } else if (amount >= 0) {
    const gain = { member, unit, amount, from: account, lot, why: says, ...(keeps ? { keeps } : {}) };
    give(draft, facts, { ...gain, reason: "earn" });
  } else {
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
  const { rule, unit, amount, lot } = gain;
  if (amount === 0) return;
  const from = issuedBy(store, unit);
  const awaited = awaitedBy(draft, facts, { source, rule, unit, moderated });
  if (awaited) {
    draft.post({ from, to: lotOf(member, unit, lot), amount, reason: "earn", why });
    addWaiting(draft, facts, { source, store, member, gain, awaited });
  } else {
    // A fraction of other orders made it whole with a refund, and nothing of the order waited before.
    const terms = facts.atEvent.programme.units[unit];
    const days = terms ? daysAtOnce(terms, facts.today) : { availableOn: ALWAYS, expiresOn: NEVER };
    give(draft, facts, { member, unit, amount, from, lot: days, reason: "earn", why });
  }
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
