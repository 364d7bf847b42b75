/** Prizes of a contest, each with its stated value. */
import * as z from "zod";
import { slug, words } from "../words.ts";
import { asked } from "./asked.ts";

const common = {
  name: words,
  /** In minor units of the programme's currency. */
  valueMinor: z.int({ error: asked("rules state the value of each prize.") }).min(0),
  /** In US cents, where the programme's currency is another: for the tax of winners in the United States. */
  valueUsdMinor: z.int().min(0).optional(),
  /** The age from which a product may be had, where that is above the contest's own. */
  minAge: z.int().min(0).max(120).optional(),
  /** claimed: the winner has to claim it · at-once: hers when it is drawn, unless it is known that she may not have it. */
  delivery: z.enum(["claimed", "at-once"]).default("claimed"),
};

/**
 * Units that the programme posts, a reward of the catalogue (a voucher among them), or goods that staff hand over. A
 * reward that the catalogue has no more, or of which none is left, is handed over by staff as goods are.
 */
export const contestPrize = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, kind: z.literal("units"), unit: slug, amount: z.int().min(1).max(1_000_000) }),
  z.strictObject({ ...common, kind: z.literal("reward"), reward: slug }),
  z.strictObject({ ...common, kind: z.literal("goods") }),
]);
export type ContestPrize = z.infer<typeof contestPrize>;

/** What a prize is worth in US cents; null: nobody said. */
export function usdOf(prize: Pick<ContestPrize, "valueMinor" | "valueUsdMinor">, currency: string): number | null {
  return currency === "USD" ? prize.valueMinor : (prize.valueUsdMinor ?? null);
}
