/** Venues whose circles meet: a position there shows neither of them. */
import type { Holder } from "../values/holder.ts";
import { boxesAround } from "../values/nearby.ts";
import { metresBetween, RADIUS_METRES } from "../values/place.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import { boxRows, inBoxes, type VenueIndex } from "./venue-index.ts";
import { VENUE_COLUMNS, venueIn } from "./venue-row.ts";

/** Neighbours that are looked at of each: a warning needs a few. */
const NEIGHBOURS_MAX = 50;

/** Reads, for each open venue, the open ones whose circle meets its own, nearest first, by public id. */
export function readVenuesOverlapping(
  venues: Holder<"venue">[],
  index: VenueIndex,
): Reading<Map<string, { venue: Holder<"venue">; metres: number }[]>> {
  const asked = venues.flatMap(({ facts }, of) =>
    boxesAround(facts, facts.radiusMetres + RADIUS_METRES.max).map((box) => ({ box, of })),
  );
  return {
    steps: [
      statement(
        `WITH found AS (${inBoxes(index)}), counted AS (SELECT of, id, row_number() OVER (PARTITION BY of ORDER BY id) AS number FROM found)
         SELECT counted.of, ${VENUE_COLUMNS} FROM counted CROSS JOIN holders venue ON venue.id = counted.id LEFT JOIN holders store ON store.id = venue.owner
         WHERE counted.number <= ?2`,
        [boxRows(index, asked), NEIGHBOURS_MAX],
      ),
    ],
    of: ([rows = []]) => {
      const byVenue = Map.groupBy(rows, ({ of }) => Number(of));
      return new Map(
        venues.map(({ publicId, facts }, of) => [
          publicId,
          (byVenue.get(of) ?? [])
            .map(venueIn)
            .filter((other) => other.publicId !== publicId)
            .map((venue) => ({ venue, metres: metresBetween(facts, venue.facts) }))
            .filter(({ venue, metres }) => metres < facts.radiusMetres + venue.facts.radiusMetres)
            .sort((a, b) => a.metres - b.metres || (a.venue.publicId < b.venue.publicId ? -1 : 1)),
        ]),
      );
    },
  };
}
