/** Reading a body: counted as it arrives, strict UTF-8, strict JSON, and nothing in it that a ledger must not hold. */
import type { Context } from "hono";
import type { Json } from "../values/json.ts";
import { Problem } from "./problem.ts";

/** Largest body, in bytes. */
export const BODY_BYTES_MAX = 262_144;
/** Deepest nesting. */
const DEPTH_MAX = 64;

/** The body's bytes. Problems: too_large, counted on the bytes that arrive, whatever Content-Length says; malformed, cut off. */
export async function readBytes(request: Request, limitBytes = BODY_BYTES_MAX): Promise<Uint8Array> {
  const declared = request.headers.get("content-length");
  if (Number(declared ?? 0) > limitBytes) throw new Problem("too_large", { limitBytes });
  if (declared !== null) {
    // HTTP lets no more bytes through than were declared: they need not be counted one part after the other.
    const bytes = await request.arrayBuffer().catch(() => Promise.reject(new Problem("malformed")));
    if (bytes.byteLength > limitBytes) throw new Problem("too_large", { limitBytes });
    return new Uint8Array(bytes);
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    // Nothing but its sender breaks a body off.
    const read = await reader?.read().catch(() => Promise.reject(new Problem("malformed")));
    if (!read || read.done) break;
    size += read.value.byteLength;
    if (size > limitBytes) throw new Problem("too_large", { limitBytes });
    parts.push(read.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** The body as JSON. Problems, in order: unsupported_media_type, too_large, malformed, invalid (a text or name that cannot be kept). */
export async function readJson(context: Context, limitBytes?: number): Promise<Json> {
  if (!isJson(context)) throw new Problem("unsupported_media_type");
  return parseJson(await readBytes(context.req.raw, limitBytes));
}

/**
 * Fields of a form of our own pages, each with all its values; a file that comes with one is a text. Problems, in order:
 * unsupported_media_type, too_large, malformed.
 */
export async function readForm(context: Context): Promise<Map<string, string[]>> {
  const type = context.req.header("content-type") ?? "";
  if (/^multipart\/form-data\s*;/i.test(type)) return readFiles(context, type);
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw new Problem("unsupported_media_type");
  const fields = new URLSearchParams(new TextDecoder().decode(await readBytes(context.req.raw)));
  return new Map([...new Set(fields.keys())].map((name) => [name, fields.getAll(name)]));
}

/** Largest form with files, in bytes: two copies of what an import of venues takes. */
const FORM_BYTES_MAX = 8_388_608;

async function readFiles(context: Context, type: string): Promise<Map<string, string[]>> {
  const bytes = await readBytes(context.req.raw, FORM_BYTES_MAX);
  const form = await new Response(bytes as BodyInit, { headers: { "content-type": type } }).formData().catch(() => {
    throw new Problem("malformed");
  });
  const fields = new Map<string, string[]>();
  for (const [name, value] of form as Iterable<[string, string | File]>)
    fields.set(name, [...(fields.get(name) ?? []), typeof value === "string" ? value : await value.text()]);
  return fields;
}

/** For a POST whose body may be left out: none is an empty object. Problems as of readJson. */
export async function readOptional(context: Context): Promise<Json> {
  const bytes = await readBytes(context.req.raw);
  if (bytes.byteLength === 0) return {};
  if (!isJson(context)) throw new Problem("unsupported_media_type");
  return parseJson(bytes);
}

/** For a POST that takes no body: none, or an empty object. Problems, in order: unsupported_media_type, too_large, malformed, invalid. */
export async function readNothing(context: Context): Promise<Json> {
  const bytes = await readBytes(context.req.raw);
  if (bytes.byteLength === 0) return {};
  if (!isJson(context)) throw new Problem("unsupported_media_type");
  const value = parseJson(bytes);
  const isObject = value !== null && typeof value === "object" && !Array.isArray(value);
  const unknown = isObject ? Object.keys(value)[0] : undefined;
  if (!isObject) throw invalid("", "is no object");
  if (unknown !== undefined) throw invalid(`/${unknown.replaceAll("~", "~0").replaceAll("/", "~1")}`, "is not a field");
  return {};
}

function isJson(context: Context): boolean {
  return /^application\/([a-z.]+\+)?json\s*(;\s*charset=utf-8\s*)?$/i.test(context.req.header("content-type") ?? "");
}

/** Bytes as JSON. Problems: malformed; invalid with the pointer of a text that cannot be kept. */
export function parseJson(bytes: Uint8Array): Json {
  let text: string;
  let value: Json;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
    value = JSON.parse(text) as Json;
  } catch {
    throw new Problem("malformed");
  }
  inspect(value, "", 0);
  const twice = nameGivenTwice(text);
  if (twice !== null) throw invalid(twice, "is given twice");
  return value;
}

/** What says where one is in a JSON text that has been parsed. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;

/**
 * Pointer of a name that one object has twice (RFC 7493 section 2.3 forbids it), or null. Parsers disagree on which one
 * counts, and whoever looked at the request before us may have seen the other.
 */
function nameGivenTwice(text: string): string | null {
  const path: { names: Set<string> | null; at: string; isNameDue: boolean }[] = [];
  for (const [token] of text.matchAll(TOKENS)) {
    const here = path.at(-1);
    if (token === "{") path.push({ names: new Set(), at: "", isNameDue: true });
    else if (token === "[") path.push({ names: null, at: "0", isNameDue: false });
    else if (token === "}" || token === "]") path.pop();
    else if (!here) continue;
    else if (token === ",") {
      if (here.names === null) here.at = String(Number(here.at) + 1);
      else here.isNameDue = true;
    } else if (here.names !== null && here.isNameDue) {
      const name = JSON.parse(token) as string;
      here.at = name.replaceAll("~", "~0").replaceAll("/", "~1");
      here.isNameDue = false;
      if (here.names.has(name)) return path.map(({ at }) => `/${at}`).join("");
      here.names.add(name);
    }
  }
  return null;
}

/** Refuses what is lost or dangerous when kept: nesting without end, numbers without end, control characters, lone surrogates, `__proto__`. */
function inspect(value: Json, pointer: string, depth: number): void {
  if (depth > DEPTH_MAX) throw new Problem("malformed", { depthMax: DEPTH_MAX });
  if (typeof value === "string") inspectText(value, pointer);
  else if (typeof value === "number" && !Number.isFinite(value)) throw invalid(pointer, "is too large a number");
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) inspect(item, `${pointer}/${index}`, depth + 1);
  else if (value !== null && typeof value === "object") {
    for (const name of Object.keys(value)) {
      const at = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      if (name === "__proto__") throw invalid(at, "is not a field name");
      inspectText(name, at);
      inspect(value[name] ?? null, at, depth + 1);
    }
  }
}

/** Refuses text that cannot be kept. Problems: invalid with its pointer. */
export function inspectText(text: string, pointer: string): void {
  if (!text.isWellFormed()) throw invalid(pointer, "has half of a character");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) throw invalid(pointer, "has a control character");
}

function invalid(pointer: string, says: string): Problem {
  const shown = pointer.isWellFormed() ? pointer : "";
  return new Problem("invalid", {}, [{ pointer: shown.slice(0, 200), says }]);
}
