/** An event meets the rules that hold, and their effects become postings and records. */
import type { Rule } from "../programme/campaign.ts";
import type { Moment } from "../programme/conditions/moment.ts";
import { type Earn, percentFor } from "../programme/effects/earn.ts";
import type { Instant } from "../values/day.ts";
import type { OrderFacts } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { Draft } from "./draft.ts";
import { countRule, type Earned, earnedTerms, earnFlat, postChange, rulesThatHold } from "./earning.ts";
import type { Facts, Given } from "./facts.ts";
import { sum } from "./order.ts";
import { type PlayGiven, raisePlay } from "./plays.ts";
import { issueTickets, type TicketsGiven } from "./tickets.ts";

export interface Event {
  on: Rule["on"];
  at: Instant;
  member: string;
  store: string | null;
  moment: Moment;
  /** What happened, as one name: a play is raised once per event and rule. */
  name: string;
  /** The order being recorded, with the basis of each line; its earned terms and tickets are filled in. */
  order?: { facts: OrderFacts; basis: number[]; store: string };
}

export interface Effects {
  earned: Earned[];
  surprises: PlayGiven[];
  tickets: TicketsGiven[];
}

/** Applies every rule that holds, in document order; each rule's cap is counted once. */
export function applyRules(draft: Draft, facts: Facts, given: Given, event: Event): Effects {
  const effects: Effects = { earned: [], surprises: [], tickets: [] };
  const { member, moment } = event;
  for (const rule of rulesThatHold(facts.atEvent.programme, { ...event, draft })) {
    for (const [index, effect] of rule.effects.entries()) {
      switch (effect.kind) {
        case "earn":
          effects.earned.push(earn(draft, facts, event, rule, effect));
          break;
        case "surprise": {
          const play = raisePlay(draft, facts, given, {
            pool: effect.pool,
            member,
            event: `${event.name}:${rule.id}:${index}`,
          });
          if (play) effects.surprises.push(play);
          break;
        }
        case "tickets": {
          const tickets = issueTickets(draft, facts, given, {
            contest: effect.contest,
            member,
            amount: effect.amount,
            rule: rule.id,
          });
          if (!tickets) break;
          effects.tickets.push(tickets);
          event.order?.facts.tickets.push({ ...tickets, rule: rule.id });
          break;
        }
        default:
          effect satisfies never;
      }
    }
    countRule(draft, member, rule, moment.day);
  }
  return effects;
}

function earn(draft: Draft, facts: Facts, { order, member, store, moment }: Event, rule: Rule, effect: Earn): Earned {
  if (!order) return earnFlat(draft, facts, { rule, effect, member, store, moment, version: facts.atEvent });
  const { lines } = order.facts;
  const earned = earnedTerms(facts.atEvent.programme, { rule, effect, moment, lines });
  order.facts.earned.push(earned);
  const counts = (line: string) => earned.lines === null || earned.lines.includes(line);
  const why: JsonObject = {
    basisMinor: sum(lines.filter(({ line }) => counts(line)).map(({ basisMinor }) => basisMinor)),
    amount: effect.amount,
    ...(effect.perMinor === undefined ? {} : { perMinor: effect.perMinor }),
    percent: percentFor(effect, moment.tier),
    tier: moment.tier,
  };
  const nothing = lines.map(() => 0);
  return postChange(draft, facts, {
    earned,
    order: order.facts,
    store: order.store,
    member,
    before: nothing,
    after: order.basis,
    why,
  });
}
