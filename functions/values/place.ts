/** Places: whole ten-millionths of a degree (E7, 1.1 cm), so that equal coordinates are equal integers. */

export interface Place {
  latitudeE7: number;
  longitudeE7: number;
}

/** Metres of a venue's radius: smaller is less than a phone can tell, larger than a shopping centre; neither is a venue. */
export const RADIUS_METRES = { min: 25, max: 500 } as const;

/** Mean radius of the earth (IUGG R1), in metres. */
const EARTH_METRES = 6_371_008.8;
const E7 = 10_000_000;
/** Bits of a cell's each side: 52 in all, which a JS number holds. */
const SIDE_BITS = 26n;

/** A place from degrees, to the nearest E7. */
export function placeOf({ latitude, longitude }: { latitude: number; longitude: number }): Place {
  return { latitudeE7: Math.round(latitude * E7), longitudeE7: Math.round(longitude * E7) };
}

/** A place in degrees. */
export function degreesOf({ latitudeE7, longitudeE7 }: Place): { latitude: number; longitude: number } {
  return { latitude: latitudeE7 / E7, longitude: longitudeE7 / E7 };
}

/** The great-circle distance in whole metres, rounded to the nearest (haversine; antipodes included). */
export function metresBetween(one: Place, other: Place): number {
  const radians = (degreesE7: number) => (degreesE7 / E7) * (Math.PI / 180);
  const latitude = radians(other.latitudeE7 - one.latitudeE7);
  const longitude = radians(other.longitudeE7 - one.longitudeE7);
  const haversine =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(one.latitudeE7)) * Math.cos(radians(other.latitudeE7)) * Math.sin(longitude / 2) ** 2;
  return Math.round(2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(haversine))));
}

/** The place's cell: 26 bits of longitude and of latitude in turn, longitude first (Morton order), from 0 to 2^52 − 1. */
export function cellOf({ latitudeE7, longitudeE7 }: Place): number {
  const across = sideOf(longitudeE7, 1_800_000_000n);
  const up = sideOf(latitudeE7, 900_000_000n);
  let cell = 0n;
  for (let bit = SIDE_BITS - 1n; bit >= 0n; bit--)
    cell = (cell << 2n) | (((across >> bit) & 1n) << 1n) | ((up >> bit) & 1n);
  return Number(cell);
}

function sideOf(degreesE7: number, half: bigint): bigint {
  const side = ((BigInt(degreesE7) + half) << SIDE_BITS) / (half * 2n);
  const last = (1n << SIDE_BITS) - 1n;
  return side > last ? last : side;
}
