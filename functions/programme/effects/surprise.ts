import * as z from "zod";
import { slug } from "../words.ts";

/** One play of a surprise pool. */
export const terms = z.strictObject({ kind: z.literal("surprise"), pool: slug });
export type Surprise = z.infer<typeof terms>;

export const sentence = (given: Surprise) => `one play of the surprise "${given.pool}"`;
