/** What draws a contest, as everybody may see it before anybody enters. */
import * as z from "zod";
import { timeOf } from "../draws/drand.ts";
import { instantView } from "../edge/views.ts";
import type { Entropy } from "../values/entropy.ts";
import type { JsonObject } from "../values/json.ts";

export const entropyShape = z
  .discriminatedUnion("mode", [
    z.strictObject({
      mode: z.literal("commit"),
      commit: z.string().describe("commitment to the secret that draws it"),
    }),
    z.strictObject({
      mode: z.literal("drand"),
      chain: z.string(),
      round: z.int().describe("the beacon that draws it"),
      roundAt: z.string(),
      late: z
        .strictObject({ announced: z.int(), frozenAt: z.string() })
        .optional()
        .describe("its entries were frozen after the announced round was public, so the one a day later draws"),
    }),
    z.strictObject({ mode: z.literal("manual"), source: z.string().describe("the public draw whose numbers draw it") }),
    z.strictObject({ mode: z.literal("fixed"), secret: z.string() }),
  ])
  .describe("what draws it, fixed when it opened");

/** A contest's entropy, with the instant at which its round is due. */
export function entropyView(entropy: Entropy): JsonObject {
  if (entropy.mode !== "drand") return { ...entropy };
  const { late, ...fixed } = entropy;
  return {
    ...fixed,
    roundAt: instantView(timeOf(entropy.round) * 1000),
    ...(late && { late: { announced: late.announced, frozenAt: instantView(late.frozen * 1000) } }),
  };
}
