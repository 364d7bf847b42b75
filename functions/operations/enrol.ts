import { decideEnrol, type Enrolled, type Enrolment } from "../decisions/enrol.ts";
import type { Verb } from "./verb.ts";

/** Enrols a person, or makes a guest a member. */
export const enrol: Verb<Enrolment, Enrolled> = {
  kind: "enrol",
  subjects: ({ identity, others }) => ({ holders: [], identity, others, claims: [] }),
  decide: decideEnrol,
};
