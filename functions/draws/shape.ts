/**
 * What is wrong with a JSON value, as a sentence. Doors throw the sentence, verifiers print it: both ask the same check,
 * and neither has to catch anything.
 */
import { isHex } from "../values/hex.ts";

/** Answers null for a good value, or a sentence that says where (`where`) and what is wrong. */
export type Check = (value: unknown, where: string) => string | null;

/** Exactly this value. */
export const exactly =
  (wanted: string): Check =>
  (value, where) =>
    value === wanted ? null : `${where} is ${shown(value)}, not ${shown(wanted)}`;

/** A whole number from `least` to `most`, both included; `most` at most 2^53 − 1, which it is unless another is said. */
export const integer =
  (least: number, most = Number.MAX_SAFE_INTEGER): Check =>
  (value, where) =>
    Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most
      ? null
      : `${where} is ${shown(value)}, not a whole number from ${least} to ${most}`;

/** Exactly `bytes` bytes in lower-case hex. */
export const hex =
  (bytes: number): Check =>
  (value, where) =>
    isHex(value, bytes) ? null : `${where} is ${shown(value)}, not ${bytes} bytes of lower-case hex`;

/** Printable ASCII without spaces, 1 to `longest` characters: an id. Its UTF-16 order is its byte order. */
export const ascii =
  (longest: number): Check =>
  (value, where) =>
    typeof value === "string" && value.length <= longest && /^[\x21-\x7e]+$/.test(value)
      ? null
      : `${where} is ${shown(value)}, not 1 to ${longest} printable ASCII characters without spaces`;

/** Well-formed text of 1 to `longest` UTF-16 units. */
export const text =
  (longest: number): Check =>
  (value, where) =>
    typeof value === "string" && value.length >= 1 && value.length <= longest && value.isWellFormed()
      ? null
      : `${where} is ${shown(value)}, not a text of 1 to ${longest} characters`;

const kind =
  (wanted: "string" | "number"): Check =>
  (value, where) =>
    typeof value === wanted ? null : `${where} is ${shown(value)}, not a ${wanted}`;

/** For fields that a later step judges. */
export const anyString = kind("string");
export const anyNumber = kind("number");

/** Null, or what `check` accepts. */
export const orNull =
  (check: Check): Check =>
  (value, where) =>
    value === null ? null : check(value, where);

/** A list whose elements all pass; the sentence is about the first that does not. */
export const listOf =
  (check: Check): Check =>
  (value, where) => {
    if (!Array.isArray(value)) return `${where} is ${shown(value)}, not a list`;
    for (let index = 0; index < value.length; index++) {
      const fault = check(value[index], `${where}[${index}]`);
      if (fault !== null) return fault;
    }
    return null;
  };

/** An object that has these fields, perhaps the optional ones, and may have others: what proofs carry beside is not judged. */
export const having = (fields: Record<string, Check>, optional: Record<string, Check> = {}): Check => {
  const checks = Object.entries({ ...fields, ...optional });
  return (value, where) => {
    if (!isObject(value)) return `${where} is ${shown(value)}, not an object`;
    for (const [name, check] of checks) {
      const isThere = Object.hasOwn(value, name);
      if (!isThere && Object.hasOwn(optional, name)) continue;
      const fault = isThere ? check(value[name], `${where}.${name}`) : `${where}.${name} is missing`;
      if (fault !== null) return fault;
    }
    return null;
  };
};

/** An object with exactly these fields, and perhaps the optional ones: what is hashed must hold nothing unread. */
export const exact = (fields: Record<string, Check>, optional: Record<string, Check> = {}): Check => {
  const known = having(fields, optional);
  return (value, where) => {
    const fault = known(value, where);
    if (fault !== null || !isObject(value)) return fault;
    const stray = Object.keys(value).find((name) => !Object.hasOwn(fields, name) && !Object.hasOwn(optional, name));
    return stray === undefined ? null : `${where} has an unknown field, ${shown(stray)}`;
  };
};

/** An object whose field `mode` says which other fields it has exactly, and perhaps which optional ones. */
export const byMode =
  (modes: Record<string, Record<string, Check>>, optional: Record<string, Record<string, Check>> = {}): Check =>
  (value, where) => {
    if (!isObject(value)) return `${where} is ${shown(value)}, not an object`;
    const { mode } = value;
    const fields = typeof mode === "string" && Object.hasOwn(modes, mode) ? modes[mode] : undefined;
    if (typeof mode !== "string" || fields === undefined)
      return `${where}.mode is ${shown(mode)}, not one of ${Object.keys(modes).join(", ")}`;
    return exact({ mode: anyString, ...fields }, optional[mode])(value, where);
  };

/** True for an object that is not a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value in a sentence: short, quoted, and never the whole of what a stranger sent. */
export function shown(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "string") return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
