/**
 * A store's platform was disconnected, and later asks to forget its people. A closed store's keys and hooks are refused;
 * what its members hold stays theirs, and the names by which the store knew them go.
 */
import { asKind } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface StoreClosing {
  store: string;
  /** True: the names by which the store knew people are deleted. */
  isRedacted: boolean;
}

/** Refusals: store_unknown (nothing stored). */
export function decideCloseStore(
  facts: Facts,
  { store, isRedacted }: StoreClosing,
  given: Given,
): Decided<{ operation: string; store: string; state: string }> {
  const found = facts.holders.get(store);
  if (found?.kind !== "store") return cannotDecide("store_unknown");
  const draft = draftOf(facts);
  draft.change(asKind(found, "store"), { state: "closed" });
  for (const key of facts.holders.values()) {
    if (key.kind === "key" && key.owner === store && key.state === "live")
      draft.change(asKind(key, "key"), { state: "revoked" });
  }
  if (isRedacted) draft.records.forgottenBy = { store };
  return { written: draft.written(null), outcome: { operation: given.operation, store, state: "closed" } };
}
