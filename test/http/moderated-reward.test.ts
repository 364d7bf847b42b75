/** What a report's reward has become by the time that staff accept it. */
import { afterEach, expect, test } from "vitest";
import { publish } from "../../functions/operations/publish.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, publicationOf } from "../support/world.ts";

const OFF = {
  id: "thanks",
  name: "€5.00 off",
  kind: "voucher",
  cost: { unit: "points", amount: 500 },
  valueMinor: 500,
};
const documentWith = (rewards: JsonObject[]) =>
  pointsProgramme({
    rewards,
    tiers: [
      {
        id: "status",
        measure: { metric: "points", window: { kind: "lifetime" } },
        levels: [{ id: "blue", name: "Blue", from: 0 }],
      },
    ],
    metrics: { points: { counts: "earned", unit: "points" } },
    campaigns: [
      {
        id: "all",
        name: "All",
        rules: [
          {
            id: "photo",
            name: "A photo",
            on: "photo",
            moderated: true,
            effects: [
              { kind: "earn", unit: "points", amount: 100 },
              ...(rewards.some(({ kind }) => kind === "voucher") ? [{ kind: "reward", reward: "thanks" }] : []),
            ],
          },
        ],
      },
    ],
  });

const world = await newWorld(documentWith([OFF]));
const support = await staffOf(world, "support");
afterEach(() => conserved(world.client));

const report = async (id: string) => {
  const body = { member: { email: `${id}@example.com` }, type: "photo", id, occurredAt: new Date().toISOString() };
  const sent = await world.post("/v1/events", body);
  expect([sent.status, sent.json.state], sent.text).toEqual([201, "waiting"]);
  return String(sent.json.member);
};
const accept = (id: string) =>
  world.send({
    method: "POST",
    path: "/v1/staff/moderations",
    token: support.session,
    key: freshKey(),
    body: { event: `event:sto_shop:${id}`, verdict: "accept" },
  });
let version = 1;
const publishes = (rewards: JsonObject[]) => world.does(publish, publicationOf(documentWith(rewards), version++));
const vouchersOf = async (member: string) => (await world.get(`/v1/members/${member}/vouchers`)).json.data;

test.each([
  ["is there still", [OFF], 1],
  ["is no longer there", [], 0],
  [
    "is a discount level by now, which is handed to nobody",
    [{ id: "thanks", name: "Thanks", kind: "discount-level", percentByTier: { blue: 5 } }],
    0,
  ],
])("its points are hers where the reward %s", async (what, rewards, vouchers) => {
  await publishes([OFF]);
  const id = what.slice(0, 12).replaceAll(/[^a-z]/g, "-");
  const member = await report(id);
  await publishes(rewards as JsonObject[]);
  const accepted = await accept(id);
  expect(accepted.status, accepted.text).toBe(201);
  expect(accepted.json).toMatchObject({ state: "recorded", balances: { points: { available: 100, pending: 0 } } });
  expect(await vouchersOf(member)).toHaveLength(vouchers);
});
