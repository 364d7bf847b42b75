import { afterAll, expect, test } from "vitest";
import { conserved } from "../../support/ledger.ts";
import { newMember } from "../../support/places.ts";
import { presetWorld } from "../../support/presets.ts";
import { orderOf } from "../../support/world.ts";

const world = await presetWorld("discount-levels");
afterAll(() => conserved(world.client));

/** What a cart is quoted off, in minor units. */
async function discountOn(cartMinor: number, member: { id: string }): Promise<number> {
  const { status, json, text } = await world.post("/v1/quotes", {
    member: { id: member.id },
    currency: "EUR",
    lines: [{ sku: "CHAIN", quantity: 1, unitMinor: cartMinor }],
  });
  expect(status, text).toBe(200);
  return json.discount?.discountMinor ?? 0;
}

test.each([
  { points: 0, discount: 1200, tier: "six" },
  { points: 499, discount: 1200, tier: "six" },
  { points: 500, discount: 1800, tier: "nine" },
  { points: 1499, discount: 1800, tier: "nine" },
  { points: 1500, discount: 2400, tier: "twelve" },
  { points: 2999, discount: 2400, tier: "twelve" },
  { points: 3000, discount: 3000, tier: "fifteen" },
])("a 200.00 cart at $points points is quoted $discount minor units off", async ({ points, discount, tier }) => {
  const ada = await newMember(world, `ada-${points}`);
  if (points > 0) {
    const { json } = await world.post("/v1/purchases", orderOf(`o-${points}`, points * 100, { id: ada.id }));
    expect(json.balances.points.available).toBe(points);
    expect(json.tier.tier).toBe(tier);
  }
  expect(await discountOn(20_000, ada)).toBe(discount);
});

test("a refund takes the level back with the points", async () => {
  const ben = await newMember(world, "ben");
  await world.post("/v1/purchases", orderOf("ben-1", 150_000, { id: ben.id }));
  expect(await discountOn(20_000, ben)).toBe(2400);
  const { json } = await world.post("/v1/purchases/ben-1/refunds", { refund: "r-1", amountMinor: 100 });
  expect(json.balances.points.available).toBe(1499);
  expect(await discountOn(20_000, ben)).toBe(1800);
});

test("who has not joined is quoted no discount", async () => {
  await world.post("/v1/purchases", orderOf("guest-1", 50_000, { email: "cleo@example.com" }));
  const { json } = await world.post("/v1/quotes", {
    member: { email: "cleo@example.com" },
    currency: "EUR",
    lines: [{ sku: "CHAIN", quantity: 1, unitMinor: 20_000 }],
  });
  expect(json.discount).toBeNull();
});
