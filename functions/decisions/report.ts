/**
 * A report: a store says what a member did. Rules on the event earn under the version in force when it occurred. It is
 * kept as an order of one thing worth 1 (record-event.ts).
 */
import { isReported } from "../programme/event.ts";
import type { Instant } from "../values/day.ts";
import type { JsonObject } from "../values/json.ts";
import type { MemberRef } from "../values/member-ref.ts";
import { cannotDecide, isRefusal, refuse } from "../values/refusal.ts";
import { settle } from "./automatic.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { memberFor } from "./member.ts";
import { judgePause } from "./paused.ts";
import { fieldFilled } from "./profile.ts";
import { once } from "./raise.ts";
import { recordEvent } from "./record-event.ts";
import { add, type Effects } from "./rules.ts";
import { type Balance, balancesOf, standing } from "./standing.ts";
import { judgeTiming } from "./timing.ts";

export interface Report {
  store: string;
  member: MemberRef;
  type: string;
  /** The store's own id of the event. */
  id: string;
  occurredAt: Instant;
  /** Flat; conditions may ask it, papers keep it, the ledger never does. */
  data: JsonObject;
}

export interface Reported extends Effects {
  operation: string;
  member: string;
  event: string;
  type: string;
  /** waiting: some of what it earned waits for its content to be accepted. */
  state: "recorded" | "waiting";
  balances: Record<string, Balance>;
  tier: ReturnType<typeof standing>;
}

/** The natural key and the holder of a store's event. */
export function eventName(store: string, id: string): string {
  return `event:${store}:${id}`;
}

/** The natural key of content, by the hash that the report names; null: it names none. */
export function contentName({ contentHash }: JsonObject): string | null {
  return typeof contentHash === "string" ? `content:${contentHash}` : null;
}

/**
 * Refusals, in order: occurred_in_the_future, event_type_unknown, earning_paused, member_unknown (nothing stored);
 * too_late, member_frozen, duplicate_content (stored).
 */
export function decideReport(facts: Facts, report: Report, given: Given): Decided<Reported> {
  const { programme } = facts.atEvent;
  const { store, type, occurredAt, data } = report;
  const timing = judgeTiming(facts, occurredAt, false);
  if (timing && !timing.isDecided) return timing;
  if (!isReported(type, programme.events)) return cannotDecide("event_type_unknown", { sent: type }, "/type");
  const draft = draftOf(facts);
  const paused = judgePause(draft, facts, "earning");
  if (paused) return paused;
  const member = memberFor(draft, facts, given, { ref: report.member, store });
  if (isRefusal(member) && !member.isDecided) return member;
  if (timing) return timing;
  if (isRefusal(member)) return member;
  const content = contentName(data);
  const seen = content === null ? undefined : facts.claims.get(content);
  if (seen) return refuse("duplicate_content", { operation: seen.operation });

  const id = member.publicId;
  const name = eventName(store, report.id);
  // A field that she filled in herself was answered, and one that is reported is not answered when she does.
  const { field } = data;
  const isKnown = type === "profile" && typeof field === "string" && once(draft, id, [fieldFilled(field)]).length === 0;
  const happened = { name, type, member: id, store, occurredAt, data, isKnown };
  const { effects, state } = recordEvent(draft, facts, given, happened);
  if (content !== null) draft.claim(content);
  add(effects, settle(draft, facts, given, member).effects);
  return {
    written: draft.written(id),
    outcome: {
      operation: given.operation,
      member: id,
      event: report.id,
      type,
      state,
      ...effects,
      balances: balancesOf(draft, facts, id),
      tier: standing(draft, programme, id, facts.today),
    },
  };
}
