/** A ledger copied into memory without its guards: what somebody with the file and an editor has. */
import { readdirSync, readFileSync } from "node:fs";
import type { Client, InStatement, InValue } from "@libsql/client/web";
import Database from "libsql";

type Row = Record<string, unknown>;

export interface Copied {
  /** Reads it as the audit does. */
  client: Client;
  run(sql: string, ...args: unknown[]): void;
  all(sql: string, ...args: unknown[]): Row[];
  tables: string[];
  /** Does something, and takes back what was changed meanwhile. */
  undone<Result>(does: () => Promise<Result>): Promise<Result>;
}

const MIGRATIONS = new URL("../../schema/migrations/", import.meta.url).pathname;

/** Copies every row. No trigger, no foreign key and no CHECK holds in the copy. */
export async function copied(from: Client): Promise<Copied> {
  const database = new Database(":memory:");
  database.exec("PRAGMA foreign_keys = OFF");
  database.exec("PRAGMA ignore_check_constraints = ON");
  for (const file of readdirSync(MIGRATIONS).filter((name) => name.endsWith(".sql")))
    database.exec(readFileSync(MIGRATIONS + file, "utf8").replaceAll("--> statement-breakpoint", ""));
  const prepared = new Map<string, Database.Statement>();
  const prepare = (sql: string) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const all = (sql: string, ...args: unknown[]) => {
    const rows = prepare(sql).all(...args) as Row[];
    return rows.map((row) => withBytes(row, Buffer.from));
  };
  const run = (sql: string, ...args: unknown[]) => void database.prepare(sql).run(...args);
  for (const { name } of all("SELECT name FROM sqlite_schema WHERE type = 'trigger'")) run(`DROP TRIGGER ${name}`);
  const tables = all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").map(
    ({ name }) => String(name),
  );
  for (const table of tables) {
    const { rows, columns } = await from.execute(`SELECT * FROM ${table}`);
    const insert = database.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => "?").join(", ")})`);
    for (const row of rows) insert.run(...columns.map((column) => bound(row[column])));
  }
  const execute = (step: InStatement | string) => {
    const { sql, args = [] } = typeof step === "string" ? { sql: step } : step;
    const rows = prepare(sql).all(...(args as InValue[])) as Row[];
    return { rows: rows.map((row) => withBytes(row, (bytes) => Uint8Array.from(bytes).buffer)) };
  };
  const client = {
    execute: async (step: InStatement | string) => execute(step),
    batch: async (steps: InStatement[]) => steps.map(execute),
  };
  return {
    client: client as unknown as Client,
    run,
    all,
    tables,
    async undone(does) {
      database.exec("BEGIN");
      try {
        return await does();
      } finally {
        database.exec("ROLLBACK");
      }
    },
  };
}

/** Whole numbers as SQLite has them: a bare JS number would be REAL. */
function bound(value: unknown): unknown {
  if (typeof value === "number") return BigInt(value);
  return value instanceof ArrayBuffer ? Buffer.from(value) : value;
}

/** The driver answers bytes as one thing or another; as Buffers they bind again, and a ledger's client has ArrayBuffers. */
function withBytes(row: Row, as: (bytes: Uint8Array) => Buffer | ArrayBuffer): Row {
  for (const [column, value] of Object.entries(row)) {
    if (value instanceof ArrayBuffer) row[column] = as(new Uint8Array(value));
    else if (value instanceof Uint8Array) row[column] = as(value);
  }
  return row;
}
