import { contentName, decideReport, eventName, type Report, type Reported } from "../decisions/report.ts";
import { memberNamed } from "./member-named.ts";
import type { Verb } from "./verb.ts";

/** Records what a store reports of a member, once per store and event. */
export const report: Verb<Report, Reported> = {
  kind: "report",
  subjects: ({ store, member, id, occurredAt, data }) => {
    const content = contentName(data);
    return {
      // The store says in which city it happened.
      holders: [store],
      ...memberNamed(member, store),
      claims: content === null ? [] : [content],
      once: [eventName(store, id)],
      occurredAt,
    };
  },
  decide: decideReport,
};
