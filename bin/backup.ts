/**
 * Writes a consistent snapshot of one database to a file, while writes go on, from any libSQL server over HTTP:
 *
 *     npm run backup -- FILE      with DATABASE_URL (and DATABASE_TOKEN)
 *
 * What may change (holders, balances, metrics, people, plays) is read in one read transaction, together with the number of
 * the newest operation. What is only ever added (operations, papers, postings, claims, programme versions) follows outside
 * of it, up to that number, however long it takes. The transaction must end within the server's limit, 5 s on sqld, Turso
 * and the embedded server: enough for some 100,000 members over a fast line. Beyond that the backup fails with a sentence
 * and leaves no file; use the server's own backups there. An erasure that comes in between starts the backup over, so that
 * no file holds half a person. FILE holds personal data: only its owner may read it.
 */
import { pathToFileURL } from "node:url";
import type { Client, ResultSet } from "@libsql/client/web";
import { statement } from "../functions/database/statement.ts";
import { clientOf, onlyDatabaseIn } from "./databases.ts";
import { type Header, newFile, type SnapshotWriter, writeSnapshot } from "./snapshot/file.ts";
import { readHeader } from "./snapshot/header.ts";
import { TABLES, type Table } from "./snapshot/tables.ts";

/** Rows of a page: an answer stays below sqld's 10 MB, entries files are read one part at a time. */
const PAGE_ROWS = 5_000;
const PAPER_ROWS = 1_000;
/** How often a backup starts over because somebody was erased meanwhile. */
const ATTEMPTS_MAX = 5;

type Reading = Pick<Client, "execute">;

/** Backs a database up into a new file; answers its header and the number of rows. Rejects when the file is there, or with the server's sentence. */
export async function backup(client: Client, path: string): Promise<Header & { rows: number }> {
  for (let attempt = 1; ; attempt++) {
    const written = await attemptAt(client, path);
    if (written !== null) return written;
    if (attempt === ATTEMPTS_MAX) throw new Error("Members are being erased all the time: try again later.");
  }
}

/** Null: somebody was erased before the end. */
function attemptAt(client: Client, path: string): Promise<(Header & { rows: number }) | null> {
  return newFile(path, async (file) => {
    const { header, writer } = await writeChanging(client, (each) => writeSnapshot(file, each));
    for (const table of TABLES.filter(({ upTo }) => upTo !== null)) await writeTable(client, writer, table, header.seq);
    const rows = await writer.end();
    const { rows: erased } = await client.execute(
      statement("SELECT 1 FROM operations WHERE seq > ?1 AND kind = 'erase' LIMIT 1", [header.seq]),
    );
    return erased.length > 0 ? null : { ...header, rows };
  });
}

async function writeChanging(
  client: Client,
  begin: (header: Header) => Promise<SnapshotWriter>,
): Promise<{ header: Header; writer: SnapshotWriter }> {
  const transaction = await client.transaction("read");
  try {
    const header = await readHeader(transaction);
    const writer = await begin(header);
    for (const table of TABLES.filter(({ upTo }) => upTo === null))
      await writeTable(transaction, writer, table, header.seq);
    await transaction.commit();
    return { header, writer };
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    if (!/TRANSACTION_TIMEOUT|timed out|expired/i.test(message)) throw fault;
    throw new Error(
      "Reading what may change took longer than the server lets a transaction live: back up from nearer to it, or with the server's own means.",
      { cause: fault },
    );
  } finally {
    transaction.close();
  }
}

async function writeTable(
  from: Reading,
  writer: SnapshotWriter,
  { name, key, upTo }: Table,
  seq: number,
): Promise<void> {
  const limit = { papers: PAPER_ROWS, programme_versions: 10, entries_files: 1 }[name] ?? PAGE_ROWS;
  const order = key.join(", ");
  const marks = key.map((_, index) => `?${index + 1}`).join(", ");
  let after: ResultSet["rows"][number] | null = null;
  for (let hasBegun = false; ; hasBegun = true) {
    const conditions = [
      ...(upTo === null ? [] : [upTo.replaceAll(":seq", String(seq))]),
      ...(after === null ? [] : [`(${order}) > (${marks})`]),
    ];
    const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
    const page: ResultSet = await from.execute({
      sql: `SELECT * FROM ${name}${where} ORDER BY ${order} LIMIT ${limit}`,
      args: after === null ? [] : key.map((column) => after?.[column] ?? null),
    });
    if (!hasBegun) await writer.table(name, page.columns);
    for (const row of page.rows) await writer.row(page.columns.map((_, index) => row[index] ?? null));
    after = page.rows.at(-1) ?? null;
    if (page.rows.length < limit) return;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    const [path, ...more] = process.argv.slice(2);
    if (path === undefined || more.length > 0) throw new Error("usage: npm run backup -- FILE");
    const client = clientOf(onlyDatabaseIn(process.env), { intMode: "bigint" });
    const { rows, seq, at } = await backup(client, path);
    client.close();
    console.log(`${path} has ${rows} rows, up to operation ${seq}, as of ${at}.`);
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : fault);
    process.exitCode = 1;
  }
}
