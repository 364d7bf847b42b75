/**
 * Lists who was erased so far, for a restore of an older backup, in which they still are:
 *
 *     npm run erasures -- LIST      with DATABASE_URL (and DATABASE_TOKEN)
 *
 * LIST is a file as a snapshot is (snapshot/file.ts): of each member her id and when it was, and nothing else of her. Who
 * became her by a merge is listed too, since in an older backup they are apart. Keep it where backups are not, and write a
 * new one often: whoever is erased after the last one is in no list. It never replaces a file.
 */
import { pathToFileURL } from "node:url";
import type { Client } from "@libsql/client/web";
import { statement } from "../functions/database/statement.ts";
import { clientOf, onlyDatabaseIn } from "./databases.ts";
import { type Header, newFile, writeSnapshot } from "./snapshot/file.ts";
import { readHeader } from "./snapshot/header.ts";

/** Operations that one read looks through: erasures are few among them, and have no index. */
const PAGE_OPERATIONS = 20_000;

const ERASED = `WITH erased(id, at) AS (
    SELECT holders.id, recorded_at FROM operations CROSS JOIN holders ON holders.id = operations.member AND holders.state = 'erased'
    WHERE seq > ?1 AND seq <= ?2 AND operations.kind = 'erase'
  )
  SELECT public_id, at FROM erased CROSS JOIN holders USING (id)
  UNION ALL SELECT gone.public_id, at FROM erased CROSS JOIN holders USING (id)
    CROSS JOIN holders gone ON gone.kind = 'member' AND gone.state = 'merged' AND gone.facts ->> '$.mergedInto' = +holders.public_id`;

/** Writes the list into a new file; answers its header and how many members it names. Rejects when the file is there, or with the server's sentence. */
export async function writeErasures(client: Client, path: string): Promise<Header & { members: number }> {
  const written = await newFile(path, async (file) => {
    const header = await readHeader(client);
    const writer = await writeSnapshot(file, header);
    // By its first operation one ledger is told from another.
    const { rows: first } = await client.execute("SELECT id FROM operations WHERE seq = 1");
    await writer.table("ledgers", ["first_operation"]);
    for (const { id = null } of first) await writer.row([id]);
    await writer.table("erasures", ["member", "erased_at"]);
    let members = 0;
    for (let after = 0; after < header.seq; after += PAGE_OPERATIONS) {
      const upTo = Math.min(after + PAGE_OPERATIONS, header.seq);
      const { rows } = await client.execute(statement(ERASED, [after, upTo]));
      for (const { public_id = null, at } of rows) await writer.row([public_id, new Date(Number(at)).toISOString()]);
      members += rows.length;
    }
    await writer.end();
    return { ...header, members };
  });
  if (written === null) throw new Error("a list is written whole");
  return written;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    const [path, ...more] = process.argv.slice(2);
    if (path === undefined || more.length > 0) throw new Error("usage: npm run erasures -- LIST");
    const client = clientOf(onlyDatabaseIn(process.env), { intMode: "bigint" });
    const { members, at } = await writeErasures(client, path);
    client.close();
    console.log(`${path} names all who were erased until ${at} (${members}): keep it where backups are not.`);
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : fault);
    process.exitCode = 1;
  }
}
