import { decideRequestExport, type ExportRequested } from "../decisions/request-export.ts";
import { type PersonNamed, subjectsOfPerson } from "./person-named.ts";
import type { Verb } from "./verb.ts";

/** Records that a person asked for what is held of her. */
export const requestExport: Verb<PersonNamed, ExportRequested> = {
  kind: "request-export",
  subjects: subjectsOfPerson,
  decide: (facts, _, given) => decideRequestExport(facts, given),
};
