/** Venues by where they are: the cells and the R*Tree give what measuring all of them gives. */
import type { InStatement } from "@libsql/client/web";
import { afterAll, expect, test } from "vitest";
import type { Reading } from "../../functions/database/reading.ts";
import { boxRows, inBoxes, venueIndexOf } from "../../functions/database/venue-index.ts";
import { readVenuesNearby } from "../../functions/database/venues-nearby.ts";
import { readVenuesOverlapping } from "../../functions/database/venues-overlapping.ts";
import { readVenuesWithin } from "../../functions/database/venues-within.ts";
import type { Holder } from "../../functions/values/holder.ts";
import { boxesAround } from "../../functions/values/nearby.ts";
import { cellOf, metresBetween, type Place } from "../../functions/values/place.ts";
import type { VenueFacts } from "../../functions/values/visit-facts.ts";
import { VENUE_MAP } from "../../schema/venue-map.ts";
import { newEmbedded } from "../support/embedded.ts";

const INDEXES = ["cells", "map"] as const;
const { client, close } = await newEmbedded();
afterAll(close);

/** A stream of numbers below 1 that is the same in every run (mulberry32). */
function streamOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Where the globe is awkward, and how far around it the venues lie, in degrees of latitude and longitude. */
const AREAS = {
  "the equator": { latitude: 0, longitude: 9.5, north: 0.2, east: 0.2, venues: 800 },
  "the antimeridian": { latitude: -16.8, longitude: 180, north: 0.2, east: 0.25, venues: 800 },
  "84.9° north": { latitude: 84.9, longitude: 20, north: 0.2, east: 3, venues: 800 },
  "the north pole": { latitude: 90, longitude: 0, north: 0.2, east: 180, venues: 400 },
  "a dense city": { latitude: 35.69, longitude: 139.7, north: 0.02, east: 0.02, venues: 900 },
};

interface Opened extends Place {
  id: string;
  radiusMetres: number;
}

const luck = streamOf(20_261_122);
const around = ({ latitude, longitude, north, east }: (typeof AREAS)[keyof typeof AREAS]): Place => {
  const shifted = longitude + (luck() * 2 - 1) * east;
  return {
    latitudeE7: Math.round(Math.min(90, latitude + (luck() * 2 - 1) * north) * 1e7),
    longitudeE7: Math.round((((((shifted + 180) % 360) + 360) % 360) - 180) * 1e7),
  };
};
const opened: Opened[] = Object.values(AREAS).flatMap((area, number) =>
  Array.from({ length: area.venues }, (_, index) => ({
    id: `ven_${number}-${index}`,
    // Every tenth shares its coordinates with others, so that equal distances have to be told apart.
    ...(index % 10 === 0
      ? { latitudeE7: Math.round(area.latitude * 1e7), longitudeE7: Math.round(area.longitude * 1e7) }
      : around(area)),
    radiusMetres: 25 + Math.floor(luck() * 476),
  })),
);
const factsOf = ({ latitudeE7, longitudeE7, radiusMetres, id }: Opened): VenueFacts => ({
  name: id,
  latitudeE7,
  longitudeE7,
  radiusMetres,
  cell: cellOf({ latitudeE7, longitudeE7 }),
});
await client.execute(
  "INSERT INTO holders(public_id, kind, version, state, facts) VALUES ('sto_globe', 'store', 0, 'open', '{}')",
);
const insert = `INSERT INTO holders(public_id, kind, owner, version, state, facts)
  SELECT value ->> 0, 'venue', 1, 0, 'open', value ->> 1 FROM json_each(?1)`;
await client.execute({
  sql: insert,
  args: [JSON.stringify(opened.map((venue) => [venue.id, JSON.stringify(factsOf(venue))]))],
});

async function reads<Result>({ steps, of }: Reading<Result>): Promise<Result> {
  const results = await client.batch(steps as InStatement[], "read");
  return of(results.map(({ rows }) => rows));
}

/** Nearest first, then by id: measured one by one. */
const measured = (place: Place, radiusMetres: number) =>
  opened
    .map((venue) => ({ id: venue.id, metres: metresBetween(place, venue) }))
    .filter(({ metres }) => metres <= radiusMetres)
    .sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1));

test("the embedded server has R*Trees, and a migrated database its map", async () => {
  expect(await venueIndexOf(client)).toBe("map");
  const { rows } = await client.execute(`SELECT count(*) AS venues FROM ${VENUE_MAP}`);
  expect(rows[0]?.venues).toBe(opened.length);
});

test.each(Object.entries(AREAS))(
  "hard case 23: nearest and within are the same by cells, by the map and by measuring at %s",
  async (_, area) => {
    for (let round = 0; round < 12; round++) {
      const place =
        round === 0
          ? { latitudeE7: Math.round(area.latitude * 1e7), longitudeE7: Math.round(area.longitude * 1e7) }
          : around(area);
      const radiusMetres = [60, 1_000, 5_000, 25_000][round % 4] ?? 1_000;
      const expected = measured(place, radiusMetres);
      const box = boxesAround(place, radiusMetres);
      const inBox = opened.filter(({ latitudeE7, longitudeE7 }) =>
        box.some(
          ({ south, north, west, east }) =>
            latitudeE7 >= south && latitudeE7 <= north && longitudeE7 >= west && longitudeE7 <= east,
        ),
      );
      for (const index of INDEXES) {
        const near = await reads(readVenuesNearby(place, { radiusMetres, limit: 20, index }));
        expect(
          near.map(({ venue, metres }) => ({ id: venue.publicId, metres })),
          `${index} ${round}`,
        ).toEqual(expected.slice(0, 20));
        const within = await reads(readVenuesWithin(box, { limit: 50, index }));
        expect(
          within.venues.map(({ publicId }) => publicId),
          `${index} ${round}`,
        ).toEqual(inBox.slice(0, 50).map(({ id }) => id));
        expect(within.isAll).toBe(inBox.length <= 50);
      }
    }
  },
);

test.each(INDEXES)(
  "hard case 23: in a city the nearest few are found by %s without a look at all within the radius",
  async (index) => {
    const place = { latitudeE7: 356_950_000, longitudeE7: 1_397_080_000 };
    const { steps } = readVenuesNearby(place, { radiusMetres: 5_000, limit: 20, index });
    const [found] = await client.batch(steps as InStatement[], "read");
    expect(measured(place, 5_000).length).toBeGreaterThan(800);
    expect(found?.rows.length).toBeGreaterThanOrEqual(20);
    expect(found?.rows.length).toBeLessThan(250);
  },
);

test.each(INDEXES)("no reading by %s looks at a venue's or a store's row before it knows which", async (index) => {
  const place = { latitudeE7: 356_950_000, longitudeE7: 1_397_080_000 };
  const looked = { latitudeE7: 0, longitudeE7: 0, radiusMetres: 75, name: "looked", cell: 0 };
  const of: Holder<"venue"> = {
    publicId: "ven_of",
    kind: "venue",
    owner: null,
    version: 0,
    state: "open",
    dueAt: null,
    facts: looked,
  };
  const readings: Reading<unknown>[] = [{}, { category: "Café", store: "sto_globe", name: "a" }].flatMap((wanted) => [
    readVenuesNearby(place, { radiusMetres: 5_000, limit: 20, index, wanted }),
    readVenuesWithin(boxesAround(place, 5_000), { limit: 200, index, wanted }),
  ]);
  for (const { steps } of [...readings, readVenuesOverlapping([of], index)])
    for (const { sql, args } of steps as { sql: string; args: [] }[]) {
      const { rows } = await client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args });
      expect(
        rows.map(({ detail }) => String(detail)).filter((detail) => /^SCAN (venue|store|holders)\b/.test(detail)),
      ).toEqual([]);
    }
});

test("overlaps are the same by both, and are those whose circles meet", async () => {
  const some = opened.filter((_, index) => index % 97 === 0);
  const holders = some.map((venue) => ({
    publicId: venue.id,
    kind: "venue" as const,
    owner: "sto_globe",
    version: 0,
    state: "open",
    dueAt: null,
    facts: factsOf(venue),
  }));
  const [cells, map] = [
    await reads(readVenuesOverlapping(holders, "cells")),
    await reads(readVenuesOverlapping(holders, "map")),
  ];
  expect([...map].map(([id, found]) => [id, found.map(({ venue }) => venue.publicId)])).toEqual(
    [...cells].map(([id, found]) => [id, found.map(({ venue }) => venue.publicId)]),
  );
  const equator = some.filter(({ id }) => id.startsWith("ven_0-"));
  expect(equator.length).toBeGreaterThan(5);
  for (const venue of equator) {
    const meets = opened
      .filter((other) => other.id !== venue.id && metresBetween(venue, other) < venue.radiusMetres + other.radiusMetres)
      .map(({ id }) => id);
    // At the shared coordinates are more than a warning counts.
    if (meets.length < 50)
      expect(
        cells
          .get(venue.id)
          ?.map(({ venue: { publicId } }) => publicId)
          .sort(),
      ).toEqual(meets.sort());
  }
});

test("a venue that moves, closes or opens again does so on the map too", async () => {
  const at = async (index: (typeof INDEXES)[number]) => {
    const box = boxRows(index, [{ box: { south: 400_000_000, north: 401_000_000, west: 0, east: 1_000_000 }, of: 0 }]);
    const { rows } = await client.execute({ sql: inBoxes(index), args: [box] });
    return rows.map(({ id, latitude, longitude }) => [id, latitude, longitude]);
  };
  const moved = { name: "moved", latitudeE7: 400_500_000, longitudeE7: 500_000, radiusMetres: 75 };
  const facts = JSON.stringify({ ...moved, cell: cellOf(moved) });
  await client.execute({
    sql: "UPDATE holders SET facts = ?1, version = version + 1 WHERE public_id = 'ven_0-1'",
    args: [facts],
  });
  const [cells, map] = [await at("cells"), await at("map")];
  expect(cells).toHaveLength(1);
  expect(map).toEqual(cells);
  await client.execute("UPDATE holders SET state = 'closed', version = version + 1 WHERE public_id = 'ven_0-1'");
  expect([await at("cells"), await at("map")]).toEqual([[], []]);
  await client.execute("UPDATE holders SET state = 'open', version = version + 1 WHERE public_id = 'ven_0-1'");
  expect([await at("cells"), await at("map")]).toEqual([cells, map]);
});

test("neither index looks at a venue's row to find it", async () => {
  const args = [boxRows("cells", [{ box: { south: 0, north: 9, west: 0, east: 9 }, of: 0 }])];
  const { rows } = await client.execute({ sql: `EXPLAIN ${inBoxes("cells")}`, args });
  const opens = rows.filter(({ opcode }) => opcode === "OpenRead").map(({ p1, p2 }) => ({ cursor: p1, root: p2 }));
  const { rows: roots } = await client.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'holders'");
  const table = opens.find(({ root }) => root === roots[0]?.rootpage);
  expect(opens.length).toBeGreaterThan(0);
  // It may be opened; no column is ever read of it.
  expect(rows.filter(({ opcode, p1 }) => opcode === "Column" && p1 === table?.cursor)).toEqual([]);
});

test.each(INDEXES)(
  "whoever wants what is rare looks at no more rows than a bound by %s, the nearest or the oldest first",
  async (index) => {
    const place = { latitudeE7: 356_900_000, longitudeE7: 1_397_000_000 };
    const nearest = measured(place, 5_000);
    const box = boxesAround(place, 5_000);
    const all = await reads(readVenuesWithin(box, { limit: 1_000, index }));
    const nth = (number: number) => ({
      near: { name: nearest[number]?.id ?? "" },
      within: { name: all.venues[number]?.publicId ?? "" },
    });
    const asked = async (number: number, lookedAtMax: number) => {
      const near = await reads(
        readVenuesNearby(place, { radiusMetres: 5_000, limit: 1, index, lookedAtMax, wanted: nth(number).near }),
      );
      const within = await reads(readVenuesWithin(box, { limit: 1, index, lookedAtMax, wanted: nth(number).within }));
      return [near.length, within.venues.length, within.isAll];
    };
    // Names begin alike: ven_4-899 is nobody else's beginning.
    const far = Math.min(
      nearest.findLastIndex(({ id }) => /-\d{3}$/.test(id)),
      700,
    );
    const number = nearest.findIndex(
      ({ id }, at) => at >= far - 50 && /-\d{3}$/.test(id) && /-\d{3}$/.test(all.venues[at]?.publicId ?? ""),
    );
    expect(number).toBeGreaterThan(300);
    expect(await asked(number, number + 1), "the last that is looked at").toEqual([1, 1, false]);
    expect(await asked(number, number - 40), "and one beyond it").toEqual([0, 0, false]);
    expect(await asked(number, 5_000)).toEqual([1, 1, true]);
  },
);
