/** What is sent to endpoints: how far each was told of the operations, and a row for each message. */
import type { Client } from "@libsql/client/web";
import type { Instant } from "../values/day.ts";
import type { EndpointFacts } from "../values/holder.ts";
import type { Records } from "../values/written.ts";
import { readBatch } from "./read-batch.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";
import { type ToldOperation, toldOf, toldSteps } from "./told.ts";

/** Messages of an endpoint that are done and stay for whoever looks: its newest. */
export const KEPT_MAX = 1_000;

const CLOCK = (position: string) => `coalesce(${position}, CAST(unixepoch('subsec') * 1000 AS INTEGER))`;
const NUMBER = "(SELECT id FROM holders WHERE public_id = ?1)";

/** An endpoint that may be sent to. */
export interface ActiveEndpoint {
  endpoint: string;
  version: number;
  /** Whose operations it is told of; null: of all. */
  store: string | null;
  facts: EndpointFacts;
}

/** The endpoints that are active, those that answer first. */
export async function readActiveEndpoints(client: Client, limit: number): Promise<ActiveEndpoint[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT endpoint.public_id, endpoint.version, endpoint.facts, store.public_id AS store
       FROM holders endpoint LEFT JOIN holders store ON store.id = endpoint.owner LEFT JOIN endpoint_cursors ON endpoint_cursors.endpoint = endpoint.id
       WHERE endpoint.kind = 'endpoint' AND endpoint.state = 'active' ORDER BY failing_since IS NOT NULL, endpoint.public_id LIMIT ?1`,
      [limit],
    ),
  );
  return rows.map((row) => ({
    endpoint: String(row.public_id),
    version: Number(row.version),
    store: row.store === null ? null : String(row.store),
    facts: JSON.parse(String(row.facts)) as EndpointFacts,
  }));
}

/** What there is to do for one endpoint, at one moment. */
export interface EndpointWork {
  now: Instant;
  /** The last operation that was looked at. */
  seq: number;
  failingSince: Instant | null;
  /** Operations after it, in order. */
  next: ToldOperation[];
  /** Messages that are due, the first to be due first; attempts: how many were made. */
  due: { operation: ToldOperation; attempts: number }[];
}

/** Reads at most `page` operations (fewer where many messages wait already: `waitingMax`), and at most `dueMax` messages that are due. */
export async function readEndpointWork(
  client: Client,
  {
    endpoint,
    now,
    page,
    waitingMax,
    dueMax,
  }: { endpoint: string; now: Instant | null; page: number; waitingMax: number; dueMax: number },
): Promise<EndpointWork> {
  const waiting = `(SELECT count(*) FROM deliveries WHERE endpoint = ${NUMBER} AND state = 'waiting')`;
  const due = `SELECT operation, attempts FROM deliveries WHERE endpoint = ${NUMBER} AND state = 'waiting' AND due_at <= ${CLOCK("?2")} ORDER BY due_at LIMIT ?3`;
  const after = `seq > (SELECT seq FROM endpoint_cursors WHERE endpoint = ${NUMBER}) ORDER BY seq LIMIT max(0, min(?2, ?3 - ${waiting}))`;
  const nextSteps = toldSteps(after, [endpoint, page, waitingMax]);
  const dueSteps = toldSteps(`seq IN (SELECT operation FROM (${due}))`, [endpoint, now, dueMax]);
  const [cursors = [], dues = [], ...told] = await readBatch(client, [
    statement(`SELECT seq, failing_since, ${CLOCK("?2")} AS now FROM endpoint_cursors WHERE endpoint = ${NUMBER}`, [
      endpoint,
      now,
    ]),
    statement(due, [endpoint, now, dueMax]),
    ...nextSteps,
    ...dueSteps,
  ]);
  const [cursor] = cursors;
  if (!cursor) throw new Error(`${endpoint} has no cursor`);
  const operations = new Map(toldOf(told.slice(nextSteps.length)).map((operation) => [operation.seq, operation]));
  return {
    now: Number(cursor.now),
    seq: Number(cursor.seq),
    failingSince: cursor.failing_since === null ? null : Number(cursor.failing_since),
    next: toldOf(told.slice(0, nextSteps.length)),
    due: dues.flatMap(({ operation, attempts }) => {
      const found = operations.get(Number(operation));
      return found ? [{ operation: found, attempts: Number(attempts) }] : [];
    }),
  };
}

/**
 * Takes what is to be done, before anything is sent: the cursor moves on, its messages wait, and those that are sent now are
 * counted as tried, to be due again when the lease is over. Void where another tick was first.
 */
export function takeSteps({
  endpoint,
  from,
  to,
  messages,
  sent,
  now,
  leaseMs,
  keptMax = KEPT_MAX,
}: {
  endpoint: string;
  from: number;
  to: number;
  messages: { seq: number; type: string }[];
  /** By operation; attempts: how many were made before. */
  sent: { seq: number; attempts: number }[];
  now: Instant;
  leaseMs: number;
  keptMax?: number;
}): Step[] {
  return [
    statement(`UPDATE endpoint_cursors SET seq = CASE WHEN seq = ?2 THEN ?3 END WHERE endpoint = ${NUMBER}`, [
      endpoint,
      from,
      to,
    ]),
    ...(messages.length === 0
      ? []
      : [
          statement(
            `INSERT INTO deliveries(endpoint, operation, type, state, attempts, due_at, answer)
             SELECT ${NUMBER}, value ->> 0, value ->> 1, 'waiting', 0, ?3, '' FROM json_each(?2) WHERE true
             ON CONFLICT(endpoint, operation) DO UPDATE SET state = 'waiting', attempts = 0, due_at = excluded.due_at`,
            [endpoint, JSON.stringify(messages.map(({ seq, type }) => [seq, type])), now],
          ),
          statement(
            `DELETE FROM deliveries WHERE endpoint = ${NUMBER} AND state <> 'waiting'
             AND operation < (SELECT operation FROM deliveries WHERE endpoint = ${NUMBER} ORDER BY operation DESC LIMIT 1 OFFSET ?2)`,
            [endpoint, keptMax],
          ),
        ]),
    ...(sent.length === 0
      ? []
      : [
          statement(
            `UPDATE deliveries SET attempts = CASE WHEN state = 'waiting' AND attempts = row.value ->> 1 THEN attempts + 1 END, tried_at = ?3, due_at = ?4
             FROM json_each(?2) row WHERE endpoint = ${NUMBER} AND operation = row.value ->> 0`,
            [endpoint, JSON.stringify(sent.map(({ seq, attempts }) => [seq, attempts])), now, now + leaseMs],
          ),
        ]),
  ];
}

/** What came of a message that was taken. */
export interface Tried {
  seq: number;
  /** Its attempts as they were counted when it was taken. */
  taken: number;
  attempts: number;
  state: "delivered" | "waiting" | "dead";
  dueAt: Instant | null;
  /** What was answered; null: it was not sent. */
  said: { status: number | null; answer: string } | null;
}

/** Notes what came of attempts, and since when the endpoint fails. `isBack`: it answers again, and what waits is due at once. */
export function noteSteps({
  endpoint,
  tried,
  failingSince,
  isBack,
  now,
}: {
  endpoint: string;
  tried: Tried[];
  failingSince: Instant | null;
  isBack: boolean;
  now: Instant;
}): Step[] {
  const rows = tried.map(({ seq, taken, attempts, state, dueAt, said }) => [
    seq,
    taken,
    attempts,
    state,
    dueAt,
    said === null ? 0 : 1,
    said?.status ?? null,
    said?.answer ?? "",
  ]);
  return [
    // Where it was sent again meanwhile by staff, or taken by another tick after the lease, the newer word stands.
    statement(
      `UPDATE deliveries SET attempts = row.value ->> 2, state = row.value ->> 3, due_at = row.value ->> 4,
         status = CASE WHEN row.value ->> 5 THEN row.value ->> 6 ELSE status END, answer = CASE WHEN row.value ->> 5 THEN row.value ->> 7 ELSE answer END
       FROM json_each(?2) row WHERE endpoint = ${NUMBER} AND operation = row.value ->> 0 AND attempts = row.value ->> 1 AND state = 'waiting'`,
      [endpoint, JSON.stringify(rows)],
    ),
    statement(`UPDATE endpoint_cursors SET failing_since = ?2 WHERE endpoint = ${NUMBER}`, [endpoint, failingSince]),
    ...(isBack
      ? [
          statement(`UPDATE deliveries SET due_at = min(due_at, ?2) WHERE endpoint = ${NUMBER} AND state = 'waiting'`, [
            endpoint,
            now,
          ]),
        ]
      : []),
  ];
}

/** Where an endpoint goes on. */
export function followStep({ endpoint, from }: NonNullable<Records["followed"]>): Step {
  return statement(
    `INSERT INTO endpoint_cursors(endpoint, seq) SELECT id, coalesce((SELECT seq - 1 FROM operations WHERE id = ?2), (SELECT max(seq) FROM operations))
     FROM holders WHERE public_id = ?1 ON CONFLICT(endpoint) DO UPDATE SET seq = min(seq, excluded.seq)`,
    [endpoint, from],
  );
}

/** One message that is due again, from its first attempt. */
export function sendAgainStep(
  { endpoint, operation, type }: NonNullable<Records["sentAgain"]>,
  now: Instant | null,
): Step {
  return statement(
    `INSERT INTO deliveries(endpoint, operation, type, state, attempts, due_at, answer)
     SELECT ${NUMBER}, seq, ?3, 'waiting', 0, ${CLOCK("?4")}, '' FROM operations WHERE id = ?2
     ON CONFLICT(endpoint, operation) DO UPDATE SET state = 'waiting', attempts = 0, due_at = excluded.due_at`,
    [endpoint, operation, type, now],
  );
}
