/** /v1/staff/venues: places where members may check in, opened, changed and closed. */
import * as z from "zod";
import type { VenueChange } from "../decisions/venue.ts";
import { contract } from "../edge/contract.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { idText } from "../edge/shapes.ts";
import { venueFields } from "../edge/venue-shapes.ts";
import { changeVenue, openVenue } from "../operations/venue.ts";
import { idFrom } from "../values/id.ts";
import { placeOf } from "../values/place.ts";
import { venueIdOf } from "../values/venue-id.ts";
import { MAY } from "./roles.ts";

const { name, city, country, latitude, longitude, radiusMetres, hours, zone, categories, external } = venueFields;

export const openVenueContract = contract({
  id: "openVenue",
  method: "post",
  path: "/v1/staff/venues",
  audience: { kind: "staff", roles: MAY.steer },
  title: "Open a venue",
  about:
    "A place with coordinates and a radius, belonging to a store. Outside of its hours check-ins are recorded as ever; rules that ask for `open` do not pay them.",
  body: z.strictObject({
    store: idText("whose it is"),
    name,
    latitude,
    longitude,
    radiusMetres,
    ...z.object({ city, country, hours, zone, categories, external }).partial().shape,
  }),
  status: 201,
  answer: z.strictObject({ operation: z.string(), venue: z.string() }),
  refusals: ["store_unknown", "duplicate"],
  example: {
    body: {
      store: "sto_corner",
      name: "Alexanderplatz",
      latitude: 52.520815,
      longitude: 13.409419,
      radiusMetres: 100,
      country: "DE",
      hours: "Mo-Fr 07:30-18:00; Sa 09:00-14:00; Dec 25-26 off",
      categories: ["Café"],
    },
    answer: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u", venue: "ven_01kajw8zt0q9w4m2xv5n6p7r8v" },
  },
});

export const changeVenueContract = contract({
  id: "changeVenue",
  method: "post",
  path: "/v1/staff/venues/:venue",
  audience: { kind: "staff", roles: MAY.steer },
  title: "Change a venue",
  about:
    "What is left out stays, and null takes away what may be missing. A closed venue takes no check-ins and is on no list; it may be opened again.",
  body: z
    .strictObject({
      ...z.object({ name, latitude, longitude, radiusMetres, state: z.enum(["open", "closed"]) }).partial().shape,
      ...z
        .object({
          city: city.nullable(),
          country: country.nullable(),
          hours: hours.nullable(),
          zone: zone.nullable(),
          categories: categories.nullable(),
        })
        .partial().shape,
    })
    .refine((body) => (body.latitude === undefined) === (body.longitude === undefined), {
      message: "comes with the other coordinate",
      path: ["longitude"],
    }),
  status: 200,
  answer: z.strictObject({ operation: z.string(), venue: z.string(), state: z.string() }),
  refusals: ["venue_unknown"],
  example: {
    body: { radiusMetres: 60, hours: null },
    answer: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u", venue: "ven_01kajw8zt0q9w4m2xv5n6p7r8v", state: "open" },
  },
});

export function mountVenues(app: App): void {
  serveWrite(app, openVenueContract, openVenue, {
    request: ({ body: { latitude, longitude, store, name, radiusMetres, ...more }, ledger }) => ({
      venue:
        more.external === undefined
          ? idFrom("ven", ledger.now ?? Date.now(), crypto.getRandomValues(new Uint8Array(10)))
          : venueIdOf(more.external),
      store,
      name,
      radiusMetres,
      ...placeOf({ latitude, longitude }),
      ...given(more),
    }),
    view: (outcome) => ({ ...outcome }),
  });
  serveWrite(app, changeVenueContract, changeVenue, {
    request: ({ body: { latitude, longitude, ...change }, params }) => ({
      venue: params.venue ?? "",
      ...(given(change) as VenueChange),
      ...(latitude === undefined || longitude === undefined ? {} : placeOf({ latitude, longitude })),
    }),
    view: (outcome) => ({ ...outcome }),
  });
}

/** The fields that were sent. */
function given<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as ReturnType<
    typeof given<Fields>
  >;
}
