/** Rewards: what they cost, and what they give for it. */
import { automaticMisfits } from "../rewards/automatic.ts";
import { isHanded, type Reward, rewardNames } from "../rewards/index.ts";
import { costsOf } from "../rewards/priced.ts";
import type { Checking } from "./checking.ts";

/** Faults of rewards: what they name, what they give for what, and those that redeem themselves. */
export function judgeRewards(checking: Checking): void {
  const { given, fault, needAll, once } = checking;
  once(given.rewards, ["rewards"]);
  for (const [index, reward] of given.rewards.entries()) {
    const path = ["rewards", index];
    needAll(rewardNames(reward), path);
    if (reward.kind === "units") judgeUnitsGiven(checking, reward, path);
    if (isHanded(reward) && reward.while && !reward.cost)
      fault(
        [...path, "while"],
        "cannot be bought, and rules give it whatever is published: let their conditions ask for the input",
      );
  }
  for (const { index, field, says } of automaticMisfits(given.rewards)) fault(["rewards", index, field], says);
}

function judgeUnitsGiven(
  { fault, oneAtMost }: Checking,
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
}
