/** A person as a store's platform names her: by what it knows of her, and by her orders. */
import { orderName } from "../decisions/record-order.ts";
import { identityOf, type MemberRef } from "../values/member-ref.ts";
import type { Verb } from "./verb.ts";

/** Orders that are looked at to find her; more would find the same person. */
const ORDERS_MAX = 50;

export interface PersonNamed {
  store: string;
  members: MemberRef[];
  orders: string[];
}

/** What is read to find her. */
export function subjectsOfPerson({
  store,
  members,
  orders,
}: PersonNamed): ReturnType<Verb<PersonNamed, unknown>["subjects"]> {
  const identities = members.flatMap((ref) => identityOf(ref, store) ?? []);
  return {
    holders: orders.slice(0, ORDERS_MAX).map((order) => orderName(store, order)),
    identity: identities[0] ?? null,
    others: identities.slice(1),
    claims: [],
  };
}
