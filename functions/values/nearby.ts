/** What is near a place: boxes around it, and the ranges of Morton cells (values/place.ts) that cover them. */
import { metresBetween, type Place } from "./place.ts";
import { floorMulDiv } from "./ratio.ts";

/** Bits of each coordinate in a cell. */
const BITS = 26;
const LATITUDE_SPAN = 1_800_000_000;
const LONGITUDE_SPAN = 3_600_000_000;
/** Mean radius of the earth in metres (IUGG). */
const EARTH_METRES = 6_371_008.8;
const E7 = 1e7;
/** Metres of one degree of latitude on that sphere. */
const DEGREE_METRES = (EARTH_METRES * Math.PI) / 180;

/** A box in 1e-7 degrees, edges included. One that crosses the date line is two boxes. */
export interface Box {
  south: number;
  north: number;
  west: number;
  east: number;
}

/** Of a circle's radius: a square that lies in it, with room for meridians that draw nearer. Its half diagonal is 0.94. */
const SQUARE_IN_CIRCLE = 2 / 3;

/** Half-open: from is in it, until is not. */
export interface CellRange {
  from: number;
  until: number;
}

/** The boxes that hold every place within a radius: one, or two across the date line; near a pole, all longitudes. */
export function boxesAround({ latitudeE7, longitudeE7 }: Place, radiusMetres: number): Box[] {
  const rise = Math.ceil((radiusMetres / DEGREE_METRES) * E7) + 1;
  const south = Math.max(-LATITUDE_SPAN / 2, latitudeE7 - rise);
  const north = Math.min(LATITUDE_SPAN / 2, latitudeE7 + rise);
  const half = LONGITUDE_SPAN / 2;
  // The widest meridian distance of a circle is at asin(sin r ÷ cos φ), beyond its centre's parallel.
  const ratio = Math.sin(radiusMetres / EARTH_METRES) / Math.cos(radians(latitudeE7));
  const isAroundPole = Math.abs(latitudeE7) + rise >= LATITUDE_SPAN / 2 || ratio >= 1;
  if (isAroundPole) return [{ south, north, west: -half, east: half }];
  const run = Math.ceil(((Math.asin(ratio) * 180) / Math.PI) * E7) + 1;
  const [west, east] = [longitudeE7 - run, longitudeE7 + run];
  if (west < -half) {
    return [
      { south, north, west: west + LONGITUDE_SPAN, east: half },
      { south, north, west: -half, east },
    ];
  }
  if (east > half) {
    return [
      { south, north, west, east: half },
      { south, north, west: -half, east: east - LONGITUDE_SPAN },
    ];
  }
  return [{ south, north, west, east }];
}

/**
 * Boxes around a place in which all is nearer to it than a radius, by whole metres too; null near a pole, and for few metres,
 * where none is that simple.
 */
export function boxesInside(place: Place, radiusMetres: number): Box[] | null {
  const boxes = boxesAround(place, radiusMetres * SQUARE_IN_CIRCLE);
  // Of a box that does not reach around the globe nothing is farther than its corners.
  const isInside = ({ south, north, west, east }: Box) =>
    east - west < LONGITUDE_SPAN &&
    [south, north].every((latitudeE7) =>
      [west, east].every((longitudeE7) => metresBetween(place, { latitudeE7, longitudeE7 }) < Math.floor(radiusMetres)),
    );
  return boxes.every(isInside) ? boxes : null;
}

/** The boxes between a south-western and a north-eastern corner: two where the date line is between them. */
export function boxesBetween(southWest: Place, northEast: Place): Box[] {
  const [south, north] = [southWest.latitudeE7, northEast.latitudeE7];
  const [west, east] = [southWest.longitudeE7, northEast.longitudeE7];
  if (west <= east) return [{ south, north, west, east }];
  return [
    { south, north, west, east: LONGITUDE_SPAN / 2 },
    { south, north, west: -LONGITUDE_SPAN / 2, east },
  ];
}

/** Ranges of cells that cover a box, merged and in order: at most nine, each a little larger than its part of the box. */
export function rangesOver({ south, north, west, east }: Box): CellRange[] {
  let bits = BITS;
  const columns = () => [column(west, LONGITUDE_SPAN, bits), column(east, LONGITUDE_SPAN, bits)] as const;
  const rows = () => [column(south, LATITUDE_SPAN, bits), column(north, LATITUDE_SPAN, bits)] as const;
  const isFine = ([low, high]: readonly [number, number]) => high - low > 2;
  while (bits > 0 && (isFine(columns()) || isFine(rows()))) bits -= 1;
  const [left, right] = columns();
  const [bottom, top] = rows();
  const size = 4 ** (BITS - bits);
  const cells: number[] = [];
  for (let x = left; x <= right; x++) for (let y = bottom; y <= top; y++) cells.push(interleaved(x, y, bits));
  const ranges: CellRange[] = [];
  for (const cell of cells.sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.until === cell * size) last.until += size;
    else ranges.push({ from: cell * size, until: (cell + 1) * size });
  }
  return ranges;
}

/** The column of a coordinate among 2^bits, exactly; the far edge belongs to the last. */
function column(coordinateE7: number, span: number, bits: number): number {
  return Math.min(2 ** bits - 1, floorMulDiv(coordinateE7 + span / 2, 2 ** bits, span));
}

/** Bits of x and y in turn, x first and most significant first. */
function interleaved(x: number, y: number, bits: number): number {
  let cell = 0;
  for (let bit = bits - 1; bit >= 0; bit--) cell = cell * 4 + ((x >> bit) & 1) * 2 + ((y >> bit) & 1);
  return cell;
}

function radians(e7: number): number {
  return (e7 / E7 / 180) * Math.PI;
}
