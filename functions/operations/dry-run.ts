/** A dry run: the facts and the decision of a write, without the write. One round trip, no key, nothing stored. */
import { readFacts } from "../database/facts.ts";
import { hmacHex } from "../values/hash.ts";
import { isRefusal, type Refusal } from "../values/refusal.ts";
import { SCHEMA_VERSION, subjectsOf } from "./attempt.ts";
import { actorOf, authorise, type Caller, shownBy } from "./caller.ts";
import { factsOf, givenFor } from "./facts-from.ts";
import { judgeShown } from "./shown-code.ts";
import { TransportFault, transportFault } from "./transport.ts";
import type { Ledger, Verb } from "./verb.ts";

export type Tried<Outcome> =
  | { kind: "decided"; outcome: Outcome }
  | { kind: "refused"; refusal: Refusal }
  | { kind: "migrating" }
  /** The database did not answer. */
  | { kind: "unknown"; fault: unknown };

/** What a verb would decide now. Throws only for a fault of ours. */
export async function dryRun<Request, Outcome>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  { request, caller }: { request: Request; caller: Caller },
): Promise<Tried<Outcome>> {
  const actor = actorOf(caller);
  const { subjects, member } = subjectsOf(verb, { request, caller }, (label) => hmacHex(ledger.secret, label));
  const rows = await readFacts(ledger.client, {
    subjects,
    actor,
    keys: [],
    knownVersions: [...ledger.documents.keys()],
    now: ledger.now,
    isRetry: false,
    more: verb.reads?.(request) ?? [],
  }).catch(transportFault);
  if (rows instanceof TransportFault)
    return rows.isSchemaMissing ? { kind: "migrating" } : { kind: "unknown", fault: rows.cause };
  if (rows.schemaVersion !== SCHEMA_VERSION) return { kind: "migrating" };
  const denied = authorise(rows.holders, caller);
  if (denied) return { kind: "refused", refusal: denied };
  const shown = shownBy(caller);
  // To look at a cart is not to take it: the same code is still good for the purchase.
  const stale = shown === null ? null : judgeShown({ ...rows, claims: new Map() }, shown);
  if (stale) return { kind: "refused", refusal: stale };
  const facts = factsOf(rows, ledger, member);
  const occurredAt = subjects.occurredAt ?? facts.now;
  const decided = verb.decide(
    facts,
    request,
    givenFor(ledger, facts.now, { actor, key: "", requestHash: "", occurredAt }),
  );
  return isRefusal(decided) ? { kind: "refused", refusal: decided } : { kind: "decided", outcome: decided.outcome };
}
