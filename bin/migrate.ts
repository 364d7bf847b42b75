/** Brings a libSQL database to the schema that this code was written for. Safe to run again: what was applied is skipped. */
import { pathToFileURL } from "node:url";
import { createClient } from "@libsql/client/web";
import { migrate } from "drizzle-orm/libsql/migrator";
import { drizzle } from "drizzle-orm/libsql/web";

const MIGRATIONS = new URL("../schema/migrations", import.meta.url).pathname;

/** Applies every migration that the database has not had. Rejects with the database's own sentence. */
export async function migrateDatabase({ url, token }: { url: string; token?: string }): Promise<void> {
  const client = createClient({ url, ...(token === undefined ? {} : { authToken: token }) });
  try {
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
    const { rows } = await client.execute("SELECT count(*) AS broken FROM pragma_foreign_key_check");
    if (Number(rows[0]?.broken) > 0) throw new Error(`${rows[0]?.broken} rows refer to rows that are not there`);
  } finally {
    client.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const url = process.env.DATABASE_URL;
  if (!url) {
    console.error("DATABASE_URL is missing: which libSQL database shall be migrated?");
    process.exit(1);
  }
  const token = process.env.DATABASE_TOKEN;
  await migrateDatabase({ url, ...(token === undefined ? {} : { token }) }).then(
    () => console.log("The database has the newest schema."),
    (error: Error) => {
      console.error(`The database was not migrated: ${error.message}`);
      process.exit(1);
    },
  );
}
