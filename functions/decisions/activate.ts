/**
 * What waited for an event: a store says that it happened, and the units can be used or are taken back, as the document
 * of the day on which they were earned says. When nobody says anything, the clock takes them back after the stated days.
 */
import { lotOf } from "../values/account.ts";
import { asKind, type Holder, type WaitingGain } from "../values/holder.ts";
import { cannotDecide, refuse } from "../values/refusal.ts";
import { settle as settleMember } from "./automatic.ts";
import { mayEarn } from "./bring.ts";
import type { Decided } from "./decision.ts";
import { type Draft, draftOf } from "./draft.ts";
import { drawOn, postChange } from "./earning.ts";
import { refundWhy } from "./earning-why.ts";
import type { Facts, Given } from "./facts.ts";
import { lastDayOf } from "./lots.ts";
import { ownerOf } from "./member.ts";
import { leftOf, nothingOf } from "./order.ts";
import { expectProgramme } from "./paused.ts";
import { hearsRaised, raise } from "./raise.ts";
import { noEffects } from "./rules.ts";
import { type Balance, balancesOf } from "./standing.ts";
import { give, releaseLapsed } from "./units.ts";
import { activateGain, becomes, changeGains, takeWaiting, waitingOf, waitName } from "./waiting.ts";

export interface Activation {
  /** Who says it; only the store of the source may. */
  store: string;
  /** What the units were earned for: order:{store}:{order}, chk_…. */
  source: string;
  event: string;
}

export interface Activated {
  operation: string;
  member: string;
  source: string;
  activated: { unit: string; amount: number; rule: string; availableOn: number; expiresOn: number }[];
  cancelled: { unit: string; amount: number; rule: string }[];
  balances: Record<string, Balance>;
}

/** The natural key of an event that a store says of a source. */
export function activationName({ store, source, event }: Activation): string {
  return `activation:${store}:${source}:${event}`;
}

/** Refusals, in order: source_unknown (nothing stored); not_awaited (stored). A frozen member's units are activated too. */
export function decideActivate(facts: Facts, { store, source, event }: Activation, given: Given): Decided<Activated> {
  const found = facts.holders.get(waitName(source));
  if (found?.kind !== "waiting") return cannotDecide("source_unknown");
  const waiting = asKind(found, "waiting");
  if (waiting.facts.store !== null && waiting.facts.store !== store) return cannotDecide("source_unknown");
  if (ownerOf(found, (id) => facts.holders.get(id)).state === "erased") return cannotDecide("source_unknown");
  const open = waiting.facts.gains.filter(({ state, lot }) => state === "waiting" && lot.expiresOn >= facts.today);
  const ends = (gain: WaitingGain) =>
    !open.includes(gain) ? null : gain.on === event ? "activated" : gain.cancelOn === event ? "cancelled" : null;
  if (!open.some(ends)) {
    const awaited = open.flatMap(({ on, cancelOn }) => (cancelOn === null ? [on] : [on, cancelOn]));
    return refuse("not_awaited", { event, awaits: [...new Set(awaited)] });
  }
  return settle(facts, given, { waiting, source, event, ends, claims: [activationName({ store, source, event })] });
}

/** Takes back what has waited too long. Refusals: source_unknown, not_due (nothing stored). */
export function decideCancelWaiting(
  facts: Facts,
  { waiting: name }: { waiting: string },
  given: Given,
): Decided<Activated> {
  const found = facts.holders.get(name);
  if (found?.kind !== "waiting") return cannotDecide("source_unknown");
  const waiting = asKind(found, "waiting");
  if (waiting.dueAt === null || waiting.dueAt > facts.now) return cannotDecide("not_due");
  const ends = ({ state, lot }: WaitingGain) =>
    state === "waiting" && lot.expiresOn < facts.today ? ("cancelled" as const) : null;
  return settle(facts, given, { waiting, source: name.slice(waitName("").length), event: null, ends, claims: [] });
}

/** Ends the waiting of each gain as it is told to. */
function settle(
  facts: Facts,
  given: Given,
  {
    waiting,
    source,
    event,
    ends,
    claims,
  }: {
    waiting: Holder<"waiting">;
    source: string;
    event: string | null;
    ends(gain: WaitingGain): "activated" | "cancelled" | null;
    claims: string[];
  },
): Decided<Activated> {
  const member = ownerOf(waiting, (id) => facts.holders.get(id));
  const id = member.publicId;
  const draft = draftOf(facts);
  expectProgramme(draft, facts);
  if (member.state === "erased") {
    // Her units lapsed with her, those that waited among them.
    draft.change(waiting, { state: "settled", dueAt: null });
    const outcome = { operation: given.operation, member: id, source, activated: [], cancelled: [], balances: {} };
    return { written: draft.written(id), outcome };
  }
  for (const name of claims) draft.claim(name);
  releaseLapsed(draft, facts, id);
  const outcome: Activated = {
    operation: given.operation,
    member: id,
    source,
    activated: [],
    cancelled: [],
    balances: {},
  };
  const gains = waiting.facts.gains.map((gain, index): WaitingGain => {
    const end = ends(gain);
    if (end === null) return waitingOf(draft, source)?.facts.gains[index] ?? gain;
    const { unit, rule } = gain;
    if (end === "cancelled") {
      outcome.cancelled.push(...cancel(draft, facts, { waiting, source, member: id, gain, index, ends, event }));
      return { ...gain, amount: 0, state: "cancelled" };
    }
    const lot = becomes(gain, facts.today);
    const { amount } = gain;
    activateGain(draft, facts, { source, member: id, gain, lot, why: { rule, event } });
    const { availableOn, expiresOn } = lot;
    const lastDay = lastDayOf(draft, lotOf(id, unit, lot));
    outcome.activated.push({ unit, amount, rule, availableOn, expiresOn: lastDay });
    return { ...gain, state: "activated", became: { availableOn, expiresOn } };
  });
  changeGains(draft, facts, waiting, gains);
  if (outcome.activated.length > 0) raiseOf(draft, facts, given, { source, member: id, store: waiting.facts.store });
  settleMember(draft, facts, given, member);
  return { written: draft.written(id), outcome: { ...outcome, balances: balancesOf(draft, facts, id) } };
}

/** What came of units that can be used belongs to the order or the event for which they were earned, and goes with it. */
function raiseOf(
  draft: Draft,
  facts: Facts,
  given: Given,
  { source, member, store }: { source: string; member: string; store: string | null },
): void {
  const found = draft.holder(source);
  if (found?.kind !== "order" && found?.kind !== "event") return;
  if (!hearsRaised(facts.current.programme) || !mayEarn(draft, facts, member)) return;
  const sold = found as Holder<"order" | "event">;
  const order = structuredClone(sold.facts);
  const moment = { at: facts.now, day: facts.today, store, venue: null, channel: null };
  raise(draft, { ...facts, atEvent: facts.current }, given, { moment, member, name: source, order }, noEffects());
  draft.change(sold, { facts: order });
}

/**
 * Takes a gain back. What a rule gave of a unit for an order is worth nothing from then on, as if all of it had been
 * refunded, so that later refunds take nothing more; what else was earned goes back as it came. Returns what was taken.
 */
function cancel(
  draft: Draft,
  facts: Facts,
  {
    waiting,
    source,
    member,
    gain,
    index,
    ends,
    event,
  }: {
    waiting: Holder<"waiting">;
    source: string;
    member: string;
    gain: WaitingGain;
    /** Where it stands among what waits because of the source. */
    index: number;
    ends(gain: WaitingGain): "activated" | "cancelled" | null;
    event: string | null;
  },
): Activated["cancelled"] {
  const { rule, unit, amount, counted, budget, earnedOn, version } = gain;
  const { store } = waiting.facts;
  const found = facts.holders.get(source);
  if (found?.kind !== "order" && found?.kind !== "event") {
    const drawn = budget === undefined ? {} : { budget };
    const why = { rule, event, cancelled: true, version, day: earnedOn, ...drawn };
    const numbers = { numerator: amount, basisBeforeMinor: 1, basisAfterMinor: 0 };
    const { missing } = takeWaiting(draft, { source, member, rule, unit, amount, store, why: { ...why, ...numbers } });
    for (const { metric, bucket } of counted) draft.count({ holder: member, metric, bucket, amount: missing - amount });
    drawOn(draft, { ...drawn, amount: missing - amount, rule });
    return [{ unit, amount: amount - missing, rule }];
  }
  // A rule may give a unit twice, as one that multiplies two others does, and one of the two may have come to no whole unit and
  // wait for nothing: with the first part that waits, all that the rule gave of the unit goes.
  const isOne = (each: { rule: string; unit: string }) => each.rule === rule && each.unit === unit;
  const isEnded = waiting.facts.gains.map((each) => isOne(each) && ends(each) === "cancelled");
  if (isEnded.indexOf(true) !== index) return [];
  const order = (draft.holder(source) ?? found) as Holder<"order" | "event">;
  const { earned } = order.facts;
  const [before, after] = [leftOf(order.facts), nothingOf(order.facts)];
  const taken = earned
    .filter((terms) => isOne(terms) && terms.numerator !== 0)
    .map((terms) => {
      const why = { ...refundWhy(order.facts, terms, { before, after }), event, cancelled: true };
      const of = { source, earned: terms, order: order.facts, store, member, before, after, why };
      return { unit, amount: 0 - postChange(draft, facts, of).amount, rule };
    });
  draft.change(order, {
    facts: { ...order.facts, earned: earned.map((each) => (isOne(each) ? { ...each, numerator: 0 } : each)) },
  });
  draft.claim(`cancelled:${source}:${rule}:${unit}`);
  // Fractions of other orders may have become one of its units: that one is hers.
  const why = { rule, event, carried: true };
  for (const [at, left] of (waitingOf(draft, source)?.facts.gains ?? []).entries()) {
    if (!isEnded[at]) continue;
    const [from, lot] = [lotOf(member, unit, left.lot), becomes(left, facts.today)];
    give(draft, facts, { member, unit, amount: left.amount, from, lot, reason: "activate", why });
  }
  return taken;
}
