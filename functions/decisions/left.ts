/** What is left of budgets and stock: what is in the ledger, but never more than the version in force has, where the clock is still on its way to it. */
import { budgetUnits } from "../programme/budget.ts";
import { isHanded } from "../programme/rewards/index.ts";
import { budgetOf, campaignHolder, rewardHolder, stockOf } from "../values/account.ts";
import { asKind } from "../values/holder.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";

/** What rules may still give of a campaign's budget, in whole units. */
export function budgetLeft(draft: Draft, { current }: Pick<Facts, "current">, campaign: string): number {
  const { campaigns, units } = current.programme;
  const left = draft.balanceOf(budgetOf(campaign));
  const budget = campaigns.find(({ id }) => id === campaign)?.budget;
  const known = draft.holder(campaignHolder(campaign));
  if (!budget || !known) return left;
  return leftAfter(left, budgetUnits(budget, units) - asKind(known, "campaign").facts.issued);
}

/** How many pieces of a reward may still be given. */
export function stockLeft(draft: Draft, { current }: Pick<Facts, "current">, reward: string): number {
  const left = draft.balanceOf(stockOf(reward));
  const offered = current.programme.rewards.find(({ id }) => id === reward);
  const known = draft.holder(rewardHolder(reward));
  if (!offered || !isHanded(offered) || offered.stock === undefined || !known) return left;
  return leftAfter(left, offered.stock - asKind(known, "reward").facts.issued);
}

/** What is left when what the version in force has less is taken away; what it has more is not there yet. */
function leftAfter(left: number, change: number): number {
  return Math.max(0, Math.min(left, left + change));
}
