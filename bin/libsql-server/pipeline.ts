/**
 * A Hrana pipeline (versions 2 and 3, JSON): the requests of one HTTP body, run in order on one stream
 * (docs/HRANA_3_SPEC.md of tursodatabase/libsql). What needs no waiting runs to its end without letting go of the thread, so a
 * whole transaction in one batch is never interleaved with another.
 */
import { type Connection, columnsOf, type ResponseAllowance, refuseUnparsed, runStatement } from "./connection.ts";
import type { Database } from "./database.ts";
import { errorJson, ProtocolError, StatementError } from "./errors.ts";
import { areReadOnly, parseStatement, parseStatements, type Statement, type StatementKind } from "./statement.ts";
import type { Stream, Streams } from "./streams.ts";
import { argumentsFor, listOf, malformed, recordOf } from "./values.ts";

/** What a pipeline runs against. `isAbandoned` tells whether the client has gone: it is asked after waiting for the writer. */
export type PipelineContext = Readonly<{
  database: Database;
  streams: Streams;
  version: 2 | 3;
  isAbandoned: () => boolean;
}>;

/** sqld's limits: response size of one request, and SQL texts stored on a stream. */
const RESPONSE_CHARACTERS_MAX = 10_000_000;
const STORED_SQL_MAX = 50;
const STORED_SQL_LENGTH_MAX = 5_000;

/** Runs a parsed body and returns the answer's JSON. Throws a ProtocolError, with the stream closed and rolled back. */
export async function runPipeline(body: unknown, context: PipelineContext): Promise<string> {
  const { baton, requests } = recordOf(body, "pipeline");
  if (baton !== undefined && baton !== null && typeof baton !== "string") throw malformed("a baton must be a string");
  if (!Array.isArray(requests)) throw malformed("a pipeline needs its requests");
  const stream = context.streams.acquire(context.database, baton ?? null);
  try {
    let results = "";
    for (const request of requests) {
      const result = await streamResult(recordOf(request, "request"), stream, context);
      results += results === "" ? result : `,${result}`;
    }
    return `{"baton":${JSON.stringify(context.streams.release(stream))},"base_url":null,"results":[${results}]}`;
  } catch (error) {
    context.streams.close(stream);
    throw error;
  }
}

async function streamResult(
  request: Record<string, unknown>,
  stream: Stream,
  context: PipelineContext,
): Promise<string> {
  try {
    return `{"type":"ok","response":${await respond(request, stream, context)}}`;
  } catch (error) {
    if (error instanceof StatementError) return `{"type":"error","error":${errorJson(error)}}`;
    throw error;
  }
}

function respond(request: Record<string, unknown>, stream: Stream, context: PipelineContext): string | Promise<string> {
  if (stream.isClosed && request.type !== "close")
    throw new ProtocolError(400, "BATON_STREAM_CLOSED", "Stream for this baton was closed");
  switch (request.type) {
    case "execute":
      return execute(recordOf(request.stmt, "statement"), stream, context);
    case "batch":
      return batch(recordOf(request.batch, "batch"), stream, context);
    case "sequence":
      return sequence(sqlOf(request, stream), stream, context);
    case "describe":
      return describe(parseStatements(sqlOf(request, stream)), stream);
    case "close":
      context.streams.close(stream);
      return '{"type":"close"}';
    case "store_sql":
      return storeSql(request, stream);
    case "close_sql":
      stream.storedSql.delete(sqlIdOf(request.sql_id));
      return '{"type":"close_sql"}';
    case "get_autocommit":
      requireVersion3(context, "The `get_autocommit` request");
      return `{"type":"get_autocommit","is_autocommit":${stream.held === null}}`;
    default:
      throw malformed("StreamRequest type not recognized");
  }
}

async function execute(request: Record<string, unknown>, stream: Stream, context: PipelineContext): Promise<string> {
  const statement = parsed(sqlOf(request, stream));
  const result = await onConnection([statement], stream, context, (connection) =>
    runStatement(connection, statement, argumentsFor(statement, request), {
      wantsRows: request.want_rows !== false,
      allowance: newAllowance(),
    }),
  );
  return `{"type":"execute","result":${result}}`;
}

type Step = { statement: Statement; request: Record<string, unknown>; condition: unknown };
type StepState = "ok" | "error" | "skipped";

async function batch({ steps }: Record<string, unknown>, stream: Stream, context: PipelineContext): Promise<string> {
  if (!Array.isArray(steps)) throw malformed("a batch needs its steps");
  const plan = steps.map((step): Step => {
    const { stmt, condition } = recordOf(step, "batch step");
    const request = recordOf(stmt, "statement");
    return { statement: parsed(sqlOf(request, stream)), request, condition };
  });
  const statements = plan.map(({ statement }) => statement);
  return onConnection(statements, stream, context, (connection) => {
    refuseUnparsed(connection, statements);
    const results: string[] = [];
    const errors: string[] = [];
    const states: StepState[] = [];
    const allowance = newAllowance();
    for (const step of plan) {
      const outcome = runStep(step, states, connection, context, allowance);
      states.push(outcome.state);
      results.push(outcome.state === "ok" ? outcome.json : "null");
      errors.push(outcome.state === "error" ? outcome.json : "null");
    }
    return `{"type":"batch","result":{"step_results":[${results.join()}],"step_errors":[${errors.join()}]}}`;
  });
}

function runStep(
  { statement, request, condition }: Step,
  states: readonly StepState[],
  connection: Connection,
  context: PipelineContext,
  allowance: ResponseAllowance,
): { state: StepState; json: string } {
  if (condition !== undefined && condition !== null && !holds(condition, states, connection, context, 0)) {
    return { state: "skipped", json: "null" };
  }
  try {
    const wantsRows = request.want_rows !== false;
    const json = runStatement(connection, statement, argumentsFor(statement, request), { wantsRows, allowance });
    return { state: "ok", json };
  } catch (error) {
    if (error instanceof StatementError) return { state: "error", json: errorJson(error) };
    throw error;
  }
}

/** Deeper than any client nests conditions; without a limit a hostile body could exhaust the stack. */
const CONDITION_DEPTH_MAX = 100;

function holds(
  encoded: unknown,
  states: readonly StepState[],
  connection: Connection,
  context: PipelineContext,
  depth: number,
): boolean {
  const condition = recordOf(encoded, "condition");
  if (depth > CONDITION_DEPTH_MAX) throw malformed("a condition is nested too deep");
  const inner = (each: unknown) => holds(each, states, connection, context, depth + 1);
  switch (condition.type) {
    case "ok":
    case "error": {
      const state = typeof condition.step === "number" ? states[condition.step] : undefined;
      if (state === undefined) throw malformed("a condition must name an earlier step");
      // On sqld a step that was skipped counts as one that failed.
      return (state === "ok") === (condition.type === "ok");
    }
    case "not":
      return !inner(condition.cond);
    case "and":
      return listOf(condition.conds).every(inner);
    case "or":
      return listOf(condition.conds).some(inner);
    case "is_autocommit":
      requireVersion3(context, "BatchCond of type `is_autocommit`");
      return !connection.native.inTransaction;
    default:
      throw malformed("BatchCond type not recognized");
  }
}

async function sequence(sql: string, stream: Stream, context: PipelineContext): Promise<string> {
  // A script's statements are run once: kept ones would push out those of the hot path.
  const statements = parseStatements(sql).map((statement) => ({ ...statement, isReusable: false }));
  return onConnection(statements, stream, context, (connection) => {
    refuseUnparsed(connection, statements);
    const allowance = newAllowance();
    for (const statement of statements) {
      runStatement(connection, statement, argumentsFor(statement, {}), { wantsRows: false, allowance });
    }
    return '{"type":"sequence"}';
  });
}

/** Kinds that SQLite calls read-only: a transaction's own words are, but for those that take the writer at once. */
const READ_ONLY = new Set<StatementKind>(["read", "beginDeferred", "beginReadOnly", "end", "savepoint"]);

/** As sqld: of several statements the first, and of none what does nothing. */
function describe([statement]: readonly Statement[], stream: Stream): string {
  refuseIfTimedOut(stream);
  if (!statement) return '{"type":"describe","result":{"params":[],"cols":[],"is_explain":false,"is_readonly":true}}';
  // A reading connection prepares writes as well; only an open transaction may know of tables that others do not.
  const connection = stream.held ?? stream.database.takeReader();
  try {
    const params = JSON.stringify(statement.parameters.map((name) => ({ name })));
    const columns = columnsOf(connection, { ...statement, isReusable: false });
    return `{"type":"describe","result":{"params":${params},"cols":${columns},"is_explain":${
      statement.isExplain
    },"is_readonly":${READ_ONLY.has(statement.kind)}}}`;
  } finally {
    if (stream.held === null) stream.database.giveBack(connection);
  }
}

function storeSql({ sql_id: id, sql }: Record<string, unknown>, stream: Stream): string {
  const { storedSql } = stream;
  const sqlId = sqlIdOf(id);
  if (typeof sql !== "string") throw malformed("SQL text must be a string");
  if (storedSql.has(sqlId)) throw malformed(`SQL text ${sqlId} is already stored on the server`);
  if (storedSql.size >= STORED_SQL_MAX) {
    throw new StatementError(
      "SQL_STORE_TOO_MANY",
      `The server already stores ${storedSql.size} SQL texts, it cannot store more`,
    );
  }
  if (sql.length > STORED_SQL_LENGTH_MAX) {
    throw new StatementError(
      "SQL_STORE_TOO_LARGE",
      `The statement is too large to be stored: ${sql.length}/${STORED_SQL_LENGTH_MAX}`,
    );
  }
  storedSql.set(sqlId, sql);
  return '{"type":"store_sql"}';
}

/** Runs on the stream's own connection if a transaction holds one, else on one taken for this request only. */
async function onConnection(
  statements: readonly Statement[],
  stream: Stream,
  { streams, isAbandoned }: PipelineContext,
  run: (connection: Connection) => string,
): Promise<string> {
  refuseIfTimedOut(stream);
  const { database, held } = stream;
  const taken = held ?? (areReadOnly(statements) ? database.takeReader() : database.takeWriter());
  const hasWaited = taken instanceof Promise;
  const connection = hasWaited ? await taken : taken;
  try {
    if (hasWaited && isAbandoned()) throw new ProtocolError(408, "CLIENT_GONE", "The client has gone");
    return run(connection);
  } finally {
    if (connection.native.inTransaction) {
      if (held === null) streams.hold(stream, connection);
    } else if (held === null) database.giveBack(connection);
    else streams.letGo(stream);
  }
}

function refuseIfTimedOut(stream: Stream): void {
  // sqld tells it once and goes on outside of any transaction; then half of one could be committed. Here it stays refused.
  if (stream.isTimedOut) throw new StatementError("TRANSACTION_TIMEOUT", "Transaction timed out");
}

function requireVersion3({ version }: PipelineContext, what: string): void {
  if (version < 3) throw malformed(`${what} is only supported in protocol version hrana3 and higher`);
}

function newAllowance(): ResponseAllowance {
  return { charactersLeft: RESPONSE_CHARACTERS_MAX };
}

function sqlOf({ sql, sql_id: id }: Record<string, unknown>, { storedSql }: Stream): string {
  if (id === undefined || id === null) {
    if (typeof sql !== "string") throw malformed("exactly one of `sql` and `sql_id` must be given");
    return sql;
  }
  if (sql !== undefined && sql !== null) throw malformed("exactly one of `sql` and `sql_id` must be given");
  const stored = storedSql.get(sqlIdOf(id));
  if (stored === undefined) throw malformed(`SQL text ${id} is not stored on the server`);
  return stored;
}

function sqlIdOf(id: unknown): number {
  if (typeof id !== "number" || !Number.isInteger(id)) throw malformed("an id of SQL text must be an integer");
  return id;
}

/** Parsed statements by their text: the hot path's are few. Longer texts are not worth their memory. */
const parsedStatements = new Map<string, Statement>();
const PARSED_STATEMENTS_MAX = 1_000;
const PARSED_LENGTH_MAX = 10_000;

function parsed(sql: string): Statement {
  const known = parsedStatements.get(sql);
  if (known !== undefined) return known;
  const statement = parseStatement(sql);
  if (sql.length > PARSED_LENGTH_MAX) return { ...statement, isReusable: false };
  // Emptied rather than aged: a lookup stays a single step, and the statements in use are back at once.
  if (parsedStatements.size >= PARSED_STATEMENTS_MAX) parsedStatements.clear();
  parsedStatements.set(sql, statement);
  return statement;
}
