/** What a list of venues can be narrowed by. */
import type { Reading } from "./reading.ts";
import { statement } from "./statement.ts";

export interface VenueChoices {
  categories: string[];
  stores: { store: string; name: string }[];
}

/** Venues whose categories are looked at, and choices that a list of them has. */
const LOOKED_AT_MAX = 2_000;
const CHOICES_MAX = 100;

/** The categories of the first venues by name, and the stores, each by name. */
export const readVenueChoices: Reading<VenueChoices> = {
  steps: [
    statement(
      `WITH looked AS (SELECT id FROM holders WHERE kind = 'venue' AND state = 'open' ORDER BY facts ->> '$.name', public_id LIMIT ?1)
       SELECT DISTINCT category.value AS category FROM looked CROSS JOIN holders ON holders.id = looked.id, json_each(holders.facts, '$.categories') category
       ORDER BY category LIMIT ?2`,
      [LOOKED_AT_MAX, CHOICES_MAX],
    ),
    statement(
      "SELECT public_id, facts ->> '$.name' AS name FROM holders WHERE kind = 'store' AND state = 'open' ORDER BY public_id LIMIT ?1",
      [CHOICES_MAX],
    ),
  ],
  of: ([categories = [], stores = []]) => ({
    categories: categories.map(({ category }) => String(category)),
    stores: stores.map(({ public_id, name }) => ({ store: String(public_id), name: String(name) })),
  }),
};
