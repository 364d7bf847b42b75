import { decideReverseTopUp, type TopUpReversal } from "../decisions/reverse-top-up.ts";
import { type ToppedUp, topUpName } from "../decisions/top-up.ts";
import type { Verb } from "./verb.ts";

/** Takes a top-up back, once. */
export const reverseTopUp: Verb<TopUpReversal, ToppedUp> = {
  kind: "reverse-top-up",
  subjects: ({ store, id }) => ({ holders: [topUpName(store, id)], identity: null, claims: [] }),
  decide: decideReverseTopUp,
};
