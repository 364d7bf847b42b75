/**
 * Moderation: staff look at what a member sent in. What her event earned for it waits; accepted, it becomes hers, and the
 * rules' other gifts are given; rejected, it goes.
 */

import { mayCount } from "../programme/cap.ts";
import { isHanded } from "../programme/rewards/index.ts";
import { asKind } from "../values/holder.ts";
import type { EventFacts, OrderEarned } from "../values/order-facts.ts";
import { cannotDecide, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { ownerOf } from "./member.ts";
import { momentOf } from "./moment.ts";
import { judgePause } from "./paused.ts";
import { raise } from "./raise.ts";
import { type Effects, giveOther, noEffects } from "./rules.ts";
import { type Balance, balancesOf } from "./standing.ts";
import { takeAll, type Undone } from "./undo-event.ts";
import { releaseLapsed } from "./units.ts";
import { acceptWaiting, rejectWaiting } from "./waiting.ts";

export interface Moderation {
  /** The public name of the event: event:{store}:{id}. */
  event: string;
  verdict: "accept" | "reject";
}

export interface Moderated extends Effects {
  operation: string;
  member: string;
  event: string;
  state: "recorded" | "rejected";
  /** What waited and can be used now. */
  activated: Undone["takenBack"];
  takenBack: Undone["takenBack"];
  balances: Record<string, Balance>;
}

/** Whether what was earned may stay hers when the event is undone, so that its times count for good. */
function isKeptWhenUndone({ moderated = false, returns }: OrderEarned): boolean {
  return moderated && returns !== "debt";
}

type Waits = EventFacts["waits"][number];

/** A grant of an event is kept as long as the event is. */
const ALL_OF_IT = { lines: null, leastMinor: 0 };

/** The natural key of the decision on an event's content, by its holder's name. */
export function moderationName(event: string): string {
  return `moderate:${event}`;
}

/** The store that reported an event, by its holder's name. */
export function storeOf(event: string): string {
  const [, store = ""] = event.split(":");
  return store;
}

/**
 * Refusals, in order: earning_paused (to accept), event_unknown (of an erased member too; nothing stored); not_waiting, member_frozen (to accept;
 * stored).
 */
export function decideModerate(facts: Facts, { event: name, verdict }: Moderation, given: Given): Decided<Moderated> {
  const draft = draftOf(facts);
  const paused = verdict === "accept" ? judgePause(draft, facts, "earning") : null;
  if (paused) return paused;
  const found = facts.holders.get(name);
  if (found?.kind !== "event") return cannotDecide("event_unknown");
  const event = asKind(found, "event");
  if (event.state !== "waiting") return refuse("not_waiting", { state: event.state });
  const member = ownerOf(found, (id) => facts.holders.get(id));
  if (member.state === "erased") return cannotDecide("event_unknown");
  const id = member.publicId;
  const store = storeOf(name);
  draft.claim(moderationName(name));
  if (verdict === "reject") {
    const takenBack = takeAll(draft, facts, given, { event, store, member, ended: "rejected" });
    rejectWaiting(draft, facts, name);
    return {
      written: draft.written(id),
      outcome: {
        operation: given.operation,
        member: id,
        event: name,
        state: "rejected",
        ...noEffects(),
        activated: [],
        takenBack,
        balances: balancesOf(draft, facts, id),
      },
    };
  }
  if (member.state === "frozen") return refuse("member_frozen");
  releaseLapsed(draft, facts, id);
  const activated = acceptWaiting(draft, facts, { source: name, member: id });
  const about = structuredClone(asKind(draft.holder(name) ?? event, "event").facts);
  const cause = {
    moment: momentOf(draft, { ...facts, atEvent: facts.current }, id, { on: about.type, at: facts.now, store }),
    member: id,
    name,
    order: about,
  };
  const effects = noEffects();
  const isGiven = ({ rule, index, grant }: Waits) => {
    // What the catalogue no longer has, or has as what nobody is handed, cannot be given any more.
    const { rewards } = facts.current.programme;
    if (grant.kind === "reward" && !rewards.some((known) => known.id === grant.reward && isHanded(known))) return false;
    const of = { event: cause, rule, gained: ALL_OF_IT, grant, index, effects, earned: activated };
    return giveOther(draft, facts, given, of);
  };
  const others = about.waits.filter(({ grant }) => grant.kind !== "message");
  const gave = [...activated, ...others.filter(isGiven)].map(({ rule }) => rule);
  const mayGive = [...about.earned, ...others].map(({ rule }) => rule);
  // Said when all is given, of a rule that gives other things where it gave one of them.
  for (const each of about.waits)
    if (each.grant.kind === "message" && (gave.includes(each.rule) || !mayGive.includes(each.rule))) isGiven(each);
  about.waits = [];
  const kept = [...others.filter(({ rule }) => gave.includes(rule)), ...about.earned.filter(isKeptWhenUndone)];
  about.counted = about.counted.filter(({ metric }) => !kept.some(({ rule }) => mayCount(metric, rule)));
  raise(draft, facts, given, cause, effects);
  draft.change(event, { state: "recorded", facts: about });
  settle(draft, facts, given, member);
  return {
    written: draft.written(id),
    outcome: {
      operation: given.operation,
      member: id,
      event: name,
      state: "recorded",
      ...effects,
      activated,
      takenBack: [],
      balances: balancesOf(draft, facts, id),
    },
  };
}
