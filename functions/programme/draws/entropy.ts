/** Where the luck of a contest or of a surprise comes from, and what that promises. */
import * as z from "zod";
import type { Speaking } from "../kinds.ts";
import { words } from "../words.ts";

const commit = z.strictObject({ mode: z.literal("commit") });
const drand = z.strictObject({ mode: z.literal("drand") });
/** For tests: everybody knows the secret beforehand. A live environment refuses documents that have it. */
const fixed = z.strictObject({
  mode: z.literal("fixed"),
  secret: z.string().regex(/^[0-9a-f]{64}$/, "32 bytes in lower-case hex"),
});

/** One of the draws whose numbers staff will type: how many numbers, out of how many from the lowest on. */
const publicDraw = z
  .strictObject({
    numbers: z.int().min(1).max(50),
    outOf: z.int().min(2).max(1_000_000),
    lowest: z.int().min(0).max(1).default(1),
    /** true: their order counts and one may come twice, as in a number of digits; false: balls from one drum. */
    inOrder: z.boolean().default(false),
  })
  .refine(({ numbers, outOf, inOrder }) => inOrder || numbers <= outOf, {
    path: ["numbers"],
    message: "more numbers than there are",
  });
export type PublicDraw = z.infer<typeof publicDraw>;

/** `source` says which public draws decide ("the first draw of 6 out of 49 after …"), before anybody enters. */
const manual = z.strictObject({
  mode: z.literal("manual"),
  source: words,
  draws: z.array(publicDraw).min(1).max(20),
});

export const contestEntropy = z.discriminatedUnion("mode", [commit, drand, manual, fixed]).default({ mode: "commit" });
/** A surprise is settled within seconds, so nobody types for it. */
export const poolEntropy = z.discriminatedUnion("mode", [commit, drand, fixed]).default({ mode: "commit" });
export type ContestEntropy = z.infer<typeof contestEntropy>;
export type PoolEntropy = z.infer<typeof poolEntropy>;

/** The pointer of the first draw of a document whose result is fixed beforehand, or null. */
export function fixedDrawIn(document: {
  contests: readonly { entropy: ContestEntropy }[];
  surprises: readonly { entropy: PoolEntropy }[];
}): string | null {
  for (const section of ["contests", "surprises"] as const) {
    const index = document[section].findIndex(({ entropy }) => entropy.mode === "fixed");
    if (index >= 0) return `/${section}/${index}/entropy`;
  }
  return null;
}

/** What a mode promises, and who could still cheat, in one sentence after its label. */
export function entropySentence(entropy: ContestEntropy | PoolEntropy, { say, tongue }: Speaking): string {
  const { labels, luck } = tongue.odds;
  const says = entropy.mode === "manual" ? luck.manual(say(entropy.source)) : luck[entropy.mode];
  return tongue.named({ name: labels[entropy.mode], says });
}
