/** /v1/staff/venue-imports: a file of venues, tried first and then written whole; GET /v1/staff/venues writes such a file. */
import type { Client } from "@libsql/client/web";
import * as z from "zod";
import { everyVenue } from "../database/venues-listed.ts";
import type { VenueRow } from "../decisions/import-venues.ts";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { streamOf } from "../edge/stream.ts";
import { outcomeOf } from "../edge/tried.ts";
import { dryRun } from "../operations/dry-run.ts";
import { importVenues } from "../operations/import-venues.ts";
import { csvLine } from "../values/csv.ts";
import type { Holder } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { degreesOf } from "../values/place.ts";
import { MAY } from "./roles.ts";
import { COLUMNS, ROWS_MAX, rowsOfCsv, rowsOfGeojson } from "./venue-file.ts";

/** A file of 5,000 venues with everything that may be said of them, in bytes. */
export const FILE_BYTES_MAX = 4_194_304;

const file = z
  .strictObject({
    csv: z.string().min(1).max(FILE_BYTES_MAX).optional(),
    type: z.literal("FeatureCollection").optional().describe("of GeoJSON"),
    features: z.array(z.unknown()).max(ROWS_MAX).optional(),
    ...z.object({ name: z.unknown(), crs: z.unknown(), bbox: z.unknown() }).partial().shape,
  })
  .refine(({ csv, features }) => (csv === undefined) !== (features === undefined), {
    message: "is either csv or the features of GeoJSON",
  })
  .describe("csv, or GeoJSON as it is");
type File = z.infer<typeof file>;

const about =
  "As text/csv with a heading (id, store, name, latitude, longitude, and where wanted radiusMetres, city, hours, zone, categories separated by |, state, country), or as a GeoJSON FeatureCollection of points whose properties are called so. At most 5,000 rows and 4 MB. `id` is your own id of the venue, by which it is found again, or ours. An empty cell takes away, a column that is not there leaves as it is.";
const counts = { opened: z.int(), changed: z.int(), same: z.int() };
const csv = "id,store,name,latitude,longitude\nshop-1,sto_corner,Alexanderplatz,52.520815,13.409419\n";

export const checkVenueImport = contract({
  id: "checkVenueImport",
  method: "post",
  path: "/v1/staff/venue-imports/check",
  audience: { kind: "staff", roles: MAY.steer },
  title: "Try a file of venues",
  about: `What each row would do, or what is wrong with it by its line. Nothing is written. ${about}`,
  body: file,
  takesCsv: true,
  bodyBytesMax: FILE_BYTES_MAX,
  status: 200,
  answer: z.strictObject({
    ...counts,
    wrong: z.int(),
    rows: z.array(
      z.strictObject({
        line: z.int().describe("of the CSV, or the feature's number; from 1"),
        what: z.enum(["new", "changed", "same", "wrong"]),
        venue: z.string().nullable(),
        name: z.string().nullable(),
        changes: z.array(z.string()).describe("the fields that change"),
        faults: z.array(z.strictObject({ field: z.string(), says: z.string() })),
      }),
    ),
  }),
  refusals: [],
  isKeyless: true,
  example: {
    body: { csv },
    answer: {
      opened: 1,
      changed: 0,
      same: 0,
      wrong: 0,
      rows: [
        {
          line: 2,
          what: "new",
          venue: "ven_01kajw8zt0q9w4m2xv5n6p7r8v",
          name: "Alexanderplatz",
          changes: [],
          faults: [],
        },
      ],
    },
  },
});

export const importVenuesContract = contract({
  id: "importVenues",
  method: "post",
  path: "/v1/staff/venue-imports",
  audience: { kind: "staff", roles: MAY.steer },
  title: "Import a file of venues",
  about: `Opens and changes venues: all rows, or none while one is wrong. Sent again, it finds them all the same. ${about}`,
  body: file,
  takesCsv: true,
  bodyBytesMax: FILE_BYTES_MAX,
  status: 200,
  answer: z.strictObject({ operation: z.string(), ...counts }),
  refusals: ["rows_wrong"],
  example: {
    body: { csv },
    answer: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u", opened: 1, changed: 0, same: 0 },
  },
});

export const exportVenues = contract({
  id: "exportVenues",
  method: "get",
  path: "/v1/staff/venues",
  audience: { kind: "staff", roles: MAY.look },
  title: "Export venues",
  about: "All venues, closed ones too, as a file that an import reads: CSV, or GeoJSON. It is streamed.",
  query: z.strictObject({ format: z.enum(["csv", "geojson"]).default("csv") }),
  status: 200,
  answer: z.string().describe("a line a venue: text/csv or application/geo+json"),
  refusals: [],
  example: { answer: csv },
});

/** The rows of a file. Problems: invalid, for what is no file of venues, or too long. */
export function rowsOf(given: Pick<File, "csv" | "features">): VenueRow[] {
  const { csv: content, features = [] } = given;
  const rows = content === undefined ? rowsOfGeojson(features) : rowsOfCsv(content);
  if ("says" in rows) throw new Problem("invalid", {}, [{ pointer: "/csv", says: rows.says }]);
  if (rows.length > ROWS_MAX)
    throw new Problem("invalid", {}, [{ pointer: "/csv", says: `has more than ${ROWS_MAX} rows: send it in several` }]);
  return rows;
}

export function mountVenueImports(app: App): void {
  serveRead(app, checkVenueImport, async ({ body, caller, ledger }) => {
    const request = { rows: rowsOf(body), isTrial: true };
    const { operation: _, ...report } = outcomeOf(await dryRun(ledger, importVenues, { request, caller }));
    return report as unknown as JsonObject;
  });
  serveWrite(app, importVenuesContract, importVenues, {
    request: ({ body }) => ({ rows: rowsOf(body), isTrial: false }),
    view: ({ operation, opened, changed, same }) => ({ operation, opened, changed, same }),
  });
  serveRead(app, exportVenues, async (asked) => {
    await read(asked, {});
    return exported(asked.ledger.client, asked.query.format);
  });
}

/** All venues as a download. */
export function exported(client: Client, format: "csv" | "geojson"): Response {
  return new Response(streamOf(format === "csv" ? csvOf(client) : geojsonOf(client)), {
    headers: {
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/geo+json",
      "content-disposition": `attachment; filename="venues.${format}"`,
      "cache-control": "no-store",
    },
  });
}

async function* csvOf(client: Client): AsyncGenerator<string> {
  yield csvLine([...COLUMNS]);
  for await (const venues of everyVenue(client))
    yield venues
      .map(fieldsOf)
      .map((fields) =>
        csvLine(
          COLUMNS.map((column) =>
            column === "categories" ? (fields.categories ?? []).join("|") : (fields[column] ?? ""),
          ),
        ),
      )
      .join("");
}

async function* geojsonOf(client: Client): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let isFirst = true;
  for await (const venues of everyVenue(client)) {
    const features = venues.map(fieldsOf).map(({ latitude, longitude, ...properties }) => {
      const said = Object.entries(properties).filter(([, value]) => value !== undefined);
      const geometry = { type: "Point", coordinates: [longitude, latitude] };
      return JSON.stringify({ type: "Feature", geometry, properties: Object.fromEntries(said) });
    });
    if (features.length > 0) yield (isFirst ? "\n" : ",\n") + features.join(",\n");
    isFirst = false;
  }
  yield "\n]}\n";
}

function fieldsOf({ publicId, owner, state, facts }: Holder<"venue">) {
  const { name, radiusMetres, city, country, hours, zone, categories, external } = facts;
  return {
    id: external ?? publicId,
    store: owner ?? "",
    name,
    ...degreesOf(facts),
    radiusMetres,
    city,
    country,
    hours,
    zone,
    categories,
    state,
  };
}
