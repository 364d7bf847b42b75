import { afterAll, expect, test } from "vitest";
import { conserved } from "../../support/ledger.ts";
import { newMember } from "../../support/places.ts";
import { presetWorld } from "../../support/presets.ts";
import { orderOf } from "../../support/world.ts";

const world = await presetWorld("airline-miles");
afterAll(() => conserved(world.client));

interface Standing {
  group: string;
  tier: string;
}

/** An order of a flight, or of nights in a hotel. */
function books(order: string, category: string, minor: number, member: { id: string }, quantity = 1) {
  const lines = [{ sku: category, category, quantity, unitMinor: minor }];
  return world.post("/v1/purchases", orderOf(order, minor * quantity, { id: member.id }, { lines }));
}

/** Takes flights at 1.00 each; the last one's answer. */
async function flies(name: string, flights: number, member: { id: string }) {
  for (let flight = 1; flight < flights; flight++) await books(`${name}-${flight}`, "flight", 100, member);
  return books(`${name}-${flights}`, "flight", 100, member);
}

async function standsAt(member: { id: string }): Promise<string[]> {
  const { json } = await world.get(`/v1/members/${member.id}`);
  return json.tiers.map(({ group, tier }: Standing) => `${group} ${tier}`);
}

async function benefitsOf(member: { id: string }): Promise<string[]> {
  const { json } = await world.get(`/v1/members/${member.id}/benefits`);
  return json.benefits.map(({ id }: { id: string }) => id);
}

test("a flight gives 5 miles per 1.00, and status credits apart", async () => {
  const ada = await newMember(world, "ada");
  const { json } = await books("a-1", "flight", 18_900, ada);
  expect(json.balances).toMatchObject({ miles: { available: 945 }, "status-credits": { available: 945 } });
});

test("a hotel night gives 500 miles and no status", async () => {
  const ben = await newMember(world, "ben");
  expect((await books("b-1", "hotel", 11_900, ben)).json.balances).toMatchObject({
    miles: { available: 500 },
    "status-credits": { available: 0 },
  });
  const three = await books("b-2", "hotel", 1_000_000, ben, 3);
  expect(three.json.balances).toMatchObject({ miles: { available: 2000 }, "status-credits": { available: 0 } });
  expect(three.json.tier).toMatchObject({ tier: "member", has: 0 });
  expect(await standsAt(ben)).toEqual(["status member", "flyer leisure"]);
});

test("leisure flyers park for free up to 4 flights", async () => {
  const cleo = await newMember(world, "cleo");
  await flies("c", 4, cleo);
  expect(await benefitsOf(cleo)).toEqual(["free-parking"]);
  await books("c-5", "flight", 100, cleo);
  expect(await benefitsOf(cleo)).toEqual([]);
  // A flight that is refunded was not flown.
  await world.post("/v1/purchases/c-5/refunds", { refund: "r", amountMinor: 100 });
  expect(await benefitsOf(cleo)).toEqual(["free-parking"]);
});

test("after 10 flights in 12 months miles are doubled, and credits are not", async () => {
  const dana = await newMember(world, "dana");
  const tenth = await flies("d", 10, dana);
  expect(tenth.json.balances).toMatchObject({ miles: { available: 50 }, "status-credits": { available: 50 } });
  expect(await standsAt(dana)).toEqual(["status member", "flyer frequent"]);
  const eleventh = await books("d-11", "flight", 10_000, dana);
  expect(eleventh.json.balances).toMatchObject({ miles: { available: 1050 }, "status-credits": { available: 550 } });
});

test.each([
  [24_999, "member"],
  [25_000, "gold"],
])("%d credits in a calendar year are %s", async (credits, tier) => {
  const eve = await newMember(world, `eve-${credits}`);
  const { json } = await books(`e-${credits}`, "flight", credits * 20, eve);
  expect(json.tier).toMatchObject({ tier, has: credits });
});

test("30 flights in a calendar year are as good, and the 30th refunded is not", async () => {
  const fay = await newMember(world, "fay");
  expect((await flies("f", 29, fay)).json.tier.tier).toBe("member");
  expect((await world.get(`/v1/members/${fay.id}`)).json.tiers[0].next).toMatchObject({
    tier: "gold",
    needsAll: false,
    ways: [
      { metric: "credits-earned", missing: 24_855 },
      { metric: "flights", missing: 1, says: "1 order", by: `${new Date().getFullYear()}-12-31` },
    ],
  });
  expect((await books("f-30", "flight", 100, fay)).json.tier.tier).toBe("gold");
  const { json } = await world.get(`/v1/members/${fay.id}`);
  expect(json.tiers[0].until).toBe(`${new Date().getFullYear() + 1}-12-31`);
  expect(await benefitsOf(fay)).toEqual(["lounge"]);
  await world.post("/v1/purchases/f-30/refunds", { refund: "r", amountMinor: 100 });
  expect(await standsAt(fay)).toEqual(["status member", "flyer frequent"]);
});
