import { countsOf, countsReads } from "../database/merging.ts";
import { decideMerge, type Merged, type Merging } from "../decisions/merge.ts";
import { externalIdentity } from "../values/member-ref.ts";
import type { Verb } from "./verb.ts";

/** Makes one member of two whom a store knows by its own names. */
export const merge: Verb<Merging, Merged> = {
  kind: "merge",
  subjects: ({ store, from, into }) => ({
    holders: [store],
    identity: externalIdentity(store, into),
    others: [externalIdentity(store, from)],
    claims: [],
    lines: true,
  }),
  reads: ({ store, from }) => countsReads(externalIdentity(store, from)),
  decide: (facts, request, given) => decideMerge(facts, { ...request, counts: countsOf(facts.more) }, given),
};
