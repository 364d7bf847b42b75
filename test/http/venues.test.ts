/** Venues as staff say them and as everybody finds them: hours, categories, lists, and what is within a map. */
import { afterEach, expect, test } from "vitest";
import { checkIn } from "../../functions/operations/check-in.ts";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { BOUND, pointsProgramme } from "../support/programmes.ts";
import { staffOf } from "../support/staff.ts";
import { newWorld, openStoreWithKey } from "../support/world.ts";

const world = await newWorld(
  pointsProgramme({
    zone: "Europe/Amsterdam",
    checkIns: { demoPositions: true },
    campaigns: [
      {
        id: "visits",
        name: "Visits",
        ...BOUND,
        rules: [
          {
            id: "while-open",
            name: "20 points while we are open",
            on: "check-in",
            when: [{ kind: "open" }],
            effects: [{ kind: "earn", unit: "points", amount: 20 }],
          },
        ],
      },
    ],
  }),
);
await openStoreWithKey(world.does, "sto_other");
afterEach(() => conserved(world.client));
const owner = await staffOf(world, "owner");
const places = {
  cafe: {
    name: "Café Noord",
    latitude: 52.39,
    longitude: 4.89,
    categories: ["Café", "Bakery"],
    hours: "Mo-Fr 08:00-18:00",
  },
  books: { name: "Books", latitude: 52.37, longitude: 4.89, categories: ["Books"], hours: "24/7" },
  tea: { name: "100% tea_room", latitude: 52.371, longitude: 4.89, zone: "Asia/Kathmandu" },
};
const ids: Record<string, string> = {};
for (const [name, place] of Object.entries(places)) {
  const store = name === "books" ? "sto_other" : "sto_shop";
  const opened = await owner.post("/v1/staff/venues", { store, radiusMetres: 75, ...place });
  expect(opened.status, opened.text).toBe(201);
  ids[name] = opened.json.venue;
}
const listed = async (path: string): Promise<string[]> => {
  const { status, json, text } = await world.send({ path });
  expect(status, text).toBe(200);
  return json.data.map((venue: { name: string }) => venue.name);
};
/** A Sunday and a Monday, both at noon in Amsterdam. */
const SUNDAY = Date.parse("2027-11-21T11:00:00Z");
const MONDAY = Date.parse("2027-11-22T11:00:00Z");

test("a venue says its hours, whether it is open and when that changes, by its own clocks", async () => {
  const cafe = (await world.send({ path: `/v1/venues/${ids.cafe}` })).json;
  expect(cafe).toMatchObject({
    name: "Café Noord",
    store: "sto_shop",
    latitude: 52.39,
    categories: ["Café", "Bakery"],
    hours: "Mo-Fr 08:00-18:00",
    zone: "Europe/Amsterdam",
  });
  expect(typeof cafe.isOpen).toBe("boolean");
  expect(cafe.changes.at).toBe(cafe.isOpen ? "18:00" : "08:00");
  expect((await world.send({ path: `/v1/venues/${ids.books}` })).json).toMatchObject({ isOpen: true, changes: null });
  const tea = (await world.send({ path: `/v1/venues/${ids.tea}` })).json;
  expect(tea).toMatchObject({ hours: null, isOpen: null, changes: null, zone: "Asia/Kathmandu", categories: [] });
  expect((await world.send({ path: "/v1/venues/sto_shop" })).json.code).toBe("venue_unknown");
});

test("lists are by name, in pages, and narrowed by words, category and store", async () => {
  expect(await listed("/v1/venues")).toEqual(["100% tea_room", "Books", "Café Noord"]);
  expect(await listed("/v1/venues?name=NOORD")).toEqual(["Café Noord"]);
  expect(await listed(`/v1/venues?name=${encodeURIComponent("% tea_")}`)).toEqual(["100% tea_room"]);
  expect(await listed(`/v1/venues?name=${encodeURIComponent("_")}`)).toEqual(["100% tea_room"]);
  expect(await listed("/v1/venues?category=Bakery")).toEqual(["Café Noord"]);
  expect(await listed("/v1/venues?store=sto_other")).toEqual(["Books"]);
  const first = (await world.send({ path: "/v1/venues?limit=2" })).json;
  expect(first.data).toHaveLength(2);
  const second = (await world.send({ path: `/v1/venues?limit=2&cursor=${first.next_cursor}` })).json;
  expect(second).toMatchObject({ data: [{ name: "Café Noord" }], next_cursor: null });
  expect(await listed("/v1/venues/nearby?latitude=52.37&longitude=4.89&radius=5000")).toEqual([
    "Books",
    "100% tea_room",
    "Café Noord",
  ]);
  expect(await listed("/v1/venues/nearby?latitude=52.37&longitude=4.89&radius=5000&category=Bakery")).toEqual([
    "Café Noord",
  ]);
});

test("what a map shows is in its box, across the date line too, and no box is wider than a country", async () => {
  expect(await listed("/v1/venues/within?south=52.36&north=52.38&west=4.8&east=5")).toEqual(["Books", "100% tea_room"]);
  expect(await listed("/v1/venues/within?south=52.36&north=52.38&west=4.8&east=5&store=sto_other")).toEqual(["Books"]);
  expect((await world.send({ path: "/v1/venues/within?south=52&north=53&west=4&east=5&limit=2" })).json.isAll).toBe(
    false,
  );
  expect(await listed("/v1/venues/within?south=-1&north=1&west=178&east=-178")).toEqual([]);
  for (const box of ["south=1&north=0&west=0&east=1", "south=0&north=6&west=0&east=1", "south=0&north=1&west=0&east=6"])
    expect((await world.send({ path: `/v1/venues/within?${box}` })).status, box).toBe(422);
});

test("a check-in outside of opening hours is recorded, and a rule that asks for them does not pay it", async () => {
  const ada = await newMember(world, "ada");
  const at = (venue: string | undefined, now: number) =>
    world.does(
      checkIn,
      { member: ada.id, venue: venue ?? "", fix: null, qr: null, tap: null, isDemo: true },
      { now },
    ) as Promise<{ earned: { amount: number }[]; why: string[] }>;
  const closed = await at(ids.cafe, SUNDAY);
  expect(closed.earned).toEqual([]);
  expect(closed.why).toContain("It is outside of this place's opening hours.");
  const open = await at(ids.cafe, MONDAY);
  expect(open.earned).toMatchObject([{ amount: 20 }]);
  expect(open.why.join()).not.toContain("opening hours");
  // Nobody said when the tea room is open: nothing speaks against it.
  expect((await at(ids.tea, MONDAY + 3_600_000)).earned).toMatchObject([{ amount: 20 }]);
});

test("staff change what is left in, take away what is null, and close it for everybody", async () => {
  const change = (body: object) => owner.post(`/v1/staff/venues/${ids.tea}`, body);
  expect((await change({ name: "Tea room", hours: "Mo-Su 10:00-22:00", categories: ["Tea"] })).json.state).toBe("open");
  expect((await change({ zone: null, latitude: 52.5, longitude: 4.9 })).status).toBe(200);
  expect((await world.send({ path: `/v1/venues/${ids.tea}` })).json).toMatchObject({
    name: "Tea room",
    hours: "Mo-Su 10:00-22:00",
    latitude: 52.5,
    zone: "Europe/Amsterdam",
    radiusMetres: 75,
  });
  expect(await listed("/v1/venues/nearby?latitude=52.5&longitude=4.9&radius=100")).toEqual(["Tea room"]);
  expect(await listed("/v1/venues/nearby?latitude=52.371&longitude=4.89&radius=50")).toEqual([]);
  await change({ state: "closed" });
  expect((await world.send({ path: `/v1/venues/${ids.tea}` })).json.code).toBe("venue_unknown");
  expect(await listed("/v1/venues?name=tea")).toEqual([]);
  expect(await listed("/v1/venues/nearby?latitude=52.5&longitude=4.9&radius=100")).toEqual([]);
  await change({ state: "open" });
  expect(await listed("/v1/venues?name=tea")).toEqual(["Tea room"]);
  for (const [body, pointer] of [
    [{ hours: "Mo 25:00-26:00" }, "/hours"],
    [{ zone: "Mars/Base" }, "/zone"],
    [{ latitude: 1 }, "/longitude"],
    [{ categories: ["a", "a"] }, "/categories"],
    [{ radiusMetres: 24 }, "/radiusMetres"],
    [{ name: null }, "/name"],
  ] as const)
    expect((await change(body)).json.errors?.[0]?.pointer, JSON.stringify(body)).toBe(pointer);
  expect((await owner.post("/v1/staff/venues/ven_none", {})).json.code).toBe("venue_unknown");
});
