import { decidePurchase, type Purchase, type PurchaseOutcome } from "../decisions/purchase.ts";
import { orderName } from "../decisions/record-order.ts";
import { identityOf } from "../values/member-ref.ts";
import type { Verb } from "./verb.ts";

/** Records a purchase once per store and order. */
export const purchase: Verb<Purchase, PurchaseOutcome> = {
  kind: "purchase",
  subjects: ({ store, member, order, occurredAt }) => ({
    // The store says in which city it happened.
    holders: [store],
    ...("id" in member ? { member: member.id } : {}),
    identity: identityOf(member, store),
    claims: [],
    once: [orderName(store, order)],
    occurredAt,
  }),
  decide: decidePurchase,
};
