/** In which levels a member is, told a second time: those that float with their measure. */
import { monthIndex } from "./calendar.ts";
import { countedBetween, countedUpTo, joinedOn, type Told, Untold } from "./told.ts";

interface Part {
  metric: string;
  window: { kind: string; months?: number };
  rollOver?: boolean | undefined;
}

/** Her level in every group, the primary one first. Untold: a level is held, entered or rolls over. */
export function levelsOf(told: Told): string[] {
  return told.programme.tiers.map((group) => {
    const { measure, levels, held } = group;
    const isAll = "all" in measure;
    const list = "any" in measure ? measure.any : "all" in measure ? measure.all : [measure];
    // A list within is of the other kind.
    const groups = list.map((one) => ("metric" in one ? [one] : "any" in one ? one.any : one.all)) as Part[][];
    const parts = groups.flat();
    if (held || levels.some(({ enteredBy }) => enteredBy) || parts.some(({ rollOver }) => rollOver))
      throw new Untold("a level that is not only measured");
    const reached = levels.filter(({ from }, index) => {
      if (index === 0) return true;
      const asked = groups.flatMap((group) => {
        const each = group.flatMap((part) => {
          const need = typeof from === "number" ? from : from?.[part.metric];
          return need === undefined ? [] : [says(told, part) >= need];
        });
        if (each.length === 0) return [];
        return [isAll ? each.includes(true) : !each.includes(false)];
      });
      return isAll ? !asked.includes(false) : asked.includes(true);
    });
    return reached.at(-1)?.id ?? "";
  });
}

function says(told: Told, { metric, window }: Part): number {
  const joined = joinedOn(told);
  const today = new Date(told.today * 86_400_000).toISOString();
  if (told.programme.metrics[metric]?.counts === "tenure")
    return joined === null ? 0 : Math.max(0, told.today - joined);
  const month = monthIndex(today);
  const begins = joined === null ? 0 : monthIndex(new Date(joined * 86_400_000).toISOString()) % 12;
  const bucket = (index: number) => Math.floor(index / 12) * 100 + (index % 12) + 1;
  const first = {
    lifetime: null,
    rolling: bucket(month - (window.months ?? 0) + 1),
    "calendar-year": bucket(month - (month % 12)),
    "anniversary-year": bucket(month - ((((month - begins) % 12) + 12) % 12)),
  }[window.kind];
  if (first === undefined) throw new Error(`say in test/model/told-tiers.ts what a window of ${window.kind} is`);
  const last = bucket(month);
  return Math.max(0, first === null ? countedUpTo(told, metric, last) : countedBetween(told, metric, first, last));
}
