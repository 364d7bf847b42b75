import type { Client, Row } from "@libsql/client/web";
import type { Step } from "./steps.ts";

/**
 * The rows of statements that only read, as of one instant. `isFresh`: in write mode, so that no replica answers with what
 * was true a while ago. One alone needs no transaction around it.
 */
export async function readBatch(
  client: Client,
  steps: Step[],
  { isFresh = false }: { isFresh?: boolean } = {},
): Promise<Row[][]> {
  const [only, ...others] = steps;
  if (only && others.length === 0 && !isFresh) return [(await client.execute(only)).rows];
  return (await client.batch(steps, isFresh ? "write" : "read")).map(({ rows }) => rows);
}
