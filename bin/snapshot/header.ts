/** What a file says of the database that it was read from. */
import type { Client } from "@libsql/client/web";
import { FORMAT, type Header } from "./file.ts";

/** Reads schema version, newest operation and the database's clock, at one moment. */
export async function readHeader(from: Pick<Client, "execute">): Promise<Header> {
  const { rows } = await from.execute(
    `SELECT (SELECT count(*) FROM __drizzle_migrations) AS schema, (SELECT coalesce(max(seq), 0) FROM operations) AS seq,
       strftime('%Y-%m-%dT%H:%M:%fZ') AS at`,
  );
  const { schema, seq, at }: Record<string, unknown> = rows[0] ?? {};
  return { tessera: FORMAT, schema: Number(schema), seq: Number(seq), at: String(at) };
}
