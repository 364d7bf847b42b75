/** Endpoints: where somebody outside is told of operations. Opening one, its secrets, pausing it, and sending something again. */
import { asKind, type EndpointFacts, type Holder } from "../values/holder.ts";
import { cannotDecide, refuse } from "../values/refusal.ts";
import { OVERLAP_MS } from "../values/webhook.ts";
import { webhookTypeOf } from "../values/webhook-types.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

/** Endpoints of a programme that are not disabled: each is asked for by every tick. */
export const ENDPOINTS_MAX = 20;

export interface EndpointOpening {
  /** Whose operations it is told of; null: of all. */
  store: string | null;
  url: string;
  types: string[];
}

/** What every act on an endpoint answers. */
export interface EndpointActed {
  operation: string;
  endpoint: string;
}

/** Its secret follows from the generation. */
export interface EndpointSigned extends EndpointActed {
  generation: number;
  /** Until when the secret before is good too; null: there is none. */
  overlapUntil: number | null;
}

/** Opens an endpoint, told from now on. Refusals, in order: store_unknown (nothing stored), limit_reached (stored). */
export function decideOpenEndpoint(
  facts: Facts,
  { store, url, types }: EndpointOpening,
  given: Given,
): Decided<EndpointSigned> {
  const owner = store === null ? null : facts.holders.get(store);
  if (owner !== null && owner?.kind !== "store") return cannotDecide("store_unknown");
  const open = Number(facts.more[0]?.[0]?.open ?? 0);
  if (open >= ENDPOINTS_MAX) return refuse("limit_reached", { live: open, max: ENDPOINTS_MAX });
  const draft = draftOf(facts);
  if (owner) draft.expect(owner);
  const endpoint = given.id("end");
  draft.open<"endpoint">({
    publicId: endpoint,
    kind: "endpoint",
    owner: store,
    state: "active",
    dueAt: null,
    facts: { url, types, generation: 1, overlapUntil: null, activeSince: facts.now, disabled: null },
  });
  draft.records.followed = { endpoint, from: null };
  return {
    written: draft.written(null),
    outcome: { operation: given.operation, endpoint, generation: 1, overlapUntil: null },
  };
}

/** Gives an endpoint a new secret; the one before signs too for a day. Refusals: not_found (nothing stored). */
export function decideRenewSecret(
  facts: Facts,
  { endpoint }: { endpoint: string },
  given: Given,
): Decided<EndpointSigned> {
  const known = endpointIn(facts, endpoint);
  if (!known) return cannotDecide("not_found");
  const draft = draftOf(facts);
  const generation = known.facts.generation + 1;
  const overlapUntil = facts.now + OVERLAP_MS;
  draft.change(known, { facts: { ...known.facts, generation, overlapUntil } });
  return {
    written: draft.written(null),
    outcome: { operation: given.operation, endpoint, generation, overlapUntil },
  };
}

export interface EndpointSteering {
  endpoint: string;
  state: "active" | "paused" | "disabled";
  /** Why it is disabled. */
  because?: "gone" | "failing" | "staff";
  /** The version that this is about; absent: whatever it is. */
  version?: number;
}

/**
 * Pauses, resumes or disables an endpoint. While it is not active its cursor stands, so that nothing is lost. Refusals, in
 * order (nothing stored): not_found, not_due: it was changed since the clock saw it.
 */
export function decideSteerEndpoint(
  facts: Facts,
  { endpoint, state, because = "staff", version }: EndpointSteering,
  given: Given,
): Decided<EndpointActed & { state: string }> {
  const known = endpointIn(facts, endpoint);
  if (!known) return cannotDecide("not_found");
  if (version !== undefined && known.version !== version) return cannotDecide("not_due");
  const draft = draftOf(facts);
  draft.change(known, {
    state,
    facts: {
      ...known.facts,
      activeSince: state === "active" && known.state !== "active" ? facts.now : known.facts.activeSince,
      disabled: state === "disabled" ? { because, at: facts.now } : null,
    },
  });
  return { written: draft.written(null), outcome: { operation: given.operation, endpoint, state } };
}

/** A test: an operation of its own, of which the endpoint is told as of any other. Refusals: not_found (nothing stored). */
export function decideTestEndpoint(
  facts: Facts,
  { endpoint }: { endpoint: string },
  given: Given,
): Decided<EndpointActed> {
  const known = endpointIn(facts, endpoint);
  if (!known) return cannotDecide("not_found");
  const draft = draftOf(facts);
  draft.change(known);
  return { written: draft.written(null), outcome: { operation: given.operation, endpoint } };
}

export interface SendingAgain {
  endpoint: string;
  /** The operation whose message is sent again. */
  of: string;
  /** With all that followed it. */
  andLater: boolean;
}

/** Sends messages again, with the ids they had. Refusals, in order (nothing stored): not_found, operation_unknown: there is none, or nobody is told of it. */
export function decideSendAgain(
  facts: Facts,
  { endpoint, of, andLater }: SendingAgain,
  given: Given,
): Decided<EndpointActed & { of: string; andLater: boolean }> {
  const known = endpointIn(facts, endpoint);
  if (!known) return cannotDecide("not_found");
  const [found] = facts.more[0] ?? [];
  const type = found === undefined ? null : webhookTypeOf(String(found.kind));
  if (found === undefined || (type === null && !andLater)) return cannotDecide("operation_unknown");
  const draft = draftOf(facts);
  draft.change(known);
  if (andLater) draft.records.followed = { endpoint, from: of };
  else if (type !== null) draft.records.sentAgain = { endpoint, operation: of, type };
  return { written: draft.written(null), outcome: { operation: given.operation, endpoint, of, andLater } };
}

function endpointIn({ holders }: Facts, endpoint: string): Holder<"endpoint"> | null {
  const known = holders.get(endpoint);
  return known?.kind === "endpoint" ? asKind(known, "endpoint") : null;
}

/** Whether an endpoint is told of a type: of those it names, or of all. */
export function listensTo({ types }: Pick<EndpointFacts, "types">, type: string): boolean {
  return types.length === 0 || types.includes(type);
}
