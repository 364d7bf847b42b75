import { prizeName } from "../decisions/contest-places.ts";
import { decideDeliverPrize, type PrizeDelivered, type PrizeDelivery } from "../decisions/deliver-prize.ts";
import type { Verb } from "./verb.ts";

/** Delivers a prize that nobody has to claim, as an operation of the winner's, once. */
export const deliverPrize: Verb<PrizeDelivery, PrizeDelivered> = {
  kind: "deliver-prize",
  subjects: ({ contest, prize, entry }) => ({
    holders: [contest, entry],
    identity: null,
    claims: [],
    once: [prizeName(contest, prize)],
  }),
  decide: decideDeliverPrize,
};
