import type { Client } from "@libsql/client/web";
import { statement } from "./statement.ts";

/** How many migrations the database has had. Throws when it does not answer or was never migrated. */
export async function readSchemaVersion(client: Client): Promise<number> {
  const { rows } = await client.execute(statement("SELECT count(*) AS migrations FROM __drizzle_migrations"));
  return Number(rows[0]?.migrations);
}
