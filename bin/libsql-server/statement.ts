/**
 * What one SQL statement is, known from its text alone: which connection may run it, which parameters it has, and whether it
 * is allowed at all. The same statements are allowed as on sqld (libsql-server/src/query_analysis.rs), so that what passes here
 * passes in production: no ATTACH, VACUUM, temporary tables, or pragmas that would change the connection under others.
 */
import { StatementError } from "./errors.ts";
import { type Token, tokensOf } from "./tokens.ts";

/**
 * `read` and `end` (COMMIT, ROLLBACK) run on any connection; `beginDeferred` on a reading one when it is known that only reads
 * follow; `schema` makes prepared statements stale; `refused` carries its refusal.
 */
export type StatementKind =
  | "read"
  | "write"
  | "schema"
  | "begin"
  | "beginDeferred"
  | "beginReadOnly"
  | "end"
  | "savepoint"
  | "foreignKeys"
  | "refused";

/** One statement. `parameters` holds each parameter's name by position, with its prefix, or null when it has none. */
export type Statement = Readonly<{
  sql: string;
  kind: StatementKind;
  parameters: readonly (string | null)[];
  isInsert: boolean;
  changesRows: boolean;
  isExplain: boolean;
  isPragma: boolean;
  /** A pragma acts while it is being prepared, so a prepared one would do nothing the second time. */
  isReusable: boolean;
  refusal: StatementError | null;
}>;

/** The statements of `sql` in order. Never throws: what is not allowed comes back as `refused`. */
export function parseStatements(sql: string): Statement[] {
  if (sql.includes("\0")) {
    return [refuse(sql, "SQL_PARSE_ERROR", "SQL string could not be parsed: it contains a NUL character")];
  }
  return splitStatements(sql).map(({ text, tokens }) => describeStatement(text, tokens));
}

/** The one statement of `sql`; none (SQL_NO_STATEMENT) or several (SQL_MANY_STATEMENTS) come back as `refused`. */
export function parseStatement(sql: string): Statement {
  const [first, second] = parseStatements(sql);
  if (first === undefined) return refuse(sql, "SQL_NO_STATEMENT", "SQL string does not contain any statement");
  if (second !== undefined) {
    return refuse(sql, "SQL_MANY_STATEMENTS", "SQL string contains more than one statement");
  }
  return first;
}

/**
 * Whether `statements` belong where nothing can be written: all of them read, or they begin by asking for READONLY. A deferred
 * BEGIN still counts as reading if the same list also ends it.
 */
export function areReadOnly(statements: readonly Statement[]): boolean {
  let mustEnd = false;
  let ends = false;
  for (const { kind } of statements) {
    if (kind === "beginReadOnly") return true;
    if (kind === "end") ends = true;
    else if (kind === "beginDeferred") mustEnd = true;
    else if (kind !== "read" && kind !== "refused") return false;
  }
  return ends || !mustEnd;
}

type SplitStatement = { text: string; tokens: Token[] };

/** A trigger's body has semicolons of its own: it ends with the one after `; END`, as in sqlite3_complete(). */
function splitStatements(sql: string): SplitStatement[] {
  const statements: SplitStatement[] = [];
  let tokens: Token[] = [];
  let isTrigger = false;
  for (const token of tokensOf(sql)) {
    if (token.type === ";") {
      const last = tokens.at(-1);
      if (isTrigger && !(last?.text === "END" && tokens.at(-2)?.type === ";")) {
        tokens.push(token);
        continue;
      }
      pushStatement(statements, sql, tokens, token.at);
      tokens = [];
      isTrigger = false;
    } else {
      if (token.text === "TRIGGER" && startsTrigger(tokens)) isTrigger = true;
      tokens.push(token);
    }
  }
  pushStatement(statements, sql, tokens, sql.length);
  return statements;
}

/** Whether TRIGGER after these tokens is the keyword: they are [EXPLAIN [QUERY PLAN]] CREATE [TEMP | TEMPORARY]. */
function startsTrigger(tokens: readonly Token[]): boolean {
  return /^(?:EXPLAIN (?:QUERY PLAN )?)?CREATE(?: TEMP| TEMPORARY)?$/.test(
    tokens.length > 5 ? "" : tokens.map(({ text }) => text).join(" "),
  );
}

function pushStatement(statements: SplitStatement[], sql: string, tokens: Token[], end: number): void {
  const [first] = tokens;
  if (first !== undefined) statements.push({ text: sql.slice(first.at, end), tokens });
}

function describeStatement(sql: string, tokens: readonly Token[]): Statement {
  const words = tokens.filter(({ type }) => type === "word").map(({ text }) => text);
  const isExplain = words[0] === "EXPLAIN";
  const verb = verbOf(isExplain ? tokens.slice(words[1] === "QUERY" ? 3 : 1) : tokens);
  const isPragma = verb === "PRAGMA";
  const kind = isPragma ? pragmaKind(tokens) : isExplain ? "read" : kindOf(verb, words, tokens);
  if (kind === "refused") {
    return refuse(
      sql,
      "SQL_PARSE_ERROR",
      `SQL string could not be parsed: unsupported statement: ${sql.slice(0, 200)}`,
    );
  }
  const isInsert = !isExplain && (verb === "INSERT" || verb === "REPLACE");
  return {
    sql,
    kind,
    parameters: parametersOf(tokens),
    isInsert,
    changesRows: isInsert || (!isExplain && (verb === "UPDATE" || verb === "DELETE")),
    isExplain,
    isPragma,
    isReusable: !isPragma && kind !== "schema",
    refusal: null,
  };
}

/** The first word; behind WITH, the verb that the common tables are for. */
function verbOf(tokens: readonly Token[]): string {
  const first = tokens[0]?.text ?? "";
  if (first !== "WITH") return first;
  let depth = 0;
  for (const { type, text } of tokens) {
    if (type === "(") depth += 1;
    else if (type === ")") depth -= 1;
    else if (depth === 0 && type === "word" && /^(?:SELECT|VALUES|INSERT|REPLACE|UPDATE|DELETE)$/.test(text))
      return text;
  }
  return first;
}

function kindOf(verb: string, words: readonly string[], tokens: readonly Token[]): StatementKind {
  switch (verb) {
    case "SELECT":
    case "VALUES":
      return "read";
    case "BEGIN":
      if (words.includes("READONLY")) return "beginReadOnly";
      return words[1] === "IMMEDIATE" || words[1] === "EXCLUSIVE" || words[1] === "CONCURRENT"
        ? "begin"
        : "beginDeferred";
    case "COMMIT":
    case "END":
      return "end";
    case "ROLLBACK":
      return words.includes("TO") ? "savepoint" : "end";
    case "SAVEPOINT":
    case "RELEASE":
      return "savepoint";
    case "CREATE":
      return isTemporary(words, tokens) ? "refused" : "schema";
    case "ALTER":
    case "DROP":
    case "REINDEX":
      return "schema";
    case "ANALYZE":
    case "ATTACH":
    case "DETACH":
    case "VACUUM":
      return "refused";
    default:
      // INSERT, UPDATE, DELETE, and what SQLite will refuse as a syntax error.
      return "write";
  }
}

/** A temporary table would live on the writing connection and be seen by every other stream. */
function isTemporary(words: readonly string[], tokens: readonly Token[]): boolean {
  if (words[1] === "TEMP" || words[1] === "TEMPORARY") return true;
  const dot = tokens.findIndex(({ type }) => type === "." || type === "(");
  return tokens[dot]?.type === "." && /^["'`[]?temp["'`\]]?$/i.test(tokens[dot - 1]?.text ?? "");
}

/** Pragmas that tell and never change, with or without an argument. */
const READING_PRAGMAS = new Set(
  `collation_list compile_options database_list encoding foreign_key_check foreign_key_list function_list index_info index_list
  index_xinfo integrity_check module_list pragma_list quick_check table_info table_list table_xinfo`.split(/\s+/),
);

/** Pragmas that tell when bare; with a value they would change what the other streams rely on. */
const BARE_PRAGMAS = new Set(
  `analysis_limit application_id auto_vacuum automatic_index busy_timeout cache_size cache_spill cell_size_check
  checkpoint_fullfsync data_version freelist_count fullfsync hard_heap_limit journal_mode journal_size_limit legacy_alter_table
  locking_mode max_page_count mmap_size page_count page_size query_only read_uncommitted recursive_triggers
  reverse_unordered_selects schema_version secure_delete soft_heap_limit synchronous temp_store threads trusted_schema
  wal_autocheckpoint`.split(/\s+/),
);

function pragmaKind(tokens: readonly Token[]): StatementKind {
  const pragma = tokens.findIndex(({ text }) => text === "PRAGMA");
  const at = tokens[pragma + 2]?.type === "." ? pragma + 3 : pragma + 1;
  const name = (tokens[at]?.text ?? "").toLowerCase();
  const isBare = tokens[at + 1] === undefined;
  if (READING_PRAGMAS.has(name)) return "read";
  // Bare ones are asked of the writing connection: its settings are the ones that matter.
  if (isBare && BARE_PRAGMAS.has(name)) return "write";
  if (name === "foreign_keys") return isBare ? "write" : "foreignKeys";
  if (name === "user_version" || name === "defer_foreign_keys") return "write";
  return "refused";
}

/** By SQLite's rule: `?` is one more than the highest so far, `?N` is N, a name is its first position or one more. */
function parametersOf(tokens: readonly Token[]): (string | null)[] {
  const parameters: (string | null)[] = [];
  const names = new Set<string>();
  for (const { type, text } of tokens) {
    if (type !== "parameter" || names.has(text)) continue;
    if (text === "?") parameters.push(null);
    else {
      names.add(text);
      if (text.startsWith("?")) nameNumbered(parameters, text);
      else parameters.push(text);
    }
  }
  return parameters;
}

/** A number beyond SQLite's own limit is refused by SQLite; it must not cost memory here. */
function nameNumbered(parameters: (string | null)[], text: string): void {
  const position = Math.min(Number(text.slice(1)), MAX_PARAMETERS);
  while (parameters.length < position) parameters.push(null);
  if (position > 0) parameters[position - 1] ??= text;
}

/** SQLITE_MAX_VARIABLE_NUMBER as built into libSQL. */
const MAX_PARAMETERS = 32766;

function refuse(sql: string, code: string, message: string): Statement {
  return {
    sql,
    kind: "refused",
    parameters: [],
    isInsert: false,
    changesRows: false,
    isExplain: false,
    isPragma: false,
    isReusable: false,
    refusal: new StatementError(code, message),
  };
}
