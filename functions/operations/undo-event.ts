import { undoName } from "../decisions/refund.ts";
import { eventName } from "../decisions/report.ts";
import { decideUndoEvent, type Undoing, type Undone } from "../decisions/undo-event.ts";
import { waitName } from "../decisions/waiting.ts";
import type { Verb } from "./verb.ts";

/** Takes back what an event gave, once. */
export const undoEvent: Verb<Undoing, Undone> = {
  kind: "undo-event",
  subjects: ({ store, event }) => ({
    holders: [eventName(store, event), waitName(eventName(store, event))],
    identity: null,
    claims: [],
    once: [undoName(eventName(store, event))],
  }),
  decide: decideUndoEvent,
};
