/** A read: statements that join the batch of facts, and what their rows mean. One round trip, whatever is read. */
import type { Row } from "@libsql/client/web";
import type { Step } from "./steps.ts";

export interface Reading<Result> {
  steps: Step[];
  /** The rows of each statement, as a domain value. */
  of(rows: Row[][]): Result;
}

/** A read of nothing beyond the facts. */
export const nothingMore: Reading<null> = { steps: [], of: () => null };

/** One page of a list: at most `limit` rows after the key `cursor`; null: from the start. */
export interface Page<Cursor = string> {
  limit: number;
  cursor: Cursor | null;
}

/** What a list read finds: its rows, and the key to go on from; null: that was all. Read one row more than the limit. */
export interface Listed<Found, Cursor = string> {
  found: Found[];
  next: Cursor | null;
}

/** Cuts a list that was read with one row more than its limit. */
export function listed<Found, Cursor>(
  rows: Found[],
  limit: number,
  keyOf: (row: Found) => Cursor,
): Listed<Found, Cursor> {
  const found = rows.slice(0, limit);
  const last = found.at(-1);
  return { found, next: rows.length > limit && last !== undefined ? keyOf(last) : null };
}

/** Two reads in one batch. */
export function both<A, B>(first: Reading<A>, second: Reading<B>): Reading<[A, B]> {
  const cut = first.steps.length;
  return {
    steps: [...first.steps, ...second.steps],
    of: (rows) => [first.of(rows.slice(0, cut)), second.of(rows.slice(cut))],
  };
}
