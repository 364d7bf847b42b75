/** Undoing an event: what it gave is taken back as a refund of all of it, and what waited goes. */
import { asKind, type Holder } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { ownerOf } from "./member.ts";
import { applyRefunds } from "./refund.ts";
import { eventName } from "./report.ts";
import { type Balance, balancesOf, standing } from "./standing.ts";
import { releaseLapsed } from "./units.ts";

export interface Undoing {
  store: string;
  /** The store's own id of the event. */
  event: string;
}

export interface Undone {
  operation: string;
  member: string;
  event: string;
  takenBack: { unit: string; amount: number; rule: string }[];
  balances: Record<string, Balance>;
  tier: ReturnType<typeof standing>;
}

/** The refund that takes all of an event back. */
const ALL = { amountMinor: 0, lines: [{ line: "1", quantity: 1 }] };

/** Refusals: event_unknown (nothing stored). What was rejected was taken back under the same name: it is a duplicate. A frozen member's event is undone too. */
export function decideUndoEvent(facts: Facts, { store, event }: Undoing, given: Given): Decided<Undone> {
  const found = facts.holders.get(eventName(store, event));
  if (!found) return cannotDecide("event_unknown");
  const reported = asKind(found, "event");
  const member = ownerOf(found, (id) => facts.holders.get(id));
  const draft = draftOf(facts);
  const takenBack = takeAll(draft, facts, given, { event: reported, store, member, ended: "reversed" });
  return {
    written: draft.written(member.publicId),
    outcome: {
      operation: given.operation,
      member: member.publicId,
      event,
      takenBack,
      balances: balancesOf(draft, facts, member.publicId),
      tier: standing(draft, facts.current.programme, member.publicId, facts.today),
    },
  };
}

/** Takes back all that an event gave; it is reversed or rejected from then on. Returns what she gave up or owes now, as a refund says it. */
export function takeAll(
  draft: ReturnType<typeof draftOf>,
  facts: Facts,
  given: Given,
  {
    event,
    store,
    member,
    ended,
  }: { event: Holder<"event">; store: string; member: Holder<"member">; ended: "reversed" | "rejected" },
): Undone["takenBack"] {
  releaseLapsed(draft, facts, member.publicId);
  const nothingWaits: Holder<"event"> = { ...event, facts: { ...event.facts, waits: [] } };
  const { takenBack } = applyRefunds(draft, facts, given, {
    store,
    order: nothingWaits,
    member,
    added: { [ended]: ALL },
    ended,
    cause: ended,
  });
  return takenBack.map(({ forgiven: _, ...each }) => each);
}
