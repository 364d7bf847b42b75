/** The schema taken apart into its guards, so that it can be built again without one of them. */
import { readdirSync, readFileSync } from "node:fs";

const MIGRATIONS = new URL("../../schema/migrations/", import.meta.url).pathname;

/** A column or a table constraint, with the clauses that guard something cut out of it. */
interface Definition {
  /** Parts in order; a part with a guard's name can be left out. */
  parts: { text: string; guard: string | null }[];
}
type Statement =
  | { kind: "table"; name: string; definitions: Definition[]; isStrict: boolean; isWithoutRowid: boolean }
  | { kind: "other"; sql: string; guard: string | null };

/** The statements of every migration, in order. */
export function readSchema(): Statement[] {
  const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith(".sql"));
  return files
    .sort()
    .flatMap((file) => readFileSync(MIGRATIONS + file, "utf8").split("--> statement-breakpoint"))
    .map((text) => text.replaceAll(/--.*$/gm, "").trim())
    .filter((text) => text !== "")
    .map(takenApart);
}

/** The names of all guards: "trigger posting_is_append_only", "accounts.balance CHECK", "plays UNIQUE (pool, seq)", "papers STRICT". */
export function guardsOf(schema: Statement[]): string[] {
  return schema.flatMap((statement) => {
    if (statement.kind === "other") return statement.guard === null ? [] : [statement.guard];
    const clauses = statement.definitions.flatMap(({ parts }) => parts.flatMap(({ guard }) => guard ?? []));
    return statement.isStrict ? [...clauses, `${statement.name} STRICT`] : clauses;
  });
}

/** The schema's SQL without some of its guards. */
export function schemaWithout(schema: Statement[], without: string[]): string {
  return schema
    .map((statement) => {
      if (statement.kind === "other")
        return statement.guard !== null && without.includes(statement.guard) ? "" : `${statement.sql}\n`;
      const { name, definitions, isStrict, isWithoutRowid } = statement;
      const kept = definitions
        .map(({ parts }) => parts.filter(({ guard }) => guard === null || !without.includes(guard)))
        .map((parts) => parts.map(({ text }) => text).join(" "))
        .filter((text) => text.trim() !== "");
      // A table without rowid needs its primary key; without one it is an ordinary table.
      const options = [
        ...(isStrict && !without.includes(`${name} STRICT`) ? ["STRICT"] : []),
        ...(isWithoutRowid && kept.some((text) => /PRIMARY KEY/.test(text)) ? ["WITHOUT ROWID"] : []),
      ];
      return `CREATE TABLE ${name} (${kept.join(", ")}) ${options.join(", ")};\n`;
    })
    .join("");
}

function takenApart(sql: string): Statement {
  const table = /^CREATE TABLE (\w+) \(([\s\S]*)\)([^()]*);$/.exec(sql);
  if (table) {
    const [, name = "", body = "", options = ""] = table;
    const definitions = splitAtCommas(body).map((text) => ({ parts: partsOf(name, text.trim()) }));
    return {
      kind: "table",
      name,
      definitions,
      isStrict: /\bSTRICT\b/.test(options),
      isWithoutRowid: /WITHOUT ROWID/.test(options),
    };
  }
  const guard =
    /^CREATE TRIGGER (\w+)/.exec(sql)?.[1] !== undefined
      ? `trigger ${/^CREATE TRIGGER (\w+)/.exec(sql)?.[1]}`
      : /^CREATE UNIQUE INDEX (\w+)/.test(sql)
        ? `index ${/^CREATE UNIQUE INDEX (\w+)/.exec(sql)?.[1]}`
        : null;
  return { kind: "other", sql, guard };
}

function partsOf(table: string, text: string): Definition["parts"] {
  const named = /^CONSTRAINT (\w+)/.exec(text);
  if (named) return [{ text, guard: `constraint ${named[1]}` }];
  if (/^(UNIQUE|PRIMARY KEY|CHECK|FOREIGN KEY)\b/.test(text))
    return [{ text, guard: `${table} ${text.replaceAll(/\s+/g, " ")}` }];
  const column = /^\w+/.exec(text)?.[0] ?? "";
  const parts: Definition["parts"] = [];
  let rest = text;
  while (rest !== "") {
    const clause = /\b(NOT NULL|PRIMARY KEY|UNIQUE|CHECK|REFERENCES)\b/.exec(rest);
    if (!clause) {
      parts.push({ text: rest, guard: null });
      break;
    }
    const length = clause[0].length + argumentLength(rest.slice(clause.index + clause[0].length), clause[0]);
    if (clause.index > 0) parts.push({ text: rest.slice(0, clause.index).trim(), guard: null });
    parts.push({ text: rest.slice(clause.index, clause.index + length), guard: `${table}.${column} ${clause[0]}` });
    rest = rest.slice(clause.index + length).trim();
  }
  return parts;
}

/** How much after a clause's word belongs to it: a check's expression, a reference's table and column. */
function argumentLength(text: string, clause: string): number {
  if (clause !== "CHECK" && clause !== "REFERENCES") return 0;
  let depth = 0;
  for (const [index, letter] of [...text].entries()) {
    if (letter === "(") depth += 1;
    if (letter === ")" && --depth === 0) return index + 1;
  }
  return text.length;
}

function splitAtCommas(body: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const letter of body) {
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if (letter === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts;
}
