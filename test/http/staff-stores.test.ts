import { afterEach, expect, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, orderOf } from "../support/world.ts";

const world = await newWorld();
afterEach(() => conserved(world.client));
const owner = await staffOf(world, "owner");

test("a key is shown once, works, is stored nowhere, and stops when it is revoked", async () => {
  await owner.post("/v1/staff/stores", { id: "sto_corner", name: "Corner shop" });
  const body = { store: "sto_corner", scopes: ["earn"] };
  const made = await owner.post("/v1/staff/keys", body, "make");
  expect(made.status, made.text).toBe(201);
  const { id, key } = made.json;
  expect(key).toMatch(/^tsk_test_corner_[0-9a-hjkmnp-tv-z]{38}$/);
  const replay = await owner.post("/v1/staff/keys", body, "make");
  expect([replay.status, replay.json]).toEqual([201, { ...made.json, key: null }]);

  const buy = (order: string) =>
    world.send({
      method: "POST",
      path: "/v1/purchases",
      token: key,
      key: freshKey(),
      body: orderOf(order, 100, { email: "ada@example.com" }),
    });
  expect((await buy("1")).status).toBe(201);
  const stored = await world.client.batch(["SELECT facts FROM holders", "SELECT request, answer FROM papers"], "read");
  expect(JSON.stringify(stored.map(({ rows }) => rows.map((row) => Object.values(row))))).not.toContain(key);
  expect((await owner.post(`/v1/staff/keys/${id}/revoke`)).json.key).toBe(id);
  expect((await buy("2")).status).toBe(401);
  expect((await owner.post(`/v1/staff/keys/${id}/revoke`)).json.code).toBe("not_found");
  const { json } = await owner.get("/v1/staff/stores");
  expect(json.data.find(({ store }: { store: string }) => store === "sto_corner")).toEqual({
    store: "sto_corner",
    name: "Corner shop",
    keys: [{ key: id, state: "revoked", scopes: ["earn"], environment: "test", hint: key.slice(-4) }],
  });
});

test("of five requests under one key at once, one is shown the store key and one key is made", async () => {
  await owner.post("/v1/staff/stores", { id: "sto_race", name: "Race" });
  const body = { store: "sto_race", scopes: ["earn"] };
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => owner.post("/v1/staff/keys", body, "race")));
  expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1);
  expect(answers.filter(({ json }) => json.key !== null)).toHaveLength(1);
});

test("a store has at most two live keys, an unknown store has none, and a store opens once", async () => {
  await owner.post("/v1/staff/stores", { id: "sto_two", name: "Two" });
  const make = (store: string) => owner.post("/v1/staff/keys", { store, scopes: ["read"] });
  expect([(await make("sto_two")).status, (await make("sto_two")).status]).toEqual([201, 201]);
  expect((await make("sto_two")).json).toMatchObject({ code: "limit_reached", live: 2, max: 2 });
  expect((await make("sto_none")).json.code).toBe("store_unknown");
  expect((await owner.post("/v1/staff/stores", { id: "sto_two", name: "Again" })).json.code).toBe("duplicate");
  expect((await owner.post("/v1/staff/stores", { id: "sto_Two!", name: "Again" })).json.code).toBe("invalid");
});

test("a venue is opened at its place, to the centimetre, in the cell that finds it", async () => {
  const at = {
    store: "sto_shop",
    name: "Alexanderplatz",
    latitude: 52.520815,
    longitude: 13.409419,
    radiusMetres: 100,
  };
  const opened = await owner.post("/v1/staff/venues", at);
  expect(opened.status, opened.text).toBe(201);
  const { rows } = await world.client.execute({
    sql: "SELECT facts FROM holders WHERE public_id = ?",
    args: [opened.json.venue],
  });
  expect(JSON.parse(String(rows[0]?.facts))).toEqual({
    name: "Alexanderplatz",
    latitudeE7: 525_208_150,
    longitudeE7: 134_094_190,
    radiusMetres: 100,
    cell: 3_672_834_175_958_853,
  });
  expect((await owner.post("/v1/staff/venues", { ...at, store: "sto_none" })).json.code).toBe("store_unknown");
  expect((await owner.post("/v1/staff/venues", { ...at, latitude: 91 })).json.errors[0].pointer).toBe("/latitude");
});
