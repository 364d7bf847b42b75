import { undoName } from "../decisions/refund.ts";
import { eventName } from "../decisions/report.ts";
import { decideUndo, type Undoing, type Undone } from "../decisions/undo.ts";
import { waitName } from "../decisions/waiting.ts";
import type { Verb } from "./verb.ts";

/** Takes back what an event gave, once. */
export const undo: Verb<Undoing, Undone> = {
  kind: "undo",
  subjects: ({ store, event }) => ({
    holders: [eventName(store, event), waitName(eventName(store, event))],
    identity: null,
    claims: [],
    once: [undoName(eventName(store, event))],
  }),
  decide: decideUndo,
};
