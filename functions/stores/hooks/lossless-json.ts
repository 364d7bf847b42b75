/**
 * JSON in which no digit is lost. Store platforms send ids such as 820982911946154508 and amounts such as 1012.70 as
 * JSON numbers; a double changes the first and forgets the spelling of the second.
 */

/** What was read, or the first reason why not. */
export type ReadJson = { value: unknown } | { refused: "not_utf8" | "too_deep" | "not_json" };

// Webhook bodies nest about eight deep. JSON.parse with a reviver recurses, so a body of brackets would end the stack.
const DEPTH_MAX = 64;

/**
 * Parses UTF-8 JSON. A number stays a number only when it is a safe integer written plainly; every other number becomes
 * the text it was written as ("59.90", "820982911946154508", "1e3"). Refuses, in this order, bytes that are not UTF-8,
 * more than 64 levels, and text that is not JSON. The caller bounds the size.
 */
export function readJson(bytes: Uint8Array): ReadJson {
  const text = textOf(bytes);
  if (text === null) return { refused: "not_utf8" };
  if (isDeep(text)) return { refused: "too_deep" };
  try {
    return { value: parseWithSource(text, keepDigits) };
  } catch (error) {
    if (error instanceof SyntaxError) return { refused: "not_json" };
    throw error;
  }
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Counts brackets outside strings. In text that is not JSON the count may be off, and the parser refuses it anyway. */
function isDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isInString) {
      if (character === "\\") at++;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "[" || character === "{") {
      if (++depth > DEPTH_MAX) return true;
    } else if (character === "]" || character === "}") depth--;
  }
  return false;
}

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;

/** TypeScript's JSON.parse does not know the reviver's third argument, which workerd and Node 22 and later pass. */
const parseWithSource = JSON.parse as (text: string, reviver: Reviver) => unknown;

function keepDigits(_key: string, value: unknown, context: { source?: string }): unknown {
  if (typeof value !== "number") return value;
  const isPlain = Number.isSafeInteger(value) && String(value) === context.source;
  return isPlain ? value : (context.source ?? String(value));
}
