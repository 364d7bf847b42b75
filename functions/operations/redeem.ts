import { decideRedeem, type Redeemed, type Redeeming } from "../decisions/redeem.ts";
import { rewardHolder } from "../values/account.ts";
import { memberNamed } from "./member-named.ts";
import type { Verb } from "./verb.ts";

/** Redeems a reward for a member, at once or held. */
export const redeem: Verb<Redeeming, Redeemed> = {
  kind: "redeem",
  subjects: ({ store, member, reward }) => ({
    holders: [rewardHolder(reward)],
    ...memberNamed(member, store),
    claims: [],
    stockOf: reward,
  }),
  decide: decideRedeem,
};
