/** Reading a body: counted as it arrives, strict UTF-8, strict JSON, and nothing in it that a ledger must not hold. */
import type { Context } from "hono";
import type { Json } from "../values/json.ts";
import { Problem } from "./problem.ts";

/** Largest body, in bytes. */
export const BODY_BYTES_MAX = 262_144;
/** Deepest nesting. */
const DEPTH_MAX = 64;

/** The body's bytes. Problems: too_large, counted on the bytes that arrive, whatever Content-Length says. */
export async function readBytes(request: Request, limitBytes = BODY_BYTES_MAX): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) throw new Problem("too_large", { limitBytes });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > limitBytes) throw new Problem("too_large", { limitBytes });
    parts.push(part);
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
  const type = context.req.header("content-type") ?? "";
  if (!/^application\/([a-z.]+\+)?json\s*(;\s*charset=utf-8\s*)?$/i.test(type))
    throw new Problem("unsupported_media_type");
  return parseJson(await readBytes(context.req.raw, limitBytes));
}

/** Fields of a form of our own pages, each with all its values. Problems, in order: unsupported_media_type, too_large. */
export async function readForm(context: Context): Promise<Map<string, string[]>> {
  const type = context.req.header("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw new Problem("unsupported_media_type");
  const fields = new URLSearchParams(new TextDecoder().decode(await readBytes(context.req.raw)));
  return new Map([...new Set(fields.keys())].map((name) => [name, fields.getAll(name)]));
}

/** Bytes as JSON. Problems: malformed; invalid with the pointer of a text that cannot be kept. */
export function parseJson(bytes: Uint8Array): Json {
  let value: Json;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes)) as Json;
  } catch {
    throw new Problem("malformed");
  }
  inspect(value, "", 0);
  return value;
}

/** Refuses what is lost or dangerous when kept: nesting without end, control characters, lone surrogates, `__proto__`. */
function inspect(value: Json, pointer: string, depth: number): void {
  if (depth > DEPTH_MAX) throw new Problem("malformed", { depthMax: DEPTH_MAX });
  if (typeof value === "string") inspectText(value, pointer);
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

function inspectText(text: string, pointer: string): void {
  if (!text.isWellFormed()) throw invalid(pointer, "has half of a character");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) throw invalid(pointer, "has a control character");
}

function invalid(pointer: string, says: string): Problem {
  const shown = pointer.isWellFormed() ? pointer : "";
  return new Problem("invalid", {}, [{ pointer: shown.slice(0, 200), says }]);
}
