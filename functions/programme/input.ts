/** Inputs: numbers that the shop publishes (stock, season, demand), within limits that stand in the document. */
import * as z from "zod";
import { words } from "./words.ts";

const number = z.int().min(-1_000_000_000).max(1_000_000_000);

export const input = z
  .strictObject({
    name: words,
    min: number,
    max: number,
    /** Stores that may publish it, besides staff; absent: every store. */
    stores: z.array(z.string().min(1).max(100)).min(1).max(100).optional(),
    /** What it is until somebody publishes it; absent: conditions that ask for it do not hold. */
    initial: number.optional(),
  })
  .refine(({ min, max }) => min <= max, { message: "must not be below `min`", path: ["max"] })
  .refine(({ min, max, initial }) => initial === undefined || (min <= initial && initial <= max), {
    message: "must be from `min` to `max`",
    path: ["initial"],
  });
export type Input = z.infer<typeof input>;
