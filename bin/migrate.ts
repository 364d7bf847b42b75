/** Brings libSQL databases to the schema that this code was written for: the one at DATABASE_URL, or all in PROGRAMMES. Safe to run again: what was applied is skipped. */
import { pathToFileURL } from "node:url";
import { type Client, createClient, LibsqlBatchError } from "@libsql/client/web";
import { migrate } from "drizzle-orm/libsql/migrator";
import { drizzle } from "drizzle-orm/libsql/web";
import { MAKE_VENUE_MAP, VENUE_MAP } from "../schema/venue-map.ts";
import { type Database, databasesIn } from "./databases.ts";

const MIGRATIONS = new URL("../schema/migrations", import.meta.url).pathname;

/** Applies every migration that the database has not had. Rejects with the database's own sentence. */
export async function migrateDatabase({ url, token }: { url: string; token?: string | undefined }): Promise<void> {
  const client = createClient({ url, ...(token === undefined ? {} : { authToken: token }) });
  try {
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
    const { rows } = await client.execute("SELECT count(*) AS broken FROM pragma_foreign_key_check");
    if (Number(rows[0]?.broken) > 0) throw new Error(`${rows[0]?.broken} rows refer to rows that are not there`);
    await mapVenues(client);
  } finally {
    client.close();
  }
}

/** Makes the map of venues where it is missing and the database has R*Trees; without them, cells do the same. */
async function mapVenues(client: Client): Promise<void> {
  const { rows } = await client.execute({ sql: "SELECT 1 FROM sqlite_schema WHERE name = ?", args: [VENUE_MAP] });
  if (rows.length > 0) return;
  await client.batch(MAKE_VENUE_MAP, "write").catch((fault: Error) => {
    const isModuleMissing = fault instanceof LibsqlBatchError && fault.statementIndex === 0;
    if (!isModuleMissing) throw fault;
  });
}

/** Migrates each database in turn; what was applied before a failure stays, since migrations are additive. Throws a sentence that names it. */
export async function migrateAll(databases: Database[]): Promise<void> {
  for (const { host, url, token } of databases) {
    await migrateDatabase({ url, ...(token === undefined ? {} : { token }) }).catch((error: Error) => {
      throw new Error(`The database${host === null ? "" : ` of ${host}`} was not migrated: ${error.message}`);
    });
    console.log(`The database${host === null ? "" : ` of ${host}`} has the newest schema.`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await migrateAll(databasesIn(process.env));
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : fault);
    process.exitCode = 1;
  }
}
