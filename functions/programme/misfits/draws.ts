/** Surprises and contests: their prizes, when they run, and what the law asks of them. */
import { lawFaults } from "../draws/law-faults.ts";
import { secondChanceFaults, secondChanceWorth } from "../draws/second-chance.ts";
import { ticketWays } from "../draws/ticket-ways.ts";
import type { Checking } from "./checking.ts";

/** Faults of surprises: of their tables, and of where what they do not give goes. */
export function judgeSurprises(checking: Checking): void {
  const { given, fault, once } = checking;
  once(given.surprises, ["surprises"]);
  for (const [index, { table, consolation }] of given.surprises.entries()) {
    const path = ["surprises", index];
    once(table, [...path, "table"]);
    for (const [t, { prize }] of table.entries()) judgePrize(checking, prize, [...path, "table", t, "prize"]);
    if (consolation) judgePrize(checking, consolation, [...path, "consolation"]);
  }
  for (const { path, says } of secondChanceFaults(given)) fault(path, says);
}

/** Faults of contests: of their prizes, of what the law asks, and of their days. */
export function judgeContests(checking: Checking): void {
  const { given, fault, once, gift } = checking;
  once(given.contests, ["contests"]);
  for (const [index, contest] of given.contests.entries()) {
    const path = ["contests", index];
    const ways = ticketWays(given, contest.id);
    for (const [p, prize] of contest.prizes.entries()) {
      const at = [...path, "prizes", p];
      judgePrize(checking, prize, at);
      if (prize.kind !== "reward") continue;
      if (given.rewards.some((one) => one.id === prize.reward && "here" in one && one.here))
        fault([...at, "reward"], `"${prize.reward}" is good where a check-in gives it, and a prize comes nowhere`);
      gift(prize.reward, [...at, "reward"]);
    }
    if (!contest.pointsForTickets && ways.some(({ isPaidInPoints }) => isPaidInPoints))
      fault(
        [...path, "pointsForTickets"],
        `a reward sells tickets of "${contest.id}" for points: say that this is meant with true, or take it out`,
      );
    const law = { currency: given.currency, ways, further: secondChanceWorth(given, contest.id) };
    for (const { path: at, says } of lawFaults(contest, law)) fault([...path, ...at], says);
    const { schedule } = contest;
    if (schedule.kind === "once" && Date.parse(schedule.closes) <= Date.parse(schedule.opens))
      fault([...path, "schedule", "closes"], "closes before it opens");
  }
}

function judgePrize(
  { need, oneAtMost }: Checking,
  { unit, amount = 1 }: { kind: string; unit?: string; amount?: number },
  path: PropertyKey[],
): void {
  if (unit === undefined) return;
  need("unit", unit, [...path, "unit"]);
  oneAtMost({ unit, amount }, [...path, "amount"]);
}
