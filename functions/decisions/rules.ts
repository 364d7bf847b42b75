/**
 * An event meets the rules that hold, and their effects become postings and records, always in this order: the rules that
 * hold → stacking → what multiplies them, stacked too → caps → budget → rounding, once, as each line is posted.
 */
import { rulesOf, runsAt } from "../programme/campaign.ts";
import { allHold, allSaw, type Condition } from "../programme/conditions/index.ts";
import type { Moment } from "../programme/conditions/moment.ts";
import { effectGrants } from "../programme/effects/index.ts";
import { holdoutMetric, isHeldOut } from "../programme/holdout.ts";
import type { Because, NotApplied } from "../programme/not-applied.ts";
import type { Programme } from "../programme/programme.ts";
import { hasPieces, isHanded } from "../programme/rewards/index.ts";
import { multiplies } from "../programme/stacking.ts";
import { monthOf } from "../values/day.ts";
import type { Grant, MultiplyGrant, PriceGrant, UnitsGrant } from "../values/grant.ts";
import type { EventFacts, OrderFacts, OrderGained } from "../values/order-facts.ts";
import type { Draft } from "./draft.ts";
import { type Award, type Earned, earnOnce, earnOnOrder, gainedBy, moreOf, worthOfAward } from "./earning.ts";
import type { Facts, Given } from "./facts.ts";
import { type GiftGiven, giveReward } from "./gift.ts";
import { type Counter, type RuleOf, roomFor, timesCounters, timesReached } from "./limits.ts";
import { isSentAt, lowestOf, type MemberPrice, pricesBy } from "./member-prices.ts";
import { type MessageGiven, messageTold } from "./messages.ts";
import { isKept, leftOf } from "./order.ts";
import { type PlayGiven, playableOf, raisePlay } from "./plays.ts";
import { beActive, keepWith } from "./slide.ts";
import { addedUp, stacked } from "./stacking.ts";
import { holdsOrAwaits } from "./standing.ts";
import { hasPiece } from "./stock.ts";
import { enterableOf, issueTickets, type TicketsGiven } from "./tickets.ts";

/** What happened to a member; its moment is what conditions may ask of it. */
export interface Event {
  moment: Moment & { on: string };
  member: string;
  /** What happened, as one name: a play is raised once per event and rule. */
  name: string;
  /** The rules that it meets; absent: all that hold. */
  only?: string[];
  /** The order, or the reported event, being recorded; what its rules gave is filled in, for its refunds. */
  order?: OrderFacts | EventFacts;
}

export interface Effects {
  earned: Earned[];
  gifts: GiftGiven[];
  surprises: PlayGiven[];
  tickets: TicketsGiven[];
  messages: MessageGiven[];
  /** Of each line of an order the lowest price for her, where it is lower than what was sent. */
  memberPrices: MemberPrice[];
  /** Rules whose conditions held, and why they gave nothing. */
  notApplied: NotApplied[];
}

/** A rule that is to be applied, with what it gives. */
interface Applying extends RuleOf {
  awards: (
    | Award
    | { kind: "price"; grant: PriceGrant }
    | { kind: "other"; grant: Exclude<Grant, { kind: "units" | "multiply" | "price" }>; index: number }
  )[];
}

/** Applies every rule that holds: in document order, those that multiply after those that they multiply. */
export function applyRules(draft: Draft, facts: Facts, given: Given, event: Event): Effects {
  const effects = noEffects();
  const { programme } = facts.atEvent;
  const { on: activity, day } = event.moment;
  if (activity !== null) countActivity(draft, event, beActive(draft, facts, { member: event.member, activity, day }));
  const open = openRules(draft, facts, event, effects);
  const worthOf = ({ awards }: Applying) =>
    addedUp(awards.flatMap((award) => (award.kind === "units" ? [worthOfAward(programme, award, event)] : [])));
  const stack = (of: Applying[]) => {
    const { applied, notApplied } = stacked(of, worthOf);
    effects.notApplied.push(...notApplied);
    return applied;
  };
  const base = stack(open.filter(({ rule }) => !multiplies(rule)));
  const multiplying = open
    .filter(({ rule }) => multiplies(rule))
    .map((of) => multiplied(of, base, event.moment))
    .filter((of) => {
      const because = nothingLeft(draft, facts, { event, of });
      if (because) effects.notApplied.push({ rule: of.rule.id, because });
      return of.awards.length > 0 && because === null;
    });
  const applied = [...base, ...stack(multiplying)];
  const give = (of: Applying, awards: Applying["awards"]) =>
    awards.map((award) => awarded(draft, facts, given, { event, of, award, effects }));
  const gave = applied.filter((of) => {
    const others = of.awards.filter((award) => !isMessage(award));
    return give(of, others).includes(true) || others.length === 0;
  });
  // Said when all is given, so that their numbers are of the whole event.
  for (const of of gave) give(of, of.awards.filter(isMessage));
  countTimes(draft, programme, event, gave);
  return effects;
}

/** With the order that it is part of, so that giving that back undoes it; for good, where there is none. */
function countActivity(draft: Draft, { member, order }: Event, counters: Counter[]): void {
  if (order) keepWith(order.counted, counters);
  else for (const counter of counters) draft.count({ holder: member, ...counter, amount: 1 });
}

function isMessage(award: Applying["awards"][number]): boolean {
  return award.kind === "other" && award.grant.kind === "message";
}

/** No effects yet. */
export function noEffects(): Effects {
  return { earned: [], gifts: [], surprises: [], tickets: [], messages: [], memberPrices: [], notApplied: [] };
}

/** Adds effects to others. */
export function add(effects: Effects, more: Effects): void {
  effects.earned.push(...more.earned);
  effects.gifts.push(...more.gifts);
  effects.surprises.push(...more.surprises);
  effects.tickets.push(...more.tickets);
  effects.messages.push(...more.messages);
  effects.memberPrices = lowestOf([...effects.memberPrices, ...more.memberPrices]);
  effects.notApplied.push(...more.notApplied);
}

/** Whether anything was given at all. */
export function isAnything({ earned, gifts, surprises, tickets, messages }: Effects): boolean {
  return earned.length + gifts.length + surprises.length + tickets.length + messages.length > 0;
}

/**
 * The rules of running campaigns on an event whose conditions hold, in document order; left out and told are those of
 * campaigns that the member is held out of, and those that have nothing left to give: they win no group. What one that
 * multiplies has left is known when the others have been stacked.
 */
function openRules(draft: Draft, facts: Facts, event: Event, { notApplied }: Effects): Applying[] {
  const { moment, member, only } = event;
  const { programme } = facts.atEvent;
  return programme.campaigns
    .filter((campaign) => runsAt(campaign, moment.at))
    .flatMap((campaign) => {
      const holding = rulesOf(campaign).filter(
        (rule) => rule.on === moment.on && (only?.includes(rule.id) ?? true) && allHold(rule.when, moment),
      );
      if (holding.length === 0 || !isHeldOut(programme, campaign, member))
        return holding.map((rule) => applyingOf({ rule, campaign }, moment));
      const metric = holdoutMetric(campaign.id);
      draft.count({ holder: member, metric, bucket: monthOf(moment.day), amount: 1 });
      for (const rule of holding)
        notApplied.push({ rule: rule.id, because: { kind: "holdout", campaign: campaign.id } });
      return [];
    })
    .filter((of) => {
      const cap = timesReached(draft, { member, of, when: moment });
      const nothing = multiplies(of.rule) ? null : nothingLeft(draft, facts, { event, of });
      const because = cap ? ({ kind: "cap", cap } as const) : nothing;
      if (because) notApplied.push({ rule: of.rule.id, because });
      return because === null;
    });
}

/** Why none of a rule's awards would give anything: the first one's reason; null: one of them would, or all that it does is to tell. */
function nothingLeft(draft: Draft, facts: Facts, { event, of }: { event: Event; of: Applying }): Because | null {
  const { member, moment } = event;
  const idle = of.awards
    .filter((award) => !isMessage(award))
    .map((award): Because | null => {
      const unit = award.kind === "units" ? award.grant.unit : null;
      const room = unit === null ? null : roomFor(draft, facts, { member, of, unit, day: moment.day });
      return room?.most === 0 ? room.because : nothingOf(draft, facts, { member, of, award });
    });
  return idle.every((because) => because !== null) ? (idle[0] ?? null) : null;
}

/**
 * Why an award gives nothing whatever room is left: a badge that she has, a gift of which no piece is left, a surprise or a
 * contest that is not open to her; null: it gives.
 */
function nothingOf(
  draft: Draft,
  facts: Facts,
  { member, of, award }: { member: string; of: RuleOf; award: Applying["awards"][number] },
): Because | null {
  const { units, rewards } = facts.atEvent.programme;
  if (award.kind === "units") {
    const { unit } = award.grant;
    return units[unit]?.badge && holdsOrAwaits(draft, facts, member, unit) ? { kind: "had", unit } : null;
  }
  // What staff accept later is given as it stands then.
  if (award.kind !== "other" || of.rule.moderated) return null;
  const { grant } = award;
  if (grant.kind === "play") return playableOf(draft, facts, { pool: grant.pool, member }) ? null : { kind: "closed" };
  if (grant.kind === "tickets")
    return enterableOf(facts, { contest: grant.contest, member }) ? null : { kind: "closed" };
  if (grant.kind !== "reward") return null;
  const reward = rewards.find(({ id }) => id === grant.reward);
  const isGone = reward && isHanded(reward) && hasPieces(reward) && !hasPiece(draft, facts, reward);
  return isGone ? { kind: "gone" } : null;
}

function applyingOf({ rule, campaign }: RuleOf, moment: Moment): Applying {
  const awards = rule.effects.flatMap((effect, index) =>
    effectGrants(effect, moment).flatMap((grant): Applying["awards"] => {
      if (grant.kind === "multiply") return [];
      if (grant.kind === "price") return [{ kind: "price", grant }];
      return grant.kind === "units"
        ? [{ kind: "units", grant: telling(grant, rule.when, moment), of: { rule, campaign }, when: rule.when }]
        : [{ kind: "other", grant, index }];
    }),
  );
  return { rule, campaign, awards };
}

/** A grant whose why names the published numbers that its conditions saw. */
function telling(grant: UnitsGrant, when: Condition[], moment: Moment): UnitsGrant {
  const inputs = allSaw(when, moment);
  return Object.keys(inputs).length === 0 ? grant : { ...grant, why: { ...grant.why, inputs } };
}

/** A rule that multiplies, with an award for each of those that it multiplies: as theirs, where the conditions of both hold. */
function multiplied(of: Applying, base: Applying[], moment: Moment): Applying {
  const { rule, campaign } = of;
  const multipliers = rule.effects.flatMap((effect) =>
    effectGrants(effect, moment).filter((grant): grant is MultiplyGrant => grant.kind === "multiply"),
  );
  const awards = multipliers.flatMap(({ unit, percent, of: named }) =>
    base
      .filter(({ rule: { id } }) => named === null || named.includes(id))
      .flatMap((earning) => earning.awards)
      .flatMap((award): Award[] => {
        if (award.kind !== "units" || award.grant.unit !== unit) return [];
        const when = [...award.when, ...rule.when];
        if (!allHold(when, moment)) return [];
        const grant = moreOf(award.grant, { of: award.of.rule.id, more: percent - 100 });
        return [{ kind: "units", grant: telling(grant, when, moment), of: { rule, campaign }, when }];
      }),
  );
  return { ...of, awards: [...of.awards, ...awards] };
}

/** Posts or records one award of a rule, and says it in the effects; whether it gave anything. */
function awarded(
  draft: Draft,
  facts: Facts,
  given: Given,
  { event, of, award, effects }: { event: Event; of: Applying; award: Applying["awards"][number]; effects: Effects },
): boolean {
  const { member, order, moment, name } = event;
  const { rule } = of;
  if (award.kind === "units") {
    // A badge is held once: who has it, or waits for it, earns it no second time.
    const { unit: badge } = award.grant;
    if (facts.atEvent.programme.units[badge]?.badge && holdsOrAwaits(draft, facts, member, badge)) return false;
    const room = roomFor(draft, facts, { member, of, unit: award.grant.unit, day: moment.day });
    if (room?.most === 0) {
      effects.notApplied.push({ rule: rule.id, because: room.because });
      return false;
    }
    effects.earned.push(
      order
        ? earnOnOrder(draft, facts, { source: name, award, order, moment, member, room })
        : earnOnce(draft, facts, { source: name, award, moment, member, room }),
    );
    return order === undefined || worthOfAward(facts.atEvent.programme, award, event).numerator > 0n;
  }
  if (award.kind === "price") {
    const prices = pricesBy(award.grant, { rule: rule.id, when: rule.when, moment });
    effects.memberPrices = lowestOf([...effects.memberPrices, ...prices]);
    return prices.length > 0 || isSentAt(award.grant, rule.when, moment);
  }
  const { grant, index } = award;
  const gained = gainedBy(rule.when, moment);
  // What goes back with the order is not given for what it never was worth. A play is had, whatever comes back.
  if ((grant.kind === "reward" || grant.kind === "tickets") && !isWorth(event, gained)) return false;
  if (rule.moderated && order && "waits" in order) {
    order.waits.push({ rule: rule.id, index, grant });
    return true;
  }
  return giveOther(draft, facts, given, { event, rule: rule.id, gained, grant, index, effects });
}

/** Whether an event has what a gift for it is kept by; what is part of no order has. */
function isWorth({ order }: Event, gained: OrderGained): boolean {
  return order === undefined || isKept(gained, order.lines, leftOf(order));
}

/** Records one grant of a rule that is not of units, and says it in the effects; whether it could be given. */
export function giveOther(
  draft: Draft,
  facts: Facts,
  given: Given,
  {
    event: { member, order, name, moment },
    rule,
    gained,
    grant,
    index,
    effects,
    earned = effects.earned,
  }: {
    event: Pick<Event, "member" | "order" | "name"> & { moment?: Pick<Event["moment"], "venue"> };
    rule: string;
    /** What has to be left of the order for it to be kept. */
    gained: OrderGained;
    grant: Exclude<Grant, { kind: "units" | "multiply" | "price" }>;
    index: number;
    effects: Effects;
    /** What the event earned, as messages say it; absent: what the effects say. */
    earned?: { unit: string; amount: number }[];
  },
): boolean {
  switch (grant.kind) {
    case "play": {
      const play = raisePlay(draft, facts, given, { pool: grant.pool, member, event: `${name}:${rule}:${index}` });
      if (play) effects.surprises.push(play);
      return play !== null;
    }
    case "tickets": {
      const { contest, amount } = grant;
      const tickets = issueTickets(draft, facts, given, { contest, member, amount, rule });
      if (!tickets) return false;
      effects.tickets.push(tickets);
      order?.tickets.push({ ...tickets, rule, ...gained });
      return true;
    }
    case "reward": {
      const about = { reward: grant.reward, member, rule, event: name, venue: moment?.venue ?? null };
      const gift = giveReward(draft, facts, given, about);
      if (!gift) return false;
      effects.gifts.push(gift);
      order?.gifts.push({ redemption: gift.redemption, ...gained });
      return true;
    }
    case "message":
      effects.messages.push(messageTold(draft, facts, { grant, rule, member, earned }));
      return true;
    case "donation":
    case "voucher":
      throw new Error(`a ${grant.kind} is given by a reward of the catalogue`);
    default:
      return grant satisfies never;
  }
}

/**
 * Counts towards caps on times. Of an order that gave nothing but units that are taken back, as a debt if need be, and
 * words, the times come back with all of it. A play, a ticket or a reward may have been used, and what is forgiven was: those count.
 */
function countTimes(draft: Draft, { units }: Programme, { member, order, moment }: Event, gave: Applying[]): void {
  const isReturned = ({ awards }: Applying) =>
    order !== undefined &&
    awards.every(
      (award) =>
        isMessage(award) || (award.kind === "units" && (units[award.grant.unit]?.returns ?? "debt") === "debt"),
    );
  // What waits for staff may be rejected: what was given is counted for good when they accept it (moderate.ts).
  const isAwaited = ({ rule }: Applying) => rule.moderated && order !== undefined && "waits" in order;
  const mayComeBack = (of: Applying) => isReturned(of) || isAwaited(of);
  const kept = timesCounters(
    gave.filter((of) => !mayComeBack(of)),
    moment,
  );
  for (const counter of kept) draft.count({ holder: member, ...counter, amount: 1 });
  for (const counter of timesCounters(gave.filter(mayComeBack), moment))
    if (!kept.some(({ metric }) => metric === counter.metric)) order?.counted.push({ ...counter, counts: "times" });
}
