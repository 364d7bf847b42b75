import { afterAll, expect, test } from "vitest";
import { tick } from "../../../functions/clock/index.ts";
import { stepOf, venueCodeAt, venueKeyLabel } from "../../../functions/evidence/venue-code.ts";
import { hmacHex } from "../../../functions/values/hash.ts";
import { bytesOfHex } from "../../../functions/values/hex.ts";
import { SECRET } from "../../support/global-setup.ts";
import { conserved } from "../../support/ledger.ts";
import { fixAt, newMember, openVenueAt } from "../../support/places.ts";
import { presetWorld } from "../../support/presets.ts";
import { freshKey, orderOf } from "../../support/world.ts";

const world = await presetWorld("city-explorer");
const venue = await openVenueAt(world, "ven_canal");
afterAll(() => conserved(world.client));

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

test("10 % by a position and 25 % by the counter's code, each at that venue, while it lasts and no more than it says", async () => {
  const [fay, gil] = [await newMember(world, "fay"), await newMember(world, "gil")];
  const spends = (code: string, lines: unknown, at = venue) =>
    world.post(`/v1/vouchers/${code}/use`, { order: freshKey(), venue: at, lines });
  const cart = (amountMinor: number) => [{ sku: "BK-ATLAS", quantity: 1, amountMinor }];
  const near = await checksIn(fay, { venue, fix: fixAt(10) });
  expect(near.json.vouchers, near.text).toMatchObject([{ reward: "ten-percent-here" }]);
  const [tenth] = near.json.vouchers;
  expect(Date.parse(tenth.expiresAt) - Date.now()).toBeLessThanOrEqual(30 * 60_000);
  expect((await spends(tenth.code, cart(34_50), "ven_elsewhere")).json.code).toBe("voucher_not_here");
  expect((await spends(tenth.code, cart(34_50))).json).toMatchObject({ amountMinor: 345 });

  const key = bytesOfHex(hmacHex(SECRET, venueKeyLabel(venue, 1)), 32);
  const { token: qr } = venueCodeAt(key, venue, stepOf(Date.now()));
  const shown = await checksIn(gil, { venue, qr });
  expect(shown.json, shown.text).toMatchObject({ evidence: "qr", vouchers: [{ reward: "quarter-off-here" }] });
  // 25 % of 80.00 is more than the most of 15.00.
  expect((await spends(shown.json.vouchers[0].code, cart(80_00))).json).toMatchObject({ amountMinor: 1500 });

  // The third position of a day gives no third tenth.
  const places = [await openVenueAt(world, "ven_fay_2", 0.3), await openVenueAt(world, "ven_fay_3", 0.6)];
  const gave = [];
  for (const [index, place] of places.entries())
    gave.push((await checksIn(fay, { venue: place, fix: fixAt(300 * (index + 1)) })).json.vouchers.length);
  expect(gave).toEqual([1, 0]);
});

test("each tenth was a piece of its stock, and points were drawn from the budget", async () => {
  const { rows } = await world.client.execute(
    "SELECT public_id, balance FROM accounts JOIN holders ON holders.id = holder WHERE public_id IN ('reward:ten-percent-here', 'campaign:exploring') ORDER BY 1",
  );
  const [budget, stock] = rows.map(({ balance }) => Number(balance));
  expect(stock).toBeLessThan(5000);
  expect(budget).toBeLessThan(1_000_000);
  expect(stock).toBeGreaterThan(4900);
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
