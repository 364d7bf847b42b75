import { orderName } from "../decisions/record-order.ts";
import { decideRefund, type Refund, type RefundOutcome, refundName } from "../decisions/refund.ts";
import { waitName } from "../decisions/waiting.ts";
import type { Verb } from "./verb.ts";

/** Records a refund of an order once per store, order and refund. */
export const refund: Verb<Refund, RefundOutcome> = {
  kind: "refund",
  subjects: ({ store, order, refund: id }) => ({
    // The store says in which city it happened.
    holders: [store, orderName(store, order), waitName(orderName(store, order))],
    identity: null,
    claims: [],
    once: [refundName(store, order, id)],
  }),
  decide: decideRefund,
};
