import { decideOpenVenue, type VenueOpening } from "../decisions/venue.ts";
import type { Verb } from "./verb.ts";

/** Opens a venue of a store. */
export const openVenue: Verb<VenueOpening, { operation: string; venue: string }> = {
  kind: "open-venue",
  subjects: ({ store, venue }) => ({ holders: [store, venue], identity: null, claims: [] }),
  decide: decideOpenVenue,
};
