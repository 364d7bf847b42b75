/**
 * The two ways a pipeline goes wrong. A statement error stands in the place of one request's (or one batch step's) answer
 * and the stream goes on; a protocol error answers the whole HTTP request and closes its stream. Codes are sqld's
 * (libsql-server/src/hrana/stmt.rs and http/request.rs), so that a client maps them as it does in production.
 */

/** What the database, or this server in its name, says to one statement. */
export class StatementError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A request that breaks the contract: answered with `status` and `{message, code}`, nothing of it remembered. */
export class ProtocolError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A Hrana error object as JSON. */
export function errorJson(error: StatementError | ProtocolError): string {
  return JSON.stringify({ message: error.message, code: error.code });
}

const SQLITE_CONSTRAINT = 19;

/** Faults that SQLite finds at one place of a statement: sqld says where, which the native module does not tell. */
const POINTS_INTO_SQL =
  /^(?:no such column|no such function|ambiguous column name|wrong number of arguments to function|misuse of|(?:table|view) \S+ already exists)/;

/**
 * What the native module threw, as sqld names it: primary codes only (`SQLITE_CONSTRAINT`, the constraint's name is in the
 * message), `SQLITE_UNKNOWN` for the general SQLITE_ERROR, and parse errors apart. Anything that did not come from the
 * database is a fault and is thrown on.
 */
export function statementErrorOf(error: unknown): StatementError {
  if (error instanceof StatementError) return error;
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") throw error;
  const { code, message } = error;
  // A result that V8 cannot hold in one string is too large before it is counted.
  if (code === "ERR_STRING_TOO_LONG") return responseTooLarge();
  if (code === "SQLITE_ERROR") {
    if (/: syntax error$|^incomplete input$|^unrecognized token/.test(message)) {
      return new StatementError("SQL_PARSE_ERROR", `SQL string could not be parsed: ${message}`);
    }
    if (POINTS_INTO_SQL.test(message)) return new StatementError("SQL_INPUT_ERROR", `SQL input error: ${message}`);
    return new StatementError("SQLITE_UNKNOWN", `SQLite error: ${message}`);
  }
  if (code.startsWith("SQLITE_")) {
    return new StatementError(code.split("_", 2).join("_"), `SQLite error: ${message}`);
  }
  // What a STRICT table does not store has a code that the native module has no name for.
  if ("rawCode" in error && typeof error.rawCode === "number" && (error.rawCode & 0xff) === SQLITE_CONSTRAINT) {
    return new StatementError("SQLITE_CONSTRAINT", `SQLite error: ${message}`);
  }
  if (code === "" || code.startsWith("UNKNOWN_SQLITE_ERROR")) {
    return new StatementError("SQLITE_UNKNOWN", `SQLite error: ${message}`);
  }
  throw error;
}

/** The answer to a result beyond the limit (sqld's code and words). */
export function responseTooLarge(): StatementError {
  return new StatementError("RESPONSE_TOO_LARGE", "Response is too large");
}
