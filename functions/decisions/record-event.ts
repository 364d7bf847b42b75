/**
 * Recording an event that is known to be good: it is kept as an order of one thing, so that undoing it is a refund of all
 * of it. The thing is worth 1, or the money that the event is about.
 */
import { bucketOf } from "../programme/metric.ts";
import type { Programme } from "../programme/programme.ts";
import type { Day, Instant } from "../values/day.ts";
import type { JsonObject } from "../values/json.ts";
import type { EventFacts } from "../values/order-facts.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { momentOf } from "./moment.ts";
import { raise } from "./raise.ts";
import { applyRules, type Effects, type Event } from "./rules.ts";
import { releaseLapsed } from "./units.ts";

export interface EventToRecord {
  /** Its holder and natural key. */
  name: string;
  type: string;
  member: string;
  store: string;
  occurredAt: Instant;
  data?: JsonObject;
  /** What it is about, in minor units; absent: no money. */
  amountMinor?: number;
  /** That rules answered it before: it is kept and counted, and gives nothing. */
  isKnown?: boolean;
}

/** Posts what the event gives under the version in force when it occurred, and opens it as a holder of its member. */
export function recordEvent(
  draft: Draft,
  facts: Facts,
  given: Given,
  { name, type, member, store, occurredAt, data = {}, amountMinor, isKnown = false }: EventToRecord,
): { effects: Effects; state: "recorded" | "waiting" } {
  const { programme, version } = facts.atEvent;
  releaseLapsed(draft, facts, member);
  const totalMinor = amountMinor ?? 1;
  const lines = [{ line: "1", sku: "event", category: null, quantity: 1, basisMinor: totalMinor }];
  const money = amountMinor === undefined ? {} : { lines };
  const moment = momentOf(draft, facts, member, { on: type, at: occurredAt, store, data, ...money });
  const about: EventFacts = {
    type,
    version,
    occurredAt,
    currency: programme.currency,
    totalMinor,
    lines,
    refunds: {},
    earned: [],
    tickets: [],
    gifts: [],
    waits: [],
    counted: countersOf(programme, type, moment.day),
  };
  const event: Event = { moment, member, name, order: about, ...(isKnown ? { only: [] } : {}) };
  const effects = applyRules(draft, facts, given, event);
  for (const { metric, bucket } of about.counted) draft.count({ holder: member, metric, bucket, amount: 1 });
  raise(draft, facts, given, event, effects);
  const state = about.waits.length > 0 || about.earned.some(({ moderated }) => moderated) ? "waiting" : "recorded";
  draft.open<"event">({ publicId: name, kind: "event", owner: member, state, dueAt: null, facts: about });
  draft.claim(name);
  return { effects, state };
}

/** The metrics that count an event of a type, with the bucket of a day. */
function countersOf({ metrics }: Programme, type: string, day: Day): EventFacts["counted"] {
  return Object.entries(metrics).flatMap(([metric, terms]) =>
    terms.counts === "events" && terms.on?.includes(type)
      ? [{ metric, bucket: bucketOf(terms, day), counts: terms.counts }]
      : [],
  );
}
