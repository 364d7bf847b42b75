/** Opening a venue: a place of a store where members check in. */
import { asKind } from "../values/holder.ts";
import { cellOf, type Place } from "../values/place.ts";
import { cannotDecide, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface VenueOpening extends Place {
  /** `ven_…` */
  venue: string;
  store: string;
  name: string;
  /** As rules name it; absent: that of its store. */
  city?: string;
  /** 25 to 500 metres. */
  radiusMetres: number;
}

/** Refusals, in order: store_unknown (nothing stored), duplicate (stored). */
export function decideOpenVenue(
  facts: Facts,
  { venue, store, name, city, latitudeE7, longitudeE7, radiusMetres }: VenueOpening,
  given: Given,
): Decided<{ operation: string; venue: string }> {
  const owner = facts.holders.get(store);
  if (owner?.kind !== "store") return cannotDecide("store_unknown");
  if (facts.holders.has(venue)) return refuse("duplicate", { venue });
  const draft = draftOf(facts);
  draft.expect(asKind(owner, "store"));
  draft.open<"venue">({
    publicId: venue,
    kind: "venue",
    owner: store,
    state: "open",
    dueAt: null,
    facts: {
      name,
      ...(city === undefined ? {} : { city }),
      latitudeE7,
      longitudeE7,
      radiusMetres,
      cell: cellOf({ latitudeE7, longitudeE7 }),
    },
  });
  return { written: draft.written(null), outcome: { operation: given.operation, venue } };
}
