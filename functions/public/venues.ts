/** /v1/venues: where to check in. Where somebody looks from is used for this answer and kept nowhere. */
import * as z from "zod";
import { venueIndexOf } from "../database/venue-index.ts";
import type { VenueWanted } from "../database/venue-row.ts";
import { readVenuesByName } from "../database/venues-by-name.ts";
import { readVenuesNearby } from "../database/venues-nearby.ts";
import { readVenuesWithin } from "../database/venues-within.ts";
import type { Facts } from "../decisions/facts.ts";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { idText, namedPage, pageOf } from "../edge/shapes.ts";
import { venueExample, venueShape, venueView } from "../edge/venue-view.ts";
import { asKind } from "../values/holder.ts";
import { type Box, boxesBetween } from "../values/nearby.ts";
import { placeOf } from "../values/place.ts";

/** Widest circle, in metres: a town. */
const RADIUS_MAX = 25_000;
/** Widest box, in degrees: what a map shows of a country. Wider, it shows nothing that can be told apart. */
const SPAN_MAX = 5;

const degrees = (most: number, about: string) => z.coerce.number().min(-most).max(most).describe(about);
const wanted = {
  name: z.string().trim().min(1).max(100).optional().describe("words in its name"),
  category: z.string().trim().min(1).max(40).optional(),
  store: idText("a store's id").optional(),
};

export const listVenues = contract({
  id: "listVenues",
  method: "get",
  path: "/v1/venues",
  audience: { kind: "public" },
  title: "List venues",
  about:
    "Open venues by name, for a list that needs no map. What is wanted narrows it; a page of a large programme may have fewer than its limit, and go on.",
  query: namedPage.extend(wanted),
  status: 200,
  answer: pageOf(venueShape),
  refusals: [],
  example: { answer: { data: [venueExample], next_cursor: null } },
});

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
    ...wanted,
  }),
  status: 200,
  answer: z.strictObject({
    data: z.array(venueShape.extend({ metres: z.int().describe("how far it is, rounded") })),
  }),
  refusals: [],
  example: { answer: { data: [{ ...venueExample, metres: 120 }] } },
});

export const venuesWithin = contract({
  id: "venuesWithin",
  method: "get",
  path: "/v1/venues/within",
  audience: { kind: "public" },
  title: "Venues within a box",
  about:
    "Open venues in what a map shows, at most 5 degrees wide and high; `west` beyond `east` crosses the date line. Those that were opened first come first.",
  query: z
    .strictObject({
      south: degrees(90, "in degrees"),
      north: degrees(90, "in degrees"),
      west: degrees(180, "in degrees"),
      east: degrees(180, "in degrees"),
      limit: z.coerce.number().int().min(1).max(200).default(200),
      ...wanted,
    })
    .refine(({ south, north }) => south <= north && north - south <= SPAN_MAX, {
      message: `is at most ${SPAN_MAX} degrees north of south`,
      path: ["north"],
    })
    .refine(({ west, east }) => (east - west + 360) % 360 <= SPAN_MAX, {
      message: `is at most ${SPAN_MAX} degrees east of west`,
      path: ["east"],
    }),
  status: 200,
  answer: z.strictObject({ data: z.array(venueShape), isAll: z.boolean().describe("false: there are more") }),
  refusals: [],
  example: { answer: { data: [venueExample], isAll: true } },
});

export const readVenue = contract({
  id: "readVenue",
  method: "get",
  path: "/v1/venues/:venue",
  audience: { kind: "public" },
  title: "Read a venue",
  about: "An open venue, and whether it is within its opening hours.",
  status: 200,
  answer: venueShape,
  refusals: ["venue_unknown"],
  example: { answer: venueExample },
});

export function mountVenues(app: App): void {
  serveRead(app, listVenues, async (asked) => {
    const { limit, cursor, ...rest } = asked.query;
    const { facts, found } = await read(asked, {
      reading: readVenuesByName({ limit, cursor, wanted: wantedIn(rest) }),
    });
    return { data: found.found.map((venue) => venueView(venue, clockOf(facts))), next_cursor: found.next };
  });
  serveRead(app, venuesNearby, async (asked) => {
    const { latitude, longitude, radius, limit, ...rest } = asked.query;
    const index = await venueIndexOf(asked.ledger.client);
    const { facts, found } = await read(asked, {
      reading: readVenuesNearby(placeOf({ latitude, longitude }), {
        radiusMetres: radius,
        limit,
        index,
        wanted: wantedIn(rest),
      }),
    });
    return { data: found.map(({ venue, metres }) => ({ ...venueView(venue, clockOf(facts)), metres })) };
  });
  serveRead(app, venuesWithin, async (asked) => {
    const { south, north, west, east, limit, ...rest } = asked.query;
    const index = await venueIndexOf(asked.ledger.client);
    const boxes: Box[] = boxesBetween(
      placeOf({ latitude: south, longitude: west }),
      placeOf({ latitude: north, longitude: east }),
    );
    const { facts, found } = await read(asked, {
      reading: readVenuesWithin(boxes, { limit, index, wanted: wantedIn(rest) }),
    });
    return { data: found.venues.map((venue) => venueView(venue, clockOf(facts))), isAll: found.isAll };
  });
  serveRead(app, readVenue, async (asked) => {
    const id = asked.params.venue ?? "";
    const { facts } = await read(asked, { holders: [id] });
    const holder = facts.holders.get(id);
    if (holder?.kind !== "venue" || holder.state !== "open") throw new Problem("venue_unknown");
    return venueView(asKind(holder, "venue"), clockOf(facts));
  });
}

/** What was asked for, without what was not. */
function wantedIn(given: { [Name in keyof VenueWanted]?: VenueWanted[Name] | undefined }): VenueWanted {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function clockOf({ now, current }: Facts): { now: number; zone: string } {
  return { now, zone: current.programme.zone };
}
