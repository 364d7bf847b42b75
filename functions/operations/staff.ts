import { decideInvite, decideRemove, type Invitation, type StaffChanged } from "../decisions/staff.ts";
import type { Verb } from "./verb.ts";

/** Invites a person to the staff, or changes her role. */
export const invite: Verb<Invitation, StaffChanged> = {
  kind: "invite",
  subjects: ({ staff, identity }) => ({ holders: [staff], identity, claims: [] }),
  decide: decideInvite,
};

/** Removes a person from the staff. */
export const removeStaff: Verb<{ staff: string }, StaffChanged> = {
  kind: "remove-staff",
  subjects: ({ staff }) => ({ holders: [staff], identity: null, claims: [] }),
  decide: decideRemove,
};
