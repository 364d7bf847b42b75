/** GET /v1/venues/nearby: where to check in. Where somebody looks from is used for this answer and kept nowhere. */
import * as z from "zod";
import { readVenuesNearby } from "../database/venues-nearby.ts";
import { contract } from "../edge/contract.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { placeOf } from "../values/place.ts";

/** Widest circle, in metres: a town. */
const RADIUS_MAX = 25_000;

const degrees = (most: number, about: string) => z.coerce.number().min(-most).max(most).describe(about);

export const venuesNearby = contract({
  id: "venuesNearby",
  method: "get",
  path: "/v1/venues/nearby",
  audience: { kind: "public" },
  title: "Venues nearby",
  about: "Open venues within a radius, nearest first. Coordinates are neither logged nor stored.",
  query: z.strictObject({
    latitude: degrees(90, "of the place to look from, in degrees"),
    longitude: degrees(180, "of the place to look from, in degrees"),
    radius: z.coerce.number().int().min(1).max(RADIUS_MAX).default(2_000).describe("in metres, at most 25,000"),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  status: 200,
  answer: z.strictObject({
    data: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        store: z.string().nullable(),
        latitude: z.number(),
        longitude: z.number(),
        radiusMetres: z.int().describe("how near is there"),
        metres: z.int().describe("how far it is, rounded"),
      }),
    ),
  }),
  refusals: [],
  example: {
    answer: {
      data: [
        {
          id: "ven_01kajw8zt0q9w4m2xv5n6p7r8t",
          name: "The Corner Café",
          store: "sto_corner",
          latitude: 52.520815,
          longitude: 13.409419,
          radiusMetres: 75,
          metres: 120,
        },
      ],
    },
  },
});

/** Coordinates are kept in ten-millionths of a degree, about a centimetre. */
const E7 = 1e7;

export function mountVenues(app: App): void {
  serveRead(app, venuesNearby, async (asked) => {
    const { latitude, longitude, radius, limit } = asked.query;
    const place = placeOf({ latitude, longitude });
    const { found } = await read(asked, { reading: readVenuesNearby(place, { radiusMetres: radius, limit }) });
    return {
      data: found.map(({ venue: { publicId, owner, facts }, metres }) => ({
        id: publicId,
        name: facts.name,
        store: owner,
        latitude: facts.latitudeE7 / E7,
        longitude: facts.longitudeE7 / E7,
        radiusMetres: facts.radiusMetres,
        metres,
      })),
    };
  });
}
