/** What a document may not say of rewards that redeem themselves: it would never happen, or never end. */
import { isHanded, isPriced, type Reward, rewardGrants } from "./index.ts";
import { costsOf } from "./priced.ts";

/** Faults by reward: one without a price, one that pays, and one that gives what another takes by itself, or it takes itself. */
export function automaticMisfits(rewards: Reward[]): { index: number; field: string; says: string }[] {
  const taken = new Set(
    rewards.flatMap((reward) =>
      isPriced(reward) && reward.automatic ? costsOf(reward.cost, 1).map(({ unit }) => unit) : [],
    ),
  );
  return rewards.flatMap((reward, index) => {
    if (!isHanded(reward) || !reward.automatic) return [];
    if (!isPriced(reward)) return [{ index, field: "automatic", says: "what redeems itself has a cost: name it" }];
    if (reward.kind === "points-as-money")
      return [{ index, field: "automatic", says: "pays an order, and what redeems itself has none" }];
    const chained = rewardGrants(reward, 1).find((grant) => grant.kind === "units" && taken.has(grant.unit));
    return chained?.kind === "units"
      ? [{ index, field: "gives", says: `gives ${chained.unit}, which a reward takes by itself: that might never end` }]
      : [];
  });
}
