/** POST /v1/staff/venues: a place where members may check in. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { idText, text } from "../edge/shapes.ts";
import { openVenue } from "../operations/venue.ts";
import { idFrom } from "../values/id.ts";
import { MAY } from "./roles.ts";
import { city } from "./stores.ts";

/** Smaller than a phone can tell, larger than a shopping centre: neither is a venue. */
const RADIUS_METRES_MIN = 25;
const RADIUS_METRES_MAX = 500;

/** Coordinates are kept in ten-millionths of a degree, about a centimetre. */
const E7 = 10_000_000;

export const openVenueContract = contract({
  id: "openVenue",
  method: "post",
  path: "/v1/staff/venues",
  audience: { kind: "staff", roles: MAY.steer },
  title: "Open a venue",
  about: "A place with coordinates and a radius, belonging to a store.",
  body: z.strictObject({
    store: idText("whose it is"),
    name: text("as people know it", 100),
    city,
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    radiusMetres: z.int().min(RADIUS_METRES_MIN).max(RADIUS_METRES_MAX).describe("how near a member must be"),
  }),
  status: 201,
  answer: z.strictObject({ operation: z.string(), venue: z.string() }),
  refusals: ["store_unknown"],
  example: {
    body: { store: "sto_corner", name: "Alexanderplatz", latitude: 52.520815, longitude: 13.409419, radiusMetres: 100 },
    answer: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u", venue: "ven_01kajw8zt0q9w4m2xv5n6p7r8v" },
  },
});

export function mountVenues(app: App): void {
  serveWrite(app, openVenueContract, openVenue, {
    request: ({ body: { store, name, city: where, latitude, longitude, radiusMetres }, ledger }) => ({
      venue: idFrom("ven", ledger.now ?? Date.now(), crypto.getRandomValues(new Uint8Array(10))),
      store,
      name,
      ...(where === undefined ? {} : { city: where }),
      latitudeE7: Math.round(latitude * E7),
      longitudeE7: Math.round(longitude * E7),
      radiusMetres,
    }),
    view: (outcome) => ({ ...outcome }),
  });
}
