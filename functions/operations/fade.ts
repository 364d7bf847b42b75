import { decideFade, decideForgetTaps, type Fade, type Faded, type TapsForgotten } from "../decisions/fade.ts";
import type { Verb } from "./verb.ts";

/** The clock forgets what showed a check-in, and later its place. The database lets its papers go for it, and no others. */
export const fade: Verb<Fade, Faded> = {
  kind: "fade",
  subjects: ({ checkIn, venue }) => ({
    holders: venue === null ? [checkIn] : [checkIn, venue],
    identity: null,
    claims: [],
  }),
  // The venue would be kept in the very papers of its forgetting.
  kept: (body) =>
    body !== null && typeof body === "object" && "checkIn" in body ? { checkIn: body.checkIn ?? null } : body,
  decide: decideFade,
};

/** The clock forgets who tapped a tag. */
export const forgetTaps: Verb<{ tag: string }, TapsForgotten> = {
  kind: "forget-taps",
  subjects: ({ tag }) => ({ holders: [tag], identity: null, claims: [] }),
  decide: decideForgetTaps,
};
