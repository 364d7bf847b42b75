/** Open venues in what a map shows. */
import type { Holder } from "../values/holder.ts";
import type { Box } from "../values/nearby.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import { boxRows, inBoxes, type VenueIndex } from "./venue-index.ts";
import { IS_WANTED, LOOKED_AT_MAX, VENUE_COLUMNS, type VenueWanted, venueIn, wantedArguments } from "./venue-row.ts";

/**
 * Reads at most `limit` venues, those first that were opened first, and whether these are all. What is wanted is looked for among
 * the first `lookedAtMax` of the boxes; where there are more than these, nobody knows of the rest.
 */
export function readVenuesWithin(
  boxes: Box[],
  {
    limit,
    index,
    wanted = {},
    lookedAtMax = LOOKED_AT_MAX,
  }: { limit: number; index: VenueIndex; wanted?: VenueWanted; lookedAtMax?: number },
): Reading<{ venues: Holder<"venue">[]; isAll: boolean }> {
  const asked = boxes.map((box) => ({ box, of: 0 }));
  const filters = Object.keys(wanted).length > 0;
  // ?4 and ?5 are not asked for: what is wanted has the same numbers everywhere.
  const named = filters ? [lookedAtMax, null, null, ...wantedArguments(wanted)] : [];
  return {
    steps: [
      statement(
        `WITH found AS (${inBoxes(index)}), ${filters ? "looked AS (SELECT found.id FROM found ORDER BY found.id LIMIT ?3), " : ""}first AS (
           ${
             filters
               ? `SELECT looked.id FROM looked CROSS JOIN holders venue ON venue.id = looked.id CROSS JOIN holders store ON store.id = venue.owner WHERE ${IS_WANTED} ORDER BY looked.id LIMIT ?2`
               : "SELECT found.id FROM found ORDER BY found.id LIMIT ?2"
           })
         SELECT ${VENUE_COLUMNS} FROM first CROSS JOIN holders venue ON venue.id = first.id LEFT JOIN holders store ON store.id = venue.owner
         ORDER BY venue.id`,
        [boxRows(index, asked), limit + 1, ...named],
      ),
      ...(filters
        ? [
            statement(`SELECT count(*) AS looked FROM (SELECT 1 FROM (${inBoxes(index)}) LIMIT ?2)`, [
              boxRows(index, asked),
              lookedAtMax + 1,
            ]),
          ]
        : []),
    ],
    of: ([rows = [], counts = []]) => ({
      venues: rows.slice(0, limit).map(venueIn),
      isAll: rows.length <= limit && Number(counts[0]?.looked ?? 0) <= lookedAtMax,
    }),
  };
}
