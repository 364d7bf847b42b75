/**
 * The audit of members: what orders and redemptions say must be what was posted and counted. Caps on times, holdouts,
 * daily plays, refusals, wrong codes, check-ins and those that were deleted are counted for limits only and follow from no rows, so they are not compared; nor
 * are events that nobody reported.
 */
import { isCapMetric } from "../programme/cap.ts";
import { isOnlyReported } from "../programme/event.ts";
import { slidMetric } from "../programme/expiry/sliding.ts";
import { bucketOf } from "../programme/metric.ts";
import type { Programme } from "../programme/programme.ts";
import { stockUnit } from "../values/account.ts";
import type { AuditedMember } from "../values/audited.ts";
import { dayOf } from "../values/day.ts";
import { OWN_METRICS } from "../values/own-metrics.ts";
import { floorDiv, roundDiv } from "../values/ratio.ts";
import { amountCounters } from "./limits.ts";
import { moderationName } from "./moderate.ts";
import { countOf, isLeft, leftOf, worthOf } from "./order.ts";
import { givenBackName } from "./refund.ts";
import { carryMetric } from "./whole.ts";

/** What is wrong with a member, one sentence each. Nothing more is said of one whose orders or redemptions do not read. */
export function auditMember(audited: AuditedMember, programmes: Map<number, Programme>): string[] {
  const unread = [
    ...audited.orders
      .filter(({ facts }) => !facts.lines || !facts.refunds || !facts.earned || !facts.counted)
      .map(({ order }) => order),
    ...audited.redemptions.filter(({ facts }) => !facts.taken).map(({ redemption }) => redemption),
  ];
  if (unread.length > 0) return unread.map((holder) => `${holder} has facts that do not read.`);
  return [
    ...auditState(audited),
    ...auditOrders(audited),
    ...auditRedemptions(audited),
    ...auditMetrics(audited, programmes),
    ...auditSlides(audited),
  ];
}

/** States of an order or an event of which nothing is left. */
const ENDED = ["refunded", "rejected", "reversed"];

function auditState({ member, state, hasErasure }: AuditedMember): string[] {
  if ((state === "erased") === hasErasure) return [];
  return [hasErasure ? `${member} was erased and is ${state}.` : `${member} is erased, and no operation erased her.`];
}

/**
 * Each rule of each unit must have posted the whole part of what the orders are worth; the fraction is carried. Members
 * who became one carried a fraction each: together they may be whole units, which the next change of an order gives.
 */
function auditOrders(audited: AuditedMember): string[] {
  const { member, orders, merged } = audited;
  const found: string[] = [];
  for (const { order, state, facts } of orders) {
    const isWhole = !isLeft(facts);
    if (isWhole !== ENDED.includes(state))
      found.push(`${order} is ${state}, and ${isWhole ? "nothing" : "something"} of it is left.`);
  }
  const posted = postedByRule(audited);
  const worths = worthByRule(orders);
  for (const key of new Set([...posted.keys(), ...worths.keys()])) {
    const { worth, denominator } = worths.get(key) ?? { worth: 0n, denominator: 0 };
    const whole = Number(denominator === 0 ? worth : floorDiv(worth, BigInt(denominator)));
    const given = posted.get(key) ?? 0;
    const waiting = denominator === 0 ? 0 : merged;
    if (given > whole || given < whole - waiting)
      found.push(
        `${member} was given ${given} by ${key.replace("carry:", "rule ")}, and her orders are worth ${whole}.`,
      );
  }
  return found;
}

/** What each rule gave for the orders, less what it took back, by the name under which it carries its fraction. */
function postedByRule({ orders, earnings }: AuditedMember): Map<string, number> {
  const orderOf = ordersByClaim(orders);
  const posted = new Map<string, number>();
  for (const earning of earnings) {
    if (earning.on !== null || !earning.claims.some((claim) => orderOf.has(claim))) continue;
    const key = carryMetric(earning);
    posted.set(key, (posted.get(key) ?? 0) + earning.amount);
  }
  return posted;
}

function auditRedemptions({ member, redemptions }: AuditedMember): string[] {
  return redemptions.flatMap(({ redemption, state, facts, holds }) => {
    const due = new Map<string, number>();
    if (state === "held") {
      for (const { unit, amount } of facts.taken) due.set(unit, (due.get(unit) ?? 0) + amount);
      if (facts.stock) due.set(stockUnit(facts.reward), 1);
    }
    const held = new Map(holds.map(({ unit, balance }) => [unit, balance]));
    return [...new Set([...due.keys(), ...held.keys()])].flatMap((unit) => {
      const [has, needs] = [held.get(unit) ?? 0, due.get(unit) ?? 0];
      return has === needs
        ? []
        : [`${redemption} of ${member} is ${state} and holds ${has} ${unit} instead of ${needs}.`];
    });
  });
}

function auditMetrics(audited: AuditedMember, programmes: Map<number, Programme>): string[] {
  const { member, metrics } = audited;
  const expected = countsOf(audited, programmes);
  const actual = new Map(metrics.map(({ metric, bucket, amount }) => [`${metric}\n${bucket}`, amount]));
  const free = new Set(
    [...programmes.values()].flatMap((programme) =>
      Object.entries(programme.metrics).flatMap(([name, { counts, on = [] }]) =>
        counts === "check-ins" || on.some((event) => !isOnlyReported(event, programme.events)) ? [name] : [],
      ),
    ),
  );
  const isFree = (metric: string) =>
    OWN_METRICS.includes(metric) ||
    /^(plays|forgotten|holdout|cap:.*:times|redeemed-in-day|redeemed-in-month):|^cap:.*:interval$/.test(metric) ||
    free.has(metric);
  return [...new Set([...expected.keys(), ...actual.keys()])].sort().flatMap((key) => {
    const [metric = "", bucket] = key.split("\n");
    const [has, needs] = [actual.get(key) ?? 0, expected.get(key) ?? 0];
    // What rows do not tell moves a date as well: a check-in, an adjustment, time.
    if (isSlid(metric) && has >= needs) return [];
    if (isFree(metric) || has === needs) return [];
    return [`${member} has ${has} of ${metric} in bucket ${bucket}, and her history says ${needs}.`];
  });
}

/** The date of what slides is the latest day that an activity gave which was not undone. */
function auditSlides({ member, state, facts: { slides = {} }, metrics }: AuditedMember): string[] {
  if (state === "merged" || state === "erased") return [];
  const dates = new Map(Object.entries(slides));
  const units = new Set([
    ...dates.keys(),
    ...metrics.flatMap(({ metric }) => (isSlid(metric) ? [metric.slice(slidMetric("").length)] : [])),
  ]);
  return [...units].flatMap((unit) => {
    const given = metrics.flatMap(({ metric, bucket, amount }) =>
      metric === slidMetric(unit) && amount > 0 ? [bucket] : [],
    );
    const [has, needs] = [dates.get(unit) ?? 0, Math.max(0, ...given)];
    return has === needs
      ? []
      : [`${unit} of ${member} are good until day ${has}, and what she did and kept says ${needs}.`];
  });
}

function isSlid(metric: string): boolean {
  return metric.startsWith(slidMetric(""));
}

/** Every count that follows from rows, by metric and bucket. */
function countsOf(audited: AuditedMember, programmes: Map<number, Programme>): Map<string, number> {
  const { orders, earnings, redemptions, plays, merged } = audited;
  const counts = new Map<string, number>();
  const count = (metric: string, bucket: number, amount: number) => {
    if (amount !== 0) counts.set(`${metric}\n${bucket}`, (counts.get(`${metric}\n${bucket}`) ?? 0) + amount);
  };
  for (const { facts } of orders) {
    const left = leftOf(facts);
    for (const counted of facts.counted) count(counted.metric, counted.bucket, countOf(counted, facts, left));
  }
  const posted = postedByRule(audited);
  for (const [key, { worth, denominator }] of worthByRule(orders)) {
    const divisor = BigInt(denominator || 1);
    const given = merged > 0 && denominator !== 0 ? BigInt(posted.get(key) ?? 0) : floorDiv(worth, divisor);
    count(key, 0, Number(worth - given * divisor));
  }
  const orderOf = ordersByClaim(orders);
  for (const { claims, version, occurredAt, day, on, rule, unit, denominator, amount, forgiven } of earnings) {
    const order = on === null ? claims.map((claim) => orderOf.get(claim)).find((known) => known !== undefined) : null;
    const terms = order?.facts.earned.find(
      (earned) => earned.rule === rule && earned.unit === unit && earned.denominator === denominator,
    );
    for (const { metric, bucket } of terms?.counted ?? [])
      count(metric, bucket, isCapMetric(metric) ? amount + forgiven : amount);
    const programme = programmes.get(version);
    if (order || !programme) continue;
    for (const [metric, counted] of Object.entries(programme.metrics)) {
      if (counted.counts === "earned" && counted.unit === unit)
        count(metric, bucketOf(counted, day ?? dayOf(occurredAt, programme.zone)), amount);
    }
    const of = programme.campaigns
      .flatMap((campaign) => campaign.rules.map((known) => ({ rule: known, campaign })))
      .find((known) => known.rule.id === rule);
    if (!of) continue;
    for (const { metric, bucket } of amountCounters(of, unit, day ?? dayOf(occurredAt, programme.zone)))
      count(metric, bucket, amount);
  }
  for (const { state, facts } of redemptions) {
    if (facts.gift || (state !== "held" && state !== "captured")) continue;
    count(`redeemed:${facts.reward}`, 0, 1);
    for (const { metric, bucket } of facts.counted ?? []) if (isSlid(metric)) count(metric, bucket, 1);
  }
  for (const { pool, count: raised } of plays) count(`nonce:${pool}`, 0, raised);
  return counts;
}

/** The exact worth of what is left of the orders, by the name under which each rule carries its fraction. */
function worthByRule(orders: AuditedMember["orders"]): Map<string, { worth: bigint; denominator: number }> {
  const worths = new Map<string, { worth: bigint; denominator: number }>();
  for (const { facts } of orders) {
    const left = leftOf(facts);
    for (const earned of facts.earned) {
      const key = carryMetric(earned);
      const isCarried = earned.denominator === 0 || earned.rounding === "down";
      const exact = worthOf(earned, facts.lines, left);
      const added = isCarried ? exact : roundDiv(exact, BigInt(earned.denominator), earned.rounding);
      // Where nothing is carried, each order is whole units by itself.
      const denominator = isCarried ? earned.denominator : 0;
      worths.set(key, { worth: (worths.get(key)?.worth ?? 0n) + added, denominator });
    }
  }
  return worths;
}

/** Orders by the natural keys of the operations that recorded and refunded them. */
function ordersByClaim(orders: AuditedMember["orders"]): Map<string, AuditedMember["orders"][number]> {
  return new Map(
    orders.flatMap((order) => {
      const refunds = Object.keys(order.facts.refunds).map((refund) =>
        givenBackName({ publicId: order.order, kind: order.kind }, refund),
      );
      const accepted = order.kind === "event" ? [moderationName(order.order)] : [];
      const cancelled = order.facts.earned.map(({ rule, unit }) => `cancelled:${order.order}:${rule}:${unit}`);
      return [order.order, ...accepted, ...refunds, ...cancelled].map((claim) => [claim, order] as const);
    }),
  );
}
