import { decideForgetVisits, type ForgetVisits, type VisitsForgotten } from "../decisions/forget-visits.ts";
import type { Verb } from "./verb.ts";

/** A member deletes where she was. The database lets the papers of her check-ins go for it, and no others. */
export const forgetVisits: Verb<ForgetVisits, VisitsForgotten> = {
  kind: "forget-visits",
  subjects: ({ member, checkIns, venues }) => ({
    holders: [...checkIns, ...venues],
    member,
    identity: null,
    claims: [],
  }),
  decide: decideForgetVisits,
};
