/** Open venues within a radius, nearest first: an index narrows the search, the exact distance decides. */
import type { Holder } from "../values/holder.ts";
import { type Box, boxesAround, boxesInside } from "../values/nearby.ts";
import { metresBetween, type Place } from "../values/place.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import { boxRows, inBoxes, type VenueIndex } from "./venue-index.ts";
import { IS_WANTED, LOOKED_AT_MAX, VENUE_COLUMNS, type VenueWanted, venueIn, wantedArguments } from "./venue-row.ts";

export interface VenueFound {
  venue: Holder<"venue">;
  metres: number;
}

/** Candidates that are measured exactly: the nearest on a flat map, which near a tie may differ from the globe's. */
const CANDIDATES_MAX = 1_000;

/** Metres below which no smaller circle is tried: so near, all who are there are few. */
const NEAREST_METRES = 20;

/** Reads at most `limit` venues, ordered by distance, then by id. What is wanted is looked for among the nearest `lookedAtMax`. */
export function readVenuesNearby(
  place: Place,
  {
    radiusMetres,
    limit,
    index,
    wanted = {},
    lookedAtMax = LOOKED_AT_MAX,
  }: { radiusMetres: number; limit: number; index: VenueIndex; wanted?: VenueWanted; lookedAtMax?: number },
): Reading<VenueFound[]> {
  const squeeze = Math.round(Math.cos((place.latitudeE7 / 1e7 / 180) * Math.PI) * 1_000);
  const filters = Object.keys(wanted).length > 0;
  const those = `CROSS JOIN holders venue ON venue.id = found.id CROSS JOIN holders store ON store.id = venue.owner WHERE ${IS_WANTED}`;
  const inCircle = inBoxes(index, "circle.value ->> 0");
  // In a city a small circle has enough: the first whose inside has the limit, or all that is looked at, holds the nearest, and none beyond it is looked at.
  const hasEnough = filters
    ? `(SELECT count(*) FROM (SELECT 1 FROM (${inCircle}) LIMIT ?10)) = ?10
       OR (SELECT count(*) FROM (SELECT 1 FROM (${inCircle}) found ${those} LIMIT ?9)) = ?9`
    : `(SELECT count(*) FROM (SELECT 1 FROM (${inCircle}) found LIMIT ?9)) = ?9`;
  return {
    steps: [
      statement(
        `WITH circle AS (
           SELECT circle.value ->> 1 AS around FROM json_each(?1) circle WHERE circle.value ->> 0 IS NULL OR ${hasEnough} LIMIT 1),
         found AS (${inBoxes(index, "(SELECT around FROM circle)")}), near AS (
           SELECT found.id, latitude - ?2 AS north, min(abs(longitude - ?3), 3600000000 - abs(longitude - ?3)) * ?4 / 1000 AS east
           FROM found ORDER BY north * north + east * east, found.id LIMIT ${filters ? "?10" : "?5"})${
             filters
               ? `, those AS (SELECT found.id FROM near found ${those} ORDER BY north * north + east * east, found.id LIMIT ?5)`
               : ""
           }
         SELECT ${VENUE_COLUMNS} FROM ${filters ? "those" : "near"} near CROSS JOIN holders venue ON venue.id = near.id LEFT JOIN holders store ON store.id = venue.owner`,
        [
          circles(place, radiusMetres, index),
          place.latitudeE7,
          place.longitudeE7,
          squeeze,
          CANDIDATES_MAX,
          ...wantedArguments(wanted),
          limit,
          ...(filters ? [lookedAtMax] : []),
        ],
      ),
    ],
    of: ([found = []]) =>
      found
        .map((row) => {
          const venue = venueIn(row);
          return { venue, metres: metresBetween(place, venue.facts) };
        })
        .filter(({ metres }) => metres <= radiusMetres)
        .sort((a, b) => a.metres - b.metres || (a.venue.publicId < b.venue.publicId ? -1 : 1))
        .slice(0, limit),
  };
}

/** Circles around a place, each twice as wide as the last: JSON of the boxes inside, null of the whole one, and of those around. */
function circles(place: Place, radiusMetres: number, index: VenueIndex): string {
  const rows = (boxes: Box[]) =>
    boxRows(
      index,
      boxes.map((box) => ({ box, of: 0 })),
    );
  const found: [string | null, string][] = [[null, rows(boxesAround(place, radiusMetres))]];
  for (let radius = radiusMetres / 2; radius >= NEAREST_METRES; radius /= 2) {
    const inside = boxesInside(place, radius);
    if (inside) found.unshift([rows(inside), rows(boxesAround(place, radius))]);
  }
  return JSON.stringify(found);
}
