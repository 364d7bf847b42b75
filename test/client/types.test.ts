import { expect, test } from "vitest";
import { type Schema, typeOf } from "../../bin/client/types.ts";

test.each<[object, string]>([
  [{}, "unknown"],
  [{ type: "string", format: "date-time", maxLength: 9 }, "string"],
  [{ type: "integer", minimum: 0 }, "number"],
  [{ type: ["string", "null"] }, "string | null"],
  [{ const: "won" }, '"won"'],
  [{ type: "string", enum: ["a", "b"] }, '"a" | "b"'],
  [{ anyOf: [{ type: "string" }, { type: "null" }] }, "string | null"],
  [
    {
      anyOf: [
        { type: "string", maxLength: 1 },
        { type: "string", maxLength: 2 },
      ],
    },
    "string",
  ],
  [{ type: "array", items: { anyOf: [{ type: "string" }, { type: "number" }] } }, "(string | number)[]"],
  [{ type: "object", additionalProperties: false }, "Record<string, never>"],
  [{ type: "object", additionalProperties: {} }, "Record<string, unknown>"],
  [{ type: "object", additionalProperties: { type: "integer" } }, "Record<string, number>"],
  [
    {
      type: "object",
      properties: { "a-b": { type: "string", description: "ends */ here" }, c: { type: "boolean" } },
      required: ["a-b"],
    },
    '{\n  /** ends * / here */\n  "a-b": string;\n  "c"?: boolean | undefined;\n}',
  ],
])("%j becomes a type", (schema, type) => {
  expect(typeOf(schema as Schema)).toBe(type);
});

test("what it does not know it refuses", () => {
  expect(() => typeOf({ not: {} } as Schema)).toThrow("no type is known for not");
  expect(() => typeOf({ type: "date" })).toThrow("no type is known for date");
});
