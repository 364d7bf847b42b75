import * as z from "zod";
import { slug, words } from "../words.ts";

/** What a winner gets: units, posted by the programme, or goods that staff hand over. `valueMinor` is its stated value. */
export const prize = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("units"),
    unit: slug,
    amount: z.int().min(1).max(1_000_000),
    name: words,
    valueMinor: z.int().min(0).default(0),
  }),
  z.strictObject({ kind: z.literal("goods"), name: words, valueMinor: z.int().min(0).default(0) }),
]);
export type Prize = z.infer<typeof prize>;
