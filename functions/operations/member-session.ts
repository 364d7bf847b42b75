import { decideEndSession, decideSignOut, type SessionEnd, type SignOut } from "../decisions/member-session.ts";
import type { Instant } from "../values/day.ts";
import type { Verb } from "./verb.ts";

/** Ends one session of a member's. */
export const endSession: Verb<SessionEnd, { operation: string; session: string }> = {
  kind: "session-end",
  subjects: ({ member, session }) => ({ holders: [session], member, identity: null, claims: [] }),
  decide: decideEndSession,
};

/** Signs a member out everywhere, or everywhere else. */
export const signOut: Verb<SignOut, { operation: string; signedOutAt: Instant }> = {
  kind: "sign-out",
  subjects: ({ member }) => ({ holders: [], member, identity: null, claims: [] }),
  decide: decideSignOut,
};
