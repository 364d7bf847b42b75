import type { Client } from "@libsql/client/web";
import type { Day, Instant } from "../values/day.ts";
import { statement } from "./statement.ts";

/** A holder that time has something to do with. */
export interface Due {
  publicId: string;
  version: number;
}

/** Members who joined and last bought on a day or before it, and of whom that was not noticed, longest ago first. */
export async function readQuiet(
  client: Client,
  { activeUpTo, limit, except }: { activeUpTo: Day; limit: number; except: string[] },
): Promise<Due[]> {
  const { rows } = await client.execute(
    statement(
      `SELECT public_id, version FROM holders
       WHERE kind = 'member' AND state = 'joined' AND facts ->> '$.isQuiet' IS NULL AND facts ->> '$.activeOn' <= ?1
         AND public_id NOT IN (SELECT value FROM json_each(?2))
       ORDER BY facts ->> '$.activeOn' LIMIT ?3`,
      [activeUpTo, JSON.stringify(except), limit],
    ),
  );
  return rows.map((row) => ({ publicId: String(row.public_id), version: Number(row.version) }));
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
