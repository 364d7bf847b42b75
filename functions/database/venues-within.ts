/** Open venues in what a map shows. */
import type { Holder } from "../values/holder.ts";
import type { Box } from "../values/nearby.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import { boxRows, inBoxes, type VenueIndex } from "./venue-index.ts";
import { IS_WANTED, VENUE_COLUMNS, type VenueWanted, venueIn, wantedArguments } from "./venue-row.ts";

/** Reads at most `limit` venues, those first that were opened first, and whether there are more. */
export function readVenuesWithin(
  boxes: Box[],
  { limit, index, wanted = {} }: { limit: number; index: VenueIndex; wanted?: VenueWanted },
): Reading<{ venues: Holder<"venue">[]; isAll: boolean }> {
  const asked = boxes.map((box) => ({ box, of: 0 }));
  const filters = Object.keys(wanted).length > 0;
  // ?3 to ?5 are not asked for: what is wanted has the same numbers everywhere.
  const named = filters ? [null, null, null, ...wantedArguments(wanted)] : [];
  return {
    steps: [
      statement(
        `WITH found AS (${inBoxes(index)}), first AS (
           SELECT found.id FROM found
           ${filters ? `CROSS JOIN holders venue ON venue.id = found.id CROSS JOIN holders store ON store.id = venue.owner WHERE ${IS_WANTED}` : ""}
           ORDER BY found.id LIMIT ?2)
         SELECT ${VENUE_COLUMNS} FROM first CROSS JOIN holders venue ON venue.id = first.id LEFT JOIN holders store ON store.id = venue.owner
         ORDER BY venue.id`,
        [boxRows(index, asked), limit + 1, ...named],
      ),
    ],
    of: ([rows = []]) => ({ venues: rows.slice(0, limit).map(venueIn), isAll: rows.length <= limit }),
  };
}
