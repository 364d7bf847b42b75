import {
  decideMakeKey,
  decideOpenStore,
  decideRevokeKey,
  type KeyMaking,
  type StoreOpening,
} from "../decisions/store.ts";
import type { Verb } from "./verb.ts";

/** Opens a store with its accounts. */
export const openStore: Verb<StoreOpening, { operation: string; store: string }> = {
  kind: "open-store",
  subjects: ({ store }) => ({ holders: [store], identity: null, claims: [] }),
  decide: decideOpenStore,
};

/** Makes a key for a store. */
export const makeKey: Verb<KeyMaking, { operation: string; key: string }> = {
  kind: "make-key",
  subjects: ({ store, key }) => ({ holders: [store, key], identity: null, claims: [] }),
  decide: decideMakeKey,
};

/** Revokes a key for ever. */
export const revokeKey: Verb<{ key: string }, { operation: string; key: string }> = {
  kind: "revoke-key",
  subjects: ({ key }) => ({ holders: [key], identity: null, claims: [] }),
  decide: decideRevokeKey,
};
