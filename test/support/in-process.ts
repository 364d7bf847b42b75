/**
 * An empty ledger whose database is in this process, behind no server: for histories of many thousand requests, of which a
 * server's HTTP would be half of the time. It is SQLite as the embedded server has it; what only a server can get wrong is not shown here.
 */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Client,
  type InArgs,
  type InStatement,
  LibsqlBatchError,
  LibsqlError,
  type ResultSet,
  type Row,
} from "@libsql/client/web";
import Database from "libsql";
import { startLibsqlServer } from "../../bin/libsql-server/start.ts";
import { migrateDatabase } from "../../bin/migrate.ts";
import type { Embedded } from "./embedded.ts";

type Native = Database.Database;
interface Prepared {
  native: ReturnType<Native["prepare"]>;
  /** Null: it returns no rows. */
  columns: string[] | null;
}

/** A database of this process, with what was prepared on it. */
interface Opened {
  native: Native;
  client: Client;
}

/** Databases that no ledger has now: each is as it was migrated. */
const free: Opened[] = [];

/**
 * An empty ledger, which is one transaction around a migrated database: its batches are savepoints in it, and closing it takes
 * everything back, so that the next ledger finds the database migrated and its statements prepared.
 */
export async function newInProcess(): Promise<Omit<Embedded, "url">> {
  const opened = free.pop() ?? openedAt(await migrated());
  const { native, client } = opened;
  native.exec("BEGIN IMMEDIATE");
  return {
    client,
    ledger: { client, secret: "a secret of a test, 32 characters and more", now: null, documents: new Map() },
    async close() {
      native.exec("ROLLBACK");
      free.push(opened);
    },
  };
}

/** Copies a migrated database and opens it. It goes with the process. */
function openedAt(template: string): Opened {
  const directory = mkdtempSync(join(tmpdir(), "tessera-in-process-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  const path = join(directory, "default.db");
  copyFileSync(template, path);
  const native = new Database(path);
  native.exec(`PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;
    PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY`);
  native.exec(TOUCHED);
  return { native, client: clientOf(native) };
}

/** Notes whose rows were written, for whoever reads the ledger again and again (test/model/snapshot.ts): holders, and their counts. */
const TOUCHED = `CREATE TEMP TABLE touched(holder INTEGER PRIMARY KEY);
  CREATE TEMP TABLE touched_counts(holder INTEGER, metric TEXT, PRIMARY KEY (holder, metric)) WITHOUT ROWID;
${[
  ["holders", "id"],
  ["people", "holder"],
  ["identities", "holder"],
  ["accounts", "holder"],
]
  .map(([table = "", holder = ""]) =>
    noted(
      table,
      (row) =>
        `INSERT INTO touched SELECT ${row}.${holder} WHERE NOT EXISTS (SELECT 1 FROM touched WHERE holder = ${row}.${holder});`,
    ),
  )
  .join("\n")}
${noted(
  "metrics",
  (row) => `INSERT INTO touched_counts SELECT ${row}.holder, ${row}.metric
    WHERE NOT EXISTS (SELECT 1 FROM touched_counts WHERE holder = ${row}.holder AND metric = ${row}.metric);`,
)}`;

function noted(table: string, note: (row: string) => string): string {
  const trigger = (event: string, rows: string[]) =>
    `CREATE TEMP TRIGGER ${table}_${event} AFTER ${event} ON main.${table} BEGIN ${rows.map(note).join(" ")} END;`;
  return [trigger("INSERT", ["NEW"]), trigger("UPDATE", ["OLD", "NEW"]), trigger("DELETE", ["OLD"])].join("\n");
}

let template: Promise<string> | null = null;

/** A database that was migrated by the embedded server, once a process. */
function migrated(): Promise<string> {
  template ??= (async () => {
    const directory = mkdtempSync(join(tmpdir(), "tessera-migrated-"));
    process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
    const server = await startLibsqlServer({ directory, synchronous: "NORMAL" });
    await migrateDatabase({ url: server.url });
    await server.close();
    return join(directory, "default.db");
  })();
  return template;
}

/** What operations ask of a client: statements by themselves, and in batches that are all or nothing. */
function clientOf(native: Native): Client {
  const prepared = new Map<string, Prepared>();
  const prepare = (sql: string): Prepared => {
    const known = prepared.get(sql);
    if (known) return known;
    const made = native.prepare(sql);
    const columns = made.reader ? made.columns().map(({ name }) => name) : null;
    const added = { native: columns === null ? made : made.raw(), columns };
    prepared.set(sql, added);
    return added;
  };
  const run = (given: InStatement | [string, InArgs?], more?: InArgs): ResultSet => {
    const { sql, args = [] } =
      typeof given === "string"
        ? { sql: given, args: more }
        : Array.isArray(given)
          ? { sql: given[0], args: given[1] }
          : given;
    const { native: of, columns } = prepare(sql);
    if (columns === null) {
      const { changes } = of.run(args);
      return resultOf([], [], changes);
    }
    return resultOf(columns, of.all(args) as unknown[][], 0);
  };
  const alone = (...given: Parameters<typeof run>) => {
    try {
      return run(...given);
    } catch (fault) {
      throw new LibsqlError(messageOf(fault), codeOf(fault), undefined, undefined, fault as Error);
    }
  };
  const inOne = (given: Parameters<typeof run>[0][]) => {
    native.exec("SAVEPOINT batch");
    let step = 0;
    try {
      const results = given.map((each, index) => {
        step = index;
        return run(each);
      });
      native.exec("RELEASE batch");
      return results;
    } catch (fault) {
      native.exec("ROLLBACK TO batch; RELEASE batch");
      throw new LibsqlBatchError(messageOf(fault), step, codeOf(fault), undefined, undefined, fault as Error);
    }
  };
  const asked = {
    execute: async (...given: Parameters<typeof run>) => alone(...given),
    batch: async (given: Parameters<typeof run>[0][]) => inOne(given),
  };
  return asked as unknown as Client;
}

const messageOf = (fault: unknown) => (fault instanceof Error ? fault.message : String(fault));
const codeOf = (fault: unknown) => String((fault as { code?: unknown }).code ?? "SQLITE_UNKNOWN");

function resultOf(columns: string[], values: unknown[][], rowsAffected: number): ResultSet {
  const rows = values.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])) as unknown as Row);
  return {
    columns,
    columnTypes: [],
    rows,
    rowsAffected,
    lastInsertRowid: undefined,
    toJSON: () => ({ columns, rows }),
  };
}
