import {
  decideChangeVenue,
  decideOpenVenue,
  decideRenewVenueCode,
  type VenueChange,
  type VenueChanged,
  type VenueCodeRenewed,
  type VenueOpening,
} from "../decisions/venue.ts";
import type { Verb } from "./verb.ts";

/** Opens a venue of a store. */
export const openVenue: Verb<VenueOpening, { operation: string; venue: string }> = {
  kind: "open-venue",
  subjects: ({ store, venue }) => ({ holders: [store, venue], identity: null, claims: [] }),
  decide: decideOpenVenue,
};

/** Changes what is said of a venue, closes it or opens it again. */
export const changeVenue: Verb<VenueChange & { venue: string }, VenueChanged> = {
  kind: "change-venue",
  subjects: ({ venue }) => ({ holders: [venue], identity: null, claims: [] }),
  decide: decideChangeVenue,
};

/** Makes every code of a venue's counter worthless, and begins with a new key. */
export const renewVenueCode: Verb<{ venue: string }, VenueCodeRenewed> = {
  kind: "renew-venue-code",
  subjects: ({ venue }) => ({ holders: [venue], identity: null, claims: [] }),
  decide: decideRenewVenueCode,
};
