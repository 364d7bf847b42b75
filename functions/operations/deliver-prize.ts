import { decideDeliverPrize, type PrizeDelivered, type PrizeDelivery, prizeName } from "../decisions/deliver-prize.ts";
import type { Verb } from "./verb.ts";

/** Delivers the prize of one rank, as an operation of the winner's, once. */
export const deliverPrize: Verb<PrizeDelivery, PrizeDelivered> = {
  kind: "deliver-prize",
  subjects: ({ contest, rank, entry }) => ({
    holders: [contest, entry],
    identity: null,
    claims: [],
    once: [prizeName(contest, rank)],
  }),
  decide: decideDeliverPrize,
};
