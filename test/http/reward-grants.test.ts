import { afterEach, expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { publish } from "../../functions/operations/publish.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { closingIn, lawful } from "../support/contests.ts";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { memberWith } from "../support/shop.ts";
import { newWorld, orderOf, publicationOf } from "../support/world.ts";

const points = (amount: number) => ({ unit: "points", amount });
const rewards: JsonObject[] = [
  { id: "cash", name: "Cash", kind: "units", cost: points(500), gives: { unit: "wallet", amount: 500 }, stepsMax: 4 },
  { id: "ticket", name: "A ticket", kind: "tickets", cost: points(100), contest: "trip", amount: 2, stepsMax: 5 },
  { id: "early", name: "Too early", kind: "tickets", cost: points(100), contest: "next" },
  { id: "play", name: "A play", kind: "surprise", cost: points(50), pool: "gift" },
  { id: "closed", name: "A play for nothing", kind: "surprise", cost: points(50), pool: "gone" },
  { id: "thanks", name: "Thank you", kind: "units", gives: { unit: "wallet", amount: 30 }, stock: 2 },
];
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const prizes = [{ kind: "goods", name: "A mug", valueMinor: 900 }];
const pool = (id: string, from: string) => ({
  id,
  name: "Gift",
  from,
  days: 30,
  table: [{ id: "bag", odds: 500_000, items: 7, prize: { kind: "goods", name: "A bag", valueMinor: 100 } }],
  playsPerDay: 2,
});
/** When the document was published: what closes between then and now was open then. */
const published = Date.now() - 40 * 86_400_000;
const document = pointsProgramme({
  units: {
    points: { name: { one: "point", other: "points" } },
    wallet: { name: { one: "cent", other: "cents" }, expiry: { kind: "rolling", days: 30 } },
  },
  campaigns: [
    {
      id: "base",
      name: "Base",
      rules: [
        {
          id: "points-per-euro",
          name: "2 points per euro",
          on: "purchase",
          effects: [{ kind: "earn", unit: "points", amount: 2, perMinor: 100 }],
        },
        {
          id: "thanks",
          name: "Thank you",
          on: "purchase",
          when: [{ kind: "category", in: ["gifts"] }],
          effects: [{ kind: "reward", reward: "thanks" }],
        },
      ],
    },
  ],
  contests: [
    {
      id: "trip",
      name: "The trip",
      schedule: closingIn(86_400_000),
      prizes,
      rules: "Two tickets each.",
      ...lawful(10),
      pointsForTickets: true,
    },
    {
      id: "next",
      name: "Next",
      schedule: { kind: "once", opens: day(1), closes: day(2) },
      prizes,
      rules: "One ticket each.",
      ...lawful(1),
      pointsForTickets: true,
    },
  ],
  surprises: [
    pool("gift", new Date(Date.now() - 86_400_000).toISOString()),
    pool("gone", new Date(published).toISOString()),
  ],
  rewards,
});

const world = await newWorld();
await world.does(publish, publicationOf(document, 1), { now: published });
await tick(world.ledger);
afterEach(() => conserved(world.client));

const redeem = (member: { id: string }, reward: string, more: JsonObject = {}, key?: string) =>
  world.post("/v1/redemptions", { member: { id: member.id }, reward, ...more }, key);
const about = (id: string, what: string) => world.post(`/v1/redemptions/${id}/${what}`, {});
const balancesOf = async ({ id }: { id: string }) => (await world.get(`/v1/members/${id}`)).json.balances;

test("points become another unit, in steps, with the life of that unit, and the answer is the same again", async () => {
  const ada = await memberWith(1000, world);
  const first = await redeem(ada, "cash", { amount: 1000 }, "cash-1");
  expect(first.status, first.text).toBe(201);
  expect(first.json).toMatchObject({
    spent: [points(1000)],
    gave: { units: [{ unit: "wallet", amount: 1000 }] },
    balances: { points: { available: 0 }, wallet: { available: 1000 } },
  });
  const { availableOn, expiresOn } = first.json.gave.units[0];
  expect(Date.parse(expiresOn) - Date.parse(availableOn)).toBe(30 * 86_400_000);
  expect((await redeem(ada, "cash", { amount: 1000 }, "cash-1")).text).toBe(first.text);
  const { json } = await world.get(`/v1/members/${ada.id}/statement`);
  expect(JSON.stringify(json.data[0])).toContain("Cash: 1,000 cents");
});

test("a hold gives nothing before it is captured, and a reversal takes it back, spent or not", async () => {
  const ben = await memberWith(500, world);
  const held = await redeem(ben, "cash", { hold: true });
  expect(held.json.gave).toBeUndefined();
  expect((await balancesOf(ben)).wallet.available).toBe(0);
  const captured = await about(held.json.id, "capture");
  expect(captured.json).toMatchObject({ gave: { units: [{ amount: 500 }] }, balances: { wallet: { available: 500 } } });
  const reversed = await about(held.json.id, "reversal");
  expect(reversed.json).toMatchObject({
    returned: [{ unit: "points", amount: 500, lapsed: 0 }],
    balances: { points: { available: 500 }, wallet: { available: 0, debt: 0 } },
  });
  expect((await about(held.json.id, "reversal")).json.code).toBe("already_reversed");
});

test("tickets are bought in the open round and given back while it is open; one that is not open sells none", async () => {
  const cleo = await memberWith(600, world);
  const bought = await redeem(cleo, "ticket", { amount: 300 });
  expect(bought.status, bought.text).toBe(201);
  expect(bought.json.gave.tickets).toMatchObject([{ amount: 6 }]);
  expect(await about(bought.json.id, "reversal")).toMatchObject({
    status: 200,
    json: { balances: { points: { available: 600 } } },
  });
  const { rows } = await world.client.execute(
    "SELECT coalesce(sum(balance), 0) AS tickets FROM accounts JOIN holders ON holders.id = holder WHERE kind = 'entry'",
  );
  expect(Number(rows[0]?.tickets)).toBe(0);
  expect(await redeem(cleo, "early")).toMatchObject({ status: 409, json: { code: "contest_closed", contest: "next" } });
});

test("a play is bought as often as a day allows, is not taken back, and not from a pool that is closed", async () => {
  const dora = await memberWith(500, world);
  const first = await redeem(dora, "play");
  expect(first.json.gave.surprises, first.text).toMatchObject([{ state: "pending", pool: "gift" }]);
  expect((await about(first.json.id, "reversal")).json).toMatchObject({
    code: "not_reversible",
    play: first.json.gave.surprises[0].id,
  });
  expect((await redeem(dora, "play")).status).toBe(201);
  expect((await redeem(dora, "play")).json).toMatchObject({ code: "limit_reached", limit: 2, had: 2 });
  expect((await redeem(dora, "closed")).json).toMatchObject({ code: "surprise_closed", surprise: "gone" });
  expect((await balancesOf(dora)).points.available).toBe(400);
});

test("the catalogue and a quote keep back what a redemption would refuse: a play or tickets that cannot be had now", async () => {
  const fay = await memberWith(400, world);
  const shown = async () => {
    const { json } = await world.get(`/v1/members/${fay.id}/rewards`);
    const quoted = await world.send({
      method: "POST",
      path: "/v1/quotes",
      token: world.storeKey,
      body: { member: { id: fay.id }, currency: "EUR", lines: [{ sku: "A", quantity: 1, unitMinor: 100 }] },
    });
    const offered = quoted.json.rewards.map(({ reward }: JsonObject) => reward);
    return Object.fromEntries(
      json.data.map(({ id, inReach, reason }: JsonObject) => [
        id,
        { inReach, reason, isOffered: offered.includes(id) },
      ]),
    );
  };
  const before = await shown();
  expect(before).toMatchObject({
    play: { inReach: true, reason: null, isOffered: true },
    ticket: { inReach: true, reason: null, isOffered: true },
    early: { inReach: false, reason: { code: "contest_closed", contest: "next" }, isOffered: false },
    closed: { inReach: false, reason: { code: "surprise_closed", surprise: "gone" }, isOffered: false },
    cash: { inReach: false, reason: { code: "points_short" }, isOffered: true },
  });
  for (const reward of ["play", "ticket", "early", "closed", "cash"]) {
    const { json } = await redeem(fay, reward);
    expect(json.code ?? null, reward).toBe(before[reward].reason?.code ?? null);
  }
  await redeem(fay, "play");
  const had = { code: "limit_reached", limit: 2, had: 2 };
  expect((await shown()).play).toMatchObject({ inReach: false, reason: had, isOffered: false });
});

test("a rule's reward gives its units too, and the whole refund takes them back", async () => {
  const eve = await memberWith(0, world);
  const lines = [{ sku: "BOX", category: "gifts", quantity: 1, unitMinor: 1000 }];
  const { json } = await world.post("/v1/purchases", orderOf("gift-1", 1000, { id: eve.id }, { lines }));
  expect(json.balances).toMatchObject({ points: { available: 20 }, wallet: { available: 30 } });
  const refunded = await world.post("/v1/purchases/gift-1/refunds", { refund: "r1", amountMinor: 1000 });
  expect(refunded.json.balances).toMatchObject({ points: { available: 0 }, wallet: { available: 0, debt: 0 } });
});
