/** Statements that were not executed yet. Whole numbers become BigInt: libSQL binds a bare JS number as REAL. */
import type { InStatement, InValue } from "@libsql/client/web";

export type Argument = string | number | bigint | null | Uint8Array | undefined;

/** A statement with positional arguments. Throws a fault for a number that is not a safe integer. */
export function statement(sql: string, args: Argument[] = []): { sql: string; args: InValue[] } {
  return { sql, args: args.map(bound) } satisfies InStatement;
}

function bound(argument: Argument): InValue {
  if (argument === undefined) return null;
  if (typeof argument !== "number") return argument;
  if (!Number.isSafeInteger(argument)) throw new RangeError(`${argument} is no safe integer`);
  return BigInt(argument);
}
