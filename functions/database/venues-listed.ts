import type { Client } from "@libsql/client/web";
import type { Holder } from "../values/holder.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { statement } from "./statement.ts";
import { VENUE_COLUMNS, venueIn } from "./venue-row.ts";

/** Venues that are read at once for a file. */
const PAGE = 1_000;

/** All venues, a page at a time. */
export async function* everyVenue(client: Client): AsyncGenerator<Holder<"venue">[]> {
  let cursor: string | null = null;
  do {
    const { steps, of } = readVenuesListed({ limit: PAGE, cursor });
    const page = of((await client.batch(steps, "read")).map(({ rows }) => rows));
    yield page.found;
    cursor = page.next;
  } while (cursor !== null);
}

/** A page of all venues, closed ones too, in order of id; the cursor is the last id seen. */
function readVenuesListed({ limit, cursor }: Page): Reading<Listed<Holder<"venue">>> {
  return {
    steps: [
      // Ids of venues begin so: a page begins there, and not with the first of all holders.
      statement(
        `SELECT ${VENUE_COLUMNS} FROM holders venue LEFT JOIN holders store ON store.id = venue.owner
         WHERE venue.kind = 'venue' AND venue.public_id > ?1 ORDER BY venue.public_id LIMIT ?2`,
        [cursor ?? "ven", limit + 1],
      ),
    ],
    of: ([rows = []]) => listed(rows.map(venueIn), limit, ({ publicId }) => publicId),
  };
}
