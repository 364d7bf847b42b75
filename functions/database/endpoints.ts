/** Endpoints as staff see them, with what was sent. */
import type { Row } from "@libsql/client/web";
import type { Instant } from "../values/day.ts";
import type { EndpointFacts } from "../values/holder.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import type { Step } from "./steps.ts";

export interface EndpointShown {
  endpoint: string;
  store: string | null;
  state: string;
  facts: EndpointFacts;
  /** Since when it has not answered; null: it answers, or was not asked. */
  failingSince: Instant | null;
  /** Messages that wait, of those that were made. */
  waiting: number;
  /** Messages that were given up, of those that are kept. */
  dead: number;
}

const SHOWN = `SELECT endpoint.public_id, store.public_id AS store, endpoint.state, endpoint.facts, failing_since,
    (SELECT count(*) FROM deliveries WHERE deliveries.endpoint = endpoint.id AND deliveries.state = 'waiting') AS waiting,
    (SELECT count(*) FROM deliveries WHERE deliveries.endpoint = endpoint.id AND deliveries.state = 'dead') AS dead
  FROM holders endpoint LEFT JOIN holders store ON store.id = endpoint.owner LEFT JOIN endpoint_cursors ON endpoint_cursors.endpoint = endpoint.id
  WHERE endpoint.kind = 'endpoint'`;

/** A page of endpoints, oldest first; the cursor is the last id seen. */
export function readEndpoints({ limit, cursor }: Page): Reading<Listed<EndpointShown>> {
  return {
    steps: [
      statement(`${SHOWN} AND endpoint.public_id > ?1 ORDER BY endpoint.public_id LIMIT ?2`, [cursor ?? "", limit + 1]),
    ],
    of: ([rows = []]) => listed(rows.map(shownOf), limit, ({ endpoint }) => endpoint),
  };
}

/** One endpoint; null: there is none of that name. */
export function readEndpoint(endpoint: string): Reading<EndpointShown | null> {
  return {
    steps: [statement(`${SHOWN} AND endpoint.public_id = ?1`, [endpoint])],
    of: ([rows = []]) => (rows[0] ? shownOf(rows[0]) : null),
  };
}

export interface DeliveryShown {
  number: number;
  operation: string;
  type: string;
  state: string;
  attempts: number;
  dueAt: Instant | null;
  triedAt: Instant | null;
  status: number | null;
  answer: string;
}

/** A page of what was sent to an endpoint, newest operation first; the cursor is the last number seen. */
export function readDeliveries(
  endpoint: string,
  { limit, cursor }: Page<number>,
): Reading<Listed<DeliveryShown, number>> {
  return {
    steps: [
      statement(
        `SELECT operation, operations.id, type, state, attempts, due_at, tried_at, status, answer FROM deliveries CROSS JOIN operations ON seq = operation
         WHERE endpoint = (SELECT id FROM holders WHERE public_id = ?1) AND operation < ?2 ORDER BY operation DESC LIMIT ?3`,
        [endpoint, cursor ?? Number.MAX_SAFE_INTEGER, limit + 1],
      ),
    ],
    of: ([rows = []]) => listed(rows.map(deliveryOf), limit, ({ number }) => number),
  };
}

/** How many endpoints are not disabled. */
export const openEndpointsStep: Step = statement(
  "SELECT count(*) AS open FROM holders WHERE kind = 'endpoint' AND state <> 'disabled'",
);

/** The kind of an operation; no row: there is none. */
export function operationKindStep(operation: string): Step {
  return statement("SELECT kind FROM operations WHERE id = ?1", [operation]);
}

function shownOf(row: Row): EndpointShown {
  return {
    endpoint: String(row.public_id),
    store: row.store === null ? null : String(row.store),
    state: String(row.state),
    facts: JSON.parse(String(row.facts)) as EndpointFacts,
    failingSince: numberOrNull(row.failing_since),
    waiting: Number(row.waiting),
    dead: Number(row.dead),
  };
}

function deliveryOf(row: Row): DeliveryShown {
  return {
    number: Number(row.operation),
    operation: String(row.id),
    type: String(row.type),
    state: String(row.state),
    attempts: Number(row.attempts),
    dueAt: numberOrNull(row.due_at),
    triedAt: numberOrNull(row.tried_at),
    status: numberOrNull(row.status),
    answer: String(row.answer),
  };
}

function numberOrNull(value: unknown): number | null {
  return value === null ? null : Number(value);
}
