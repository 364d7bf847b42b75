/** What surprises may bring to a contest as second chances: counted where laws ask what its prizes are worth. */
import { DAY_MS } from "../../values/day.ts";
import type { Programme } from "../programme.ts";
import { NO_ADVICE } from "./asked.ts";
import { usdOf } from "./contest-prize.ts";
import type { LawFault } from "./law-faults.ts";
import { reaches } from "./region.ts";

/** Further prizes of one round at most; what is left over goes to the rounds after it. */
export const SECOND_CHANCES_MAX = 100;

/** The most that second chances of one round may be worth: by what US cents say, or else the programme's currency. */
export function secondChanceWorth(
  { surprises, currency }: Pick<Programme, "surprises" | "currency">,
  contest: string,
): number {
  const lines = surprises.filter(({ secondChance }) => secondChance === contest).flatMap(({ table }) => table);
  const worth = lines
    .map(({ prize, items }) => ({ each: usdOf(prize, currency) ?? prize.valueMinor, items }))
    .sort((one, other) => other.each - one.each);
  let room = SECOND_CHANCES_MAX;
  let sum = 0;
  for (const { each, items } of worth) {
    sum += each * Math.min(room, items);
    room -= Math.min(room, items);
  }
  return sum;
}

/** What is wrong with surprises that name a contest for what they have left over. Paths are from the document's root on. */
export function secondChanceFaults({ surprises, contests, currency }: Programme): LawFault[] {
  return surprises.flatMap(({ secondChance, from, days, table }, index) => {
    if (secondChance === undefined) return [];
    const path = ["surprises", index];
    const contest = contests.find(({ id }) => id === secondChance);
    if (!contest) return [{ path: [...path, "secondChance"], says: `there is no contest "${secondChance}"` }];
    const { schedule, eligibility } = contest;
    const isLate = schedule.kind === "once" && Date.parse(from) + days * DAY_MS >= Date.parse(schedule.closes);
    const late = {
      path: [...path, "days"],
      says: `it ends when "${secondChance}" is closed, and its leftovers come too late`,
    };
    const unpriced = reaches(eligibility, "US")
      ? table.flatMap(({ prize }, line) =>
          usdOf(prize, currency) === null
            ? [
                {
                  path: [...path, "table", line, "prize", "valueUsdMinor"],
                  says: `is left out: prizes of winners in the United States are reported for tax by their value in dollars. ${NO_ADVICE}`,
                },
              ]
            : [],
        )
      : [];
    return [...(isLate ? [late] : []), ...unpriced];
  });
}
