/** Reading lists that come out of a spreadsheet or a database: CSV or JSON lines, a code a line. */
import type { Context } from "hono";
import type { Json } from "../values/json.ts";
import { inspectText, readBytes } from "./body.ts";
import { Problem } from "./problem.ts";

/** What a column of codes may be called in the first line of a CSV. */
const HEADING = "code";

/** Whether a body is CSV or JSON lines. */
export function isLines(context: Context): boolean {
  return kindOf(context) !== null;
}

/**
 * The codes of a body, a line each: the first column of a CSV without its heading, or of JSON lines the text itself or its
 * `code`. Empty lines stay, so that a line keeps its number. Problems: too_large, malformed, invalid with the line's pointer.
 */
export async function readLines(context: Context): Promise<Json> {
  const kind = kindOf(context);
  const bytes = await readBytes(context.req.raw);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw new Problem("malformed");
  }
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  const codes = lines.map((line, index) => {
    const code = line.trim() === "" ? "" : kind === "csv" ? firstColumn(line) : codeIn(line);
    if (code === null)
      throw new Problem("invalid", {}, [{ pointer: `/codes/${index}`, says: `line ${index + 1} has no code` }]);
    inspectText(code, `/codes/${index}`);
    return kind === "csv" && index === 0 && code.toLowerCase() === HEADING ? "" : code;
  });
  return { codes };
}

/** Whether a body is CSV. */
export function isCsv(context: Context): boolean {
  return kindOf(context) === "csv";
}

/** The first column of a text, a line each: without its heading, empty where a line is, null where it cannot be read. */
export function columnOf(text: string): (string | null)[] {
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  return lines.map((line, index) => {
    const code = line.trim() === "" ? "" : firstColumn(line);
    return index === 0 && code?.toLowerCase() === HEADING ? "" : code;
  });
}

/** A body of text as it is. Problems: too_large, malformed, invalid for a text that cannot be kept. */
export async function readText(context: Context, limitBytes?: number): Promise<string> {
  const bytes = await readBytes(context.req.raw, limitBytes);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw new Problem("malformed");
  }
  inspectText(text, "");
  return text;
}

function kindOf(context: Context): "csv" | "jsonl" | null {
  const type = (context.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "text/csv") return "csv";
  return ["application/x-ndjson", "application/jsonl", "application/json-lines"].includes(type) ? "jsonl" : null;
}

/** RFC 4180, section 2: a field may be in double quotes, which are doubled within. */
function firstColumn(line: string): string | null {
  const [, quoted, plain] = /^\s*(?:"((?:[^"]|"")*)"\s*(?:[,;].*)?|([^",;]*)(?:[,;].*)?)$/.exec(line) ?? [];
  return (quoted?.replaceAll('""', '"') ?? plain)?.trim() ?? null;
}

function codeIn(line: string): string | null {
  try {
    const value = JSON.parse(line) as Json;
    if (typeof value === "string") return value;
    const isObject = value !== null && typeof value === "object" && !Array.isArray(value);
    return isObject && typeof value.code === "string" ? value.code : null;
  } catch {
    return null;
  }
}
