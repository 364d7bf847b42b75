/** An event meets the rules that hold, and their effects become postings and records. */
import { type Rule, runsAt } from "../programme/campaign.ts";
import { allHold, allSaw } from "../programme/conditions/index.ts";
import type { Moment } from "../programme/conditions/moment.ts";
import { effectGrants } from "../programme/effects/index.ts";
import type { Programme } from "../programme/programme.ts";
import type { Grant } from "../values/grant.ts";
import type { EventFacts, OrderFacts } from "../values/holder.ts";
import type { Draft } from "./draft.ts";
import { countRule, type Earned, earnedTerms, earnOnce, earnWhy, postChange, timesOn } from "./earning.ts";
import type { Facts, Given } from "./facts.ts";
import { type GiftGiven, giveReward } from "./gift.ts";
import { leftOf, nothingOf } from "./order.ts";
import { type PlayGiven, raisePlay } from "./plays.ts";
import { holds } from "./standing.ts";
import { issueTickets, type TicketsGiven } from "./tickets.ts";
import { beActive } from "./units.ts";

/** What happened to a member; its moment is what conditions may ask of it. */
export interface Event {
  moment: Moment;
  member: string;
  /** What happened, as one name: a play is raised once per event and rule. */
  name: string;
  /** The order, or the reported event, being recorded; what its rules gave is filled in, for its refunds. */
  order?: OrderFacts | EventFacts;
}

export interface Effects {
  earned: Earned[];
  gifts: GiftGiven[];
  surprises: PlayGiven[];
  tickets: TicketsGiven[];
}

/** Applies every rule that holds, in document order; each rule's cap is counted once. */
export function applyRules(draft: Draft, facts: Facts, given: Given, event: Event): Effects {
  const effects = noEffects();
  const { on: activity, day } = event.moment;
  if (activity !== null) beActive(draft, facts, { member: event.member, activity, day });
  for (const rule of rulesThatHold(draft, facts.atEvent.programme, event)) {
    const grants = rule.effects.flatMap((effect, index) =>
      effectGrants(effect, event.moment).map((grant) => ({ grant, index })),
    );
    for (const { grant, index } of grants)
      award(draft, facts, given, { event, rule, grant: telling(grant, rule, event), index, effects });
    countRule(draft, event.member, rule, event.moment.day);
  }
  return effects;
}

/** No effects yet. */
export function noEffects(): Effects {
  return { earned: [], gifts: [], surprises: [], tickets: [] };
}

/** Whether anything was given at all. */
export function isAnything({ earned, gifts, surprises, tickets }: Effects): boolean {
  return earned.length + gifts.length + surprises.length + tickets.length > 0;
}

/** The rules of running campaigns on an event whose conditions and caps hold, in document order. */
function rulesThatHold(draft: Draft, programme: Programme, { moment, member }: Event): Rule[] {
  return programme.campaigns
    .filter((campaign) => runsAt(campaign, moment.at))
    .flatMap(({ rules }) => rules)
    .filter((rule) => rule.on === moment.on && allHold(rule.when, moment))
    .filter(({ id, timesPerDay }) => timesPerDay === undefined || timesOn(draft, member, id, moment.day) < timesPerDay);
}

/** A grant whose why names the published numbers that its rule saw. */
function telling(grant: Grant, { when }: Rule, { moment }: Event): Grant {
  const inputs = allSaw(when, moment);
  if (grant.kind !== "units" || Object.keys(inputs).length === 0) return grant;
  return { ...grant, why: { ...grant.why, inputs } };
}

/** Posts or records one grant of a rule, and says it in the effects. */
function award(
  draft: Draft,
  facts: Facts,
  given: Given,
  { event, rule, grant, index, effects }: { event: Event; rule: Rule; grant: Grant; index: number; effects: Effects },
): void {
  const { member, order, moment } = event;
  if (rule.moderated && order && "waits" in order && grant.kind !== "units") {
    order.waits.push({ rule: rule.id, index, grant });
    return;
  }
  if (grant.kind !== "units") {
    giveOther(draft, facts, given, { event, rule: rule.id, grant, index, effects });
    return;
  }
  // A badge is held once: who has it earns it no second time.
  if (facts.atEvent.programme.units[grant.unit]?.badge && holds(draft, member, grant.unit)) return;
  effects.earned.push(
    order
      ? earnOnOrder(draft, facts, { event, order, rule, grant })
      : earnOnce(draft, facts, { source: event.name, rule, grant, member, moment }),
  );
}

/** Posts or records one grant that is not of units, and says it in the effects. */
export function giveOther(
  draft: Draft,
  facts: Facts,
  given: Given,
  {
    event: { member, order, name },
    rule,
    grant,
    index,
    effects,
  }: {
    event: Pick<Event, "member" | "order" | "name">;
    rule: string;
    grant: Exclude<Grant, { kind: "units" }>;
    index: number;
    effects: Effects;
  },
): void {
  switch (grant.kind) {
    case "play": {
      const play = raisePlay(draft, facts, given, { pool: grant.pool, member, event: `${name}:${rule}:${index}` });
      if (play) effects.surprises.push(play);
      return;
    }
    case "tickets": {
      const { contest, amount } = grant;
      const tickets = issueTickets(draft, facts, given, { contest, member, amount, rule });
      if (!tickets) return;
      effects.tickets.push(tickets);
      order?.tickets.push({ ...tickets, rule });
      return;
    }
    case "reward": {
      const gift = giveReward(draft, facts, given, { reward: grant.reward, member, rule, event: name });
      if (!gift) return;
      effects.gifts.push(gift);
      order?.gifts.push(gift.redemption);
      return;
    }
    case "voucher":
      throw new Error("a voucher is given by a reward of the catalogue");
    default:
      grant satisfies never;
  }
}

/** Earns on an order that has no refunds yet, and keeps the terms in it. */
function earnOnOrder(
  draft: Draft,
  facts: Facts,
  {
    event: { moment, member, name },
    order,
    rule,
    grant,
  }: { event: Event; order: OrderFacts; rule: Rule; grant: Extract<Grant, { kind: "units" }> },
): Earned {
  const earned = earnedTerms(facts.atEvent.programme, { rule, grant, moment });
  order.earned.push(earned);
  const after = leftOf(order);
  // A reported event has no goods: what it is worth is nobody's money, and says nothing.
  const why =
    "waits" in order
      ? { ...grant.why, tier: moment.tier, ...(rule.moderated ? { waits: true } : {}) }
      : earnWhy(order, earned, { left: after, grant, tier: moment.tier });
  return postChange(draft, facts, {
    source: name,
    earned,
    order,
    store: moment.store,
    member,
    before: nothingOf(order),
    after,
    why,
  });
}
