/** Rewards: what they cost, and what they give for it. */
import * as input from "../conditions/input.ts";
import { automaticMisfits } from "../rewards/automatic.ts";
import { type HandedReward, isHanded, type Reward, rewardNames } from "../rewards/index.ts";
import { costsOf } from "../rewards/priced.ts";
import type { Checking } from "./checking.ts";

/** Faults of rewards: what they name, what they give for what, and those that redeem themselves. */
export function judgeRewards(checking: Checking): void {
  const { given, fault, needAll, once, byTier } = checking;
  once(given.rewards, ["rewards"]);
  for (const [index, reward] of given.rewards.entries()) {
    const path = ["rewards", index];
    needAll(rewardNames(reward), path);
    if (reward.kind === "units") judgeUnitsGiven(checking, reward, path);
    if (reward.kind === "discount-level") byTier(reward.percentByTier, path);
    if (reward.kind === "voucher") judgeGood(checking, reward, path);
    if (isHanded(reward)) judgeOffered(checking, reward, path);
    if (isHanded(reward) && reward.while && !reward.cost)
      fault(
        [...path, "while"],
        "cannot be bought, and rules give it whatever is published: let their conditions ask for the input",
      );
  }
  for (const { index, field, says } of automaticMisfits(given.rewards)) fault(["rewards", index, field], says);
}

/** When it can be had, what has to be published for it, and what it costs by what is published. */
function judgeOffered(
  { given, fault, ends }: Checking,
  { from, until, while: conditions = [], cost }: HandedReward,
  path: PropertyKey[],
): void {
  ends({ from, until }, path);
  for (const [index, condition] of conditions.entries())
    for (const { path: at, says } of input.faults(condition, given)) fault([...path, "while", index, ...at], says);
  const table = cost?.follows?.table ?? [];
  for (const [index, row] of table.entries())
    if (table.findIndex((other) => other.from === row.from) < index)
      fault([...path, "cost", "follows", "table", index, "from"], `${row.from} is named twice`);
}

function judgeGood(
  { fault }: Checking,
  { goodFrom, goodUntil }: Extract<Reward, { kind: "voucher" }>,
  path: PropertyKey[],
): void {
  if (goodFrom !== undefined && goodUntil !== undefined && goodUntil < goodFrom)
    fault([...path, "goodUntil"], "is before the first good date");
}

function judgeUnitsGiven(
  { given, fault, oneAtMost }: Checking,
  { cost, automatic, gives, stepsMax }: Extract<Reward, { kind: "units" }>,
  path: PropertyKey[],
): void {
  oneAtMost(gives, [...path, "gives", "amount"]);
  oneAtMost({ unit: gives.unit, amount: stepsMax }, [...path, "stepsMax"]);
  // One that redeems itself is told so by automaticMisfits().
  if (cost && !automatic && costsOf(cost, 1).some(({ unit }) => unit === gives.unit))
    fault(
      [...path, "gives", "unit"],
      `costs ${gives.unit} itself: who buys it again and again would never let them expire`,
    );
  const costs = cost ? costsOf(cost, 1).map(({ unit }) => unit) : [];
  const back = leadingFrom(given.rewards, gives.unit).find((unit) => unit !== gives.unit && costs.includes(unit));
  if (back !== undefined)
    fault(
      [...path, "gives", "unit"],
      `buys ${back} again, which it costs: who goes round and round would never let them expire`,
    );
}

/** A unit, and those that it buys: by one reward, or by one after another. */
function leadingFrom(rewards: Reward[], unit: string): string[] {
  const reached = [unit];
  for (const from of reached)
    for (const reward of rewards)
      if (reward.kind === "units" && reward.cost && costsOf(reward.cost, 1).some((part) => part.unit === from))
        if (!reached.includes(reward.gives.unit)) reached.push(reward.gives.unit);
  return reached;
}
