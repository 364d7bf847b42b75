/** Hrana values: arguments as they come in JSON, rows as they go out in JSON. Integers travel as strings, exact both ways. */
import { ProtocolError, StatementError } from "./errors.ts";
import type { Statement } from "./statement.ts";

/** What the native module binds. A number is always bound as REAL, a bigint always as INTEGER: never mixed up. */
export type Value = null | bigint | number | string | Uint8Array;

/** A statement's arguments in JSON: either by position or by name, not both. */
export type StatementArguments = { args?: unknown; named_args?: unknown };

/**
 * One value for each of the statement's parameters, in order, so that nothing bound by an earlier run of the same prepared
 * statement is left. Refusals, as sqld: ARGS_BOTH_POSITIONAL_AND_NAMED, ARGS_INVALID (one missing, or too many).
 */
export function argumentsFor(statement: Statement, { args, named_args: named }: StatementArguments): Value[] {
  const { parameters } = statement;
  const positional = listOf(args);
  const pairs = listOf(named);
  if (pairs.length > 0) {
    if (positional.length > 0) {
      throw new StatementError(
        "ARGS_BOTH_POSITIONAL_AND_NAMED",
        "Specifying both positional and named arguments is not supported",
      );
    }
    return namedValues(statement, pairs);
  }
  if (positional.length > parameters.length) throw tooManyArguments(parameters.length, positional.length);
  if (!statement.isExplain) {
    // sqld gives a named parameter nothing by position, though SQLite would.
    const missing = parameters.findIndex(
      (name, index) => index >= positional.length || !(name === null || name.startsWith("?")),
    );
    if (missing !== -1) throw missingArgument(parameters[missing] ?? String(missing + 1));
  }
  return positional.map(decodeValue);
}

function namedValues({ parameters, isExplain }: Statement, pairs: readonly unknown[]): Value[] {
  const values = new Map<string, Value>();
  for (const pair of pairs) {
    const { name, value } = recordOf(pair, "named argument");
    if (typeof name !== "string") throw malformed("a named argument needs a name");
    values.set(name, decodeValue(value));
  }
  if (values.size > parameters.length) throw tooManyArguments(parameters.length, values.size);
  return parameters.map((name, index) => {
    const value = name === null ? undefined : (values.get(name) ?? values.get(name.slice(1)));
    if (value !== undefined) return value;
    if (name !== null && (values.has(name) || values.has(name.slice(1)))) return null;
    if (isExplain) return null;
    throw missingArgument(name ?? String(index + 1));
  });
}

function tooManyArguments(expected: number, found: number): StatementError {
  return argumentsInvalid(`too many parameters, expected ${expected} found ${found}`);
}

function missingArgument(name: string): StatementError {
  return argumentsInvalid(`value for parameter ${name} not found`);
}

function argumentsInvalid(reason: string): StatementError {
  return new StatementError("ARGS_INVALID", `Arguments do not match SQL parameters: ${reason}`);
}

/** sqld's limit of a text or blob, 5 MB. What SQL makes of shorter ones is not measured here, where a module has no such limit. */
const VALUE_BYTES_MAX = 5_000_000;

function tooBig(): StatementError {
  return argumentsInvalid("string or blob too big");
}

const MIN_INTEGER = -(2n ** 63n);
const MAX_INTEGER = 2n ** 63n - 1n;

function decodeValue(encoded: unknown): Value {
  const { type, value, base64 } = recordOf(encoded, "value");
  switch (type) {
    case "text":
      if (typeof value !== "string") throw malformed("a text value must be a string");
      if (!value.isWellFormed()) throw malformed("a text value holds half of a surrogate pair");
      if (value.length > VALUE_BYTES_MAX / 3 && Buffer.byteLength(value) > VALUE_BYTES_MAX) throw tooBig();
      if (hasLoneSurrogateEscape(value)) {
        throw argumentsInvalid("JSON text holds half of a surrogate pair, which is no character and has no UTF-8 form");
      }
      return value;
    case "integer": {
      if (typeof value !== "string" || !/^-?\d{1,19}$/.test(value)) {
        throw malformed("an integer value must be a string of digits");
      }
      const integer = BigInt(value);
      if (integer < MIN_INTEGER || integer > MAX_INTEGER) throw malformed("an integer value must fit 64 bits");
      return integer;
    }
    case "float":
      if (typeof value !== "number") throw malformed("a float value must be a number");
      return value;
    case "null":
      return null;
    case "blob":
      return decodeBase64(base64);
    default:
      throw malformed("Value type not recognized");
  }
}

function decodeBase64(base64: unknown): Uint8Array {
  if (typeof base64 !== "string") throw malformed("a blob value must be a base64 string");
  const bytes = Buffer.from(base64, "base64");
  const digits = base64.length - (base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0);
  if (bytes.length !== Math.floor((digits * 3) / 4)) throw malformed("a blob value must be base64");
  if (bytes.length > VALUE_BYTES_MAX) throw tooBig();
  return bytes;
}

/**
 * SQLite's JSON functions turn `"\ud800"` into three bytes that are not UTF-8. Stored once, every later read of them would
 * abort this process inside the native module (on sqld, fail). So JSON text with half a pair is refused at the door.
 */
function hasLoneSurrogateEscape(text: string): boolean {
  if (!text.includes("\\u") || !/^\s*[[{"']/.test(text)) return false;
  let isHighOpen = false;
  for (const [, hex] of text.matchAll(/\\(?:u([0-9a-fA-F]{4})|[\s\S])|[^\\]+/g)) {
    const unit = hex === undefined ? 0 : Number.parseInt(hex, 16);
    const isLow = unit >= 0xdc00 && unit <= 0xdfff;
    if (isHighOpen !== isLow) return true;
    isHighOpen = unit >= 0xd800 && unit <= 0xdbff;
  }
  return isHighOpen;
}

/** One row of the native module's raw values (integers as bigint) as a JSON array of Hrana values. */
export function rowJson(row: readonly unknown[]): string {
  let json = "[";
  for (let column = 0; column < row.length; column += 1) {
    json += column === 0 ? valueJson(row[column]) : `,${valueJson(row[column])}`;
  }
  return `${json}]`;
}

function valueJson(value: unknown): string {
  switch (typeof value) {
    case "string":
      return `{"type":"text","value":${JSON.stringify(value)}}`;
    case "bigint":
      return `{"type":"integer","value":"${value}"}`;
    case "number":
      return `{"type":"float","value":${numberJson(value)}}`;
    default:
      if (value === null) return '{"type":"null"}';
      if (value instanceof Uint8Array) return `{"type":"blob","base64":"${base64Of(value)}"}`;
      throw new TypeError(`the native module returned a ${typeof value}, which is no SQLite value`);
  }
}

function base64Of({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString("base64");
}

/** JSON has no infinity, but every JSON parser reads 1e999 as one. */
function numberJson(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? "1e999" : "-1e999";
}

/** A JSON array that may be left out. Anything else is malformed. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw malformed("expected an array");
  return value;
}

/** A JSON object, its members still unknown. Anything else is malformed. */
export function recordOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw malformed(`expected an object for a ${what}`);
  return value as Record<string, unknown>;
}

/** The refusal of JSON that is not what the contract says: 400, and the stream is closed. */
export function malformed(message: string): ProtocolError {
  return new ProtocolError(400, "HRANA_PROTO_ERROR", message);
}
