/** Rewards that give units for other units: had at once, held, and reversed as long as they are there. */
import { expect, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld, orderOf } from "../support/world.ts";

const world = await newWorld(
  pointsProgramme({
    units: {
      points: { name: { one: "point", other: "points" } },
      books: { name: { one: "book", other: "books" } },
    },
    rewards: [
      { id: "book", name: "A book", kind: "units", cost: { unit: "points", amount: 50 }, unit: "books", amount: 2 },
      { id: "mug", name: "A mug", kind: "product", cost: { unit: "books", amount: 1 } },
    ],
  }),
);

async function ada(name: string) {
  const member = { email: `${name}@example.com` };
  const joined = await world.post("/v1/members", { ...member, name });
  await world.post("/v1/purchases", orderOf(name, 5000, member));
  return { id: joined.json.member as string };
}
const redeem = (member: object, reward: string, more: object = {}) =>
  world.post("/v1/redemptions", { member, reward, ...more });

test("points buy units, and reversing takes them back", async () => {
  const member = await ada("units-a");
  const { json } = await redeem(member, "book");
  expect(json).toMatchObject({ status: "captured", spent: [{ unit: "points", amount: 50 }] });
  expect(json.balances).toMatchObject({ points: { available: 50 }, books: { available: 2 } });
  const reversed = await world.post(`/v1/redemptions/${json.id}/reversal`, {});
  expect(reversed.json.balances).toMatchObject({ points: { available: 100 }, books: { available: 0, debt: 0 } });
  const { data } = (await world.get(`/v1/members/${member.id}/statement`)).json;
  const says = JSON.stringify(data);
  expect(says).toContain("in exchange: A book");
  expect(says).toContain("taken back: the exchange was reversed");
  await conserved(world.client);
});

test("units that were spent cannot be taken back, so it is not reversed", async () => {
  const member = await ada("units-b");
  const { json } = await redeem(member, "book");
  await redeem(member, "mug");
  const refused = await world.post(`/v1/redemptions/${json.id}/reversal`, {});
  expect(refused).toMatchObject({ status: 409, json: { code: "points_short", unit: "books", has: 1, needs: 2 } });
  await conserved(world.client);
});

test("what is held gives its units when it is captured", async () => {
  const member = await ada("units-c");
  const { json } = await redeem(member, "book", { hold: true });
  expect(json.balances).toMatchObject({ points: { available: 50, held: 50 }, books: { available: 0 } });
  const captured = await world.post(`/v1/redemptions/${json.id}/capture`, {});
  expect(captured.json.balances).toMatchObject({ points: { available: 50, held: 0 }, books: { available: 2 } });
  await conserved(world.client);
});
