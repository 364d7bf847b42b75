/**
 * Puts a snapshot into an empty database on any libSQL server:
 *
 *     npm run restore -- FILE [--erased LIST]      with DATABASE_URL (and DATABASE_TOKEN)
 *
 * Who was erased after the backup is still in it, and so are visits that members deleted. LIST names them (npm run erasures,
 * from the database that was in use): each is erased here again, by the operation that did it there. Visits need SECRET.
 *
 * No guard of the schema is taken down for it: operations are replayed in order with their papers, claims and postings,
 * through the same triggers that wrote them, so balances are computed anew, and then compared with those of the snapshot.
 * Loading with the triggers dropped would be some times faster, but a restore that died half-way would leave a ledger
 * without its guards, and a tampered file would go in unseen. Until the last check has passed the database does not say
 * its schema version, so that a Worker which is pointed at it answers 503 `migrating`.
 */
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { Client, InStatement, InValue } from "@libsql/client/web";
import { statement } from "../functions/database/statement.ts";
import { SCHEMA_VERSION } from "../functions/operations/attempt.ts";
import { audit } from "../functions/operations/audit.ts";
import { VENUE_MAP } from "../schema/venue-map.ts";
import { clientOf, type Database, onlyDatabaseIn } from "./databases.ts";
import { migrateDatabase } from "./migrate.ts";
import { eraseAgain, hasDeletions, verifyErasures } from "./snapshot/erase-again.ts";
import { type Header, rowsOf, tablesOf, verifySnapshot } from "./snapshot/file.ts";
import { TABLES } from "./snapshot/tables.ts";

type Row = Record<string, InValue>;

/** Rows, operations and characters of one batch: well below a server's limits of time and size. */
const BATCH_ROWS = 1_000;
const BATCH_OPERATIONS = 250;
const BATCH_CHARACTERS = 4_000_000;

/** What was restored. `erased`: as of when the list was, and how many members and visits it took; null: there was none. */
interface Restored extends Header {
  erased: { at: string; members: number; visits: number } | null;
}

/** Restores a snapshot. Rejects with a sentence: a wrong file or list, a newer schema, a database that is not empty, a check that failed. */
export async function restore(
  database: Pick<Database, "url" | "token">,
  path: string,
  { erased: list = null, secret = "" }: { erased?: string | null; secret?: string | undefined } = {},
): Promise<Restored> {
  const header = await verifySnapshot(path);
  if (header.schema > SCHEMA_VERSION)
    throw new Error(
      `${path} has schema version ${header.schema}, newer than this code (${SCHEMA_VERSION}): update the code.`,
    );
  const unknown = (await tablesOf(path)).filter((name) => !TABLES.some((table) => table.name === name));
  if (unknown.length > 0) throw new Error(`${path} has tables that this code does not know: ${unknown.join(", ")}.`);
  const listed = list === null ? null : { list, ...(await verifyErasures(list, path)) };
  if (list !== null && secret === "" && (await hasDeletions(list)))
    throw new Error(
      `${list} has visits that their members deleted: set SECRET to the Worker's own, by which their days are known.`,
    );
  const client = clientOf(database, { intMode: "bigint" });
  try {
    await refuseUnlessEmpty(client);
    const { url, token } = database;
    await migrateDatabase({ url, ...(token === undefined ? {} : { token }) });
    const migrations = await hideSchemaVersion(client);
    await load(client, path);
    await check(client, path, header);
    const erased = listed === null ? null : { at: listed.at, ...(await eraseAgain(database, listed.list, secret)) };
    await auditRestored(database);
    await client.batch(migrations, "write");
    return { ...header, erased };
  } finally {
    client.close();
  }
}

async function refuseUnlessEmpty(client: Client): Promise<void> {
  const { rows } = await client.execute(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_litestream%' ESCAPE '\\'",
  );
  const known = ["__drizzle_migrations", ...TABLES.map(({ name }) => name)];
  const names = rows.map(({ name }) => String(name)).filter((name) => !name.startsWith(VENUE_MAP));
  const foreign = names.find((name) => !known.includes(name));
  if (foreign !== undefined) throw new Error(`The database is not empty: it has a table ${foreign}.`);
  if (names.length === 0) return;
  const held = await client.batch(
    names.filter((name) => name !== "__drizzle_migrations").map((name) => `SELECT 1 FROM ${name} LIMIT 1`),
    "read",
  );
  if (held.some((each) => each.rows.length > 0))
    throw new Error("The database is not empty: restore into a new one, and point the Worker there.");
}

/** Takes the schema's version away; answers the steps that put it back. */
async function hideSchemaVersion(client: Client): Promise<InStatement[]> {
  const { rows, columns } = await client.execute("SELECT * FROM __drizzle_migrations ORDER BY id");
  await client.execute("DELETE FROM __drizzle_migrations");
  return rows.map((row) =>
    insertOne("__drizzle_migrations", Object.fromEntries(columns.map((name) => [name, row[name] ?? null]))),
  );
}

async function load(client: Client, path: string): Promise<void> {
  await loadHolders(client, path);
  await loadRows(client, "accounts", without("balance", rowsOf(path, "accounts")));
  for (const table of ["metrics", "identities", "people"]) await loadRows(client, table, rowsOf(path, table));
  await replayOperations(client, path);
  for (const table of [
    "programme_versions",
    "beacons",
    "checkpoints",
    "log_tiles",
    "witnessings",
    "endpoint_cursors",
    "deliveries",
  ])
    await loadRows(client, table, rowsOf(path, table));
  // Items and plays refer to each other: items come in free, and are claimed when their plays are there.
  await loadRows(client, "prize_items", without("play", rowsOf(path, "prize_items")));
  await loadRows(client, "plays", rowsOf(path, "plays"));
  await claimItems(client, path);
  await loadRows(client, "voucher_codes", rowsOf(path, "voucher_codes"));
  for await (const row of rowsOf(path, "entries_files")) await client.batch([insertOne("entries_files", row)], "write");
}

/** By id, but an owner before what she owns. */
async function loadHolders(client: Client, path: string): Promise<void> {
  const late = new Map<InValue, Row>();
  async function* punctual() {
    for await (const row of rowsOf(path, "holders")) {
      const { id = null, owner = null } = row;
      if (owner !== null && (Number(owner) > Number(id) || late.has(owner))) late.set(id, row);
      else yield row;
    }
  }
  await loadRows(client, "holders", punctual());
  while (late.size > 0) {
    const ready = [...late.values()].filter(({ owner = null }) => !late.has(owner));
    if (ready.length === 0) throw new Error("Some holders own each other in a circle.");
    await loadRows(client, "holders", ready);
    for (const { id = null } of ready) late.delete(id);
  }
}

async function loadRows(client: Client, table: string, rows: AsyncIterable<Row> | Iterable<Row>): Promise<void> {
  let page: Row[] = [];
  let size = 0;
  const flush = async () => {
    const [first] = page;
    if (first)
      await client.batch(
        [
          insertMany(
            table,
            Object.keys(first),
            page.map((row) => Object.values(row)),
          ),
        ],
        "write",
      );
    page = [];
    size = 0;
  };
  for await (const row of rows) {
    page.push(row);
    size += sizeOf(row);
    if (page.length >= BATCH_ROWS || size > BATCH_CHARACTERS) await flush();
  }
  await flush();
}

/** Operation by operation, as they were committed, many in a batch: each must be the newest when its parts come. */
async function replayOperations(client: Client, path: string): Promise<void> {
  // Claims are kept by name and not by operation, so they are gathered first: some 100 bytes each.
  const claims = new Map<InValue, Row[]>();
  for await (const row of rowsOf(path, "claims")) {
    const { operation = null } = row;
    claims.set(operation, [...(claims.get(operation) ?? []), row]);
  }
  const papers = groupsOf(rowsOf(path, "papers"));
  const postings = groupsOf(rowsOf(path, "postings"));
  let steps: InStatement[] = [];
  let operations = 0;
  let size = 0;
  const flush = async () => {
    if (steps.length > 0) await client.batch(steps, "write");
    steps = [];
    operations = 0;
    size = 0;
  };
  for await (const row of rowsOf(path, "operations")) {
    const { seq = null } = row;
    const parts = [
      { table: "papers", rows: await papers(seq) },
      { table: "claims", rows: claims.get(seq) ?? [] },
      { table: "postings", rows: await postings(seq) },
    ];
    steps.push(insertOne("operations", row));
    size += sizeOf(row);
    for (const { table, rows } of parts) {
      const [first] = rows;
      if (!first) continue;
      steps.push(
        insertMany(
          table,
          Object.keys(first),
          rows.map((each) => Object.values(each)),
        ),
      );
      for (const each of rows) size += sizeOf(each);
    }
    operations += 1;
    if (operations >= BATCH_OPERATIONS || size > BATCH_CHARACTERS) await flush();
  }
  await flush();
}

/** Hands out the rows of each operation, when asked in ascending order. */
function groupsOf(rows: AsyncGenerator<Row>): (operation: InValue) => Promise<Row[]> {
  let next: Promise<IteratorResult<Row>> | null = null;
  return async (operation) => {
    const group: Row[] = [];
    for (;;) {
      next ??= rows.next();
      const { done, value } = await next;
      if (done || value.operation !== operation) return group;
      group.push(value);
      next = null;
    }
  };
}

async function claimItems(client: Client, path: string): Promise<void> {
  for await (const { id = null, play = null } of rowsOf(path, "prize_items")) {
    if (play !== null)
      await client.batch([{ sql: "UPDATE prize_items SET play = ? WHERE id = ?", args: [play, id] }], "write");
  }
}

/** As many rows, the same newest operation and the same balances as in the snapshot. */
async function check(client: Client, path: string, { seq }: Header): Promise<void> {
  for (const table of await tablesOf(path)) {
    let rows = 0;
    for await (const _ of rowsOf(path, table)) rows += 1;
    const counted = await client.execute(`SELECT count(*) AS rows FROM ${table}`);
    if (Number(counted.rows[0]?.rows) !== rows)
      throw new Error(`${table} has ${counted.rows[0]?.rows} rows, but ${rows} in ${path}.`);
  }
  const newest = await client.execute("SELECT coalesce(max(seq), 0) AS seq FROM operations");
  if (Number(newest.rows[0]?.seq) !== seq)
    throw new Error(`The newest operation is ${newest.rows[0]?.seq}, not ${seq}.`);
  let page: InValue[][] = [];
  const compare = async () => {
    const { rows } = await client.execute({
      sql: `SELECT count(*) AS wrong FROM json_each(?1) CROSS JOIN accounts ON accounts.id = value ->> 0 WHERE balance <> value ->> 1`,
      args: [jsonOf(page)],
    });
    if (Number(rows[0]?.wrong) > 0)
      throw new Error(`${rows[0]?.wrong} balances are not those of ${path}: its postings were changed.`);
    page = [];
  };
  for await (const { id = null, balance = null } of rowsOf(path, "accounts")) {
    page.push([id, balance]);
    if (page.length >= BATCH_ROWS) await compare();
  }
  await compare();
}

async function auditRestored(database: Pick<Database, "url" | "token">): Promise<void> {
  const client = clientOf(database, { intMode: "number" });
  const { findings } = await audit(client);
  client.close();
  if (findings.length > 0) throw new Error(["It was restored, and its audit found:", ...findings].join("\n"));
}

async function* without(column: string, rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  for await (const { [column]: _, ...row } of rows) yield row;
}

function insertOne(table: string, row: Row): InStatement {
  const columns = Object.keys(row);
  return {
    sql: `INSERT INTO ${table}(${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
    args: Object.values(row),
  };
}

/** One statement for rows without bytes, whatever their number. */
function insertMany(table: string, columns: string[], rows: InValue[][]): InStatement {
  const values = columns.map((_, index) => `value ->> ${index}`).join(", ");
  return statement(`INSERT INTO ${table}(${columns.join(", ")}) SELECT ${values} FROM json_each(?1)`, [jsonOf(rows)]);
}

/** JSON that keeps integers exact. */
function jsonOf(rows: InValue[][]): string {
  const json = (value: InValue) => (typeof value === "bigint" ? String(value) : JSON.stringify(value));
  return `[${rows.map((row) => `[${row.map(json).join()}]`).join()}]`;
}

function sizeOf(row: Row): number {
  let size = 0;
  for (const value of Object.values(row)) size += typeof value === "string" ? value.length : 8;
  return size;
}

/** The command: restores, and answers in sentences what was done. */
export async function run(args: string[], environment: Record<string, string | undefined>): Promise<string> {
  const { values, positionals } = parseArgs({
    args,
    options: { erased: { type: "string" } },
    allowPositionals: true,
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new Error("usage: npm run restore -- FILE [--erased LIST]");
  const { seq, at, erased } = await restore(onlyDatabaseIn(environment), path, {
    erased: values.erased ?? null,
    secret: environment.SECRET,
  });
  return [
    `Restored up to operation ${seq}, as of ${at}; every check passed.`,
    erased === null
      ? "Who was erased after that is here again, and so are visits that members deleted: ask the database that was in use with `npm run erasures -- LIST`, or take the last LIST that was kept, and restore into an empty database with --erased LIST."
      : `Erased again: ${erased.members}, whom ${values.erased} names, and ${erased.visits} visits that members deleted; what was erased after ${erased.at} is not in it.`,
  ].join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    console.log(await run(process.argv.slice(2), process.env));
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : fault);
    process.exitCode = 1;
  }
}
