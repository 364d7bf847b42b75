import { decideForgetErased, type ForgetErased } from "../decisions/forget-erased.ts";
import type { VisitsForgotten } from "../decisions/forget-visits.ts";
import type { Verb } from "./verb.ts";

/** The clock forgets where an erased member was: to the ledger it is what a member does who deletes her visits. */
export const forgetErased: Verb<ForgetErased, VisitsForgotten> = {
  kind: "forget-visits",
  subjects: ({ member, places, venues, tags }) => ({
    holders: [member, ...places, ...venues, ...tags],
    identity: null,
    claims: [],
  }),
  // The venues would be kept in the very papers of their forgetting.
  kept: (body) =>
    body !== null && typeof body === "object" && "member" in body ? { member: body.member ?? null } : body,
  decide: decideForgetErased,
};
