import { afterEach, expect, test } from "vitest";
import { tick } from "../../../functions/clock/index.ts";
import { conserved } from "../../support/ledger.ts";
import { fixAt, newMember, openVenueAt } from "../../support/places.ts";
import { presetWorld } from "../../support/presets.ts";
import { freshKey, orderOf } from "../../support/world.ts";

const world = await presetWorld("city-explorer");
const venue = await openVenueAt(world, "ven_canal");
afterEach(() => conserved(world.client));

const checksIn = (member: { token: string }, body: unknown) =>
  world.send({ method: "POST", path: "/v1/me/check-ins", token: member.token, key: freshKey(), body });

const redeems = (member: { id: string }, reward: string) =>
  world.post("/v1/redemptions", { member: { id: member.id }, reward });

test("1.00 earns 2 points", async () => {
  const ada = await newMember(world, "ada");
  const { json } = await world.post("/v1/purchases", orderOf("ada-1", 4200, { id: ada.id }));
  expect(json.balances.points.available).toBe(84);
  expect(json.tier).toEqual({ tier: "visitor", has: 4200, next: { tier: "local", missing: 20_800 } });
});

test("being there earns 50 points once a day and venue, by a position or by one chosen for the demo", async () => {
  const ben = await newMember(world, "ben");
  const first = await checksIn(ben, { venue, fix: fixAt(10) });
  expect(first.json.earned, first.text).toMatchObject([{ unit: "points", amount: 50 }]);
  expect((await checksIn(ben, { venue, fix: fixAt(10) })).json.earned).toEqual([]);
  const next = await openVenueAt(world, "ven_next", 0.5);
  const chosen = await checksIn(ben, { venue: next, demo: true });
  expect(chosen.json).toMatchObject({ evidence: "demo position", earned: [{ amount: 50 }] });
  expect(chosen.json.balances.points.available).toBe(100);
});

test("a purchase is one ticket in each contest, being there two and a play of the surprise", async () => {
  await tick(world.ledger);
  const eve = await newMember(world, "eve");
  const bought = await world.post("/v1/purchases", orderOf("eve-1", 1000, { id: eve.id }));
  expect(bought.json.tickets.map(({ amount }: { amount: number }) => amount)).toEqual([1, 1]);
  const { json } = await checksIn(eve, { venue, fix: fixAt(10) });
  expect(json.tickets.map(({ amount }: { amount: number }) => amount)).toEqual([2, 2]);
  expect(json.surprises).toMatchObject([{ state: "pending", pool: "walk-in" }]);
});

test("saying that one is there earns nothing", async () => {
  const cleo = await newMember(world, "cleo");
  const { json } = await checksIn(cleo, { venue });
  expect(json).toMatchObject({ evidence: "claimed", trust: "low", earned: [], surprises: [], tickets: [] });
});

test("points buy a coffee, a voucher of 5.00 and two bags at most, while dinner is for insiders", async () => {
  const dora = await newMember(world, "dora");
  await world.post("/v1/purchases", orderOf("dora-1", 99_999, { id: dora.id }));
  expect(await redeems(dora, "rooftop-dinner")).toMatchObject({ status: 409, json: { code: "tier_too_low" } });
  await world.post("/v1/purchases", orderOf("dora-2", 175_001, { id: dora.id }));
  const coffee = await redeems(dora, "coffee");
  expect(coffee.json.spent, coffee.text).toEqual([{ unit: "points", amount: 150 }]);
  expect((await redeems(dora, "five-euros-off")).json.voucher).toMatchObject({ valueMinor: 500 });
  expect((await redeems(dora, "canvas-bag")).status).toBe(201);
  expect((await redeems(dora, "canvas-bag")).status).toBe(201);
  expect(await redeems(dora, "canvas-bag")).toMatchObject({ status: 409, json: { code: "limit_reached" } });
  const dinner = await redeems(dora, "rooftop-dinner");
  expect(dinner.status, dinner.text).toBe(201);
  expect(dinner.json.balances.points.available).toBe(5500 - 150 - 500 - 2 * 600 - 2500);
});
