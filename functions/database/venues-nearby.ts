/** Open venues within a radius, nearest first: cells narrow the search, the exact distance decides. */
import { asKind, type Holder } from "../values/holder.ts";
import { boxesAround, rangesOver } from "../values/nearby.ts";
import { metresBetween, type Place } from "../values/place.ts";
import { holderOf } from "./facts.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

export interface VenueFound {
  venue: Holder<"venue">;
  metres: number;
}

/** Candidates that are measured exactly: the nearest on a flat map, which near a tie may differ from the globe's. */
const CANDIDATES_MAX = 1_000;

/** Reads at most `limit` venues, ordered by distance, then by id. */
export function readVenuesNearby(
  place: Place,
  { radiusMetres, limit }: { radiusMetres: number; limit: number },
): Reading<VenueFound[]> {
  const boxes = boxesAround(place, radiusMetres);
  const rows = boxes.flatMap((box) =>
    rangesOver(box).map(({ from, until }) => [from, until, box.south, box.north, box.west, box.east]),
  );
  const squeeze = Math.round(Math.cos((place.latitudeE7 / 1e7 / 180) * Math.PI) * 1_000);
  return {
    steps: [
      statement(
        `SELECT holders.public_id, holders.kind, holders.version, holders.state, holders.due_at, holders.facts, owner.public_id AS owner,
           (holders.facts ->> '$.latitudeE7') - ?2 AS north,
           min(abs((holders.facts ->> '$.longitudeE7') - ?3), 3600000000 - abs((holders.facts ->> '$.longitudeE7') - ?3)) * ?4 / 1000 AS east
         FROM json_each(?1) JOIN holders ON holders.kind = 'venue' AND holders.facts ->> '$.cell' >= (value ->> 0) AND holders.facts ->> '$.cell' < (value ->> 1)
           LEFT JOIN holders owner ON owner.id = holders.owner
         WHERE holders.state = 'open'
           AND (holders.facts ->> '$.latitudeE7') BETWEEN (value ->> 2) AND (value ->> 3)
           AND (holders.facts ->> '$.longitudeE7') BETWEEN (value ->> 4) AND (value ->> 5)
         ORDER BY north * north + east * east, holders.public_id LIMIT ?5`,
        [JSON.stringify(rows), place.latitudeE7, place.longitudeE7, squeeze, CANDIDATES_MAX],
      ),
    ],
    of: ([found = []]) =>
      found
        .map((row) => {
          const venue = asKind(holderOf(row), "venue");
          return { venue, metres: metresBetween(place, venue.facts) };
        })
        .filter(({ metres }) => metres <= radiusMetres)
        .sort((a, b) => a.metres - b.metres || (a.venue.publicId < b.venue.publicId ? -1 : 1))
        .slice(0, limit),
  };
}
