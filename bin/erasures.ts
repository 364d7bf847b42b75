/**
 * Lists who was erased so far, and which visits members deleted, for a restore of an older backup, in which they still are:
 *
 *     npm run erasures -- LIST      with DATABASE_URL (and DATABASE_TOKEN)
 *
 * LIST is a file as a snapshot is (snapshot/file.ts): of each member her id and when it was, and nothing else of her. Who
 * became her by a merge is listed too, since in an older backup they are apart. Of a visit that its member deleted it has the
 * check-in's id, and not where that was. Keep it where backups are not, and write a new one often: what is deleted after the
 * last one is in no list. It never replaces a file.
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
  SELECT public_id AS name, at FROM erased CROSS JOIN holders USING (id)
  UNION ALL SELECT gone.public_id, at FROM erased CROSS JOIN holders USING (id)
    CROSS JOIN holders gone ON gone.kind = 'member' AND gone.state = 'merged' AND gone.facts ->> '$.mergedInto' = +holders.public_id`;

/** Check-ins whose place their members deleted; of who was erased it is gone with her. */
const DELETED = `SELECT value ->> 0 AS name, max(recorded_at) AS at
  FROM operations CROSS JOIN holders member ON member.id = operations.member AND member.state <> 'erased' CROSS JOIN json_each(changes, '$.holders')
  WHERE seq > ?1 AND seq <= ?2 AND operations.kind = 'forget-visits' AND value ->> 0 LIKE 'chk\\_%' ESCAPE '\\' GROUP BY 1`;

/** Writes the list into a new file; answers its header and how many members and visits it names. Rejects when the file is there, or with the server's sentence. */
export async function writeErasures(
  client: Client,
  path: string,
): Promise<Header & { members: number; visits: number }> {
  const written = await newFile(path, async (file) => {
    const header = await readHeader(client);
    const writer = await writeSnapshot(file, header);
    // By its first operation one ledger is told from another.
    const { rows: first } = await client.execute("SELECT id FROM operations WHERE seq = 1");
    await writer.table("ledgers", ["first_operation"]);
    for (const { id = null } of first) await writer.row([id]);
    const list = async (sql: string) => {
      let listed = 0;
      for (let after = 0; after < header.seq; after += PAGE_OPERATIONS) {
        const upTo = Math.min(after + PAGE_OPERATIONS, header.seq);
        const { rows } = await client.execute(statement(sql, [after, upTo]));
        for (const { name = null, at } of rows) await writer.row([name, new Date(Number(at)).toISOString()]);
        listed += rows.length;
      }
      return listed;
    };
    await writer.table("erasures", ["member", "erased_at"]);
    const members = await list(ERASED);
    await writer.table("deletions", ["check_in", "deleted_at"]);
    const visits = await list(DELETED);
    await writer.end();
    return { ...header, members, visits };
  });
  if (written === null) throw new Error("a list is written whole");
  return written;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    const [path, ...more] = process.argv.slice(2);
    if (path === undefined || more.length > 0) throw new Error("usage: npm run erasures -- LIST");
    const client = clientOf(onlyDatabaseIn(process.env), { intMode: "bigint" });
    const { members, visits, at } = await writeErasures(client, path);
    client.close();
    console.log(
      `${path} names all who were erased until ${at} (${members}), and the visits that members deleted (${visits}): keep it where backups are not.`,
    );
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : fault);
    process.exitCode = 1;
  }
}
