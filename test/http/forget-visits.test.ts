/** A member deletes where she was: the place goes, what it earned stays, and nothing is rewarded again for it. */
import { afterEach, expect, test } from "vitest";
import { forgetErased } from "../../functions/clock/forget-erased.ts";
import { forgetWhereabouts } from "../../functions/clock/forget-whereabouts.ts";
import { tapOf } from "../../functions/evidence/sun.ts";
import { hashOf } from "../../functions/operations/attempt.ts";
import { checkIn } from "../../functions/operations/check-in.ts";
import { erase } from "../../functions/operations/erase.ts";
import { merge } from "../../functions/operations/merge.ts";
import { publish } from "../../functions/operations/publish.ts";
import { readTap } from "../../functions/operations/tag-keys.ts";
import { holderRowHash } from "../../functions/values/changes.ts";
import { bytesOfHex } from "../../functions/values/hex.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { LANGUAGES } from "../../functions/values/language.ts";
import { lastingIn } from "../../functions/values/plural.ts";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { fixAt, newMember, openVenueAt } from "../support/places.ts";
import { BOUND, pointsProgramme } from "../support/programmes.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, orderOf, publicationOf } from "../support/world.ts";

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
  // The audit knows who deleted it when she became somebody else in her turn.
  await world.post("/v1/members", { externalId: "93", name: "Person 93" });
  await world.does(merge, { store: "sto_shop", from: "92", into: "93" });
});

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ALWAYS_LEFT = { isLeft: () => true };

/** A world whose check-ins earn, with days of its own, and what its clock left in it. */
async function aging({ more = [], ...terms }: JsonObject & { more?: JsonObject[] } = {}) {
  const rules = [earns("there", 50), earns("first", 100, [{ kind: "visit", is: 1 }]), ...more];
  const campaigns = [{ id: "exploring", name: "Exploring", ...BOUND, rules }];
  const document = pointsProgramme({ campaigns, ...terms });
  const old = await newWorld(document);
  const start = Date.now();
  const tables = (await old.client.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL"))
    .rows;
  return {
    ...old,
    start,
    /** Publishes other days. */
    keeps: (days: JsonObject) => old.does(publish, publicationOf({ ...document, checkIns: days }, 1)),
    /** Lets a clock come by twice, so long after the start. */
    async after(milliseconds: number) {
      for (const twice of [0, 1_000])
        await forgetWhereabouts({ ...old.ledger, now: start + milliseconds + twice }, ALWAYS_LEFT);
      await conserved(old.client);
    },
    /** Rows of every table but the programme's own document in which a word stands. */
    async rowsWith(word: string | RegExp): Promise<string[]> {
      const found: string[] = [];
      for (const { name } of tables) {
        if (name === "programme_versions") continue;
        const { rows } = await old.client.execute(`SELECT * FROM "${name}"`);
        found.push(...rows.map((row) => `${name} ${JSON.stringify(Object.values(row))}`.replaceAll("\\", "")));
      }
      return found.filter((row) => (typeof word === "string" ? row.includes(word) : word.test(row)));
    },
    operations: async () =>
      Number((await old.client.execute("SELECT count(*) AS all_of_them FROM operations")).rows[0]?.all_of_them),
  };
}

const EVIDENCE = /"(evidence|trust|score|scoring|doubt)":/;

test("what a check-in leaves behind goes row by row of the table of days: searched for in every table, before and after", async () => {
  const old = await aging();
  const owner = await staffOf(old, "owner");
  const place = await openVenueAt(old, "ven_quay");
  await owner.post(`/v1/staff/venues/${place}`, { categories: ["Bakery", "Café"] });
  const uid = "04A0B0C0D0E0F1";
  await owner.post(`/v1/staff/venues/${place}/tags`, { uid });
  const { json: tag } = await owner.get(`/v1/staff/tags/tag:${uid}`);
  const keys = { meta: bytesOfHex(tag.metaReadKey, 16), file: bytesOfHex(tag.fileReadKey, 16) };
  const tap = { ...(await tapOf(keys, { uid, counter: 1 }, new Uint8Array(5))) };
  const { id: ada, token } = await newMember(old, "ada");
  const ben = await newMember(old, "ben");
  const eve = await newMember(old, "eve");
  const sends = (who: string, path: string, body: JsonObject, key = freshKey()) =>
    old.send({ method: "POST", path, token: who, key, body });
  const paid = orderOf("paid", 1_000, { email: "ada@example.com" });
  const purchase = await old.post("/v1/purchases", paid, "paid");
  expect(purchase.status, purchase.text).toBe(201);
  const named = await old.rowsWith(place);

  const sent = { venue: place, tap, qr: "123456", fix: fixAt(0) };
  const tapped = await sends(token, "/v1/me/check-ins", sent, "tapped");
  expect(tapped.json, tapped.text).toMatchObject({ evidence: "nfc", trust: "high" });
  const [asked, vague] = await Promise.all(
    [0, 1].map(() => sends(ben.token, "/v1/me/check-ins", { venue: place, fix: fixAt(0, 900) })),
  );
  await sends(ben.token, `/v1/me/check-ins/${asked?.json.id}/appeal`, { says: "I sat by the oven" });
  await sends(eve.token, "/v1/me/check-ins", { venue: place, fix: fixAt(0) });
  await old.does(erase, { member: eve.id });
  const hers = await old.rowsWith(tapped.json.id);
  expect(await old.rowsWith(String(tap.c)), "a tap is kept nowhere as it was sent").toEqual([]);
  expect(await old.rowsWith("123456"), "nor is a code").toEqual([]);
  const isReplayed = async () =>
    expect((await old.post("/v1/purchases", paid, "paid")).text, "another's answer is what it was").toBe(purchase.text);

  // Tags of devices and fixes: 48 hours.
  await old.after(47 * HOUR_MS);
  expect(await old.rowsWith(/^people .*"sighting"/)).toHaveLength(3);
  await old.after(49 * HOUR_MS);
  expect(await old.rowsWith(/^people .*"sighting"/)).toEqual([]);
  // Taps: 7 days. The counter stays, so that no tap counts twice.
  const operations = await old.operations();
  await old.after(7 * DAY_MS - HOUR_MS);
  expect(await old.rowsWith(new RegExp(`^holders .*tag:${uid}.*${ada}`))).toHaveLength(1);
  await old.after(7 * DAY_MS + HOUR_MS);
  expect(await old.rowsWith(new RegExp(`^holders .*tag:${uid}.*${ada}`))).toEqual([]);
  expect(await old.operations(), "once, however often the clock comes").toBe(operations + 1);
  expect((await sends(ben.token, "/v1/me/check-ins", { venue: place, tap })).json.code).toBe("tap_used");
  expect(await readTap(old.ledger, { e: String(tap.e), c: String(tap.c) })).toMatchObject({ counter: 1 });
  // Evidence: 30 days, with the papers. What staff have not looked at yet stays as it is.
  await old.after(30 * DAY_MS - HOUR_MS);
  expect(await old.rowsWith(tapped.json.id)).toEqual(hers);
  await old.after(30 * DAY_MS + HOUR_MS);
  expect((await old.rowsWith(EVIDENCE)).filter((row) => !row.includes(asked?.json.id))).toEqual([]);
  expect(await old.rowsWith("not kept, tag")).toHaveLength(1);
  expect((await sends(token, "/v1/me/check-ins", sent, "tapped")).status, "its own answer is gone").toBe(410);
  const mine = await old.send({ path: "/v1/me/check-ins", token });
  expect(mine.json.data, "where she was stays hers to see").toEqual([
    expect.objectContaining({ venue: { id: place, name: place }, evidence: null, state: "rewarded" }),
  ]);
  expect((await sends(ben.token, `/v1/me/check-ins/${vague?.json.id}/appeal`, {})).json).toMatchObject({
    code: "too_late",
    days: 30,
  });
  await isReplayed();
  // What they said of an appeal: 30 days more.
  await owner.post("/v1/staff/appeal-verdicts", { checkIn: asked?.json.id, verdict: "reject", says: "We were closed" });
  await old.after(30 * DAY_MS - HOUR_MS);
  expect(await old.rowsWith("We were closed")).toHaveLength(1);
  await old.after(30 * DAY_MS + HOUR_MS);
  expect(await old.rowsWith(/We were closed|I sat by the oven|not kept, tag/)).toEqual([]);
  expect(await old.rowsWith(EVIDENCE)).toEqual([]);
  // The place: 13 months, and then the kind of place.
  await old.after(396 * DAY_MS - HOUR_MS);
  expect((await old.rowsWith(place)).length - named.length, "two of ben's, one each of ada's and eve's").toBe(4);
  await old.after(396 * DAY_MS + HOUR_MS);
  expect((await old.rowsWith(place)).toSorted()).toEqual(named.toSorted());
  expect(await old.rowsWith(/^holders .*"category":"Bakery"/)).toHaveLength(4);
  await isReplayed();
  expect((await old.send({ path: "/v1/me", token })).json.balances.points.available, "what it earned stays").toBe(
    purchase.json.balances.points.available + 150,
  );
  const there = { member: ada, venue: place, fix: null, qr: null, tap: null, isConfirmed: true, isDemo: false };
  const again = await old.does(checkIn, there, { now: old.start + 400 * DAY_MS });
  expect(JSON.stringify(again)).toContain('"there"');
  expect(JSON.stringify(again), "no newcomer for a second time").not.toContain('"first"');
});

test("hard case 25: a minute after an erasure, her own or by staff, no row of any table says where she was, nor can it be tried out; others' visits and answers stay", async () => {
  const treat = {
    kind: "voucher",
    id: "treat",
    name: "Half off, here",
    percent: 50,
    atMostMinor: 500,
    validMinutes: 60,
    here: true,
  };
  const tapped = [{ kind: "evidence", in: ["nfc"] }];
  const more = [
    earns("mayor", 1, [{ kind: "mayor" }]),
    { id: "treated", name: "treated", on: "check-in", when: tapped, effects: [{ kind: "reward", reward: "treat" }] },
  ];
  const city = await aging({ more, rewards: [treat] });
  const owner = await staffOf(city, "owner");
  const places = [await openVenueAt(city, "ven_quay"), await openVenueAt(city, "ven_mill", 0.03)] as const;
  const [quay, mill] = places;
  const uid = "04A0B0C0D0E0F1";
  await owner.post(`/v1/staff/venues/${quay}/tags`, { uid });
  const { json: tag } = await owner.get(`/v1/staff/tags/tag:${uid}`);
  const keys = { meta: bytesOfHex(tag.metaReadKey, 16), file: bytesOfHex(tag.fileReadKey, 16) };
  const [ada, ben, cleo] = [await newMember(city, "ada"), await newMember(city, "ben"), await newMember(city, "cleo")];
  const sends = (who: Who, path: string, body: JsonObject, key = freshKey()) =>
    city.send({ method: "POST", path: `/v1/me${path}`, token: who.token, key, body });
  const comes = (who: Who, venue: string, body: JsonObject = { fix: fixAt(0) }, key = freshKey()) =>
    sends(who, "/check-ins", { venue, ...body }, key);
  const sent = { fix: fixAt(0) };
  const bens = await comes(ben, mill, sent, "bens");
  expect(bens.json.earned.map(({ rule }: JsonObject) => rule)).toEqual(["there", "first"]);
  const mayors = async () =>
    (
      await city.client.execute("SELECT facts ->> '$.mayor' AS mayor FROM holders WHERE kind = 'venue' ORDER BY id")
    ).rows.map(({ mayor }) => mayor);
  // The venues' own rows step their versions; whom they name is asked of them by itself.
  const naming = async () =>
    (await city.rowsWith(/ven_(quay|mill)/)).filter((row) => !/^holders \[\d+,"ven_/.test(row)).toSorted();
  const before = await naming();

  for (const [index, who] of [ada, cleo].entries()) {
    const email = `${index === 0 ? "ada" : "cleo"}@example.com`;
    const tap = { ...(await tapOf(keys, { uid, counter: index + 1 }, new Uint8Array(5))) };
    const visit = await comes(who, quay, { tap, fix: fixAt(0) });
    expect(visit.json.vouchers, visit.text).toHaveLength(1);
    const vague = await comes(who, mill, { fix: fixAt(0, 900) });
    expect((await sends(who, `/check-ins/${vague.json.id}/appeal`, { says: "By the oven" })).json).toMatchObject({
      state: "appealed",
    });
    const sold = await city.post("/v1/purchases", { ...orderOf(`sold-${index}`, 900, { email }), venue: mill });
    expect(sold.status, sold.text).toBe(201);
    expect((await comes(who, mill)).json.earned.length).toBeGreaterThan(0);
  }
  expect(await mayors()).toEqual([ada.id, ben.id]);
  expect((await naming()).length, "visits, an order, a voucher and what gave it").toBeGreaterThan(before.length + 10);
  const operation = await city.client.execute(
    "SELECT group_concat(changes) AS changes FROM operations WHERE kind <> 'open-venue' AND kind <> 'give-tag'",
  );
  expect(String(operation.rows[0]?.changes), "what is for ever never said it").not.toMatch(/ven_|tag:/);

  expect((await sends(ada, "/erasure", { confirm: "erase" })).status).toBe(200);
  expect((await owner.post(`/v1/staff/members/${cleo.id}/erasure`)).status).toBe(200);
  expect(
    (await city.client.execute("SELECT 1 FROM people CROSS JOIN holders ON id = holder WHERE kind = 'check-in'")).rows,
  ).toHaveLength(1);
  const operations = await city.operations();
  for (const _ of ["twice"])
    for (const now of [Date.now() + 60_000, Date.now() + 120_000])
      await forgetErased({ ...city.ledger, now }, ALWAYS_LEFT);
  expect(await naming()).toEqual(before);
  expect(await city.operations(), "of each, one that forgets and one that found no more").toBe(operations + 4);
  expect(await mayors(), "who was the mayor is not; who is another place's stays so").toEqual([null, ben.id]);
  for (const { id } of [ada, cleo])
    expect(await city.rowsWith(new RegExp(`^holders .*(tag:|ven_).*${id}`))).toEqual([]);
  // With all that is left of a row, every venue is tried for what is gone.
  const { rows: left } = await city.client.execute({
    sql: `SELECT holders.kind, owner.public_id AS owner, holders.state, holders.facts FROM holders JOIN holders owner ON owner.id = holders.owner
      WHERE holders.kind IN ('check-in', 'voucher', 'redemption') AND owner.public_id IN (?1, ?2)`,
    args: [ada.id, cleo.id],
  });
  expect(left).toHaveLength(2 * 5);
  const all = JSON.stringify((await city.client.execute("SELECT changes FROM operations")).rows);
  for (const { kind, owner: whose, state, facts } of left)
    for (const venue of places) {
      const tried = String(facts)
        .replaceAll('"venue":null', `"venue":"${venue}"`)
        .replaceAll('"venues":[]', `"venues":["${venue}"]`);
      expect(tried).not.toBe(facts);
      const row = { kind: String(kind), owner: String(whose), state: String(state), dueAt: null };
      expect(all).not.toContain(holderRowHash(row, tried));
    }

  expect((await comes(ben, mill, sent, "bens")).text, "byte for byte").toBe(bens.text);
  const first = await comes(ben, quay);
  expect(first.json.earned.map(({ rule }: JsonObject) => rule)).toEqual(["there", "first"]);
  expect(await mayors()).toEqual([ben.id, ben.id]);
  expect((await comes(ben, mill)).json.earned, "his day there was rewarded").toEqual([]);
  await conserved(city.client);
});

test("a clock that was late for a year leaves what a punctual one does; a page at a time, and days that become fewer hold at once", async () => {
  const old = await aging();
  const place = await openVenueAt(old, "ven_quay");
  const { id: member } = await newMember(old, "ada");
  const there = { member, venue: place, fix: null, qr: null, tap: null, isConfirmed: true, isDemo: false };
  for (const day of [0, 1]) await old.does(checkIn, there, { now: old.start + day * DAY_MS });
  const left = async () =>
    (await old.client.execute("SELECT facts, version FROM holders WHERE kind = 'check-in' ORDER BY id")).rows.map(
      ({ facts, version }): JsonObject => ({ ...(JSON.parse(String(facts)) as JsonObject), version: Number(version) }),
    );
  await old.after(29 * DAY_MS);
  expect(
    (await left()).map(({ evidence }) => evidence),
    "30 days, as nobody said otherwise",
  ).toEqual(["staff", "staff"]);
  await old.keeps({ evidenceDaysMax: 2, placeDaysMax: 61 });
  for (const language of LANGUAGES) {
    const { text } = await old.send({
      path: `/me/privacy?lang=${language}`,
      headers: { cookie: `member=${memberToken(member)}` },
    });
    const lasting = lastingIn(language);
    for (const says of [lasting(48, "hour"), lasting(7, "day"), lasting(2, "day"), lasting(61, "day")])
      expect(text, language).toContain(says);
  }
  const tired = { ...old.ledger, now: old.start + 62 * DAY_MS - HOUR_MS };
  await forgetWhereabouts(tired, { isLeft: () => false });
  expect(
    (await left()).map(({ version }) => version),
    "nothing without time",
  ).toEqual([0, 0]);
  await old.after(62 * DAY_MS - HOUR_MS);
  expect(await left(), "the first at once, the second by and by").toEqual([
    { venue: null, at: expect.any(Number), day: expect.any(Number), operation: expect.any(String), version: 1 },
    {
      venue: place,
      at: expect.any(Number),
      day: expect.any(Number),
      operation: expect.any(String),
      salt: expect.any(String),
      version: 1,
    },
  ]);
  await old.after(62 * DAY_MS + HOUR_MS);
  expect((await left()).map(({ at: _, day: __, operation: ___, ...rest }) => rest)).toEqual([
    { venue: null, version: 1 },
    { venue: null, version: 2 },
  ]);
});

test("a clock that comes late forgets more than a page of check-ins in one tick, those of one venue too, each once", async () => {
  const old = await aging();
  const there = { fix: null, qr: null, tap: null, isConfirmed: true, isDemo: false };
  const people = await Promise.all(Array.from({ length: 15 }, (_, index) => newMember(old, `late-${index}`)));
  for (let hour = 0; hour < 7; hour++) {
    const venue = await openVenueAt(old, `ven_${hour}`);
    const now = old.start + hour * HOUR_MS;
    await Promise.all(people.map(({ id: member }) => old.does(checkIn, { ...there, member, venue }, { now })));
  }
  const left = async () => {
    const { rows } = await old.client.execute(
      "SELECT count(*) AS visits, sum(facts ->> '$.venue' IS NOT NULL) AS placed, sum(facts -> '$.evidence' IS NOT NULL) AS shown FROM holders WHERE kind = 'check-in'",
    );
    return { ...rows[0] };
  };
  const comesAfter = (days: number) =>
    forgetWhereabouts({ ...old.ledger, now: old.start + days * DAY_MS }, ALWAYS_LEFT);
  expect(await left()).toEqual({ visits: 105, placed: 105, shown: 105 });
  const operations = await old.operations();
  await comesAfter(31);
  expect(await left()).toEqual({ visits: 105, placed: 105, shown: 0 });
  await comesAfter(397);
  expect(await left()).toEqual({ visits: 105, placed: 0, shown: 0 });
  await comesAfter(397);
  expect(await old.operations()).toBe(operations + 2 * 105);
  await conserved(old.client);
});

test("what was asked cannot be found again by trying all venues: the hash of a check-in is of more than its venue", async () => {
  const ada = await newMember(world, "hash");
  await post(ada, "/v1/me/check-ins", { venue: tower });
  const { rows } = await world.client.execute("SELECT request_hash FROM operations WHERE kind = 'check-in'");
  expect(rows.length).toBeGreaterThan(0);
  const tried = hashOf({ method: "POST", path: "/v1/me/check-ins", body: { venue: tower } });
  expect(rows.map(({ request_hash }) => String(request_hash))).not.toContain(tried);
});
