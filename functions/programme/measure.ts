/** A measure: one metric over a window, or several of which any or all have to suffice. */
import * as z from "zod";
import { PLAIN, type Wording } from "./kinds.ts";
import { type Metric, window, windowMisfit, windowSentence } from "./metric.ts";
import { slug } from "./words.ts";

const part = z.strictObject({
  metric: slug,
  window,
  /** What a year has beyond the level it reached counts in the year after. For windows of a year only. */
  rollOver: z.literal(true).optional(),
});
export type Part = z.infer<typeof part>;

export const measure = z.union([
  part,
  z.strictObject({ any: z.array(part).min(2).max(5) }),
  z.strictObject({ all: z.array(part).min(2).max(5) }),
]);
export type Measure = z.infer<typeof measure>;

/** What reaches a level: an amount of the only metric, or amounts by metric. */
export const threshold = z.union([z.int().min(0), z.record(slug, z.int().min(1))]);
export type Threshold = z.infer<typeof threshold>;

/** The parts of a measure, in the document's order. */
export function partsOf(given: Measure): Part[] {
  if ("any" in given) return given.any;
  return "all" in given ? given.all : [given];
}

/** What a threshold asks of a metric; null: nothing. */
export function needOf(from: Threshold, metric: string): number | null {
  return typeof from === "number" ? from : (from[metric] ?? null);
}

/** Whether what the parts say reaches a threshold: each of its amounts for `all`, any of them otherwise. */
export function reaches(given: Measure, from: Threshold, has: number[]): boolean {
  const enough = partsOf(given).flatMap(({ metric }, index) => {
    const need = needOf(from, metric);
    return need === null ? [] : [(has[index] ?? 0) >= need];
  });
  return "all" in given ? enough.every(Boolean) : enough.some(Boolean);
}

/** A measure in words. */
export function measureSentence(given: Measure, { measured, tongue }: Wording = PLAIN): string {
  const said = partsOf(given).map(({ metric, window, rollOver }) =>
    tongue.tiers.part({
      measured: measured(metric),
      window: windowSentence(window, tongue),
      rollsOver: rollOver === true,
    }),
  );
  return "all" in given ? tongue.tiers.all(said) : tongue.tiers.any(said);
}

/** What a document may not say of a measure, with the path of each fault in it. */
export function measureFaults(
  given: Measure,
  metrics: Record<string, Metric>,
  { isHeld }: { isHeld: boolean },
): { path: PropertyKey[]; says: string }[] {
  const group = "any" in given ? ["any"] : "all" in given ? ["all"] : [];
  const parts = partsOf(given);
  return parts.flatMap(({ metric, window, rollOver }, index) => {
    const path = group.length > 0 ? [...group, index] : [];
    const terms = metrics[metric];
    const found: { path: PropertyKey[]; says: string }[] = [];
    const isYear = window.kind === "calendar-year" || window.kind === "anniversary-year";
    if (!terms) found.push({ path: [...path, "metric"], says: `there is no metric "${metric}"` });
    if (parts.findIndex((other) => other.metric === metric) !== index)
      found.push({ path: [...path, "metric"], says: `"${metric}" is named twice` });
    if (rollOver && !isYear) found.push({ path: [...path, "rollOver"], says: "only a year has a year after" });
    if (terms?.counts === "tenure") {
      if (window.kind !== "lifetime")
        found.push({ path: [...path, "window"], says: "tenure counts since joining: use a lifetime window" });
    } else if (terms) {
      const misfit = windowMisfit(terms, window);
      if (misfit !== null) found.push({ path: [...path, "window"], says: `${metric} ${misfit}` });
      else if (isHeld && terms.bucket !== "month")
        found.push({
          path: [...path, "metric"],
          says: `a level that is held needs to know when it was reached: give it bucket "month"`,
        });
    }
    return found;
  });
}
