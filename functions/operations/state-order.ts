import { orderName } from "../decisions/record-order.ts";
import { decideStateOrder, type OrderStated, type OrderStatement, parkedName } from "../decisions/state-order.ts";
import { waitName } from "../decisions/waiting.ts";
import { identityOf } from "../values/member-ref.ts";
import type { Verb } from "./verb.ts";

/** Takes a store platform's statement of an order, and posts the difference. */
export const stateOrder: Verb<OrderStatement, OrderStated> = {
  kind: "state-order",
  subjects: ({ store, order, sold }) => {
    const identities = (sold?.members ?? []).flatMap((ref) => identityOf(ref, store) ?? []);
    return {
      holders: [store, orderName(store, order), waitName(orderName(store, order)), parkedName(store, order)],
      identity: identities[0] ?? null,
      others: identities.slice(1),
      claims: [],
      ...(sold ? { occurredAt: sold.occurredAt } : {}),
    };
  },
  decide: decideStateOrder,
};
