import { afterEach, expect, test, vi } from "vitest";
import { app } from "../../functions/app.ts";
import { forgetWhereabouts } from "../../functions/clock/forget-whereabouts.ts";
import { checkIn } from "../../functions/operations/check-in.ts";
import { erase } from "../../functions/operations/erase.ts";
import { merge } from "../../functions/operations/merge.ts";
import { changeVenue } from "../../functions/operations/venue.ts";
import { sha256Hex } from "../../functions/values/hash.ts";
import type { Json, JsonObject } from "../../functions/values/json.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { fixAt, newMember, openVenueAt } from "../support/places.ts";
import { BOUND, pointsProgramme } from "../support/programmes.ts";
import { type Answer, freshKey, newWorld, type World } from "../support/world.ts";

/** 50 points for being there; places are counted. */
const exploring: JsonObject = {
  id: "exploring",
  name: "Exploring",
  ...BOUND,
  rules: [
    {
      id: "being-there",
      name: "50 points for being there",
      on: "check-in",
      effects: [{ kind: "earn", unit: "points", amount: 50 }],
    },
  ],
};
const explorer = (more: JsonObject = {}) =>
  pointsProgramme({ campaigns: [exploring], metrics: { places: { counts: "check-ins" } }, ...more });

type Person = Awaited<ReturnType<typeof newMember>>;
const world = await newWorld(explorer());
const venue = await openVenueAt(world, "ven_canal");
afterEach(() => conserved(world.client));

function checksIn(member: { token: string }, body: unknown, key = freshKey(), where: World = world): Promise<Answer> {
  return where.send({ method: "POST", path: "/v1/me/check-ins", token: member.token, key, body });
}

test("a fix inside the venue earns what the rule gives, with a why that names no place", async () => {
  const ada = await newMember(world, "ada");
  const { status, json, text } = await checksIn(ada, { venue, fix: fixAt(40) });
  expect(status, text).toBe(201);
  expect(json).toMatchObject({
    evidence: "gps",
    trust: "ok",
    earned: [{ unit: "points", amount: 50, rule: "being-there" }],
    vouchers: [],
    surprises: [],
    tickets: [],
    why: ["Your device's position shows that you are here.", "It is your first here today, so it counts."],
    balances: { points: { available: 50, pending: 0, held: 0, debt: 0 } },
  });
  expect(json.id).toMatch(/^chk_/);
  const { rows } = await world.client.execute("SELECT group_concat(why) AS whys FROM postings");
  expect(String(rows[0]?.whys)).not.toContain(venue);
});

test("a place that one member visited today is not rewarded again to whom she became, and both visits count", async () => {
  const members = [];
  for (const externalId of ["71", "72"]) {
    const { json } = await world.post("/v1/members", { externalId, name: `Person ${externalId}` });
    members.push({ token: memberToken(json.member) });
  }
  const [dora, emil] = members;
  if (!dora || !emil) throw new Error("two have joined");
  const beside = await openVenueAt(world, "ven_beside", 0.05);
  await checksIn(dora, { venue, fix: fixAt(0) });
  await checksIn(emil, { venue: beside, fix: fixAt(0) });
  await world.does(merge, { store: "sto_shop", from: "71", into: "72" });
  const again = [
    await checksIn(emil, { venue, fix: fixAt(0) }),
    await checksIn(dora, { venue: beside, fix: fixAt(0) }),
  ];
  for (const { status, json } of again) {
    expect([status, json.earned]).toEqual([201, []]);
    expect(json.balances.points.available).toBe(100);
  }
});

test("a second check-in that day is recorded and earns nothing; another venue still does", async () => {
  const ben = await newMember(world, "ben");
  const other = await openVenueAt(world, "ven_next_door", 0.05);
  await checksIn(ben, { venue, fix: fixAt(0) });
  const second = await checksIn(ben, { venue, fix: fixAt(0) });
  expect(second.status).toBe(201);
  expect(second.json).toMatchObject({ trust: "ok", earned: [], balances: { points: { available: 50 } } });
  expect(second.json.why.join(" ")).toMatch(/already rewarded today/i);
  const elsewhere = await checksIn(ben, { venue: other, fix: fixAt(50) });
  expect(elsewhere.json.balances.points.available).toBe(100);
  const { rows } = await world.client.execute({
    sql: "SELECT amount FROM metrics JOIN holders ON holders.id = holder WHERE public_id = ? AND metric = 'places'",
    args: [ben.id],
  });
  expect(rows).toEqual([{ amount: 2 }]);
});

test("the next day the same venue rewards again", async () => {
  const zoe = await newMember(world, "zoe");
  const now = Date.now();
  const request = { member: zoe.id, venue, fix: null, qr: null, tap: null, isDemo: false };
  const near = { latitudeE7: 520_908_000, longitudeE7: 51_214_000, accuracyMetres: 10 };
  for (const days of [0, 1]) {
    const at = now + days * 86_400_000;
    const done = await world.does(checkIn, { ...request, fix: { ...near, at } }, { now: at });
    expect(done).toMatchObject({ earned: [{ amount: 50 }] });
  }
});

test("two at once at one venue: one is rewarded, both are recorded", async () => {
  const cleo = await newMember(world, "cleo");
  const answers = await Promise.all([1, 2, 3].map(() => checksIn(cleo, { venue, fix: fixAt(0) })));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(answers.filter(({ json }) => json.earned.length > 0)).toHaveLength(1);
  expect(Math.max(...answers.map(({ json }) => json.balances.points.available))).toBe(50);
});

test.each([
  ["her word only", () => ({})],
  ["one metre too far", () => ({ fix: fixAt(75 + 12 + 1) })],
  ["an accuracy of 50,000 m, far away", () => ({ fix: fixAt(30_000, 50_000) })],
  ["an accuracy of 50,000 m, at the counter", () => ({ fix: fixAt(0, 50_000) })],
  ["a fix of a minute ago", () => ({ fix: fixAt(0, 12, { timestamp: Date.now() - 60_000 }) })],
  [
    "a fix of the next minute",
    () => ({ fix: fixAt(0, 12, { timestamp: new Date(Date.now() + 60_000).toISOString() }) }),
  ],
])("%s is recorded, earns nothing, and leaves the day's reward open", async (name, evidence) => {
  const dana = await newMember(world, `dana-${sha256Hex(name).slice(0, 8)}`);
  const weak = await checksIn(dana, { venue, ...evidence() });
  expect(weak.status, weak.text).toBe(201);
  expect(weak.json).toMatchObject({ evidence: "claimed", trust: "low", earned: [] });
  expect(weak.json.why.at(-1)).toMatch(/earns nothing/);
  expect((await checksIn(dana, { venue, fix: fixAt(75 + 12) })).json.earned).toHaveLength(1);
});

test("500 km in no time is recorded and earns nothing", async () => {
  const far = await openVenueAt(world, "ven_far", 500);
  const eve = await newMember(world, "eve");
  await checksIn(eve, { venue, fix: fixAt(0) });
  const { json } = await checksIn(eve, { venue: far, fix: fixAt(500_000) });
  expect(json).toMatchObject({ evidence: "gps", trust: "low", earned: [] });
});

test("a retry is answered byte for byte, another fix under the same key is 422", async () => {
  const fay = await newMember(world, "fay");
  const body = { venue, fix: fixAt(10) };
  const first = await checksIn(fay, body, "fay-1");
  expect((await checksIn(fay, body, "fay-1")).text).toBe(first.text);
  const other = await checksIn(fay, { venue, fix: fixAt(11) }, "fay-1");
  expect([other.status, other.json.code]).toEqual([422, "key_reused"]);
});

test.each([
  ["an unknown venue", { venue: "ven_nowhere" }, 404, "venue_unknown"],
  ["a store for a venue", { venue: "sto_shop" }, 404, "venue_unknown"],
  ["a demo position outside a demo programme", { venue, demo: true }, 409, "demo_position_refused"],
  ["a fix and a demo position", { venue, demo: true, fix: fixAt(0) }, 422, "invalid"],
  ["a latitude beyond the pole", { venue, fix: fixAt(0, 12, { latitude: 90.01 }) }, 422, "invalid"],
  ["an accuracy below nothing", { venue, fix: fixAt(0, -1) }, 422, "invalid"],
  ["an unknown field", { venue, altitude: 3 }, 422, "invalid"],
])("refuses %s", async (name, body, status, code) => {
  const gil = await newMember(world, `gil-${sha256Hex(name).slice(0, 8)}`);
  const answer = await checksIn(gil, body);
  expect([answer.status, answer.json.code]).toEqual([status, code]);
});

test("refuses a check-in without a member's token", async () => {
  expect((await checksIn({ token: "tms_nobody" }, { venue })).status).toBe(401);
  expect((await checksIn({ token: world.storeKey }, { venue })).status).toBe(401);
});

test("a demo programme accepts a demo position, and says so in the answer and the check-in", async () => {
  const demo = await newWorld(explorer({ checkIns: { demoPositions: true } }));
  await openVenueAt(demo, "ven_demo");
  const hal = await newMember(demo, "hal");
  const { json } = await checksIn(hal, { venue: "ven_demo", demo: true }, freshKey(), demo);
  expect(json).toMatchObject({ evidence: "demo position", trust: "ok", earned: [{ amount: 50 }] });
  expect(json.why[0]).toMatch(/demo position/);
  const { rows } = await demo.client.execute(
    "SELECT facts ->> '$.evidence' AS evidence FROM holders WHERE kind = 'check-in'",
  );
  expect(rows).toEqual([{ evidence: "demo position" }]);
  await conserved(demo.client);
});

test("case 25: no table and no log line holds a coordinate of hers, or a hash that only needs guessing one", async () => {
  const ida = await newMember(world, "ida");
  const spoken: string[] = [];
  const spies = (["log", "error", "warn", "info", "debug"] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => void spoken.push(parts.join(" "))),
  );
  const fix = { latitude: 52.0911234, longitude: 5.1217654, accuracyMetres: 17.1357, timestamp: Date.now() };
  const bodies: Json[] = [
    { venue, fix },
    { venue: "ven_nowhere", fix },
    { venue, fix: { ...fix, latitude: 152.0911234 } },
  ];
  const statuses: number[] = [];
  for (const body of bodies) {
    const { status } = await app.request(
      "http://ledger.test/v1/me/check-ins",
      {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${ida.token}`,
          "idempotency-key": freshKey(),
        },
        body: JSON.stringify(body),
      },
      { DATABASE_URL: world.databaseUrl, SECRET, ENVIRONMENT: "test" },
    );
    statuses.push(status);
  }
  for (const spy of spies) spy.mockRestore();
  expect(statuses).toEqual([201, 404, 422]);
  expect(spoken.length).toBeGreaterThanOrEqual(3);
  const kept = spoken.join("\n") + (await everything());
  // 52.091 is in no venue of this world, so any trace of her latitude would show.
  for (const trace of ["52.091", "0911234", "1217654", "17.1357"]) expect(kept).not.toContain(trace);
  const { latitude, longitude, accuracyMetres, timestamp } = fix;
  const sorted = JSON.stringify({ fix: { accuracyMetres, latitude, longitude, timestamp }, venue });
  expect(kept).not.toContain(sha256Hex(`POST\n/v1/me/check-ins\n${sorted}`));
  // The sweep did see what is kept of the request.
  expect(kept).toContain(`{"venue":"${venue}","fix":"not kept, tag `);
});

test("what is claimed for a visit says neither who nor where", async () => {
  const { rows } = await world.client.execute("SELECT name FROM claims WHERE name LIKE 'visit%'");
  expect(rows.length).toBeGreaterThan(3);
  for (const { name } of rows) expect(name).toMatch(/^visit:[0-9a-f]{64}$/);
});

/** Every value of every table, as text. */
async function everything(): Promise<string> {
  const { rows: tables } = await world.client.execute("SELECT name FROM sqlite_master WHERE type = 'table'");
  const all = await world.client.batch(
    tables.map(({ name }) => `SELECT * FROM "${String(name)}"`),
    "read",
  );
  return all.flatMap(({ rows }) => rows.map((row) => Object.values(row).map(String).join("\t"))).join("\n");
}

test("a phone that goes round, a fix that is sent again and another's fix are not trusted; days later nothing of it is kept", async () => {
  const people = await Promise.all(["una", "vera", "wim", "xena", "yara"].map((name) => newMember(world, name)));
  const [una, vera, wim, xena, yara] = people as [Person, Person, Person, Person, Person];
  const sends = (member: Person, fix: JsonObject, device?: string) =>
    world.send({
      method: "POST",
      path: "/v1/me/check-ins",
      token: member.token,
      key: freshKey(),
      body: { venue, fix },
      headers: device === undefined ? {} : { cookie: `device=${device}` },
    });
  const first = await sends(una, fixAt(40));
  const device =
    /device=([0-9a-f]{32}); Max-Age=172800; .*HttpOnly/.exec(first.headers.get("set-cookie") ?? "")?.[1] ?? "";
  expect(device).toHaveLength(32);
  expect((await sends(vera, fixAt(40), device)).json.trust).toBe("ok");
  const third = await sends(wim, fixAt(40), device);
  expect(third.json).toMatchObject({ evidence: "gps", trust: "low", earned: [] });
  expect(third.json.why[0]).toBe("This visit could not be confirmed well enough.");

  const fix = fixAt(40);
  expect((await sends(xena, fix)).json.trust).toBe("ok");
  await sends(xena, fix);
  expect((await sends(yara, fix)).json).toMatchObject({ evidence: "gps", trust: "low" });
  const doubts = async () => {
    const { rows } = await world.client.execute(
      `SELECT facts ->> '$.doubt' AS doubt, facts ->> '$.score' AS score FROM holders WHERE kind = 'check-in' ORDER BY id DESC LIMIT 4`,
    );
    return rows.map(({ doubt, score }) => [doubt, score]);
  };
  expect(await doubts()).toEqual([
    ["copied", 25],
    ["copied", 40],
    [null, 55],
    ["shared_device", 35],
  ]);

  const kept = async () => {
    const { rows } = await world.client.execute(
      `SELECT profile FROM people WHERE profile ->> '$.sighting.at' IS NOT NULL`,
    );
    return rows.map(({ profile }) => String(profile));
  };
  const before = await kept();
  expect(before.length).toBeGreaterThanOrEqual(6);
  expect(before.join()).not.toContain(device);
  await world.does(erase, { member: wim.id });
  expect(await kept()).toHaveLength(before.length - 1);
  await forgetWhereabouts({ ...world.ledger, now: Date.now() + 172_700_000 }, { isLeft: () => true });
  expect(await kept()).toHaveLength(before.length - 1);
  await forgetWhereabouts({ ...world.ledger, now: Date.now() + 172_900_000 }, { isLeft: () => true });
  expect(await kept()).toEqual([]);
});

test("a network that hides, or stands in another country than the venue, costs points; what nobody says costs nothing", async () => {
  await world.does(changeVenue, { venue, country: "NL" });
  const from = async (cf: JsonObject | null) => {
    const { token } = await newMember(world, `traveller${Math.random()}`);
    const body = { venue, fix: fixAt(0) };
    const headers = { "cf-connecting-ip": "203.0.113.77", ...(cf ? { "mf-cf-blob": JSON.stringify(cf) } : {}) };
    const sent = { method: "POST", path: "/v1/me/check-ins", token, key: freshKey(), body, headers };
    const { json, text } = await world.send(sent);
    const { rows } = await world.client.execute({
      sql: "SELECT facts ->> '$.score' AS score, facts ->> '$.doubt' AS doubt FROM holders WHERE public_id = ?",
      args: [json.id],
    });
    expect(text).not.toMatch(/abroad|hidden|network|country/i);
    return [json.trust, rows[0]?.score, rows[0]?.doubt];
  };
  const madrid = { country: "ES", latitude: "40.41650", longitude: "-3.70256" };
  const antwerp = { country: "BE", latitude: "51.21989", longitude: "4.40346" };
  expect(await from({ country: "NL", latitude: "53.21917", longitude: "6.56667" })).toEqual(["ok", 55, null]);
  expect(await from(antwerp), "just across the border").toEqual(["ok", 40, "abroad"]);
  expect(await from(madrid), "and far beyond it").toEqual(["low", 30, "abroad"]);
  expect(await from({ country: "ES" }), "nobody says where").toEqual(["ok", 40, "abroad"]);
  expect(await from({ country: "T1" }), "Tor").toEqual(["low", 35, "hidden"]);
  for (const unknown of [
    null,
    {},
    { country: "XX" },
    { country: 7, latitude: "x" },
    { latitude: "40.4", longitude: "-3.7" },
  ])
    expect(await from(unknown)).toEqual(["ok", 55, null]);
  await world.does(changeVenue, { venue, country: null });
  expect(await from(madrid), "a venue that says no country").toEqual(["ok", 55, null]);
  const { rows } = await world.client.execute("SELECT name FROM sqlite_schema WHERE type = 'table'");
  for (const { name } of rows) {
    const found = await world.client.execute(`SELECT * FROM "${name}"`);
    expect(JSON.stringify(found.rows.map(Object.values)), String(name)).not.toMatch(/203\.0\.113\.77|40\.4165|404165/);
  }
});
