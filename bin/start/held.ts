/** What a database holds already: nothing, or a programme, and whether a seed was cut short there. */
import type { Client } from "@libsql/client/web";
import type { Instant } from "../../functions/values/day.ts";
import { endOf } from "../seed/history.ts";
import { FIRST_KEY, LAST_KEY } from "../seed/seed.ts";

export interface Held {
  programme: string;
  /** When the history of a seed that began and did not finish ends; null: no seed is missing here. */
  unfinishedEnd: Instant | null;
}

/** Reads it; null: nothing was published there. */
export async function readHeld(client: Client): Promise<Held | null> {
  const { rows: tables } = await client.execute("SELECT 1 FROM sqlite_schema WHERE name = 'programme_versions'");
  if (tables.length === 0) return null;
  const { rows } = await client.execute({
    sql: `SELECT document ->> '$.programme' AS programme,
        (SELECT effective_at FROM programme_versions WHERE version = 1) AS began_at,
        EXISTS (SELECT 1 FROM operations WHERE actor = 'operator' AND key = 'seed/' || ?1) AS has_begun,
        EXISTS (SELECT 1 FROM operations WHERE actor = 'operator' AND key = 'seed/' || ?2) AS has_finished
      FROM programme_versions ORDER BY version DESC LIMIT 1`,
    args: [FIRST_KEY, LAST_KEY],
  });
  const [row] = rows;
  if (!row) return null;
  const isUnfinished = Number(row.has_begun) === 1 && Number(row.has_finished) === 0;
  return { programme: String(row.programme), unfinishedEnd: isUnfinished ? endOf(Number(row.began_at)) : null };
}
