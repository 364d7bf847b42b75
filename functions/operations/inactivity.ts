import { decideInactivity, type FellQuiet } from "../decisions/inactivity.ts";
import type { Verb } from "./verb.ts";

/** Raises that a member bought nothing for a long time, once until she buys again. */
export const inactivity: Verb<{ member: string }, FellQuiet> = {
  kind: "inactivity",
  subjects: ({ member }) => ({ holders: [member], identity: null, claims: [] }),
  decide: decideInactivity,
};
