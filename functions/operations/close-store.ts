import { decideCloseStore, type StoreClosing } from "../decisions/close-store.ts";
import type { Verb } from "./verb.ts";

/** Closes a store whose platform was disconnected. */
export const closeStore: Verb<StoreClosing, { operation: string; store: string; state: string }> = {
  kind: "close-store",
  subjects: ({ store }) => ({ holders: [store], identity: null, claims: [] }),
  decide: decideCloseStore,
};
