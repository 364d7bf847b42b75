/** Open venues within a radius, nearest first: an index narrows the search, the exact distance decides. */
import type { Holder } from "../values/holder.ts";
import { boxesAround } from "../values/nearby.ts";
import { metresBetween, type Place } from "../values/place.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import { boxRows, IN_BOXES, type VenueIndex } from "./venue-index.ts";
import { IS_WANTED, VENUE_COLUMNS, type VenueWanted, venueIn, wantedArguments } from "./venue-row.ts";

export interface VenueFound {
  venue: Holder<"venue">;
  metres: number;
}

/** Candidates that are measured exactly: the nearest on a flat map, which near a tie may differ from the globe's. */
const CANDIDATES_MAX = 1_000;

/** Reads at most `limit` venues, ordered by distance, then by id. */
export function readVenuesNearby(
  place: Place,
  {
    radiusMetres,
    limit,
    index,
    wanted = {},
  }: { radiusMetres: number; limit: number; index: VenueIndex; wanted?: VenueWanted },
): Reading<VenueFound[]> {
  const boxes = boxesAround(place, radiusMetres).map((box) => ({ box, of: 0 }));
  const squeeze = Math.round(Math.cos((place.latitudeE7 / 1e7 / 180) * Math.PI) * 1_000);
  const filters = Object.keys(wanted).length > 0;
  return {
    steps: [
      statement(
        `WITH found AS (${IN_BOXES[index]}), near AS (
           SELECT found.id, latitude - ?2 AS north, min(abs(longitude - ?3), 3600000000 - abs(longitude - ?3)) * ?4 / 1000 AS east
           FROM found ${filters ? `JOIN holders venue ON venue.id = found.id JOIN holders store ON store.id = venue.owner WHERE ${IS_WANTED}` : ""}
           ORDER BY north * north + east * east, found.id LIMIT ?5)
         SELECT ${VENUE_COLUMNS} FROM near JOIN holders venue ON venue.id = near.id LEFT JOIN holders store ON store.id = venue.owner`,
        [
          boxRows(index, boxes),
          place.latitudeE7,
          place.longitudeE7,
          squeeze,
          CANDIDATES_MAX,
          ...(filters ? wantedArguments(wanted) : []),
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
