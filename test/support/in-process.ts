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

/** Copies a migrated database and opens it. */
export async function newInProcess(): Promise<Omit<Embedded, "url">> {
  const directory = mkdtempSync(join(tmpdir(), "tessera-in-process-"));
  const path = join(directory, "default.db");
  copyFileSync(await migrated(), path);
  const native = new Database(path);
  native.exec(`PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;
    PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY`);
  const client = clientOf(native);
  return {
    client,
    ledger: { client, secret: "a secret of a test, 32 characters and more", now: null, documents: new Map() },
    async close() {
      native.close();
      // SQLite lets go of a database when its statements are gone, and those go between two turns of the event loop, which nothing
      // here waits for: after some three hundred worlds without one there was no memory left.
      await new Promise((resume) => setImmediate(resume));
      rmSync(directory, { recursive: true, force: true });
    },
  };
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
  const inOne = (given: Parameters<typeof run>[0][], mode = "deferred") => {
    native.exec(mode === "write" ? "BEGIN IMMEDIATE" : "BEGIN");
    let step = 0;
    try {
      const results = given.map((each, index) => {
        step = index;
        return run(each);
      });
      native.exec("COMMIT");
      return results;
    } catch (fault) {
      if (native.inTransaction) native.exec("ROLLBACK");
      throw new LibsqlBatchError(messageOf(fault), step, codeOf(fault), undefined, undefined, fault as Error);
    }
  };
  const asked = {
    execute: async (...given: Parameters<typeof run>) => alone(...given),
    batch: async (given: Parameters<typeof run>[0][], mode?: string) => inOne(given, mode),
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
