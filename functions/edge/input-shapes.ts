/** What a store and staff say when they publish an input, and what they are answered. */
import * as z from "zod";
import { text } from "./shapes.ts";

/** Most that an input may be, either way. */
const INPUT_MAX = 1_000_000_000;

export const inputBody = z.strictObject({
  input: text("its name in the programme", 41),
  value: z.int().min(-INPUT_MAX).max(INPUT_MAX).describe("what it is from now on"),
});

export const inputAnswer = z.strictObject({
  operation: z.string(),
  input: z.string(),
  value: z.int(),
  before: z.int().nullable().describe("what it was; null: nothing"),
});

export const inputExample = {
  body: { input: "demand", value: 40 },
  answer: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8v", input: "demand", value: 40, before: 55 },
};
