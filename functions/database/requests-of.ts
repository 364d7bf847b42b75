import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

/** An operation as its sender would look for it: when, what, under which key, and how it was answered. */
export interface KnownRequest {
  id: string;
  kind: string;
  key: string;
  recordedAt: number;
  /** Null: its papers were erased. */
  status: number | null;
}

/** How far back a store's requests are looked for, in operations of everybody. */
const LOOKED_AT = 2_000;

/** A store's newest writes, newest first, as far as they are among the newest of everybody. Reads leave nothing behind. */
export function readRequestsOf(store: string, limit: number): Reading<KnownRequest[]> {
  return {
    steps: [
      statement(
        `SELECT newest.id AS operation_id, newest.kind AS operation_kind, newest.key AS operation_key, newest.recorded_at, papers.status
         FROM (SELECT seq, id, kind, actor, key, recorded_at FROM operations ORDER BY seq DESC LIMIT ?2) newest
         LEFT JOIN papers ON papers.operation = newest.seq WHERE newest.actor = ?1 ORDER BY newest.seq DESC LIMIT ?3`,
        [store, LOOKED_AT, limit],
      ),
    ],
    of: ([rows = []]) =>
      rows.map(({ operation_id, operation_kind, operation_key, recorded_at, status }) => ({
        id: String(operation_id),
        kind: String(operation_kind),
        key: String(operation_key),
        recordedAt: Number(recorded_at),
        status: status === null ? null : Number(status),
      })),
  };
}
