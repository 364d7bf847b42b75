import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalBody, canonicalJson } from "../../functions/values/jcs.ts";

test.each<[string, unknown, string]>([
  ["orders keys, at every depth", { b: 1, a: { d: [], c: {} } }, '{"a":{"c":{},"d":[]},"b":1}'],
  [
    // The property sorting sample of RFC 8785, 3.2.3: an astral key sorts by its surrogates, before U+FB33.
    "orders keys by UTF-16 code units",
    { "€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\u0080": 6, ö: 7 },
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
  ],
  ["escapes as RFC 8785 does", '€$\u000f\nA\'B"\\\\"/\u007f\u2028', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f\u2028"'],
  ["writes short escapes for control characters that have one", "\b\t\n\f\r\u0000", '"\\b\\t\\n\\f\\r\\u0000"'],
  ["keeps number-like keys in text order", { 10: 1, 9: 2 }, '{"10":1,"9":2}'],
  ["writes the largest safe integers", [2 ** 53 - 1, 1 - 2 ** 53], "[9007199254740991,-9007199254740991]"],
  ["writes minus zero as zero", -0, "0"],
  ["writes integers that were read with a fraction or an exponent", JSON.parse("[1.0, 2e3]"), "[1,2000]"],
  ["keeps the order of lists, and their nulls", [true, null, false, "", 0], '[true,null,false,"",0]'],
  ["keeps a key named __proto__", JSON.parse('{"__proto__":1}'), '{"__proto__":1}'],
  ["takes objects without a prototype", Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
])("%s", (_name, value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

const cycle: unknown[] = [];
cycle.push(cycle);

test.each<[string, unknown, RegExp]>([
  ["a float", { a: [0, 0.5] }, /\$\.a\[1\] is 0\.5, not a safe integer/],
  ["an unsafe integer", 2 ** 53, /9007199254740992/],
  ["NaN", Number.NaN, /NaN/],
  ["infinity", Number.POSITIVE_INFINITY, /Infinity/],
  ["a lone surrogate", "\ud83d", /lone surrogate/],
  ["a lone surrogate in a key", { "\ude00": 1 }, /lone surrogate/],
  ["undefined", { a: undefined }, /\$\.a is undefined/],
  ["a hole in a list", new Array(2), /\$\[0\] is undefined/],
  ["a bigint", 1n, /bigint/],
  ["a function", () => 1, /function/],
  ["a date, whose JSON is another type", new Date(0), /\[object Date\]/],
  ["a map", new Map(), /\[object Map\]/],
  ["a list within itself", cycle, /nested deeper/],
  ["a hostile depth", JSON.parse("[".repeat(50_000) + "]".repeat(50_000)), /nested deeper/],
])("refuses %s", (_name, value, message) => {
  expect(() => canonicalJson(value)).toThrow(message);
});

test("reads back as the same value, and says the same whatever the order of keys", () => {
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: "binary" }),
      fc.maxSafeInteger().filter((number) => !Object.is(number, -0)),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.string({ unit: "binary" }), tie("value"), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(value);
      expect(canonicalJson(reversed(value))).toBe(text);
    }),
    { numRuns: 300 },
  );
}, 60_000);

test.each([
  ["0.1", 0.1],
  ["52.520815", 52.520815],
  ["1e+21", 1e21],
  ["5e-7", 0.0000005],
  ["0", -0],
])("a body's number reads %s, as RFC 8785 writes it", (text, number) => {
  expect(canonicalBody({ number })).toBe(`{"number":${text}}`);
});

test("a body with a number beyond all numbers is refused", () => {
  expect(() => canonicalBody({ number: JSON.parse("1e400") })).toThrow("$.number is Infinity");
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, element]) => [key, reversed(element)]),
  );
}
