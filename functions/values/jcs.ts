/**
 * Canonical JSON (RFC 8785, JCS), so that one value has one text and one hash. Restricted to what needs no number
 * formatting: strings, safe integers, booleans, null, lists and plain objects.
 */

/** Deeper values are refused by a sentence instead of exhausting the stack: bodies come from strangers. */
const DEEPEST = 100;

/**
 * The canonical text of a JSON value: no spaces, object keys ordered by UTF-16 code units (RFC 8785, 3.2.3).
 * Throws TypeError for what JSON cannot say, and RangeError for floats, unsafe integers, lone surrogates and nesting
 * beyond 100, each with the path of the offending value.
 */
export function canonicalJson(value: unknown): string {
  return textOf(value, "$", 0, integer);
}

/**
 * The same for a body that a caller sent, which may hold fractions (degrees, metres): each number as RFC 8785, 3.2.2.3
 * writes it, which is as JavaScript does. Throws as canonicalJson, and RangeError for a number that is not finite.
 */
export function canonicalBody(value: unknown): string {
  return textOf(value, "$", 0, finite);
}

type NumberText = (number: number, path: string) => string;

function textOf(value: unknown, path: string, depth: number, numberText: NumberText): string {
  if (depth > DEEPEST) throw new RangeError(`${path.slice(0, 80)}… is nested deeper than ${DEEPEST}`);
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoted(value, path);
  if (typeof value === "number") return numberText(value, path);
  if (Array.isArray(value)) {
    // Array.from visits holes too, so a sparse list is refused and not shortened.
    return `[${Array.from(value, (element, index) => textOf(element, `${path}[${index}]`, depth + 1, numberText)).join(",")}]`;
  }
  if (isPlainObject(value)) {
    const members = Object.keys(value)
      .sort()
      .map((key) => `${quoted(key, path)}:${textOf(value[key], `${path}.${key}`, depth + 1, numberText)}`);
    return `{${members.join(",")}}`;
  }
  throw new TypeError(`${path} is ${describe(value)}, which canonical JSON cannot say`);
}

/** JSON.stringify escapes exactly as RFC 8785, 3.2.2.2 asks, provided that the string is well-formed Unicode. */
function quoted(text: string, path: string): string {
  if (!text.isWellFormed()) throw new RangeError(`${path} holds a lone surrogate: ${JSON.stringify(text)}`);
  return JSON.stringify(text);
}

function integer(number: number, path: string): string {
  if (!Number.isSafeInteger(number)) throw new RangeError(`${path} is ${number}, not a safe integer`);
  return String(number); // -0 reads "0", as the RFC asks
}

function finite(number: number, path: string): string {
  if (!Number.isFinite(number)) throw new RangeError(`${path} is ${number}, not a finite number`);
  return JSON.stringify(number);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  return typeof value === "object" ? Object.prototype.toString.call(value) : typeof value;
}
