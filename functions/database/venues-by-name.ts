/** Open venues in the order of their names, for a list that needs no map. */
import type { Holder } from "../values/holder.ts";
import type { Listed, Page, Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import { IS_WANTED, VENUE_COLUMNS, type VenueWanted, venueIn, wantedArguments } from "./venue-row.ts";

/** Venues that one page looks at: where few are wanted of many, a page ends here with what it has, and the next goes on. */
const LOOKED_AT_MAX = 20_000;

/** A page of those that are wanted; the cursor is the id of the last venue that was looked at. */
export function readVenuesByName({
  limit,
  cursor,
  wanted = {},
}: Page & { wanted?: VenueWanted }): Reading<Listed<Holder<"venue">>> {
  const [name, category, store] = wantedArguments(wanted);
  return {
    steps: [
      statement(
        `WITH looked AS (
           SELECT id, public_id, facts ->> '$.name' AS name FROM holders
           WHERE kind = 'venue' AND state = 'open' AND facts ->> '$.name' >= coalesce((SELECT facts ->> '$.name' FROM holders WHERE public_id = ?1), '')
             AND (facts ->> '$.name', public_id) > (coalesce((SELECT facts ->> '$.name' FROM holders WHERE public_id = ?1), ''), coalesce(?1, ''))
           ORDER BY facts ->> '$.name', public_id LIMIT ?3)
         SELECT ${VENUE_COLUMNS} FROM looked CROSS JOIN holders venue ON venue.id = looked.id LEFT JOIN holders store ON store.id = venue.owner
         WHERE ${IS_WANTED} ORDER BY looked.name, looked.public_id LIMIT ?2`,
        [cursor, limit + 1, LOOKED_AT_MAX, null, null, name, category, store],
      ),
      statement(
        `SELECT public_id FROM (SELECT facts ->> '$.name' AS name, public_id FROM holders
           WHERE kind = 'venue' AND state = 'open' AND facts ->> '$.name' >= coalesce((SELECT facts ->> '$.name' FROM holders WHERE public_id = ?1), '')
             AND (facts ->> '$.name', public_id) > (coalesce((SELECT facts ->> '$.name' FROM holders WHERE public_id = ?1), ''), coalesce(?1, ''))
           ORDER BY facts ->> '$.name', public_id LIMIT 1 OFFSET ?2)`,
        [cursor, LOOKED_AT_MAX - 1],
      ),
    ],
    of: ([rows = [], lastLookedAt = []]) => {
      const venues = rows.map(venueIn);
      const found = venues.slice(0, limit);
      const next = venues.length > limit ? found.at(-1)?.publicId : lastLookedAt[0]?.public_id;
      return { found, next: next === undefined || next === null ? null : String(next) };
    },
  };
}
