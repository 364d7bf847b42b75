/** Faults on the way to the database, told from faults of ours. */

/** Whether the database was busy, or had no connection left (429): nothing was done, and the same batch may go through in a moment. */
export function isBusy(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const { code, cause } = fault as { code?: unknown; cause?: { status?: unknown } };
  return /SQLITE_BUSY/.test(String(code ?? fault.message)) || cause?.status === 429;
}

/** Whether the database read a statement and refused it: libSQL's codes for that, of one alone or in a batch. */
function isRefused({ code }: Error & { code?: unknown }): boolean {
  return /^(SQL|ARGS_|RESPONSE_TOO_LARGE)/.test(String(code));
}

/** The database did not answer, or not in time: nothing is known. A fault of ours is thrown on. */
export class TransportFault {
  readonly cause: Error;
  constructor(cause: Error) {
    this.cause = cause;
  }
  get isSchemaMissing(): boolean {
    return /no such (table|column)/.test(this.cause.message);
  }
}

/** What a failed read means: the database did not answer or was busy. A statement that it refuses is a fault of ours, thrown on. */
export function transportFault(error: unknown): TransportFault {
  const names = ["LibsqlError", "LibsqlBatchError", "TimeoutError", "AbortError", "TypeError", "SyntaxError"];
  if (!(error instanceof Error) || !names.includes(error.name)) throw error;
  const fault = new TransportFault(error);
  if ((error.name === "LibsqlBatchError" || isRefused(error)) && !fault.isSchemaMissing && !isBusy(error)) throw error;
  return fault;
}
