/** Opening a store, and making and revoking its keys. A key's secret is never stored: only its digest is. */
import { asKind } from "../values/holder.ts";
import { cannotDecide, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

/** Live keys that a store may have at once: two, so that one can be rotated. */
export const KEYS_MAX = 2;

export interface StoreOpening {
  store: string;
  name: string;
  /** As rules name it. */
  city?: string;
}

/** Refusals: duplicate (stored). */
export function decideOpenStore(
  facts: Facts,
  { store, name, city }: StoreOpening,
  given: Given,
): Decided<{ operation: string; store: string }> {
  if (facts.holders.has(store)) return refuse("duplicate", { store });
  const draft = draftOf(facts);
  const about = { name, ...(city === undefined ? {} : { city }) };
  draft.open<"store">({ publicId: store, kind: "store", owner: null, state: "open", dueAt: null, facts: about });
  for (const purpose of ["issued", "redeemed"]) {
    draft.open<"account">({
      publicId: `${store}:${purpose}`,
      kind: "account",
      owner: store,
      state: "open",
      dueAt: null,
      facts: {},
    });
  }
  return { written: draft.written(null), outcome: { operation: given.operation, store } };
}

export interface KeyMaking {
  store: string;
  /** `key_…`, named by the digest. */
  key: string;
  hash: string;
  scopes: string[];
  environment: "test" | "live";
  hint: string;
}

/** Refusals, in order: store_unknown (nothing stored), limit_reached (stored): two keys are live. */
export function decideMakeKey(
  facts: Facts,
  { store, key, hash, scopes, environment, hint }: KeyMaking,
  given: Given,
): Decided<{ operation: string; key: string }> {
  const owner = facts.holders.get(store);
  if (owner?.kind !== "store") return cannotDecide("store_unknown");
  const live = [...facts.holders.values()].filter(
    ({ kind, owner: of, state }) => kind === "key" && of === store && state === "live",
  );
  if (live.length >= KEYS_MAX) return refuse("limit_reached", { live: live.length, max: KEYS_MAX });
  const draft = draftOf(facts);
  draft.change(asKind(owner, "store"));
  draft.open<"key">({
    publicId: key,
    kind: "key",
    owner: store,
    state: "live",
    dueAt: null,
    facts: { hash, scopes, environment, hint },
  });
  return { written: draft.written(null), outcome: { operation: given.operation, key } };
}

/** Refusals: not_found (nothing stored). */
export function decideRevokeKey(
  facts: Facts,
  { key }: { key: string },
  given: Given,
): Decided<{ operation: string; key: string }> {
  const known = facts.holders.get(key);
  if (known?.kind !== "key" || known.state !== "live") return cannotDecide("not_found");
  const draft = draftOf(facts);
  draft.change(asKind(known, "key"), { state: "revoked" });
  return { written: draft.written(null), outcome: { operation: given.operation, key } };
}
