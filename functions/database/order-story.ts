/** An order's story: the operations that recorded and refunded it, with every posting of the member's units. */
import type { Row } from "@libsql/client/web";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import { lineOf, type StatementLine } from "./statement-of.ts";

export interface OrderStory {
  /** In commit order: the natural keys that each took, and what it moved. */
  operations: { operation: string; claims: string[]; recordedAt: number; lines: StatementLine[] }[];
  documents: Map<number, string>;
}

/** Reads the story of an order by its holder's public id (`order:{store}:{order}`). */
export function readOrderStory(order: string, knownVersions: number[]): Reading<OrderStory> {
  const named = `names(name) AS (
    SELECT public_id FROM holders WHERE public_id = ?1
    UNION SELECT 'refund' || substr(public_id, 6) || ':' || refund.key FROM holders, json_each(holders.facts, '$.refunds') refund WHERE public_id = ?1
  ), story AS (SELECT operations.*, json_group_array(name) AS claims FROM names JOIN claims USING (name) JOIN operations ON seq = claims.operation GROUP BY seq)`;
  return {
    steps: [
      statement(
        `WITH ${named} SELECT story.id, claims, recorded_at, accounts.unit,
           CASE WHEN receiver.kind = 'member' THEN amount ELSE -amount END AS amount, reason, why
         FROM story LEFT JOIN postings ON operation = seq AND reason IN ('earn', 'refund', 'forgive') AND (reason <> 'forgive' OR why ->> '$.reward' IS NULL)
           LEFT JOIN accounts ON accounts.id = to_account LEFT JOIN holders receiver ON receiver.id = accounts.holder
         ORDER BY seq, line`,
        [order],
      ),
      statement(
        `WITH ${named} SELECT version, document FROM programme_versions WHERE version IN (SELECT facts ->> '$.version' FROM holders WHERE public_id = ?1) AND version NOT IN (SELECT value FROM json_each(?2))`,
        [order, JSON.stringify(knownVersions)],
      ),
    ],
    of: ([postings = [], documents = []]) => ({
      operations: [...Map.groupBy(postings, ({ id }) => String(id)).values()].map(operationOf),
      documents: new Map(documents.map(({ version, document }) => [Number(version), String(document)])),
    }),
  };
}

function operationOf(rows: Row[]): OrderStory["operations"][number] {
  const [first] = rows;
  return {
    operation: String(first?.id),
    claims: JSON.parse(String(first?.claims)) as string[],
    recordedAt: Number(first?.recorded_at),
    lines: rows.filter(({ reason }) => reason !== null).map(lineOf),
  };
}
