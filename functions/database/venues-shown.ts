/** Venues with their tags, for the people who look after them. */
import type { Row } from "@libsql/client/web";
import type { VenueFacts } from "../values/visit-facts.ts";
import { type Listed, listed, type Page, type Reading } from "./reading.ts";
import { statement } from "./statement.ts";

export interface VenueShown {
  venue: string;
  name: string;
  store: string;
  storeName: string;
  state: string;
  /** Of the key of its counter's code. */
  codeVersion: number;
  tags: { tag: string; state: string }[];
}

/** A page of venues in order of id, each with its tags, active ones first; the cursor is the last id seen. */
export function readVenuesShown({ limit, cursor }: Page): Reading<Listed<VenueShown>> {
  const page = `page AS (SELECT id, public_id, owner, state, facts FROM holders WHERE kind = 'venue' AND public_id > ?1 ORDER BY public_id LIMIT ?2)`;
  // Ids of venues begin so: a page begins there, and not with the first of all holders.
  const named = [cursor ?? "ven", limit + 1];
  return {
    steps: [
      statement(
        `WITH ${page} SELECT page.public_id, page.state, page.facts, store.public_id AS store, store.facts ->> '$.name' AS store_name FROM page LEFT JOIN holders store ON store.id = page.owner ORDER BY page.public_id`,
        named,
      ),
      statement(
        `WITH ${page} SELECT page.public_id AS venue, held.public_id, held.state FROM page JOIN holders held ON held.owner = page.id AND held.kind = 'tag'
         ORDER BY held.state = 'active' DESC, held.id`,
        named,
      ),
    ],
    of: ([venues = [], tags = []]) => {
      const byVenue = Map.groupBy(tags, ({ venue }) => String(venue));
      const found = venues.map((row) => venueOf(row, byVenue.get(String(row.public_id)) ?? []));
      return listed(found, limit, ({ venue }) => venue);
    },
  };
}

function venueOf({ public_id, state, store, store_name, facts }: Row, tags: Row[]): VenueShown {
  const { name, codeVersion = 1 } = JSON.parse(String(facts)) as VenueFacts;
  return {
    venue: String(public_id),
    name,
    store: String(store ?? ""),
    storeName: String(store_name ?? store ?? ""),
    state: String(state),
    codeVersion,
    tags: tags.map((row) => ({ tag: String(row.public_id), state: String(row.state) })),
  };
}
