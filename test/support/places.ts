/** A venue to check in at, and fixes a known number of metres away from it. */
import { openVenue } from "../../functions/operations/venue.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { memberToken } from "./member-token.ts";
import type { World } from "./world.ts";

const EAST_E7 = 51_214_000;
const NORTH_E7 = 520_908_000;
/** Degrees of latitude in a metre, on a sphere of 6,371,008.8 m. */
const DEGREES_PER_METRE = 360 / (2 * Math.PI * 6_371_008.8);

/** Opens a venue of 75 m, `kilometres` north of the first. */
export async function openVenueAt(world: World, venue: string, kilometres = 0): Promise<string> {
  const latitudeE7 = NORTH_E7 + Math.round(kilometres * 1000 * DEGREES_PER_METRE * 1e7);
  await world.does(openVenue, {
    venue,
    store: "sto_shop",
    name: venue,
    latitudeE7,
    longitudeE7: EAST_E7,
    radiusMetres: 75,
  });
  return venue;
}

let fixes = 0;
/** Fixes that differ in a digit which moves nobody: no two devices say the same to the last. */
const FIXES_APART = 40;

/** A fresh fix so many metres north of the first venue. */
export function fixAt(metres: number, accuracyMetres = 12, more: JsonObject = {}): JsonObject {
  const latitude = NORTH_E7 / 1e7 + metres * DEGREES_PER_METRE;
  fixes = (fixes + 1) % FIXES_APART;
  return { latitude, longitude: EAST_E7 / 1e7 + fixes * 1e-9, accuracyMetres, timestamp: Date.now(), ...more };
}

/** Somebody who has joined, and her token. */
export async function newMember(world: World, name: string): Promise<{ id: string; token: string }> {
  const { json } = await world.post("/v1/members", { email: `${name}@example.com`, name });
  return { id: json.member, token: memberToken(json.member) };
}
