/** Files of venues: tried row by row, written whole and once, found again by their own ids, and written out as they were. */
import { afterEach, expect, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import { sendRaw } from "../support/raw.ts";
import { cookieOf, staffOf } from "../support/staff.ts";
import { freshKey, newWorld, openStoreWithKey } from "../support/world.ts";

const world = await newWorld();
await openStoreWithKey(world.does, "sto_other");
afterEach(() => conserved(world.client));
const owner = await staffOf(world, "owner");
const check = (body: unknown) => owner.post("/v1/staff/venue-imports/check", body);
const send = (body: unknown, key?: string) => owner.post("/v1/staff/venue-imports", body, key);
const exported = async (format: string) => {
  const path = `/v1/staff/venues?format=${format}`;
  return (await world.send({ path, token: owner.session })).text;
};
const HEAD = "id,store,name,latitude,longitude,radiusMetres,city,hours,zone,categories,state,country";
const FILE = `${HEAD}
shop-1,sto_shop,"Canal, 1",52.1,5.1,100,Utrecht,Mo-Fr 08:00-18:00,,Café|Bar,,nl
shop-2,sto_other,=Second,-33.8568,151.2153,,,,Australia/Sydney,,closed
`;

test("a file is tried without a trace, then written once, and the same again changes nothing", async () => {
  const tried = (await check({ csv: FILE })).json;
  expect(tried).toMatchObject({ opened: 2, changed: 0, same: 0, wrong: 0 });
  expect(tried.rows).toMatchObject([
    { line: 2, what: "new", name: "Canal, 1" },
    { line: 3, what: "new", name: "=Second" },
  ]);
  expect((await world.send({ path: "/v1/venues" })).json.data).toEqual([]);
  const key = freshKey();
  const done = await send({ csv: FILE }, key);
  expect(done.json, done.text).toMatchObject({ opened: 2, changed: 0, same: 0 });
  const again = await send({ csv: FILE }, key);
  expect([again.text, again.headers.get("idempotent-replayed")]).toEqual([done.text, "true"]);
  expect((await send({ csv: FILE })).json).toMatchObject({ opened: 0, changed: 0, same: 2 });
  const { data } = (await world.send({ path: "/v1/venues" })).json;
  expect(data).toMatchObject([
    { name: "Canal, 1", radiusMetres: 100, categories: ["Café", "Bar"], country: "NL", isOpen: expect.any(Boolean) },
  ]);
  expect(data[0].id).toBe(tried.rows[0].venue);
});

test("a later file changes what it says by the same ids; an empty cell takes away, a missing column leaves", async () => {
  const later = "id;store;name;lat;lon;opening_hours\nshop-1;sto_shop;Canal One;52.1;5.1;\n";
  expect((await check({ csv: later })).json.rows).toMatchObject([{ what: "changed", changes: ["hours", "name"] }]);
  expect((await send({ csv: later })).json).toMatchObject({ opened: 0, changed: 1, same: 0 });
  expect((await world.send({ path: "/v1/venues?name=Canal" })).json.data).toMatchObject([
    { name: "Canal One", hours: null, radiusMetres: 100, categories: ["Café", "Bar"], country: "NL" },
  ]);
  const duplicate = { store: "sto_shop", name: "X", latitude: 1, longitude: 1, radiusMetres: 50, external: "shop-1" };
  expect((await owner.post("/v1/staff/venues", duplicate)).json.code).toBe("duplicate");
});

test("both forms are written out, and read back as the same", async () => {
  const csv = await exported("csv");
  expect(csv.split("\r\n")[0]).toBe(HEAD);
  expect(csv).toContain("shop-2,sto_other,'=Second,-33.8568,151.2153,75,,,Australia/Sydney,,closed");
  expect((await check({ csv })).json).toMatchObject({ opened: 0, changed: 0, same: 2, wrong: 0 });
  const raw = await world.send({
    method: "POST",
    path: "/v1/staff/venue-imports/check",
    token: owner.session,
    body: csv,
    headers: { "content-type": "text/csv" },
  });
  expect(raw.json, raw.text).toMatchObject({ same: 2 });
  const geojson = JSON.parse(await exported("geojson"));
  expect(geojson.features[0].geometry).toEqual({ type: "Point", coordinates: expect.any(Array) });
  expect((await check(geojson)).json).toMatchObject({ opened: 0, changed: 0, same: 2, wrong: 0 });
  geojson.features[0].properties.name = "By GeoJSON";
  expect((await send(geojson)).json).toMatchObject({ changed: 1, same: 1 });
});

test("whatever is wrong is said by its line and field, and keeps the whole file out", async () => {
  const csv = `${HEAD}
a,sto_shop,Fine,52,5,,,,,,
b,sto_none,No store,52,5,,,,,,
c,sto_shop,Swapped,520,5,,,,,,
d,sto_shop,Word,fifty,5,,,,,,
a,sto_shop,Twice,52,5,,,,,,
ven_00000000000000000000000000,sto_shop,Ours,52,5,,,,,,
shop-1,sto_other,Moved,52,5,,,,,,
e,sto_shop,Hours,52,5,,,Mo 25:00-26:00,,,
f,sto_shop,,52,5,5,,,,,
g,sto_shop,Nowhere,52,5,,,,,,,QQ
`;
  const { json } = await check({ csv });
  expect(json).toMatchObject({ opened: 1, wrong: 9 });
  const faults = json.rows
    .filter(({ what }: { what: string }) => what === "wrong")
    .map(({ line, faults: [first] }: { line: number; faults: { field: string }[] }) => [line, first?.field]);
  expect(faults).toEqual([
    [3, "store"],
    [4, "latitude"],
    [5, "latitude"],
    [6, "id"],
    [7, "id"],
    [8, "store"],
    [9, "hours"],
    [10, "name"],
    [11, "country"],
  ]);
  const refused = await send({ csv });
  expect([refused.status, refused.json.code, refused.json.wrong, refused.json.lines.slice(0, 2)]).toEqual([
    422,
    "rows_wrong",
    9,
    [3, 4],
  ]);
  expect((await world.send({ path: "/v1/venues?name=Fine" })).json.data).toEqual([]);
  const lines = { type: "FeatureCollection", features: [{ type: "Feature", geometry: { type: "LineString" } }] };
  expect((await check(lines)).json).toMatchObject({ wrong: 1, rows: [{ line: 1, faults: expect.any(Array) }] });
  for (const [body, says] of [
    [{ csv: "id,store,name\n" }, "no column latitude"],
    [{ csv: 'id,"' }, "never ends"],
  ] as const)
    expect((await check(body)).json.errors[0].says).toContain(says);
  expect((await check({ csv: `${HEAD}\n${"x,y,z,1,1,,,,,,\n".repeat(5001)}` })).json.errors[0].says).toContain("5000");
});

test("hours longer than any are turned down by their length, however they are made", async () => {
  const csv = `${HEAD}\nlong,sto_shop,Long,52,5,,,${"0:00-0:00 ".repeat(20_000)}x,,,\n`;
  expect((await check({ csv })).json).toMatchObject({ wrong: 1, rows: [{ line: 2, faults: [{ field: "hours" }] }] });
});

test("the console says of a file that is not UTF-8 how to save it, and reads one that is", async () => {
  const cookie = await cookieOf(world, owner.link);
  const tried = async (encoding: "utf8" | "latin1" | "utf16le") => {
    const form = new FormData();
    const content = Buffer.from(
      `\uFEFF${HEAD}\ncafe,sto_shop,Café,52,5,,,,,,\n`.slice(encoding === "latin1" ? 1 : 0),
      encoding,
    );
    form.set("file", new Blob([content]), "venues.csv");
    const sent = new Response(form);
    const headers = { cookie, "sec-fetch-site": "same-origin", "content-type": sent.headers.get("content-type") ?? "" };
    const body = new Uint8Array(await sent.arrayBuffer());
    return (await sendRaw(world, { method: "POST", path: "/staff/venues/file/check", headers, body })).text;
  };
  expect(await tried("utf8")).toContain("1 new");
  for (const encoding of ["latin1", "utf16le"] as const) expect(await tried(encoding)).toContain("It is not UTF-8");
});

test("five thousand rows are written in one request", async () => {
  const rows = Array.from(
    { length: 5_000 },
    (_, index) =>
      `bulk-${index},sto_shop,Bulk ${index},${(40 + (index % 100) / 1000).toFixed(4)},${(5 + index / 100_000).toFixed(5)},,,Mo-Fr 08:00-18:00,,Bulk,`,
  );
  const done = await send({ csv: `${HEAD}\n${rows.join("\n")}` });
  expect(done.json, done.text.slice(0, 300)).toMatchObject({ opened: 5_000 });
  expect((await world.send({ path: "/v1/venues/within?south=39&north=41&west=4&east=6" })).json).toMatchObject({
    isAll: false,
  });
});
