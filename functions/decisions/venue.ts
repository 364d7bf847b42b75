/** Opening a venue: a place with coordinates and a radius, belonging to a store. */
import { asKind } from "../values/holder.ts";
import { cellOf } from "../values/morton.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface VenueOpening {
  store: string;
  name: string;
  /** Degrees. */
  latitude: number;
  longitude: number;
  radiusMetres: number;
}

/** Coordinates are kept in ten-millionths of a degree, about a centimetre. */
const E7 = 10_000_000;

/** Refusals: store_unknown (nothing stored). */
export function decideOpenVenue(
  facts: Facts,
  { store, name, latitude, longitude, radiusMetres }: VenueOpening,
  given: Given,
): Decided<{ operation: string; venue: string }> {
  const owner = facts.holders.get(store);
  if (owner?.kind !== "store") return cannotDecide("store_unknown");
  const draft = draftOf(facts);
  const venue = given.id("ven");
  const place = { latitudeE7: Math.round(latitude * E7), longitudeE7: Math.round(longitude * E7) };
  draft.expect(asKind(owner, "store"));
  draft.open<"venue">({
    publicId: venue,
    kind: "venue",
    owner: store,
    state: "open",
    dueAt: null,
    facts: { name, ...place, radiusMetres, cell: cellOf(place) },
  });
  return { written: draft.written(null), outcome: { operation: given.operation, venue } };
}
