/** Looks for positions in bytes, however they are spelled: as degrees, as E7 integers, as cells, as numbers of SQLite. */
import { cellOf, type Place } from "../../functions/values/place.ts";

/** A pair stands together: within so many bytes of each other. */
const TOGETHER = 60;
/** Decimals that say where somebody is to a metre. */
const DECIMALS = 5;

/** Those of the places that the bytes give away. */
export function placesIn(bytes: Buffer, places: Place[]): Place[] {
  const found = new Set<Place>();
  const text = bytes.toString("latin1");
  const spelled = (of: (place: Place) => [string, string], pattern: RegExp, length: (match: string) => number) => {
    const byFirst = Map.groupBy(places, (place) => of(place)[0]);
    for (const { 0: match, index } of text.matchAll(pattern)) {
      const around = text.slice(Math.max(0, index - TOGETHER), index + TOGETHER);
      for (const place of byFirst.get(match.slice(0, length(match))) ?? [])
        if (around.includes(of(place)[1])) found.add(place);
    }
  };
  const degrees = (e7: number) => cut((e7 / 1e7).toFixed(7));
  spelled(
    (place) => [degrees(place.latitudeE7), degrees(place.longitudeE7)],
    /-?\d{1,3}\.\d{5,}/g,
    (match) => cut(match).length,
  );
  spelled(
    ({ latitudeE7, longitudeE7 }) => [String(latitudeE7), String(longitudeE7)],
    /-?\d{7,10}/g,
    (match) => match.length,
  );
  const [whole, halves] = [
    Map.groupBy(places, ({ latitudeE7 }) => latitudeE7),
    Map.groupBy(places, ({ latitudeE7 }) => latitudeE7 / 1e7),
  ];
  const cells = Map.groupBy(places, (place) => String(cellOf(place)));
  for (const [match] of text.matchAll(/\d{12,16}/g)) for (const place of cells.get(match) ?? []) found.add(place);
  const high = Map.groupBy(places, (place) => Math.floor(cellOf(place) / 2 ** 32));
  // Most bytes begin none of them, which a look at two of each tells.
  const begins = new Uint8Array(2 ** 16);
  for (const place of places) {
    const { latitudeE7 } = place;
    for (const number of [integer(latitudeE7), long(cellOf(place)), double(latitudeE7 / 1e7)])
      begins[number.readUInt16BE(0)] = 1;
  }
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (begins[bytes.readUInt16BE(at)] === 0) continue;
    const near = () => bytes.subarray(Math.max(0, at - TOGETHER), at + TOGETHER);
    for (const place of whole.get(bytes.readInt32BE(at)) ?? [])
      if (near().includes(integer(place.longitudeE7))) found.add(place);
    if (at + 8 > bytes.length) continue;
    for (const place of high.get(bytes.readInt32BE(at)) ?? [])
      if (bytes.subarray(at, at + 8).equals(long(cellOf(place)))) found.add(place);
    for (const place of halves.get(bytes.readDoubleBE(at)) ?? [])
      if (near().includes(double(place.longitudeE7 / 1e7))) found.add(place);
  }
  return [...found];
}

function cut(degrees: string): string {
  return degrees.slice(0, degrees.indexOf(".") + 1 + DECIMALS);
}

/** An integer as SQLite stores it in four bytes. */
export function integer(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** A longer one, in eight. */
export function long(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

/** A number with a fraction as SQLite stores it. */
export function double(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}
