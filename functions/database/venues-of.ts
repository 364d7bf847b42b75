import type { VenueFacts } from "../values/visit-facts.ts";
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

/** The first open venues by id, each with its store: where somebody at a till says that a member is. */
export function readVenuesOfStores(limit: number): Reading<{ venue: string; name: string; store: string }[]> {
  return {
    steps: [
      statement(
        `SELECT venue.public_id AS venue, venue.facts ->> '$.name' AS name, store.public_id AS store
         FROM holders venue JOIN holders store ON store.id = venue.owner
         WHERE venue.kind = 'venue' AND venue.state = 'open' ORDER BY venue.id LIMIT ?1`,
        [limit],
      ),
    ],
    of: ([rows = []]) =>
      rows.map(({ venue, name, store }) => ({ venue: String(venue), name: String(name), store: String(store) })),
  };
}

/** The first open venues, in the order in which they were opened, for a list to choose from. */
export function readVenuesOf(limit: number): Reading<{ id: string; name: string }[]> {
  return {
    steps: [
      statement("SELECT public_id, facts FROM holders WHERE kind = 'venue' AND state = 'open' ORDER BY id LIMIT ?1", [
        limit,
      ]),
    ],
    of: ([rows = []]) =>
      rows.map(({ public_id, facts }) => ({
        id: String(public_id),
        name: (JSON.parse(String(facts)) as VenueFacts).name,
      })),
  };
}
