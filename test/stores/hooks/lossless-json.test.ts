import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readJson } from "../../../functions/stores/hooks/lossless-json.ts";

const read = (text: string) => readJson(new TextEncoder().encode(text));

test.each([
  ["820982911946154508", "820982911946154508"],
  ["9007199254740991", 9007199254740991],
  ["9007199254740992", "9007199254740992"],
  ["-9007199254740993", "-9007199254740993"],
  ["59.9", "59.9"],
  ["1012.70", "1012.70"],
  ["0.1", "0.1"],
  ["1e3", "1e3"],
  ["1E400", "1E400"],
  ["1.0", "1.0"],
  ["-0", "-0"],
  ["0", 0],
  ["-7", -7],
  ['"1012.70"', "1012.70"],
])("reads %s as %j", (text, value) => {
  expect(read(text)).toEqual({ value });
  expect(read(`{"a":[${text}]}`)).toEqual({ value: { a: [value] } });
});

test("reads what JSON.parse reads, where every number is a safe integer", () => {
  const values = [fc.string({ unit: "binary" }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null)];
  fc.assert(
    fc.property(fc.anything({ values, maxDepth: 4 }), (given) => {
      const text = JSON.stringify(given);
      expect(read(text)).toEqual({ value: JSON.parse(text) });
    }),
  );
});

test("a __proto__ key is a plain field and changes nobody's prototype", () => {
  const result = read('{"__proto__":{"isTest":true},"constructor":1}');
  if (!("value" in result)) throw new Error(result.refused);
  expect(Object.hasOwn(result.value as object, "__proto__")).toBe(true);
  expect(Object.getPrototypeOf(result.value)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>).isTest).toBeUndefined();
});

test("takes 64 levels and refuses the 65th, however deep it goes", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  expect(read(nested(64))).toHaveProperty("value");
  expect(read(nested(65))).toEqual({ refused: "too_deep" });
  expect(read(nested(300_000))).toEqual({ refused: "too_deep" });
  expect(read('{"a":'.repeat(65))).toEqual({ refused: "too_deep" });
});

test("brackets inside strings are no levels, also behind escaped quotes", () => {
  const text = JSON.stringify({ note: `"${"[{".repeat(200)}\\` });
  expect(read(text)).toEqual({ value: JSON.parse(text) });
});

test.each(["", " ", "{", '{"a":1,}', "NaN", "Infinity", "01", "{'a':1}", '"a\nb"', "]".repeat(100), "null null"])(
  "refuses %j, which is not JSON",
  (text) => {
    expect(read(text)).toEqual({ refused: "not_json" });
  },
);

test("refuses bytes that are not UTF-8, and reads past a byte order mark", () => {
  expect(readJson(new Uint8Array([0x22, 0xff, 0x22]))).toEqual({ refused: "not_utf8" });
  expect(readJson(new Uint8Array([0xed, 0xa0, 0x80]))).toEqual({ refused: "not_utf8" });
  expect(readJson(new Uint8Array([0xef, 0xbb, 0xbf, 0x31]))).toEqual({ value: 1 });
});

test("an escaped lone surrogate is read as it is: who keeps a text decides", () => {
  expect(read('"\\ud800"')).toEqual({ value: "\ud800" });
});
