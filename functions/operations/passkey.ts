import { decideAddPasskey, decideChangePasskey, type PasskeyAdded, type PasskeyChange } from "../decisions/passkey.ts";
import type { Verb } from "./verb.ts";

/** Adds a passkey to a member. */
export const addPasskey: Verb<PasskeyAdded, { operation: string; passkey: string }> = {
  kind: "passkey-added",
  subjects: ({ member, passkey, claim }) => ({ holders: [passkey], member, identity: null, claims: [claim] }),
  decide: decideAddPasskey,
};

/** Names or removes a passkey. */
export const changePasskey: Verb<PasskeyChange, { operation: string; passkey: string }> = {
  kind: "passkey-changed",
  subjects: ({ member, passkey }) => ({ holders: [passkey], member, identity: null, claims: [] }),
  decide: decideChangePasskey,
};
