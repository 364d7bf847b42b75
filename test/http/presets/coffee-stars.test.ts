import { afterAll, expect, test } from "vitest";
import { tick } from "../../../functions/clock/index.ts";
import { checkIn } from "../../../functions/operations/check-in.ts";
import { openVenue } from "../../../functions/operations/venue.ts";
import type { JsonObject } from "../../../functions/values/json.ts";
import { placeOf } from "../../../functions/values/place.ts";
import { browserOf, claimsOf, over, tokenIn } from "../../support/account-elsewhere.ts";
import { conserved } from "../../support/ledger.ts";
import { fixAt, newMember, openVenueAt } from "../../support/places.ts";
import { presetWorld } from "../../support/presets.ts";
import { staffOf } from "../../support/staff.ts";
import { freshKey, openStoreWithKey, orderOf } from "../../support/world.ts";

const world = await presetWorld("coffee-stars");
const station = await openStoreWithKey(world.does, "sto_station-bar");
const harbour = await openStoreWithKey(world.does, "sto_harbour-bar");
const support = await staffOf(world, "support");
const bar = await openVenueAt(world, "ven_bar");
const place = placeOf({ latitude: 52.0811, longitude: 5.1402 });
await world.does(openVenue, {
  venue: "ven_harbour",
  store: "sto_harbour-bar",
  name: "Quay",
  radiusMetres: 75,
  ...place,
});
afterAll(() => conserved(world.client));

const DAY_MS = 86_400_000;
let orders = 0;

/** Buys something of a category for so many minor units, and answers what the store was told. */
async function buys(
  member: { id: string },
  totalMinor: number,
  { category = "drinks", token = world.storeKey, ...more }: { category?: string; token?: string } & JsonObject = {},
) {
  orders += 1;
  const lines = [{ sku: "X", category, quantity: 1, unitMinor: totalMinor }];
  const body = orderOf(`o-${orders}`, totalMinor, { id: member.id }, { lines, ...more });
  const answer = await world.send({ method: "POST", path: "/v1/purchases", token, key: freshKey(), body });
  expect(answer.status, answer.text).toBe(201);
  return answer.json;
}
const redeem = ({ id }: { id: string }, reward: string, more: JsonObject = {}) =>
  world.post("/v1/redemptions", { member: { id }, reward, ...more });
const topUp = ({ id }: { id: string }, name: string, amountMinor: number) =>
  world.post("/v1/top-ups", {
    ...{ member: { id }, id: name, amountMinor, currency: "EUR" },
    payment: { reference: `pay-${name}` },
  });
const available = async ({ id }: { id: string }, unit: string) =>
  (await world.get(`/v1/members/${id}`)).json.balances[unit].available;
const rulesOf = ({ earned }: { earned: { rule: string }[] }) => earned.map(({ rule }) => rule);
const amsterdam = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Amsterdam",
  hour: "2-digit",
  minute: "2-digit",
});
/** A time of a day, as clocks in Amsterdam show it, so many days from now. */
function clockAt(time: string, days: number): number {
  const date = new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
  const summer = new Date(`${date}T${time}:00+02:00`);
  return amsterdam.format(summer) === time ? summer.getTime() : Date.parse(`${date}T${time}:00+01:00`);
}

test("1.00 earns 2 stars, a guest's too, who has them when she joins with the id that the store knows her by", async () => {
  const order = orderOf("guest-1", 100, { externalId: "cup-17" });
  const { json } = await world.post("/v1/purchases", order);
  expect(json.balances.stars.available).toBe(2);
  const joined = await world.post("/v1/members", { externalId: "cup-17", name: "Ada" });
  expect(joined.json.member).toBe(json.member);
  expect(await available({ id: json.member }, "stars")).toBe(2);
});

test("a guest joins through a social account and has the stars that she earned with its address", async () => {
  const order = orderOf("social-1", 500, { email: "sol@example.com" });
  const { json } = await world.post("/v1/purchases", order);
  const sol = browserOf(world);
  const asked = await sol.get(await over(sol, { claims: claimsOf("sol") }));
  await sol.post("/sign-in/account", { token: tokenIn(asked), terms: "yes" });
  const me = (await sol.get("/v1/me")).json;
  expect([me.member, me.state, me.balances.stars.available]).toEqual([json.member, "joined", 10]);
});

test.each([
  [25, ["extra-shot"]],
  [100, ["filter-coffee", "pastry"]],
  [200, ["any-drink", "hot-breakfast"]],
  [300, ["lunch"]],
])("%d stars buy %j, one less does not", async (stars, rewards) => {
  for (const reward of rewards) {
    const ben = await newMember(world, `ben-${reward}`);
    await buys(ben, stars * 50 - 1);
    expect((await redeem(ben, reward)).json).toMatchObject({ code: "points_short", has: stars - 1, needs: stars });
    await buys(ben, 1);
    const { status, json, text } = await redeem(ben, reward);
    expect(status, text).toBe(201);
    expect(json).toMatchObject({ spent: [{ unit: "stars", amount: stars }], balances: { stars: { available: 0 } } });
  }
});

test("money paid in pays part of an order as it is placed, which earns on all of it; a refund goes back to the wallet", async () => {
  const cleo = await newMember(world, "cleo");
  expect((await topUp(cleo, "t-1", 2000)).json.balances.wallet.available).toBe(2000);
  await redeem(cleo, "pay-from-the-wallet", { amount: 1550 });
  const paid = await redeem(cleo, "pay-from-the-wallet", { amount: 450, hold: true });
  expect(paid.json).toMatchObject({ worthMinor: 450, balances: { wallet: { available: 0, held: 450 } } });
  const bought = await buys(cleo, 600, { redemptions: [paid.json.id] });
  expect(bought.balances).toMatchObject({ wallet: { available: 0, held: 0 }, stars: { available: 12 } });
  expect((await redeem(cleo, "pay-from-the-wallet", { amount: 1 })).json).toMatchObject({
    code: "points_short",
    has: 0,
  });
  const refund = (name: string) =>
    world.post(`/v1/purchases/${bought.order}/refunds`, { refund: name, amountMinor: 300 });
  expect((await refund("half")).json.balances).toMatchObject({ wallet: { available: 225 }, stars: { available: 6 } });
  expect((await refund("rest")).json.balances).toMatchObject({ wallet: { available: 450 }, stars: { available: 0 } });
});

test("a birthday brings any drink, once, to be collected within 14 days", async () => {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam" }).format(Date.now() + 2 * DAY_MS);
  const { json } = await world.post("/v1/members", {
    email: "dora@example.com",
    name: "Dora",
    birthDate: `1988${today.slice(4)}`,
  });
  const mine = async () => (await world.get(`/v1/members/${json.member}/vouchers`)).json.data;
  await tick({ ...world.ledger, now: clockAt("00:30", 1) });
  expect(await mine()).toEqual([]);
  for (const days of [2, 3]) await tick({ ...world.ledger, now: clockAt("12:00", days) });
  const expiresOn = new Date(Date.parse(today) + 14 * DAY_MS).toISOString().slice(0, 10);
  expect(await mine()).toMatchObject([{ reward: "birthday-drink", state: "issued", expiresOn }]);
});

test("being there earns 10 stars once a day; saying that one is there earns nothing", async () => {
  const eve = await newMember(world, "eve");
  const visits = (body: JsonObject) =>
    world.send({ method: "POST", path: "/v1/me/check-ins", token: eve.token, key: freshKey(), body });
  expect((await visits({ venue: bar })).json).toMatchObject({ trust: "low", earned: [] });
  expect((await visits({ venue: bar, fix: fixAt(10) })).json.earned).toMatchObject([{ unit: "stars", amount: 10 }]);
  expect((await visits({ venue: bar, fix: fixAt(10) })).json.earned).toEqual([]);
  expect(await available(eve, "stars")).toBe(10);
});

test("a shared photo earns 10 stars once staff have accepted it, and none where they have not", async () => {
  const fay = await newMember(world, "fay");
  const shares = (id: string, member: { id: string }) =>
    world.post("/v1/events", {
      ...{ member: { id: member.id }, type: "photo", id, occurredAt: new Date().toISOString() },
      data: { contentHash: (id === "p-1" ? "a" : "b").repeat(64) },
    });
  const verdict = (id: string, says: string) =>
    support.post("/v1/staff/moderations", { event: `event:sto_shop:${id}`, verdict: says });
  expect((await shares("p-1", fay)).json).toMatchObject({
    state: "waiting",
    balances: { stars: { available: 0, pending: 10 } },
  });
  expect((await verdict("p-1", "accept")).json.balances.stars).toMatchObject({ available: 10, pending: 0 });
  const gus = await newMember(world, "gus");
  await shares("p-2", gus);
  expect((await verdict("p-2", "reject")).json.balances.stars).toMatchObject({ available: 0, pending: 0 });
});

test("25 stars for breakfast at the station: there, before nine, after a drink within the week", async () => {
  const hana = await newMember(world, "hana");
  const breakfast = async (time: string, more: { token?: string; category?: string } = {}) => {
    const occurredAt = new Date(clockAt(time, -1)).toISOString();
    const said = await buys(hana, 500, { category: "food", token: station, ...more, occurredAt });
    return rulesOf(said).includes("breakfast-at-the-station");
  };
  await buys(hana, 300, { occurredAt: new Date(clockAt("12:00", -8)).toISOString() });
  expect(await breakfast("08:00")).toBe(false);
  await buys(hana, 300, { occurredAt: new Date(clockAt("12:00", -7)).toISOString() });
  expect(await breakfast("05:59")).toBe(false);
  expect(await breakfast("09:00")).toBe(false);
  expect(await breakfast("08:59", { token: harbour })).toBe(false);
  expect(await breakfast("08:59", { category: "beans" })).toBe(false);
  expect(await breakfast("08:59")).toBe(true);
  expect(await breakfast("06:00")).toBe(false);
});

test("half a pastry's price off: at the harbour, in the afternoon, for three drinks and no food in 30 days", async () => {
  const afternoon = async (
    name: string,
    { drinks = 3, food = 0, venue = "ven_harbour", time = "14:00" }: Record<string, unknown> = {},
  ) => {
    const iris = await newMember(world, `iris-${name}`);
    for (let bought = 0; bought < Number(drinks); bought++) await buys(iris, 300);
    for (let bought = 0; bought < Number(food); bought++) await buys(iris, 300, { category: "food" });
    const now = clockAt(String(time), 2);
    const at = venue === "ven_harbour" ? place : placeOf({ latitude: 52.0908, longitude: 5.1214 });
    await world.does(
      checkIn,
      {
        member: iris.id,
        venue: String(venue),
        fix: { ...at, accuracyMetres: 12, at: now },
        qr: null,
        tap: null,
        isDemo: false,
      },
      { now },
    );
    const { json } = await world.get(`/v1/members/${iris.id}/vouchers`);
    return json.data.map(({ reward }: { reward: string }) => reward);
  };
  expect(await afternoon("offered")).toEqual(["half-price-pastry"]);
  expect(await afternoon("late", { time: "16:59" })).toEqual(["half-price-pastry"]);
  expect(await afternoon("early", { time: "13:59" })).toEqual([]);
  expect(await afternoon("over", { time: "17:00" })).toEqual([]);
  expect(await afternoon("elsewhere", { venue: "ven_bar" })).toEqual([]);
  expect(await afternoon("two-drinks", { drinks: 2 })).toEqual([]);
  expect(await afternoon("ate", { food: 1 })).toEqual([]);
});
