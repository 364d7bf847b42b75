/**
 * Webhooks: endpoints are told of operations by following them with a cursor. What is to be sent is written down before it is
 * sent, and what came of it afterwards: at least once, and what was acknowledged is not sent again. Messages are retried one
 * by one, so that one which nobody can take holds up no other; Standard Webhooks promises no order.
 */
import { commit } from "../database/commit.ts";
import {
  type ActiveEndpoint,
  type EndpointWork,
  noteSteps,
  readActiveEndpoints,
  readEndpointWork,
  type Tried,
  takeSteps,
} from "../database/deliveries.ts";
import type { ToldOperation } from "../database/told.ts";
import { ENDPOINTS_MAX } from "../decisions/endpoint.ts";
import { act } from "../operations/act.ts";
import { steerEndpoint } from "../operations/endpoint.ts";
import type { Ledger } from "../operations/verb.ts";
import { maySendTo } from "../values/outside.ts";
import { FAILING_MS, messageId, retryAt, signingGenerations, webhookSecret } from "../values/webhook.ts";
import type { Budget } from "./budget.ts";
import { messageOf, typeFor } from "./webhooks/message.ts";
import { isAcknowledged, type Said, sendMessage } from "./webhooks/send.ts";

/** Endpoints that are served at once, and messages of one that are sent at once: a Worker has six connections, and one is the database's. */
const LANES = 2;
const SENT_AT_ONCE = 2;
/** Messages of an endpoint between two looks at the ledger. */
const TURN = 10;
/** Operations that are looked at in a turn. */
const PAGE = 200;
/** Messages of an endpoint that may wait; beyond it its cursor stands, since the operations are there anyway. */
const WAITING_MAX = 500;
/** After so long in a turn no further message is begun, in milliseconds: others wait too. */
const TURN_MS = 10_000;
/** What was taken and not noted is due again: longer than a tick and its last answer take. */
const LEASE_MS = 60_000;
/** An endpoint that failed for longer and answers again is sent at once what waits. */
const BACK_MS = 5 * 60_000;
const GONE = 410;

/** Sends what is due, to those first that answer. Throws the faults of the ledger at the end, when every endpoint had its turn. */
export async function sendWebhooks(ledger: Ledger, budget: Budget, ask: typeof fetch = fetch): Promise<void> {
  if (!budget.isLeft()) return;
  const endpoints = await readActiveEndpoints(ledger.client, ENDPOINTS_MAX);
  const faults: unknown[] = [];
  const lane = async () => {
    for (let next = endpoints.shift(); next && budget.isLeft(); next = endpoints.shift()) {
      try {
        // More is there: the others have their turn first.
        if (await turn(ledger, next, { budget, ask })) endpoints.push(next);
      } catch (fault) {
        faults.push(fault);
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} endpoints could not be served`);
}

/** One turn of an endpoint. True: there is more for it, and it answers. */
async function turn(
  ledger: Ledger,
  at: ActiveEndpoint,
  { budget, ask }: { budget: Budget; ask: typeof fetch },
): Promise<boolean> {
  const { endpoint } = at;
  const { client, now } = ledger;
  const work = await readEndpointWork(client, { endpoint, now, page: PAGE, waitingMax: WAITING_MAX, dueMax: TURN });
  const fresh = work.next.flatMap((operation) => {
    const type = typeFor(at, operation);
    return type === null ? [] : [{ seq: operation.seq, type, operation, attempts: 0 }];
  });
  // What is sent again by staff may be due and ahead of the cursor too: then it begins anew, as its row does.
  const begun = new Set(fresh.map(({ seq }) => seq));
  const sent = [...fresh, ...work.due.filter(({ operation }) => !begun.has(operation.seq))].slice(0, TURN);
  const taken = sent.map(({ operation, attempts }) => ({ seq: operation.seq, attempts }));
  const to = work.next.at(-1)?.seq ?? work.seq;
  if (sent.length === 0 && to === work.seq) return false;
  const committed = await commit(
    client,
    takeSteps({ endpoint, from: work.seq, to, messages: fresh, sent: taken, now: work.now, leaseMs: LEASE_MS }),
  );
  if (!committed.isCommitted) {
    // Another tick was first: what it took is its own.
    if (committed.step !== null) return false;
    throw committed.fault;
  }
  const until = Date.now() + TURN_MS;
  const heard: Said[] = [];
  while (heard.length < sent.length && budget.isLeft() && Date.now() < until && heard.every(hasAnswered)) {
    const next = sent.slice(heard.length, heard.length + SENT_AT_ONCE);
    heard.push(
      ...(await Promise.all(next.map(({ operation }) => deliver(ledger, at, { operation, now: work.now, ask })))),
    );
  }
  await note(ledger, at, { work, sent, heard });
  return (
    heard.length === sent.length && heard.every(isAcknowledged) && (sent.length === TURN || work.next.length === PAGE)
  );
}

async function deliver(
  { secret, hasLocalEndpoints = false }: Ledger,
  { endpoint, store, facts }: ActiveEndpoint,
  { operation, now, ask }: { operation: ToldOperation; now: number; ask: typeof fetch },
): Promise<Said> {
  if (!maySendTo(facts.url, { isLocalAllowed: hasLocalEndpoints }))
    return { status: null, answer: "nothing is sent to this address" };
  // Asked for again by staff, it need not be among the types that the endpoint is told of; it must be its store's.
  const type = typeFor({ endpoint, store, facts: { types: [] } }, operation);
  if (type === null) return { status: null, answer: "this is not for this endpoint", isNever: true };
  const secrets = signingGenerations(facts, now).map((generation) => webhookSecret(secret, { endpoint, generation }));
  return sendMessage({ url: facts.url, secrets, message: messageOf(endpoint, type, operation) }, ask);
}

async function note(
  ledger: Ledger,
  { endpoint, version, facts }: ActiveEndpoint,
  { work, sent, heard }: { work: EndpointWork; sent: { operation: ToldOperation; attempts: number }[]; heard: Said[] },
): Promise<void> {
  if (sent.length === 0) return;
  const { now } = work;
  const tried = sent.map(({ operation, attempts }, index): Tried => {
    const [seq, said] = [operation.seq, heard[index]];
    const taken = attempts + 1;
    // It was not its turn: as if it had not been taken.
    if (said === undefined) return { seq, taken, attempts, state: "waiting", dueAt: now, said: null };
    const made = { seq, taken, attempts: taken, said };
    if (isAcknowledged(said)) return { ...made, state: "delivered", dueAt: null };
    const isLast = said.status === GONE || said.isNever;
    const dueAt = isLast ? null : retryAt(messageId(endpoint, operation.id), taken, now);
    return { ...made, state: dueAt === null ? "dead" : "waiting", dueAt };
  });
  const isAnswered = heard.some(isAcknowledged);
  const before = work.failingSince === null ? null : Math.max(work.failingSince, facts.activeSince);
  const failingSince = isAnswered ? null : (before ?? (heard.some(({ isNever }) => !isNever) ? now : null));
  const isBack = isAnswered && before !== null && now - before >= BACK_MS;
  const noted = await commit(ledger.client, noteSteps({ endpoint, tried, failingSince, isBack, now }));
  // What was not noted is sent again after the lease, under the same id.
  if (!noted.isCommitted) throw noted.fault;
  const isGone = heard.some(({ status }) => status === GONE);
  if (isGone || (failingSince !== null && now - failingSince >= FAILING_MS)) {
    const body = { endpoint, state: "disabled", because: isGone ? "gone" : "failing", version } as const;
    await act(ledger, steerEndpoint, { request: body, name: `${endpoint}:${version}`, body });
  }
}

function hasAnswered({ status, isNever }: Said): boolean {
  return status !== null || isNever === true;
}
