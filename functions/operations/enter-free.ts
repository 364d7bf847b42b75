import { emailsStep, freeEntriesStep } from "../database/contest-people.ts";
import { decideEnterFree, type EnteredFree, type FreeEntry } from "../decisions/enter-free.ts";
import { keptOfFree, namedIn } from "./free-asker.ts";
import { memberNamed } from "./member-named.ts";
import type { Verb } from "./verb.ts";

/** Enters a person in a round for free. */
export const enterFree: Verb<FreeEntry, EnteredFree> = {
  kind: "enter-free",
  subjects: ({ contest, who }) => ({ holders: [contest], claims: [], ...memberNamed(who, null) }),
  reads: ({ contest, who }) => [freeEntriesStep({ ...namedIn(who), contest }), emailsStep(namedIn(who))],
  kept: keptOfFree,
  decide: decideEnterFree,
};
