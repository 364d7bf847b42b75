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

export interface VenueCodeRenewed {
  operation: string;
  venue: string;
  /** Of the key from now on. */
  version: number;
}

/** Refusals: venue_unknown (nothing stored). */
export function decideRenewVenueCode(
  facts: Facts,
  { venue: id }: { venue: string },
  given: Given,
): Decided<VenueCodeRenewed> {
  const holder = facts.holders.get(id);
  if (holder?.kind !== "venue") return cannotDecide("venue_unknown");
  const venue = asKind(holder, "venue");
  const version = (venue.facts.codeVersion ?? 1) + 1;
  const draft = draftOf(facts);
  draft.change(venue, { facts: { ...venue.facts, codeVersion: version } });
  return { written: draft.written(null), outcome: { operation: given.operation, venue: id, version } };
}
