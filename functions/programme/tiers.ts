/** Tiers: a status reached by a metric over a window. Judged from the metrics as known at the read; nothing is stored. */
import * as z from "zod";
import { window } from "./metric.ts";
import { slug, words } from "./words.ts";

export const tiers = z
  .strictObject({
    measure: z.strictObject({ metric: slug, window }),
    /** From lowest to highest; `from` is the amount of the measure that reaches it. The first starts at 0. */
    levels: z
      .array(z.strictObject({ id: slug, name: words, from: z.int().min(0) }))
      .min(1)
      .max(20),
  })
  .superRefine(({ levels }, context) => {
    if (levels[0]?.from !== 0) {
      context.addIssue({ code: "custom", path: ["levels", 0, "from"], message: "the first tier starts at 0" });
    }
    for (const [index, level] of levels.entries()) {
      const before = levels[index - 1];
      if (before && level.from <= before.from) {
        context.addIssue({ code: "custom", path: ["levels", index, "from"], message: `must be above ${before.from}` });
      }
      if (levels.findIndex(({ id }) => id === level.id) !== index) {
        context.addIssue({ code: "custom", path: ["levels", index, "id"], message: `${level.id} is named twice` });
      }
    }
  });
export type Tiers = z.infer<typeof tiers>;
export type Tier = Tiers["levels"][number];

/** Where a member stands: her tier, what the measure says, and the next tier with what is missing. */
export interface Standing {
  tier: string;
  has: number;
  next: { tier: string; missing: number } | null;
}

/** The standing of an amount of the measure. */
export function standingOf({ levels }: Tiers, has: number): Standing {
  let at = 0;
  for (const [index, level] of levels.entries()) if (has >= level.from) at = index;
  const next = levels[at + 1];
  return { tier: levels[at]?.id ?? "", has, next: next ? { tier: next.id, missing: next.from - has } : null };
}
