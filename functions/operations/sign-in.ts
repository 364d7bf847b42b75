import { decideLink, decideSignIn, type LinkRequest } from "../decisions/sign-in.ts";
import type { Instant } from "../values/day.ts";
import type { Verb } from "./verb.ts";

/** Opens a one-time sign-in link for a staff member. */
export const link: Verb<LinkRequest, { operation: string; link: string; expiresAt: Instant }> = {
  kind: "link",
  subjects: ({ staff, link: id }) => ({ holders: [staff, id], identity: null, claims: [] }),
  decide: decideLink,
};

/** Signs a staff member in by her link, once. */
export const signIn: Verb<LinkRequest, { operation: string; staff: string; signedInAt: Instant }> = {
  kind: "sign-in",
  subjects: ({ link: id }) => ({ holders: [id], identity: null, claims: [] }),
  decide: decideSignIn,
};
