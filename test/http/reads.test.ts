import { createClient } from "@libsql/client/web";
import { afterEach, expect, test } from "vitest";
import { readStatement } from "../../functions/database/statement-of.ts";
import { read } from "../../functions/edge/read.ts";
import { cellOf, placeOf } from "../../functions/values/place.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld, openStoreWithKey, orderOf, type World } from "../support/world.ts";

const programme = pointsProgramme({
  units: {
    points: {
      name: { one: "point", other: "points" },
      worth: { amount: 100, minor: 100 },
      expiry: { kind: "rolling", days: 365 },
    },
  },
  metrics: { spend: { counts: "spend" } },
  tiers: [
    {
      id: "status",
      measure: { metric: "spend", window: { kind: "lifetime" } },
      levels: [
        { id: "basic", name: "Basic", from: 0 },
        { id: "gold", name: "Gold", from: 10_000 },
      ],
    },
  ],
  rewards: [
    { id: "coffee", name: "Coffee", kind: "product", cost: { unit: "points", amount: 100 }, stock: 3 },
    { id: "mug", name: "Mug", kind: "product", cost: { unit: "points", amount: 50 }, tiers: ["gold"] },
    { id: "five-off", name: "€5.00 off", kind: "voucher", cost: { unit: "points", amount: 500 }, valueMinor: 500 },
    { id: "level", name: "Member price", kind: "discount-level", percentByTier: { gold: 12 } },
  ],
});
const world = await newWorld(programme);
const other = await newWorld(programme);
afterEach(() => conserved(world.client));

/** A member who joined, with an order of each amount. */
async function joined(name: string, ...amounts: number[]): Promise<{ id: string; token: string }> {
  const email = `${name}@example.com`;
  const { json, text, status } = await world.post("/v1/members", { email, name });
  expect(status, text).toBe(201);
  for (const [index, minor] of amounts.entries())
    expect((await world.post("/v1/purchases", orderOf(`${name}-${index}`, minor, { email }))).status).toBe(201);
  const session = await world.post("/v1/member-sessions", { member: { email } });
  expect(session.status, session.text).toBe(200);
  return { id: json.member, token: session.json.token };
}

const as = (token: string) => (path: string) => world.send({ path, token });

test("a member reads what she has, what it is worth, where she stands and what is next", async () => {
  const { id, token } = await joined("ada", 4000);
  const me = await as(token)("/v1/me");
  expect(me.status, me.text).toBe(200);
  expect(me.json).toMatchObject({
    member: id,
    name: "ada",
    state: "joined",
    balances: { points: { available: 80, pending: 0, held: 0, debt: 0 } },
    worth: { points: { amountMinor: 80, currency: "EUR" } },
    tier: { tier: "basic", has: 4000, next: { tier: "gold", missing: 6000 } },
    nextReward: { id: "coffee", costs: 100, has: 80, missing: 20 },
  });
  const { json: store } = await world.get(`/v1/members/${id}`);
  expect(store).toMatchObject({ member: id, balances: me.json.balances, tier: me.json.tier });
  expect(JSON.stringify(store)).not.toContain("ada");
});

test("a statement says why each amount moved, with the balance after it, a page at a time", async () => {
  const { id, token } = await joined("ben", 4033, 1000);
  await world.post("/v1/purchases/ben-0/refunds", { refund: "r", amountMinor: 1333 });
  const { json } = await as(token)("/v1/me/statement");
  const lines = json.data.flatMap((entry: { lines: object[] }) => entry.lines);
  expect(lines).toMatchObject([
    { amount: -26, reason: "refund", says: "26 points taken back because €13.33 was refunded", runningBalance: 74 },
    {
      amount: 20,
      says: "2 points per €1.00 on €10.00, with 0.66 of a point kept from before = 20 points; 0.66 of a point is carried to your next purchase",
      runningBalance: 100,
    },
    {
      amount: 80,
      says: "2 points per €1.00 on €40.33 = 80 points; 0.66 of a point is carried to your next purchase",
      runningBalance: 80,
    },
  ]);
  const paged: { lines: object[] }[] = [];
  for (let cursor = ""; ; ) {
    const page = await world.get(`/v1/members/${id}/statement?limit=1${cursor}`);
    expect(page.json.data.length).toBeLessThanOrEqual(1);
    paged.push(...page.json.data);
    if (page.json.next_cursor === null) break;
    cursor = `&cursor=${page.json.next_cursor}`;
  }
  expect(paged).toEqual(json.data);
  expect((await world.get(`/v1/members/${id}/statement?limit=0`)).json.code).toBe("invalid");
  expect((await world.get(`/v1/members/${id}/statement?limit=201`)).json.code).toBe("invalid");
});

test("the catalogue says what is missing, what is in reach and what is for other tiers", async () => {
  const { id, token } = await joined("cleo", 5000);
  const { json } = await as(token)("/v1/me/rewards");
  expect(json.data).toMatchObject([
    { id: "coffee", has: 100, missing: 0, left: 3, inReach: true },
    { id: "mug", missing: 0, tiers: ["gold"], inReach: false },
    { id: "five-off", missing: 400, valueMinor: 500, inReach: false },
  ]);
  expect((await world.get(`/v1/members/${id}/rewards`)).json).toEqual(json);
});

test("benefits are those of the tier that holds now", async () => {
  const { id } = await joined("dana", 9_999);
  expect((await world.get(`/v1/members/${id}/benefits`)).json).toMatchObject({ tier: { tier: "basic" }, benefits: [] });
  await world.post("/v1/purchases", orderOf("dana-gold", 1, { id }));
  expect((await world.get(`/v1/members/${id}/benefits`)).json.benefits).toMatchObject([
    { id: "level", name: "Member price", kind: "discount-level", percent: 12, tier: "gold", until: null },
  ]);
});

test("a purchase reads as what it earned, what refunds took back and why", async () => {
  await joined("eve", 4000);
  await world.post("/v1/purchases/eve-0/refunds", { refund: "first", amountMinor: 1333 });
  await world.post("/v1/purchases/eve-0/refunds", { refund: "second", lines: [{ line: "1", quantity: 1 }] });
  const { json } = await world.get("/v1/purchases/eve-0");
  expect(json).toMatchObject({
    order: "eve-0",
    earned: [{ unit: "points", amount: 80, rule: "points-per-euro", says: "2 points per €1.00 on €40.00 = 80 points" }],
    refunds: [{ refund: "first", amountMinor: 1333, takenBack: [{ unit: "points", amount: 27 }] }],
    kept: { points: 53 },
  });
});

test("what belongs to another store, another member or another programme is not found", async () => {
  const { id, token } = await joined("fay", 1000);
  const secondKey = await openStoreWithKey(world.does, "sto_second");
  const asSecond = (path: string) => world.send({ path, token: secondKey });
  expect((await asSecond("/v1/purchases/fay-0")).json.code).toBe("order_unknown");
  expect((await asSecond(`/v1/members/${id}`)).status).toBe(200);
  for (const path of ["", "/statement", "/rewards", "/benefits", "/vouchers"]) {
    const answer = await other.get(`/v1/members/${id}${path}`);
    expect([answer.status, answer.json.code]).toEqual([404, "member_unknown"]);
    expect((await world.get(`/v1/members/mem_nobody${path}`)).json.code).toBe("member_unknown");
  }
  expect((await other.get("/v1/purchases/fay-0")).json.code).toBe("order_unknown");
  expect((await other.send({ path: "/v1/me", token })).status).toBe(401);
  expect((await other.post("/v1/member-sessions", { member: { id } })).json.code).toBe("member_unknown");
  expect((await world.post("/v1/member-sessions", { member: { email: "nobody@example.com" } })).status).toBe(404);
});

test("a token is good for an hour and for its member alone; a changed or late one is refused", async () => {
  const { id, token } = await joined("gus", 1000);
  const { json: session } = await world.post("/v1/member-sessions", { member: { id } });
  const minutes = (Date.parse(session.expiresAt) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(58);
  expect(minutes).toBeLessThanOrEqual(60);
  const late = memberToken(id, { expiresAt: Date.now() - 1 });
  const forged = memberToken(id, { secret: `${SECRET}?` });
  for (const bad of [late, forged, token.replace(/.$/, (last) => (last === "0" ? "1" : "0")), world.storeKey])
    expect((await as(bad)("/v1/me")).status).toBe(401);
  const earner = await openStoreWithKey(world.does, "sto_earner", ["earn"]);
  expect((await world.send({ path: `/v1/members/${id}`, token: earner })).json).toMatchObject({
    code: "forbidden",
    needs: "read",
  });
});

test("opening a session and reading write nothing", async () => {
  const { id, token } = await joined("hana", 1000);
  const count = async () => (await world.client.execute("SELECT count(*) AS operations FROM operations")).rows[0];
  const before = await count();
  await world.post("/v1/member-sessions", { member: { id } });
  for (const path of ["/v1/me", "/v1/me/statement", "/v1/me/rewards", "/v1/me/vouchers", "/v1/me/contests"])
    expect((await as(token)(path)).status).toBe(200);
  expect(await count()).toEqual(before);
});

test("a read is one round trip, its credential included", async () => {
  const { id } = await joined("ida", 1000);
  let trips = 0;
  const client = createClient({
    url: world.databaseUrl,
    intMode: "number",
    fetch: (request: Request) => {
      trips += 1;
      return fetch(request);
    },
  });
  await client.execute("SELECT 1");
  trips = 0;
  const { facts, found } = await read(
    { caller: { kind: "member", member: id }, ledger: { ...world.ledger, client } },
    { member: id, reading: readStatement(id, { limit: 10, cursor: null, knownVersions: [] }) },
  );
  expect([facts.member?.publicId, found.found.length, trips]).toEqual([id, 2, 1]);
});

test("the programme is told in words to anybody", async () => {
  const { status, json } = await world.send({ path: "/v1/programme" });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    version: 1,
    name: "Test points",
    earning: [{ id: "points-per-euro", on: "purchase" }],
    tiers: [{ id: "status", levels: [{ id: "basic" }, { id: "gold", from: 10_000, says: "From €100.00 spent." }] }],
  });
  expect(json.terms).toContain("Points can be used for 365 days after they became available.");
  expect(json.terms).toContain("100 points are worth €1.00.");
});

test("venues nearby come nearest first, across the date line too, and closed ones do not", async () => {
  // A ledger of its own: venues that SQL put there are nobody's doing, which an audit would say.
  const here = await newWorld();
  await venue(here, "ven_near", 52.5208, 13.4094);
  await venue(here, "ven_nearer", 52.5163, 13.3777);
  await venue(here, "ven_far", 48.1, 11.5);
  await venue(here, "ven_closed", 52.5163, 13.3777, "closed");
  await venue(here, "ven_east", 0, 179.9995);
  await venue(here, "ven_west", 0, -179.9995);
  const near = await here.send({ path: "/v1/venues/nearby?latitude=52.5162&longitude=13.3777&radius=3000" });
  expect(near.json.data.map(({ id }: { id: string }) => id)).toEqual(["ven_nearer", "ven_near"]);
  expect(near.json.data[1].metres).toBeGreaterThan(2100);
  const line = await here.send({ path: "/v1/venues/nearby?latitude=0&longitude=179.9999&radius=500" });
  expect(line.json.data.map(({ id }: { id: string }) => id)).toEqual(["ven_east", "ven_west"]);
  for (const query of ["latitude=91&longitude=0", "latitude=0&longitude=0&radius=25001", "latitude=0"])
    expect((await here.send({ path: `/v1/venues/nearby?${query}` })).status).toBe(422);
});

async function venue({ client }: World, id: string, latitude: number, longitude: number, state = "open") {
  const place = placeOf({ latitude, longitude });
  const facts = { name: id, ...place, radiusMetres: 75, cell: cellOf(place) };
  await client.execute({
    sql: "INSERT INTO holders(public_id, kind, version, state, facts) VALUES (?, 'venue', 0, ?, ?)",
    args: [id, state, JSON.stringify(facts)],
  });
}

test("opening a session takes no key", async () => {
  const { id } = await joined("jo", 1000);
  const keyless = await world.send({
    method: "POST",
    path: "/v1/member-sessions",
    token: world.storeKey,
    body: { member: { id } },
  });
  expect(keyless.status).toBe(200);
});
