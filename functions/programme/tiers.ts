/**
 * Tiers: a status reached by a measure. A programme may have several groups of them, the first of which is the primary
 * one. A level floats with its measure, or is held until a day (`held`); course.ts says who is in which, and until when.
 */
import * as z from "zod";
import { benefit, benefitSentence } from "./benefits/index.ts";
import { PLAIN, type Wording } from "./kinds.ts";
import {
  groupsOf,
  type Measure,
  measure,
  measureSentence,
  needOf,
  needsAll,
  partsOf,
  reaches,
  type Threshold,
  threshold,
} from "./measure.ts";
import { say, slug, words } from "./words.ts";

/**
 * How a level is held once it is reached: whatever the measure says, it is kept until a day. What reaches it anew in the meantime, with
 * nothing that was counted before, holds it as if it had been reached then.
 */
const holding = {
  /** When a level that is reached begins: at once, or with the next period (year, or month). */
  upgrade: z.enum(["at-once", "period-end"]).default("at-once"),
  /** What is kept when a holding ends and the measure does not reach the level any more: all, all but one level, or what the measure reaches. */
  downgrade: z.enum(["none", "one", "full"]).default("full"),
  /** Days that a level lasts beyond the end of its holding. */
  graceDays: z.int().min(0).max(366).default(0),
};

export const held = z.discriminatedUnion("kind", [
  /** Until the end of the year in which it was reached and of so many more. */
  z.strictObject({
    kind: z.literal("years"),
    from: z.enum(["january", "joining"]).default("january"),
    more: z.int().min(0).max(5).default(1),
    ...holding,
  }),
  /** Until the end of the month so many months after the one in which it was reached. */
  z.strictObject({ kind: z.literal("months"), months: z.int().min(1).max(60), ...holding }),
]);
export type Held = z.infer<typeof held>;

const level = z.strictObject({
  id: slug,
  name: words,
  /** What of the measure reaches it; 0 for the first. Absent: it is entered by `enteredBy`. */
  from: threshold.optional(),
  /** Held for as long as a member has an open lot of this unit, whatever the measure says: a paid tier. */
  enteredBy: z.strictObject({ unit: slug }).optional(),
  /** Once reached, kept for life. */
  forLife: z.literal(true).optional(),
  /** What it gives; a level does not have those of the levels below it unless it lists them. */
  benefits: z.array(benefit).max(50).optional(),
});
export type Level = z.infer<typeof level>;

const group = z
  .strictObject({
    id: slug,
    name: words.optional(),
    measure,
    /** From lowest to highest; everybody is in the first, which starts at 0. */
    levels: z.array(level).min(1).max(20),
    /** Absent: a level floats with its measure, judged at each read. */
    held: held.optional(),
  })
  .superRefine((given, context) => {
    const fault = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
    const { levels } = given;
    if (levels[0]?.from !== 0) fault(["levels", 0, "from"], "the first tier starts at 0");
    let before: Level | undefined;
    for (const [index, one] of levels.entries()) {
      const at = ["levels", index];
      if ((one.from === undefined) === (one.enteredBy === undefined))
        fault(at, "a tier is reached `from` an amount or entered by a unit: one of both");
      if (one.forLife && (!given.held || one.enteredBy))
        fault([...at, "forLife"], "only a tier that is reached and held can be kept for life");
      if (index > 0 && one.from !== undefined) {
        judgeThreshold(given.measure, one.from, before?.from, (more, says) => fault([...at, "from", ...more], says));
      }
      if (one.from !== undefined) before = one;
    }
    if (given.held?.kind === "years" && given.held.more === 0 && given.held.upgrade === "period-end")
      fault(["held", "more"], "a tier that begins with the next year is held for one more at least");
  });
export type TierGroup = z.infer<typeof group>;

export const tiers = z
  .array(group)
  .max(10)
  .superRefine((groups, context) => {
    const [ids, levels]: [string[], string[]] = [[], []];
    const once = (known: string[], id: string, path: PropertyKey[]) => {
      if (known.includes(id)) context.addIssue({ code: "custom", path, message: `${id} is named twice` });
      known.push(id);
    };
    for (const [g, { id, levels: its }] of groups.entries()) {
      once(ids, id, [g, "id"]);
      for (const [l, { id: name }] of its.entries()) once(levels, name, [g, "levels", l, "id"]);
    }
  });

/** What is wrong with a threshold, given the one of the level below. */
function judgeThreshold(
  given: Measure,
  from: Threshold,
  below: Threshold | undefined,
  fault: (path: PropertyKey[], says: string) => void,
): void {
  const metrics = partsOf(given).map(({ metric }) => metric);
  if (typeof from === "number") {
    const least = typeof below === "number" ? below : 0;
    if (metrics.length > 1) fault([], "the measure has several metrics: say how much of each");
    else if (from <= least) fault([], `must be above ${least}`);
    return;
  }
  const leastOf = (metric: string) => (below === undefined ? 0 : (needOf(below, metric) ?? 0));
  for (const [metric, amount] of Object.entries(from)) {
    if (!metrics.includes(metric)) fault([metric], `the measure does not count "${metric}"`);
    else if (amount < leastOf(metric)) fault([metric], `must be ${leastOf(metric)} at least, as for the tier below`);
  }
  if (!Object.entries(from).some(([metric, amount]) => amount > leastOf(metric)))
    fault([], "must be above the tier below in one metric at least");
}

/** The highest level that what the measure's parts say reaches, by its place in the group; entered levels are not reached. */
export function reachedBy({ measure: given, levels }: Pick<TierGroup, "measure" | "levels">, has: number[]): number {
  return levels.findLastIndex(({ from }, index) => index === 0 || (from !== undefined && reaches(given, from, has)));
}

/** A level in words, after its name. */
export function levelSentence(
  { from, enteredBy, forLife, benefits = [] }: Level,
  given: Measure,
  wording: Wording = PLAIN,
): string {
  const { tiers: says } = wording.tongue;
  const amounts = groupsOf(given).flatMap((parts) => {
    const asked = parts.flatMap(({ metric }) => {
      const need = from === undefined ? null : needOf(from, metric);
      return need === null ? [] : [amountOf(need, metric, wording)];
    });
    return asked.length === 0 ? [] : [asked];
  });
  const way = enteredBy
    ? says.entered(wording.units(1, enteredBy.unit))
    : from === 0
      ? says.everybody
      : says.from({ amounts, needsAll: needsAll(given) });
  return says.level({
    way,
    forLife: forLife ? says.forLife : null,
    benefits: benefits.map((benefit) => benefitSentence(benefit, wording)),
  });
}

function amountOf(amount: number, metric: string, { counted, measured, bare }: Wording) {
  return { counted: counted(amount, metric), measured: measured(metric), bare: bare(amount, metric) };
}

/** How a group is measured and held, in words. */
export function groupSentence({ measure: given, held: terms }: TierGroup, wording: Wording = PLAIN): string {
  const measured = measureSentence(given, wording);
  return wording.tongue.tiers.group({ measured, held: terms ? heldSentence(terms, wording) : null });
}

function heldSentence(terms: Held, { tongue }: Wording): string {
  const { upgrade, downgrade, graceDays } = terms;
  const holding = { upgrade, downgrade, graceDays };
  return tongue.tiers.held(
    terms.kind === "months"
      ? { ...holding, months: terms.months, more: 0, year: "calendar" }
      : { ...holding, months: null, more: terms.more, year: terms.from === "joining" ? "membership" : "calendar" },
  );
}

/** What members call a level; its id where the document has it no more. */
export function levelName(id: string, { tiers: groups }: { tiers: TierGroup[] }, language: string): string {
  const level = groups.flatMap(({ levels }) => levels).find((known) => known.id === id);
  return level ? say(level.name, language) : id;
}

/** The group's name as members read it; null where it has none. */
export function groupName({ name }: TierGroup, language: string): string | null {
  return name === undefined ? null : say(name, language);
}
