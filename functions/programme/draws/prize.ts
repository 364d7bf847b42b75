import * as z from "zod";
import { slug, words } from "../words.ts";

const common = {
  name: words,
  valueMinor: z.int().min(0).default(0),
  /** In US cents, where the programme's currency is another: for the tax of winners in the United States. */
  valueUsdMinor: z.int().min(0).optional(),
};

/** What a winner gets: units, posted by the programme, or goods that staff hand over. `valueMinor` is its stated value. */
export const prize = z.discriminatedUnion("kind", [
  z.strictObject({
    ...common,
    kind: z.literal("units"),
    unit: slug,
    amount: z.int().min(1).max(1_000_000),
  }),
  z.strictObject({ ...common, kind: z.literal("goods") }),
]);
export type Prize = z.infer<typeof prize>;
