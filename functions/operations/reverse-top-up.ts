import { decideReverseTopUp, type TopUpReversal } from "../decisions/reverse-top-up.ts";
import { type ToppedUp, topUpEvent, topUpName } from "../decisions/top-up.ts";
import { waitName } from "../decisions/waiting.ts";
import type { Verb } from "./verb.ts";

/** Takes a top-up back, once. */
export const reverseTopUp: Verb<TopUpReversal, ToppedUp> = {
  kind: "reverse-top-up",
  subjects: ({ store, id }) => {
    const event = topUpEvent(topUpName(store, id));
    return { holders: [topUpName(store, id), event, waitName(event)], identity: null, claims: [] };
  },
  decide: decideReverseTopUp,
};
