/**
 * The one write door: a batch in write mode, all or nothing. A step that fails means "decide again"; what is no failed
 * step is a transport fault or a bug, and the caller asks the ledger what happened.
 */
import { type Client, LibsqlBatchError, LibsqlError, type Row } from "@libsql/client/http";
import type { Instant } from "../values/day.ts";
import type { Written } from "../values/written.ts";
import { recordSteps } from "./record-steps.ts";
import {
  claimsStep,
  holdersStep,
  metricsStep,
  type OperationRow,
  operationSteps,
  postingSteps,
  type Step,
} from "./steps.ts";

export type Committed =
  /** `rows`: what each step returned. */
  | { isCommitted: true; rows: Row[][] }
  /** A guarded step failed, or the outcome is unknown: read again and decide again. `fault` is for the log, never for a caller. */
  | { isCommitted: false; step: number | null; fault: unknown };

/** The steps of one operation, at most nine for what a caller waits for. */
export function stepsOf(written: Written, operation: OperationRow, now: Instant | null): Step[] {
  return [
    holdersStep(written.holders, now),
    ...operationSteps(operation),
    ...(written.claims.length > 0 ? [claimsStep(written.claims)] : []),
    ...(written.postings.length > 0 ? postingSteps(written.postings) : []),
    ...(written.metrics.length > 0 ? [metricsStep(written.metrics)] : []),
    ...recordSteps(written.records, now),
  ];
}

/** Runs steps as one batch. Throws only what is neither a failed step nor a transport fault. */
export async function commit(client: Client, steps: Step[]): Promise<Committed> {
  try {
    const done = await client.batch(steps, "write");
    return { isCommitted: true, rows: done.map(({ rows }) => rows) };
  } catch (fault) {
    if (fault instanceof LibsqlBatchError) return { isCommitted: false, step: fault.statementIndex, fault };
    // A SyntaxError is an answer that was cut off on its way: it may have been written.
    if (fault instanceof LibsqlError || fault instanceof TypeError || fault instanceof SyntaxError || isTimeout(fault))
      return { isCommitted: false, step: null, fault };
    throw fault;
  }
}

function isTimeout(fault: unknown): boolean {
  return fault instanceof Error && (fault.name === "TimeoutError" || fault.name === "AbortError");
}
