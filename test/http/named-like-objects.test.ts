/** What a document names may be a word that every object of JavaScript has besides: it is a name like any other. */
import { afterEach, expect, test } from "vitest";
import { audit } from "../../functions/operations/audit.ts";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, orderOf } from "../support/world.ts";

const NAME = "constructor";
const programme = pointsProgramme({
  units: {
    [NAME]: { name: { one: "brick", other: "bricks" }, expiry: { kind: "sliding", months: 6, by: ["purchase"] } },
  },
  metrics: { [NAME]: { counts: "spend", bucket: "month" } },
  inputs: { [NAME]: { name: "Bricks in the yard", min: 0, max: 100 } },
  attributes: { [NAME]: { name: "Builder", kind: "yes-no" } },
  tiers: [
    {
      id: NAME,
      measure: { metric: NAME, window: { kind: "calendar-year" } },
      held: { kind: "years" },
      levels: [
        { id: "base", name: "Base", from: 0 },
        { id: "builder", name: "Builder", from: { [NAME]: 1000 } },
      ],
    },
  ],
  campaigns: [
    {
      id: NAME,
      name: "Base",
      rules: [
        {
          id: NAME,
          name: "2 bricks per euro",
          on: "purchase",
          effects: [{ kind: "earn", unit: NAME, amount: 2, perMinor: 100 }],
        },
      ],
    },
  ],
  rewards: [{ id: NAME, name: "A wall", kind: "product", cost: { unit: NAME, amount: 10 }, sku: NAME }],
});

const world = await newWorld(programme);
const owner = (await staffOf(world, "owner")).session;
afterEach(async () => {
  await conserved(world.client);
  expect((await audit(world.client)).findings).toEqual([]);
});

test("a unit, a metric, a tier, a rule and a reward of that name are earned, reached, spent, told, taken back and erased", async () => {
  const email = "ada@example.com";
  const bought = await world.post("/v1/purchases", orderOf("one", 2000, { email }));
  expect(bought.json, bought.text).toMatchObject({
    earned: [{ unit: NAME, amount: 40, rule: NAME }],
    balances: { [NAME]: { available: 40 } },
    tier: { tier: "builder" },
  });
  expect((await world.post("/v1/members", { email })).status).toBe(201);
  expect((await world.post("/v1/inputs", { input: NAME, value: 5 })).status).toBe(200);
  const { member } = bought.json;
  const redeemed = await world.post("/v1/redemptions", { member: { id: member }, reward: NAME });
  expect(redeemed.json, redeemed.text).toMatchObject({ balances: { [NAME]: { available: 30 } } });
  const reversed = await world.post(`/v1/redemptions/${redeemed.json.id}/reversal`, {});
  expect(reversed.json, reversed.text).toMatchObject({ balances: { [NAME]: { available: 40 } } });
  await world.post("/v1/purchases", orderOf("two", 1000, { email }));
  await world.post("/v1/purchases/two/refunds", { refund: "back", amountMinor: 500 });
  expect((await world.get("/v1/purchases/two")).json.kept).toEqual({ [NAME]: 10 });
  const { json: page } = await world.get(`/v1/members/${member}`);
  expect(page.balances).toEqual({ [NAME]: { available: 50, pending: 0, held: 0, debt: 0 } });
  const told = await world.get(`/v1/members/${member}/statement`);
  expect(told.status, told.text).toBe(200);
  expect(JSON.stringify(told.json)).toContain("2 bricks per €1.00");
  const erased = await world.send({
    method: "POST",
    path: `/v1/staff/members/${member}/erasure`,
    token: owner,
    key: freshKey(),
  });
  expect(erased.json, erased.text).toMatchObject({ lapsed: { [NAME]: 50 } });
});
