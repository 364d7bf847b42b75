/** A file of venues, row by row: CSV with a heading, or GeoJSON with a point each. A row that does not read says why. */
import * as z from "zod";
import type { RowFault, VenueRow } from "../decisions/import-venues.ts";
import { text } from "../edge/shapes.ts";
import { venueFields } from "../edge/venue-shapes.ts";
import { faultsOf } from "../programme/faults.ts";
import { readCsv } from "../values/csv.ts";
import { placeOf } from "../values/place.ts";
import { venueIdOf } from "../values/venue-id.ts";

/** Rows of one file: what is read, judged and written at once. A longer list goes in several. */
export const ROWS_MAX = 5_000;

/** The columns of a file, in the order in which they are written. */
export const COLUMNS = [
  "id",
  "store",
  "name",
  "latitude",
  "longitude",
  "radiusMetres",
  "city",
  "hours",
  "zone",
  "categories",
  "state",
  "country",
] as const;

/** What columns may be called besides, in small letters. */
const ALSO: Record<string, (typeof COLUMNS)[number]> = {
  lat: "latitude",
  lon: "longitude",
  lng: "longitude",
  radius: "radiusMetres",
  radiusmetres: "radiusMetres",
  opening_hours: "hours",
  timezone: "zone",
  category: "categories",
  "addr:city": "city",
  "addr:country": "country",
};

const { name, city, country, latitude, longitude, radiusMetres, hours, zone, categories } = venueFields;
const row = z.strictObject({
  id: text("your own id of it, or ours (ven_…)", 100),
  store: text("whose it is", 100),
  name,
  latitude,
  longitude,
  radiusMetres: radiusMetres.nullish(),
  state: z.enum(["open", "closed"]).nullish(),
  city: city.nullish(),
  country: country.nullish(),
  hours: hours.nullish(),
  zone: zone.nullish(),
  categories: categories.nullish(),
});

/** A file that is not one, in a sentence. */
export interface FileFault {
  says: string;
}

/** The rows of a CSV with a heading. Categories are separated by |. */
export function rowsOfCsv(content: string): VenueRow[] | FileFault {
  const rows = readCsv(content);
  if (!rows) return { says: "A quote in the CSV never ends." };
  const [head, ...rest] = rows;
  const columns = head?.cells.map(columnOf) ?? [];
  for (const needed of ["id", "store", "name", "latitude", "longitude"] as const)
    if (!columns.includes(needed)) return { says: `The CSV's first line has no column ${needed}.` };
  return rest.map(({ line, cells }) => {
    const given = columns.flatMap((column, at) => {
      const cell = cells[at] ?? "";
      return column === null ? [] : [[column, cell === "" ? null : meantBy(column, cell)] as const];
    });
    return rowOf(line, Object.fromEntries(given));
  });
}

/** The rows of a GeoJSON FeatureCollection: a Point each (longitude first), the rest in its properties. Lines count features. */
export function rowsOfGeojson(features: unknown[]): VenueRow[] {
  return features.map((feature, at) => {
    const read = point.safeParse(feature);
    if (!read.success) return { line: at + 1, faults: faultsIn(read.error) };
    const { id, geometry, properties } = read.data;
    const [east, north] = geometry.coordinates;
    const given = Object.entries({ ...(id === undefined ? {} : { id }), ...properties }).flatMap(([field, value]) => {
      const column = columnOf(field);
      if (column === null) return [];
      if (value === null || value === "") return [[column, null]];
      return [[column, typeof value === "string" ? meantBy(column, value) : column === "id" ? String(value) : value]];
    });
    return rowOf(at + 1, { ...Object.fromEntries(given), latitude: north, longitude: east });
  });
}

const point = z.object({
  type: z.literal("Feature"),
  id: z.union([z.string(), z.number()]).optional(),
  geometry: z.object({ type: z.literal("Point"), coordinates: z.array(z.number()).min(2).max(3) }),
  properties: z.record(z.string(), z.unknown()).nullable(),
});

function rowOf(line: number, given: Record<string, unknown>): VenueRow {
  const read = row.safeParse(given);
  if (!read.success) return { line, faults: faultsIn(read.error) };
  const { id, store, state, name: called, latitude: north, longitude: east, radiusMetres: radius, ...more } = read.data;
  const isOurs = /^ven_[0-9a-z]{26}$/.test(id);
  const said = Object.entries({ ...more, ...(more.categories?.length === 0 ? { categories: null } : {}) }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    line,
    venue: isOurs ? id : venueIdOf(id),
    isOurs,
    store,
    state: state ?? null,
    terms: {
      ...(Object.fromEntries(said) as { [Name in keyof typeof more]: Exclude<(typeof more)[Name], undefined> }),
      name: called,
      ...(typeof radius === "number" ? { radiusMetres: radius } : {}),
      ...placeOf({ latitude: north, longitude: east }),
      ...(isOurs ? {} : { external: id }),
    },
  };
}

function columnOf(heading: string): (typeof COLUMNS)[number] | null {
  const small = heading.trim().toLowerCase();
  return COLUMNS.find((column) => column.toLowerCase() === small) ?? ALSO[small] ?? null;
}

/** A cell as its column means it: a number that does not read stays a text, and is refused as one. */
function meantBy(column: (typeof COLUMNS)[number], cell: string): unknown {
  if (column === "categories")
    return cell
      .split(/[|;]/)
      .map((each) => each.trim())
      .filter((each) => each !== "");
  if (!["latitude", "longitude", "radiusMetres"].includes(column)) return cell;
  const number = Number(cell);
  return Number.isFinite(number) ? number : cell;
}

function faultsIn(error: z.ZodError): RowFault[] {
  return error.issues.flatMap(faultsOf).map(({ pointer, says }) => ({ field: pointer.slice(1), says }));
}
