/** A venue as reads give it, and what a reader may want of it. */
import type { Row } from "@libsql/client/web";
import { asKind, type Holder } from "../values/holder.ts";
import { holderOf } from "./facts.ts";
import type { Argument } from "./statement.ts";

/** Of `venue` and its `store`, as venueIn reads them. */
export const VENUE_COLUMNS =
  "venue.public_id, venue.kind, venue.version, venue.state, venue.due_at, venue.facts, store.public_id AS owner";

/** A venue from a row of VENUE_COLUMNS. */
export function venueIn(row: Row): Holder<"venue"> {
  return asKind(holderOf(row), "venue");
}

/** What a reader wants of a venue; what is absent is all the same to her. */
export interface VenueWanted {
  /** Words in its name, in any case of ASCII letters. */
  name?: string;
  category?: string;
  store?: string;
}

/** Whether `venue` of `store` is as ?6 (name), ?7 (category) and ?8 (store) want it. */
export const IS_WANTED = `(?6 IS NULL OR venue.facts ->> '$.name' LIKE ?6 ESCAPE '\\')
  AND (?7 IS NULL OR EXISTS (SELECT 1 FROM json_each(venue.facts, '$.categories') WHERE value = ?7))
  AND (?8 IS NULL OR store.public_id = ?8)`;

/** What IS_WANTED asks for, in its order. */
export function wantedArguments({ name, category, store }: VenueWanted): Argument[] {
  const like = name === undefined ? null : `%${name.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return [like, category ?? null, store ?? null];
}

/** Venues whose rows are looked at for what is wanted: the nearest, or those that were opened first. Finding them reads an index alone. */
export const LOOKED_AT_MAX = 5_000;
