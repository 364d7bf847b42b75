/** Venues by the thousand and by the million: what nearest and within cost the database, by cells and by the R*Tree. */
import type { Client, InStatement } from "@libsql/client/web";
import type { Reading } from "../../functions/database/reading.ts";
import type { VenueIndex } from "../../functions/database/venue-index.ts";
import { readVenuesNearby } from "../../functions/database/venues-nearby.ts";
import { readVenuesWithin } from "../../functions/database/venues-within.ts";
import { boxesAround } from "../../functions/values/nearby.ts";
import { cellOf, type Place, placeOf } from "../../functions/values/place.ts";

/** Rows of one statement. */
const BATCH = 10_000;
/** Venues are in cities, most of them in the large ones; the first is as dense as any on earth. */
const CITIES = 400;
const CITY_DEGREES = 0.08;
const ASKED = 300;
const RADIUS_METRES = 1_000;
/** The largest share of a city: a tenth of all venues are in the first. */
const STEEP = 3;

export interface VenuesMeasured {
  venues: number;
  index: VenueIndex;
  nearest: { p50: number; p95: number };
  within: { p50: number; p95: number };
}

/** Adds venues up to a number; those that are there stay. They are the same in every run. */
export async function growVenues(client: Client, { from, to }: { from: number; to: number }): Promise<void> {
  if (from === 0)
    await client.execute(
      "INSERT INTO holders(public_id, kind, version, state, facts) VALUES ('sto_grown', 'store', 0, 'open', '{}') ON CONFLICT DO NOTHING",
    );
  for (let first = from; first < to; first += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, to - first) }, (_, index) => {
      const place = placeAt(first + index);
      const facts = { name: `Venue ${first + index}`, ...place, radiusMetres: 75, cell: cellOf(place) };
      return [`ven_grown${first + index}`, JSON.stringify(facts)];
    });
    await client.execute({
      sql: `INSERT INTO holders(public_id, kind, owner, version, state, facts)
        SELECT value ->> 0, 'venue', (SELECT id FROM holders WHERE public_id = 'sto_grown'), 0, 'open', value ->> 1 FROM json_each(?1)`,
      args: [JSON.stringify(rows)],
    });
  }
}

/** Asks for the nearest 20 within 1 km, and for what a map of 2 km shows, around so many venues, one after the other. */
export async function measureVenues(client: Client, venues: number, index: VenueIndex): Promise<VenuesMeasured> {
  const nearest: number[] = [];
  const within: number[] = [];
  for (let asked = 0; asked < ASKED; asked++) {
    const place = placeAt(Math.floor((asked * venues) / ASKED));
    nearest.push(await timed(client, readVenuesNearby(place, { radiusMetres: RADIUS_METRES, limit: 20, index })));
    within.push(await timed(client, readVenuesWithin(boxesAround(place, RADIUS_METRES), { limit: 200, index })));
  }
  return { venues, index, nearest: percentiles(nearest), within: percentiles(within) };
}

async function timed<Result>(client: Client, { steps, of }: Reading<Result>): Promise<number> {
  const began = performance.now();
  of((await client.batch(steps as InStatement[], "read")).map(({ rows }) => rows));
  return performance.now() - began;
}

function percentiles(numbers: number[]): { p50: number; p95: number } {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

function placeAt(number: number): Place {
  const [inCity, north, east] = [drawn(number * 3), drawn(number * 3 + 1), drawn(number * 3 + 2)];
  const city = Math.floor(CITIES * inCity ** STEEP);
  const [latitude, longitude] = [drawn(-city * 2 - 1) * 130 - 60, drawn(-city * 2 - 2) * 360 - 180];
  // Towards the middle of a city they are denser.
  const shifted = longitude + (east - 0.5) ** 3 * 8 * CITY_DEGREES;
  return placeOf({
    latitude: latitude + (north - 0.5) ** 3 * 8 * CITY_DEGREES,
    longitude: ((((shifted + 180) % 360) + 360) % 360) - 180,
  });
}

/** A number below 1 that follows from another (splitmix32). */
function drawn(number: number): number {
  let mixed = (number + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
}
