/**
 * What finds venues on the globe: Morton cells by the index `venue_by_cell`, which every database has, or the map
 * (schema/venue-map.ts), an R*Tree. Both give the same rows; the map looks at fewer.
 */
import type { Client } from "@libsql/client/web";
import { type Box, rangesOver } from "../values/nearby.ts";

export type VenueIndex = "cells" | "map";

const known = new WeakMap<Client, VenueIndex>();

/** The index that a database has: asked once by each isolate. Without an answer the cells do, and it is asked again. */
export async function venueIndexOf(client: Client): Promise<VenueIndex> {
  const before = known.get(client);
  if (before) return before;
  const asked = await client.execute("SELECT 1 FROM sqlite_schema WHERE name = 'venue_map'").catch(() => null);
  if (!asked) return "cells";
  const index: VenueIndex = asked.rows.length > 0 ? "map" : "cells";
  known.set(client, index);
  return index;
}

/** A box with the number of what it was made for. */
export interface Asked {
  box: Box;
  of: number;
}

/** The rows that inBoxes reads as JSON: one for each range of cells, or for each box. */
export function boxRows(index: VenueIndex, asked: Asked[]): string {
  const rows = asked.flatMap(({ box, of }) => {
    const edges = [box.south, box.north, box.west, box.east, of];
    return index === "map" ? [edges] : rangesOver(box).map(({ from, until }) => [...edges, from, until]);
  });
  return JSON.stringify(rows);
}

/** Open venues in boxes, as (of, id, latitude, longitude); `boxes` is SQL for the rows of boxRows. Neither index reads a venue's row. */
export function inBoxes(index: VenueIndex, boxes = "?1"): string {
  if (index === "map")
    return `SELECT box.value ->> 4 AS of, venue_map.id, south AS latitude, west AS longitude
    FROM json_each(${boxes}) box CROSS JOIN venue_map
    WHERE south >= (box.value ->> 0) AND north <= (box.value ->> 1) AND west >= (box.value ->> 2) AND east <= (box.value ->> 3)`;
  return `SELECT box.value ->> 4 AS of, holders.id, holders.facts ->> '$.latitudeE7' AS latitude, holders.facts ->> '$.longitudeE7' AS longitude
    FROM json_each(${boxes}) box CROSS JOIN holders
    WHERE holders.kind = 'venue' AND holders.state = 'open'
      AND holders.facts ->> '$.cell' >= (box.value ->> 5) AND holders.facts ->> '$.cell' < (box.value ->> 6)
      AND holders.facts ->> '$.latitudeE7' BETWEEN (box.value ->> 0) AND (box.value ->> 1)
      AND holders.facts ->> '$.longitudeE7' BETWEEN (box.value ->> 2) AND (box.value ->> 3)`;
}
