import {
  type Activated,
  type Activation,
  activationName,
  decideActivate,
  decideCancelWaiting,
} from "../decisions/activate.ts";
import { waitName } from "../decisions/waiting.ts";
import type { Verb } from "./verb.ts";

/** Ends the waiting of what was earned for a source, once per event. */
export const activate: Verb<Activation, Activated> = {
  kind: "activate",
  subjects: ({ store, source, event }) => ({
    holders: [source, waitName(source)],
    identity: null,
    claims: [],
    once: [activationName({ store, source, event })],
  }),
  decide: decideActivate,
};

/** Takes back what has waited too long. */
export const cancelWaiting: Verb<{ waiting: string }, Activated> = {
  kind: "cancel-waiting",
  subjects: ({ waiting }) => ({ holders: [waiting, waiting.slice(waitName("").length)], identity: null, claims: [] }),
  decide: decideCancelWaiting,
};
