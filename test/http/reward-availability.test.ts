import { afterEach, expect, test } from "vitest";
import { publishInput } from "../../functions/operations/input.ts";
import { redeem } from "../../functions/operations/redeem.ts";
import { costAt } from "../../functions/programme/rewards/priced.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import { conserved } from "../support/ledger.ts";
import { memberWith, shop } from "../support/shop.ts";
import { freshKey, newWorld } from "../support/world.ts";

const cost = { unit: "points", amount: 10 };
const day = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const table = [
  { from: 0, amount: 90 },
  { from: 50, amount: 100 },
  { from: 90, amount: 200 },
];
const follows = { unit: "points", amount: 100, follows: { input: "demand", table }, min: 90, max: 200 };
const [early, late, past] = [day(1), day(-1), day(-2).slice(0, 10)];
const world = await newWorld(
  shop({
    inputs: { demand: { name: "Demand", min: 0, max: 100 } },
    segments: { regulars: { name: "Regulars", when: [{ kind: "tier", in: ["gold"] }] } },
    rewards: [
      { id: "early", name: "Early", kind: "product", cost, from: early },
      { id: "late", name: "Late", kind: "product", cost, until: late },
      { id: "over", name: "Over", kind: "voucher", cost, valueMinor: 500, goodUntil: past },
      { id: "regular", name: "For regulars", kind: "product", cost, segments: ["regulars"] },
      { id: "golden", name: "Golden", kind: "product", cost, tiers: ["gold"] },
      { id: "daily", name: "Daily", kind: "product", cost, perPeriod: { limit: 2, per: "day" } },
      { id: "yearly", name: "Yearly", kind: "product", cost, perPeriod: { limit: 1, per: "year" } },
      { id: "gone", name: "Gone", kind: "product", cost, stock: 0 },
      { id: "wanted", name: "Wanted", kind: "product", cost: follows },
      { id: "lounge", name: "Lounge", kind: "product", cost, while: [{ kind: "input", input: "demand", atMost: 70 }] },
      { id: "dear", name: "Dear", kind: "product", cost: { unit: "points", amount: 5000 } },
    ],
  }),
);
afterEach(() => conserved(world.client));

const asks = (member: { id: string }, reward: string, more = {}) =>
  world.post("/v1/redemptions", { member: { id: member.id }, reward, ...more });
const reasonsOf = async ({ id }: { id: string }) => {
  const { json } = await world.get(`/v1/members/${id}/rewards`);
  return Object.fromEntries(json.data.map((each: { id: string; reason: object | null }) => [each.id, each.reason]));
};

test("the catalogue says the same reasons as a redemption, with the same numbers", async () => {
  const ada = await memberWith(100, world);
  const reasons = await reasonsOf(ada);
  expect(reasons).toMatchObject({
    early: { code: "not_yet", from: early },
    late: { code: "no_longer", until: late },
    over: { code: "no_longer", until: past },
    regular: { code: "segment_needed", segments: ["regulars"] },
    golden: { code: "tier_too_low", tier: "new", tiers: ["gold"] },
    daily: null,
    lounge: { code: "not_now", input: "demand", value: null, atMost: 70 },
    gone: { code: "stock_exhausted", stock: 0, left: 0 },
    dear: { code: "points_short", has: 100, needs: 5000 },
  });
  const herself = (reward: string) =>
    world.send({ method: "POST", path: "/v1/me/redemptions", token: ada.token, key: freshKey(), body: { reward } });
  for (const [reward, reason] of Object.entries(reasons)) {
    if (reason === null) continue;
    expect((await asks(ada, reward)).json, reward).toMatchObject(reason as object);
    expect((await herself(reward)).json, reward).toMatchObject(reason as object);
  }
  const gold = await memberWith(2000, world);
  expect(await reasonsOf(gold)).toMatchObject({ regular: null, golden: null });
  expect((await asks(gold, "regular")).status).toBe(201);
});

test("two a day: a third is refused, one given back makes room, and tomorrow there are two again", async () => {
  const ben = await memberWith(100, world);
  const first = await asks(ben, "daily");
  expect((await asks(ben, "daily", { hold: true })).status).toBe(201);
  expect((await asks(ben, "daily")).json).toMatchObject({ code: "limit_reached", limit: 2, per: "day", had: 2 });
  expect(await reasonsOf(ben)).toMatchObject({ daily: { code: "limit_reached", had: 2 } });
  await world.post(`/v1/redemptions/${first.json.id}/reversal`, {});
  expect((await asks(ben, "daily")).status).toBe(201);
  const asked = { store: "sto_shop", member: { id: ben.id }, reward: "daily", amount: null, cost: null, holdMs: null };
  await world.does(redeem, asked, { now: Date.now() + DAY_MS });
});

test("one a calendar year: ten at once have one", async () => {
  const cleo = await memberWith(100, world);
  const answers = await Promise.all(Array.from({ length: 10 }, () => asks(cleo, "yearly")));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ json }) => json.code === "limit_reached" && json.per === "year")).toHaveLength(9);
});

test.each([
  [null, 100],
  [-1, 100],
  [0, 90],
  [49, 90],
  [50, 100],
  [89, 100],
  [90, 200],
  [1000, 200],
])("a cost that follows demand is, at %s, %i: within its limits", (value, costs) => {
  expect(costAt(follows, value)).toBe(costs);
});

test.each([
  ["no least", { max: 150 }, 10, 100],
  ["no most", { min: 50 }, 300, 100],
])("a cost that names %s ends at what it usually is", (_, limits, amount, costs) => {
  const within = {
    unit: "points",
    amount: 100,
    follows: { input: "demand", table: [{ from: 50, amount }] },
    ...limits,
  };
  expect(costAt(within, 90)).toBe(costs);
});

test("a redemption names the cost that it saw, and another one now is refused with both", async () => {
  const dora = await memberWith(400, world);
  const costOf = async () => {
    const { json } = await world.get(`/v1/members/${dora.id}/rewards`);
    return json.data.find(({ id }: { id: string }) => id === "wanted").cost.amount;
  };
  expect(await costOf()).toBe(100);
  expect((await asks(dora, "wanted", { cost: 100 })).status).toBe(201);
  await world.does(publishInput, { input: "demand", value: 95, store: null });
  expect(await costOf()).toBe(200);
  expect((await asks(dora, "wanted", { cost: 100 })).json).toMatchObject({
    code: "price_changed",
    costs: 200,
    seen: 100,
  });
  expect((await asks(dora, "wanted", { cost: 200 })).json.spent).toEqual([{ unit: "points", amount: 200 }]);
});

const publishes = (value: number) => world.does(publishInput, { input: "demand", value, store: null });

test("a reward is there while demand is at most 70; beyond it is refused with the numbers, for good under that key", async () => {
  const eve = await memberWith(100, world);
  const loungeOf = async () => {
    const { json } = await world.send({ method: "GET", path: "/v1/me/rewards?lang=ru", token: eve.token });
    return json.data.find(({ id }: { id: string }) => id === "lounge");
  };
  const body = {
    currency: "EUR",
    lines: [{ line: "1", sku: "A", quantity: 1, unitMinor: 100 }],
    member: { id: eve.id },
  };
  const quoted = async () => {
    const { json } = await world.send({ method: "POST", path: "/v1/quotes", token: world.storeKey, body });
    return json.rewards.some(({ reward }: { reward: string }) => reward === "lounge");
  };
  await publishes(70);
  expect(await loungeOf()).toMatchObject({ inReach: true, reason: null, waitsFor: null });
  expect(await quoted()).toBe(true);
  await publishes(71);
  const numbers = { code: "not_now", input: "demand", value: 71, atMost: 70 };
  const waitsFor = "только пока «Demand» не больше 70; сейчас: 71";
  expect(await loungeOf()).toMatchObject({ inReach: false, isForHer: true, reason: numbers, waitsFor });
  expect(await quoted()).toBe(false);
  const headers = { cookie: `member=${eve.token}`, "accept-language": "ru" };
  expect((await world.send({ path: "/me/rewards", headers })).text).toContain(waitsFor);
  const [key, asked] = [freshKey(), { member: { id: eve.id }, reward: "lounge" }];
  const refused = await world.post("/v1/redemptions", asked, key);
  expect(refused.json).toMatchObject({ status: 409, title: "Not now", ...numbers });
  expect((await asks(eve, "lounge", { hold: true })).json).toMatchObject(numbers);
  await publishes(70);
  expect((await world.post("/v1/redemptions", asked, key)).text).toBe(refused.text);
  const held = await asks(eve, "lounge", { hold: true });
  expect((await asks(eve, "lounge")).status).toBe(201);
  // What is held is hers, whatever is published then.
  await publishes(71);
  expect((await world.post(`/v1/redemptions/${held.json.id}/capture`, {})).status).toBe(200);
});

test("whatever is published while many redeem at once, each had it while it was there", async () => {
  const people = [await memberWith(100, world), await memberWith(100, world), await memberWith(100, world)];
  const since = (await world.client.execute("SELECT max(seq) AS seq FROM operations")).rows[0]?.seq ?? 0;
  await publishes(70);
  expect((await asks(people[0] ?? { id: "" }, "lounge")).status).toBe(201);
  await Promise.all([
    ...[71, 70, 100, 0, 71].map(publishes),
    ...people.flatMap((member) => [asks(member, "lounge"), asks(member, "lounge"), asks(member, "lounge")]),
  ]);
  const { rows } = await world.client.execute({
    sql: `SELECT kind, status, answer FROM operations JOIN papers ON operation = seq
          WHERE seq > ? AND kind IN ('publish-input', 'redeem') ORDER BY seq`,
    args: [since],
  });
  let demand = Number.NaN;
  for (const { kind, status, answer } of rows) {
    if (kind === "publish-input") demand = JSON.parse(String(answer)).value;
    else if (status === 201) expect(demand).toBeLessThanOrEqual(70);
  }
  expect(rows.filter(({ kind }) => kind === "publish-input")).toHaveLength(6);
});
