import { decideProfile, type ProfileChange, type ProfileChanged } from "../decisions/profile.ts";
import { canonicalBody } from "../values/jcs.ts";
import type { Verb } from "./verb.ts";

/** Changes what a member says of herself. */
export const changeProfile: Verb<ProfileChange, ProfileChanged> = {
  kind: "change-profile",
  subjects: ({ member }) => ({ holders: [], member, identity: null, claims: [] }),
  // The hash of a request outlives its papers: of a body with few possible contents it would tell them all.
  kept: (body, secret) => ({ tag: secret(`profile/${canonicalBody(body)}`) }),
  decide: decideProfile,
};
