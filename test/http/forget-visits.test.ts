/** A member deletes where she was: the place goes, what it earned stays, and nothing is rewarded again for it. */
import { afterEach, expect, test } from "vitest";
import { checkIn } from "../../functions/operations/check-in.ts";
import { merge } from "../../functions/operations/merge.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { fixAt, newMember, openVenueAt } from "../support/places.ts";
import { BOUND, pointsProgramme } from "../support/programmes.ts";
import { freshKey, newWorld } from "../support/world.ts";

const earns = (id: string, amount: number, when: JsonObject[] = []) => ({
  id,
  name: id,
  on: "check-in",
  when,
  effects: [{ kind: "earn", unit: "points", amount }],
});
const world = await newWorld(
  pointsProgramme({
    campaigns: [
      {
        id: "exploring",
        name: "Exploring",
        ...BOUND,
        rules: [
          earns("there", 50),
          earns("first", 100, [{ kind: "visit", is: 1 }]),
          earns("mayor", 1, [{ kind: "mayor" }]),
        ],
      },
    ],
  }),
);
const canal = await openVenueAt(world, "ven_canal");
const tower = await openVenueAt(world, "ven_tower", 0.03);
afterEach(() => conserved(world.client));

const here = fixAt(0);
type Who = { id: string; token: string };
const post = ({ token }: Who, path: string, body: JsonObject, key = freshKey()) =>
  world.send({ method: "POST", path, token, key, body });
const get = async ({ token }: Who, path: string) => (await world.send({ path, token })).json;
const checksIn = (who: Who, venue: string, key?: string) => post(who, "/v1/me/check-ins", { venue, fix: here }, key);
const deletes = (who: Who, body: JsonObject = {}, key?: string) => post(who, "/v1/me/check-in-deletions", body, key);
const points = async (who: Who) => (await get(who, "/v1/me")).balances.points.available;

test("a deleted visit names its place nowhere; what it earned stays, and neither its day nor a first visit pays again", async () => {
  const ada = await newMember(world, "ada");
  const key = freshKey();
  const visit = await checksIn(ada, canal, key);
  expect(visit.json.earned, visit.text).toHaveLength(2);
  expect(
    (await world.client.execute(`SELECT facts FROM holders WHERE facts ->> '$.mayor' = '${ada.id}'`)).rows,
  ).toHaveLength(1);
  await checksIn(ada, tower);
  const before = await points(ada);
  const sentBy = () =>
    world.client.execute({
      sql: "SELECT 1 FROM people CROSS JOIN holders ON id = holder WHERE public_id = ?",
      args: [visit.json.id],
    });
  expect((await sentBy()).rows, "the tags of its fix").toHaveLength(1);
  const deletion = freshKey();
  const deleted = await deletes(ada, { checkIn: visit.json.id }, deletion);
  expect(deleted.json, deleted.text).toMatchObject({ member: ada.id, deleted: 1 });
  expect((await deletes(ada, { checkIn: visit.json.id }, deletion)).text, "sent again").toBe(deleted.text);

  expect((await get(ada, "/v1/me/check-ins")).data.map(({ venue }: JsonObject) => venue)).toEqual([
    { id: tower, name: tower },
  ]);
  expect(await points(ada)).toBe(before);
  expect(JSON.stringify(await get(ada, "/v1/me/export"))).not.toContain(canal);
  const { rows } = await world.client.execute(
    "SELECT facts FROM holders WHERE kind IN ('check-in', 'venue') AND (facts ->> '$.venue' = 'ven_canal' OR facts ->> '$.mayor' IS NOT NULL AND public_id = 'ven_canal')",
  );
  expect(rows).toEqual([]);
  expect((await sentBy()).rows).toEqual([]);
  expect((await checksIn(ada, canal, key)).status, "what was answered then is gone").toBe(410);

  const again = await checksIn(ada, canal);
  expect(again.json, again.text).toMatchObject({ earned: [] });
  const later = await world.does(
    checkIn,
    { member: ada.id, venue: canal, fix: null, qr: null, tap: null, isConfirmed: true, isDemo: false },
    { now: Date.now() + 2 * 86_400_000 },
  );
  expect(JSON.stringify(later)).toContain('"there"');
  expect(JSON.stringify(later), "no newcomer for a second time").not.toContain('"first"');
});

test("all of them at once; another's, and what is deleted already, is not found", async () => {
  const ben = await newMember(world, "ben");
  const eve = await newMember(world, "eve");
  const { json } = await checksIn(ben, canal);
  await checksIn(ben, tower);
  expect(await deletes(eve, { checkIn: json.id })).toMatchObject({ status: 404, json: { code: "not_found" } });
  expect((await deletes(ben)).json.deleted).toBe(2);
  expect((await deletes(ben)).json.deleted).toBe(0);
  expect((await get(ben, "/v1/me/check-ins")).data).toEqual([]);
  expect((await deletes(ben, { checkIn: json.id })).status).toBe(404);
  await expect(
    world.client.execute("DELETE FROM papers WHERE operation IN (SELECT seq FROM operations WHERE kind = 'check-in')"),
  ).rejects.toThrow(/deleted by an erasure/);
});

test("however long ago: who deleted a visit is no newcomer a month later", async () => {
  const cleo = await newMember(world, "cleo");
  const visit = await post(cleo, "/v1/me/check-ins", { venue: canal, fix: fixAt(0) });
  expect(visit.json.earned.map(({ rule }: JsonObject) => rule)).toEqual(["there", "first"]);
  expect((await deletes(cleo)).json.deleted).toBe(1);
  const later = await world.does(
    checkIn,
    { member: cleo.id, venue: canal, fix: null, qr: null, tap: null, isConfirmed: true, isDemo: false },
    { now: Date.now() + 30 * 86_400_000 },
  );
  expect(JSON.stringify(later)).toContain('"there"');
  expect(JSON.stringify(later)).not.toContain('"first"');
});

test("who became another deletes where she was the mayor under her old name", async () => {
  const bridge = await openVenueAt(world, "ven_bridge");
  const people: Who[] = [];
  for (const externalId of ["91", "92"]) {
    const { json } = await world.post("/v1/members", { externalId, name: `Person ${externalId}` });
    people.push({ id: json.member, token: memberToken(json.member) });
  }
  const [ida, joan] = people;
  if (!ida || !joan) throw new Error("two have joined");
  await post(ida, "/v1/me/check-ins", { venue: bridge, fix: fixAt(0) });
  await world.does(merge, { store: "sto_shop", from: "91", into: "92" });
  const mayor = async () =>
    (await world.client.execute("SELECT facts ->> '$.mayor' AS mayor FROM holders WHERE public_id = 'ven_bridge'"))
      .rows[0]?.mayor;
  expect(await mayor()).toBe(ida.id);
  expect((await deletes(joan)).json.deleted).toBe(1);
  expect(await mayor()).toBeNull();
});
