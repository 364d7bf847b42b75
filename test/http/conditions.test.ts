/** What conditions ask of the ledger itself: counts, windows, places and holdings, as known when the event is judged. */
import { afterEach, expect, test } from "vitest";
import { openStore } from "../../functions/operations/store.ts";
import { openVenue } from "../../functions/operations/venue.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { fixAt, newMember } from "../support/places.ts";
import { BOUND, pointsProgramme } from "../support/programmes.ts";
import { freshKey, newWorld, openStoreWithKey, orderOf } from "../support/world.ts";

const DAY_MS = 86_400_000;
const earns = (id: string, when: JsonObject, on = "purchase"): JsonObject => ({
  id,
  name: id,
  on,
  when: [when],
  effects: [{ kind: "earn", unit: "points", amount: 1 }],
});
const days = (count: number) => ({ kind: "days", days: count });
const world = await newWorld(
  pointsProgramme({
    zone: "UTC",
    lateDays: 366,
    units: {
      points: { name: { one: "point", other: "points" } },
    },
    metrics: {
      orders: { counts: "orders" },
      daily: { counts: "orders", bucket: "day" },
      roses: { counts: "orders", only: { skus: ["ROSE"] } },
      visits: { counts: "check-ins" },
    },
    campaigns: [
      {
        id: "base",
        name: "Base",
        rules: [
          earns("first", { kind: "nth", metric: "orders", is: 1 }),
          earns("every-third", { kind: "nth", metric: "orders", every: 3 }),
          earns("second-rose", { kind: "nth", metric: "roses", is: 2 }),
          earns("bought-in-92", { kind: "metric", metric: "daily", window: days(92), atLeast: 1 }),
          earns("not-in-30", { kind: "metric", metric: "daily", window: days(30), atMost: 0 }),
          earns("three-points", { kind: "holds", unit: "points", atLeast: 3 }),
          earns("joined", { kind: "joined" }),
          earns("in-utrecht", { kind: "city", in: ["Utrecht"] }),
          earns("in-gouda", { kind: "city", in: ["Gouda"] }),
          earns("at-gouda", { kind: "venue", in: ["ven_gouda"] }),
        ],
      },
      {
        id: "visits",
        name: "Visits",
        ...BOUND,
        rules: [
          earns("visit-in-utrecht", { kind: "city", in: ["Utrecht"] }, "check-in"),
          earns("visit-in-gouda", { kind: "city", in: ["Gouda"] }, "check-in"),
          earns("first-visit", { kind: "nth", metric: "visits", is: 1 }, "check-in"),
        ],
      },
    ],
    checkIns: { demoPositions: true },
  }),
);
afterEach(() => conserved(world.client));

let orders = 0;
async function buys(
  member: JsonObject,
  daysAgo = 0,
  token = world.storeKey,
  more: JsonObject = {},
): Promise<{ order: string; rules: string[] }> {
  orders += 1;
  const order = `o-${orders}`;
  const occurredAt = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
  const body = orderOf(order, 1000, member, { occurredAt, ...more });
  const answer = await world.send({ method: "POST", path: "/v1/purchases", token, key: freshKey(), body });
  expect(answer.status, answer.text).toBe(201);
  return { order, rules: answer.json.earned.map(({ rule }: { rule: string }) => rule) };
}

test("the first and every third are counted without what was brought back", async () => {
  const ada = { email: "ada@example.com" };
  const counting = async () => {
    const { order, rules } = await buys(ada);
    return { order, rules: rules.filter((rule) => rule === "first" || rule === "every-third") };
  };
  const first = await counting();
  expect(first.rules).toEqual(["first"]);
  expect((await counting()).rules).toEqual([]);
  await world.post(`/v1/purchases/${first.order}/refunds`, { refund: "r", amountMinor: 1000 });
  expect((await counting()).rules).toEqual([]);
  expect((await counting()).rules).toEqual(["every-third"]);
});

test("an order of other goods is none of those that a metric of some goods counts", async () => {
  const eve = { email: "eve@example.com" };
  const rose = { lines: [{ sku: "ROSE", quantity: 1, unitMinor: 1000 }] };
  const isSecond = async (more: JsonObject) => (await buys(eve, 0, world.storeKey, more)).rules.includes("second-rose");
  expect(await isSecond(rose)).toBe(false);
  expect(await isSecond({})).toBe(false);
  expect(await isSecond(rose)).toBe(true);
  expect(await isSecond(rose)).toBe(false);
});

test("a window of days ends with the day of the event, however late it is told, and begins 92 days before", async () => {
  const windows = async (member: JsonObject, daysAgo: number) =>
    (await buys(member, daysAgo)).rules.filter((rule) => rule.includes("-in-") && !rule.endsWith("utrecht"));
  const ben = { email: "ben@example.com" };
  expect(await windows(ben, 200)).toEqual(["not-in-30"]);
  // 91 days later the day is the window's first; 92 days later it is out.
  expect(await windows(ben, 109)).toEqual(["bought-in-92", "not-in-30"]);
  expect(await windows(ben, 17)).toEqual(["not-in-30"]);
  // What happened since does not count for what is told late.
  expect(await windows(ben, 150)).toEqual(["bought-in-92", "not-in-30"]);
  expect(await windows(ben, 46)).toEqual(["bought-in-92", "not-in-30"]);
  expect(await windows(ben, 0)).toEqual(["bought-in-92"]);
});

test("holdings and joining are known as they were before the event", async () => {
  const cleo = { email: "cleo@example.com" };
  const rules = async () => (await buys(cleo)).rules;
  expect(await rules()).not.toContain("joined");
  await world.post("/v1/members", cleo);
  // The guest's order gave two points; the third comes with the order that asks for it, and counts from the next.
  const second = await rules();
  expect(second).toContain("joined");
  expect(second).not.toContain("three-points");
  expect(await rules()).toEqual(expect.arrayContaining(["joined", "three-points"]));
});

const there = await openStoreWithKey(world.does, "sto_utrecht", ["earn", "read"], { city: "Utrecht" });

test("a purchase is in the city of its store, a visit in that of its venue, else of its store", async () => {
  await world.does(openStore, { store: "sto_nowhere", name: "Nowhere" });
  const dora = await newMember(world, "dora");
  expect((await buys({ id: dora.id })).rules).not.toContain("in-utrecht");
  expect((await buys({ id: dora.id }, 0, there)).rules).toContain("in-utrecht");

  const place = { latitudeE7: 520_908_000, longitudeE7: 51_214_000, radiusMetres: 75 };
  const opened = (venue: string, more: { store: string; city?: string }) =>
    world.does(openVenue, { venue, name: venue, ...place, ...more });
  await opened("ven_utrecht", { store: "sto_utrecht" });
  await opened("ven_gouda", { store: "sto_utrecht", city: "Gouda" });
  await opened("ven_nowhere", { store: "sto_nowhere" });
  const visits = async (venue: string) => {
    const body = { venue, fix: fixAt(5) };
    const { json } = await world.send({
      method: "POST",
      path: "/v1/me/check-ins",
      token: dora.token,
      key: freshKey(),
      body,
    });
    return json.earned.map(({ rule }: { rule: string }) => rule);
  };
  expect(await visits("ven_utrecht")).toEqual(["visit-in-utrecht", "first-visit"]);
  expect(await visits("ven_gouda")).toEqual(["visit-in-gouda"]);
  expect(await visits("ven_nowhere")).toEqual([]);
});

test("a purchase at a venue is there and in its city, quoted and bought; at another store's it is nowhere", async () => {
  const cart = { currency: "EUR", lines: [{ sku: "TEA", quantity: 1, unitMinor: 100 }] };
  const places = ["in-utrecht", "in-gouda", "at-gouda"];
  const told = (earned: { rule: string }[]) => places.filter((place) => earned.some(({ rule }) => rule === place));
  const quoted = async (more: JsonObject) => {
    const { json } = await world.send({ method: "POST", path: "/v1/quotes", token: there, body: { ...cart, ...more } });
    return told(json.earns);
  };
  const bought = async (more: JsonObject) => {
    const body = { ...orderOf(freshKey(), 100, { email: "eve@example.com" }), ...more };
    const { json } = await world.send({ method: "POST", path: "/v1/purchases", token: there, key: freshKey(), body });
    return json.code ?? told(json.earned);
  };
  for (const [venue, found] of [
    ["ven_gouda", ["in-gouda", "at-gouda"]],
    ["ven_utrecht", ["in-utrecht"]],
  ] as const) {
    expect(await quoted({ venue }), venue).toEqual(found);
    expect(await bought({ venue }), venue).toEqual(found);
  }
  expect(await quoted({ venue: "ven_nowhere" })).toEqual(["in-utrecht"]);
  expect(await bought({ venue: "ven_nowhere" })).toBe("venue_unknown");
});

test("a store and a venue keep their city", async () => {
  const { rows } = await world.client.execute(
    "SELECT public_id, facts ->> '$.city' AS city FROM holders WHERE kind IN ('store', 'venue') ORDER BY public_id",
  );
  expect(Object.fromEntries(rows.map(({ public_id, city }) => [public_id, city]))).toMatchObject({
    sto_utrecht: "Utrecht",
    ven_gouda: "Gouda",
    ven_utrecht: null,
  });
});
