/** A measure: one metric over a window, or several of which any or all have to suffice. */
import * as z from "zod";
import { PLAIN, type Wording } from "./kinds.ts";
import { type Metric, window, windowMisfit, windowSentence } from "./metric.ts";
import { byName, slug } from "./words.ts";

const part = z.strictObject({
  metric: slug,
  window,
  /** What a year has beyond the level it reached counts in the year after. For windows of a year only. */
  rollOver: z.literal(true).optional(),
});
export type Part = z.infer<typeof part>;

/** One metric; or several, of which any or all have to suffice; or several of which some are such a list in their turn, of the other kind. */
export const measure = z.union([
  part,
  z.strictObject({
    any: z
      .array(z.union([part, z.strictObject({ all: z.array(part).min(2).max(5) })]))
      .min(2)
      .max(5),
  }),
  z.strictObject({
    all: z
      .array(z.union([part, z.strictObject({ any: z.array(part).min(2).max(5) })]))
      .min(2)
      .max(5),
  }),
]);
export type Measure = z.infer<typeof measure>;
/** What stands in a measure's list. */
type Member = Part | { all: Part[] } | { any: Part[] };

/** What reaches a level: an amount of the only metric, or amounts by metric. */
export const threshold = z.union([z.int().min(0), byName(z.int().min(1))]);
export type Threshold = z.infer<typeof threshold>;

/** Whether all of a measure's list have to suffice, and not any. */
export function needsAll(given: Measure): boolean {
  return "all" in given;
}

/** The parts of a measure in the document's order, those that belong together in one list: a list within is of the other kind. */
export function groupsOf(given: Measure): Part[][] {
  return listOf(given).map((member) => ("metric" in member ? [member] : "any" in member ? member.any : member.all));
}

/** The parts of a measure, in the document's order. */
export function partsOf(given: Measure): Part[] {
  return groupsOf(given).flat();
}

function listOf(given: Measure): Member[] {
  if ("any" in given) return given.any;
  return "all" in given ? given.all : [given];
}

/** What a threshold asks of a metric; null: nothing. */
export function needOf(from: Threshold, metric: string): number | null {
  return typeof from === "number" ? from : (from[metric] ?? null);
}

/**
 * Whether what the parts say reaches a threshold: each of its amounts for `all`, any of them otherwise, and the other way
 * round within a list. What it asks nothing of counts for nothing.
 */
export function reaches(given: Measure, from: Threshold, has: number[]): boolean {
  const isAll = needsAll(given);
  let index = 0;
  for (const parts of groupsOf(given)) {
    let [asked, enough] = [0, 0];
    for (const { metric } of parts) {
      const had = has[index++] ?? 0;
      const need = needOf(from, metric);
      if (need === null) continue;
      asked += 1;
      if (had >= need) enough += 1;
    }
    if (asked > 0 && (isAll ? enough === 0 : enough === asked)) return !isAll;
  }
  return isAll;
}

/** A measure in words. */
export function measureSentence(given: Measure, { measured, tongue }: Wording = PLAIN): string {
  const { tiers } = tongue;
  const said = ({ metric, window, rollOver }: Part) =>
    tiers.part({
      measured: measured(metric),
      window: windowSentence(window, tongue),
      rollsOver: rollOver === true,
    });
  const [outer, inner] = needsAll(given) ? [tiers.all, tiers.any] : [tiers.any, tiers.all];
  return outer(
    groupsOf(given).map((parts) => {
      const [first, ...others] = parts.map(said);
      return first !== undefined && others.length === 0 ? first : tiers.nested(inner(parts.map(said)));
    }),
  );
}

/** What a document may not say of a measure, with the path of each fault in it. */
export function measureFaults(
  given: Measure,
  metrics: Record<string, Metric>,
  { isHeld }: { isHeld: boolean },
): { path: PropertyKey[]; says: string }[] {
  const parts = partsOf(given);
  return placed(given).flatMap(({ part: { metric, window, rollOver }, path }, index) => {
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

/** Each part with its path in the measure. */
function placed(given: Measure): { part: Part; path: PropertyKey[] }[] {
  if ("metric" in given) return [{ part: given, path: [] }];
  const [outer, inner] = needsAll(given) ? ["all", "any"] : ["any", "all"];
  return listOf(given).flatMap((member, index) =>
    "metric" in member
      ? [{ part: member, path: [outer, index] }]
      : ("any" in member ? member.any : member.all).map((part, place) => ({
          part,
          path: [outer, index, inner, place],
        })),
  );
}
