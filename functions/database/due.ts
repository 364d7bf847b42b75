import type { Client } from "@libsql/client/web";
import type { Instant } from "../values/day.ts";
import { statement } from "./statement.ts";

/** A holder that time has something to do with. */
export interface Due {
  publicId: string;
  version: number;
}

/** Holders of a kind that are due, first due first, at most `limit`, but for those in `except`. */
export async function readDue(
  client: Client,
  { kind, limit, except, now }: { kind: string; limit: number; except: string[]; now: Instant | null },
): Promise<Due[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT public_id, version FROM holders
       WHERE due_at IS NOT NULL AND due_at <= coalesce(?1, CAST(unixepoch('subsec') * 1000 AS INTEGER)) AND kind = ?2
         AND public_id NOT IN (SELECT value FROM json_each(?3))
       ORDER BY due_at LIMIT ?4`,
      [now, kind, JSON.stringify(except), limit],
    ),
  );
  return rows.map((row) => ({ publicId: String(row.public_id), version: Number(row.version) }));
}
