import { decideSupply, type Supply } from "../decisions/supply.ts";
import { rewardHolder } from "../values/account.ts";
import type { Verb } from "./verb.ts";

/** Brings in the stock and the budgets of a version that came into force; `rewards` are all that it has, by id. */
export const supply: Verb<Supply & { rewards: string[] }, Supply & { operation: string }> = {
  kind: "supply",
  subjects: ({ supply: id, rewards }) => ({
    holders: [id, ...rewards.map(rewardHolder)],
    identity: null,
    claims: [],
  }),
  decide: decideSupply,
};
