/**
 * One connection to a database file, with its prepared statements. Preparing costs as much as running, so the statements in
 * use are kept: this is worth a factor of two on the write path.
 */
import Database from "libsql";
import { responseTooLarge, statementErrorOf } from "./errors.ts";
import type { Statement } from "./statement.ts";
import { rowJson, type Value } from "./values.ts";

/** How a database is written: `FULL` survives a power cut, `NORMAL` may lose the last commits in one (never in a crash). */
export type Durability = Readonly<{ synchronous: "NORMAL" | "FULL"; walAutocheckpoint: number }>;

type NativeStatement = ReturnType<Database.Database["prepare"]>;
type PreparedStatement = { native: NativeStatement; columns: string | null };

/** A connection and what was done to it that others would notice. */
export type Connection = {
  readonly native: Database.Database;
  readonly prepared: Map<Statement, PreparedStatement>;
  readonly lastChange: NativeStatement;
  /** Of the database's schema, as counted there: prepared statements of another generation are forgotten. */
  schemaGeneration: number;
  hasNewSchema: boolean;
  hasForeignKeysChanged: boolean;
};

/** Enough for every statement of one programme; each costs some kilobytes of SQLite's memory. */
const PREPARED_STATEMENTS_MAX = 400;

/**
 * All of SQLite in this process. It also keeps any text below what V8 can hold as one string (512 MB): the native module aborts
 * on a longer one.
 */
const MEMORY_BYTES_MAX = 384 * 2 ** 20;

/** Page caches, in KiB: the writing connection keeps the hot set, a reading one what it is reading. */
const WRITER_CACHE_KIB = 32_000;
const READER_CACHE_KIB = 16_000;

/** In one process nobody else holds the file's lock for longer than a checkpoint's start. */
const BUSY_TIMEOUT_MS = 5_000;

/** Opens the connection that writes and checkpoints. Only one may exist for a file: SQLite 3.45.1 has the WAL-reset bug. */
export function openWriter(path: string, { synchronous, walAutocheckpoint }: Durability): Connection {
  const native = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  native.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=${synchronous}; PRAGMA wal_autocheckpoint=${walAutocheckpoint};
    PRAGMA foreign_keys=ON; PRAGMA cache_size=-${WRITER_CACHE_KIB}; PRAGMA hard_heap_limit=${MEMORY_BYTES_MAX}`);
  return connectionOf(native);
}

/** Opens a connection that cannot write and never checkpoints. */
export function openReader(path: string): Connection {
  const native = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  native.exec(`PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-${READER_CACHE_KIB}; PRAGMA query_only=ON`);
  return connectionOf(native);
}

function connectionOf(native: Database.Database): Connection {
  return {
    native,
    prepared: new Map(),
    lastChange: native.prepare("SELECT changes(), last_insert_rowid()").raw().safeIntegers(),
    schemaGeneration: 0,
    hasNewSchema: false,
    hasForeignKeysChanged: false,
  };
}

/** Closes the file once the garbage collector has the statements; no transaction may be open. */
export function closeConnection({ native, prepared }: Connection): void {
  prepared.clear();
  native.close();
}

/** Rolls back what is open, whatever state the connection is in. */
export function rollBack({ native }: Connection): void {
  if (native.inTransaction) native.exec("ROLLBACK");
}

/** How much of an answer's length is still free: one allowance for all the statements of one request. */
export type ResponseAllowance = { charactersLeft: number };

/**
 * Runs one statement to its end and returns its Hrana StmtResult as JSON. `values` are one for each parameter. Throws a
 * StatementError: the statement's refusal, the database's error, or RESPONSE_TOO_LARGE.
 */
export function runStatement(
  connection: Connection,
  statement: Statement,
  values: Value[],
  { wantsRows, allowance }: { wantsRows: boolean; allowance: ResponseAllowance },
): string {
  if (statement.refusal !== null) throw statement.refusal;
  try {
    const { native, columns } = prepare(connection, statement);
    if (statement.kind === "schema") connection.hasNewSchema = true;
    else if (statement.kind === "foreignKeys") connection.hasForeignKeysChanged = true;
    if (columns === null) {
      const { changes, lastInsertRowid } = native.run(values);
      if (!statement.changesRows) return '{"cols":[],"rows":[],"affected_row_count":0,"last_insert_rowid":null}';
      return `{"cols":[],"rows":[],"affected_row_count":${changes},"last_insert_rowid":${
        statement.isInsert ? rowidJson(connection, lastInsertRowid) : null
      }}`;
    }
    allowance.charactersLeft -= columns.length;
    const rows = readRows(connection, native, statement, values, wantsRows, allowance);
    // Unlike any other, an EXPLAIN read to its end counts as running until it is reset, and nothing but get() resets.
    if (statement.isExplain) native.get(values);
    const change = statement.changesRows ? lastChange(connection) : null;
    return `{"cols":${columns},"rows":[${rows}],"affected_row_count":${change?.changes ?? 0},"last_insert_rowid":${
      change !== null && statement.isInsert ? `"${change.rowid}"` : null
    }}`;
  } catch (error) {
    throw statementErrorOf(error);
  }
}

/**
 * Refuses statements of which one cannot be parsed, before any of them is run, as sqld does. What is missing in the database is
 * found when its turn comes: an earlier one may make it.
 */
export function refuseUnparsed(connection: Connection, statements: readonly Statement[]): void {
  const refused = statements.find(({ refusal }) => refusal !== null);
  if (refused?.refusal) throw refused.refusal;
  const changesSchema = statements.some(({ kind }) => kind === "schema");
  for (const statement of statements) {
    // A pragma acts while it is being prepared.
    if (statement.isPragma || connection.prepared.has(statement)) continue;
    try {
      if (changesSchema) connection.native.prepare(statement.sql);
      else prepare(connection, statement);
    } catch (error) {
      const known = statementErrorOf(error);
      if (known.code === "SQL_PARSE_ERROR") throw known;
    }
  }
}

/** What a statement would return: columns as a JSON array of {name, decltype}. Nothing is run. */
export function columnsOf(connection: Connection, statement: Statement): string {
  if (statement.refusal !== null) throw statement.refusal;
  try {
    return prepare(connection, statement).columns ?? "[]";
  } catch (error) {
    throw statementErrorOf(error);
  }
}

function prepare(connection: Connection, statement: Statement): PreparedStatement {
  const { native, prepared, hasNewSchema } = connection;
  // While a transaction has a schema of its own, what is prepared in it may not outlive it.
  if (hasNewSchema || !statement.isReusable) return prepareAnew(native, statement);
  const known = prepared.get(statement);
  if (known !== undefined) {
    // A Map remembers the order of insertion: the front is the one unused for longest.
    prepared.delete(statement);
    prepared.set(statement, known);
    return known;
  }
  const added = prepareAnew(native, statement);
  if (prepared.size >= PREPARED_STATEMENTS_MAX) {
    for (const oldest of prepared.keys()) {
      prepared.delete(oldest);
      break;
    }
  }
  prepared.set(statement, added);
  return added;
}

function prepareAnew(database: Database.Database, { sql }: Statement): PreparedStatement {
  const native = database.prepare(sql);
  if (!native.reader) return { native, columns: null };
  const columns = native.columns().map(({ name, type }) => ({ name, decltype: type }));
  return { native: native.raw().safeIntegers(), columns: JSON.stringify(columns) };
}

function readRows(
  connection: Connection,
  native: NativeStatement,
  { changesRows }: Statement,
  values: Value[],
  wantsRows: boolean,
  allowance: ResponseAllowance,
): string {
  const rows = native.iterate(values);
  let json = "";
  let isTooLarge = false;
  for (let next = rows.next(); !next.done; next = rows.next()) {
    if (isTooLarge || !wantsRows) continue;
    // Raw rows are arrays, as asked for in prepareAnew.
    const row = rowJson(next.value as unknown[]);
    json += json === "" ? row : `,${row}`;
    allowance.charactersLeft -= row.length;
    if (allowance.charactersLeft >= 0) continue;
    isTooLarge = true;
    // A query may have no end, and must not stay half read: it would pin the WAL. A change has been made whole before its
    // first row came, and an interruption would undo the transaction around it: its rows are passed over instead.
    if (!changesRows) interrupt(connection, rows);
    if (!changesRows) break;
  }
  if (isTooLarge) throw responseTooLarge();
  return json;
}

function interrupt({ native }: Connection, rows: IterableIterator<unknown>): void {
  // libsql's type declarations leave out interrupt(), which index.js has.
  (native as Database.Database & { interrupt(): void }).interrupt();
  try {
    while (!rows.next().done);
  } catch (error) {
    if (statementErrorOf(error).code !== "SQLITE_INTERRUPT") throw error;
  }
}

/** The native module gives the row id as a number: exact up to 2^53, and asked again in SQL beyond. */
function rowidJson(connection: Connection, rowid: number | bigint): string {
  return Number.isSafeInteger(rowid) ? `"${rowid}"` : `"${lastChange(connection).rowid}"`;
}

function lastChange({ lastChange }: Connection): { changes: bigint; rowid: bigint } {
  const [changes, rowid] = lastChange.get([]) as [bigint, bigint];
  return { changes, rowid };
}
