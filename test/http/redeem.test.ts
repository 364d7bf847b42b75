import { afterEach, expect, test } from "vitest";
import { publish } from "../../functions/operations/publish.ts";
import { redeem } from "../../functions/operations/redeem.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { memberWith, shop } from "../support/shop.ts";
import { freshKey, newWorld, orderOf, publicationOf } from "../support/world.ts";

const world = await newWorld(shop());
afterEach(() => conserved(world.client));

test("a reward at once spends its cost, once, whatever is sent again", async () => {
  const ada = await memberWith(601, world);
  const asked = { member: { email: ada.email }, reward: "coffee", cost: 600 };
  const first = await world.post("/v1/redemptions", asked, "coffee-1");
  expect(first.status, first.text).toBe(201);
  expect(first.json).toMatchObject({
    status: "captured",
    member: ada.id,
    reward: "coffee",
    spent: [{ unit: "points", amount: 600 }],
    balances: { points: { available: 1, pending: 0, held: 0, debt: 0 } },
  });
  const again = await world.post("/v1/redemptions", asked, "coffee-1");
  expect(again.text).toBe(first.text);
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  const more = await world.post("/v1/redemptions", asked, "coffee-2");
  expect(more.json).toMatchObject({ code: "points_short", has: 1, needs: 600 });
});

test.each([
  [599, 409, { code: "points_short", has: 599, needs: 600 }],
  [600, 201, { balances: { points: { available: 0 } } }],
  [601, 201, { balances: { points: { available: 1 } } }],
])("with %i points a reward of 600 answers %i", async (points, status, expected) => {
  const { email } = await memberWith(points, world);
  const answer = await world.post("/v1/redemptions", { member: { email }, reward: "coffee" });
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject(expected);
});

test.each([
  [499, 409, { code: "amount_not_offered", asked: 499, step: 500, max: 5000 }],
  [500, 201, { voucher: { valueMinor: 500 } }],
  [501, 409, { code: "amount_not_offered" }],
  [5000, 201, { voucher: { valueMinor: 5000 }, spent: [{ unit: "points", amount: 5000 }] }],
  [5500, 409, { code: "amount_not_offered", asked: 5500, max: 5000 }],
])("an amount of %i for a voucher in steps of 500 up to 5,000 answers %i", async (amount, status, expected) => {
  const { email } = await memberWith(6000, world);
  const answer = await world.post("/v1/redemptions", { member: { email }, reward: "five-off", amount });
  expect(answer.status, answer.text).toBe(status);
  expect(answer.json).toMatchObject(expected);
});

test("a price that changed is refused with both, and the one shown now is accepted", async () => {
  const { email } = await memberWith(600, world);
  const asked = { member: { email }, reward: "coffee" };
  expect((await world.post("/v1/redemptions", { ...asked, cost: 599 })).json).toMatchObject({
    code: "price_changed",
    costs: 600,
    seen: 599,
  });
  expect((await world.post("/v1/redemptions", { ...asked, cost: 600 })).status).toBe(201);
});

test.each([
  [1999, 409, { code: "tier_too_low", tier: "new", tiers: ["gold"] }],
  [2000, 201, {}],
])("a reward for gold answers a member with %i earned points %i", async (points, status, expected) => {
  const { email } = await memberWith(points, world);
  const answer = await world.post("/v1/redemptions", { member: { email }, reward: "golden" });
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject(expected);
});

test("a reward that one member may have once is refused the second time with the limit", async () => {
  const { email } = await memberWith(600, world);
  expect((await world.post("/v1/redemptions", { member: { email }, reward: "once" })).status).toBe(201);
  expect((await world.post("/v1/redemptions", { member: { email }, reward: "once" })).json).toMatchObject({
    code: "limit_reached",
    limit: 1,
    had: 1,
  });
});

test("a guest earns and cannot spend; nobody and no reward are not found and leave the key free", async () => {
  const guest = { email: "guest@example.com" };
  await world.post("/v1/purchases", orderOf("guest-1", 60_000, guest));
  const asked = { member: guest, reward: "coffee" };
  expect((await world.post("/v1/redemptions", asked)).json.code).toBe("member_not_joined");
  const key = freshKey();
  const nobody = await world.post("/v1/redemptions", { ...asked, member: { email: "nobody@example.com" } }, key);
  expect([nobody.status, nobody.json.code, nobody.json.same_key_safe]).toEqual([404, "member_unknown", true]);
  const { email } = await memberWith(600, world);
  for (const reward of ["tea", "level"]) {
    const unknown = await world.post("/v1/redemptions", { member: { email }, reward }, key);
    expect([unknown.status, unknown.json.code]).toEqual([404, "reward_unknown"]);
  }
  expect((await world.post("/v1/redemptions", { member: { email }, reward: "coffee" }, key)).status).toBe(201);
});

test("a refusal is stored: the same key answers it again after the points have come", async () => {
  const { email } = await memberWith(599, world);
  const asked = { member: { email }, reward: "coffee" };
  const refused = await world.post("/v1/redemptions", asked, "too-early");
  await world.post("/v1/purchases", orderOf("too-early-1", 50, { email }));
  expect((await world.post("/v1/redemptions", asked, "too-early")).text).toBe(refused.text);
  expect((await world.post("/v1/redemptions", asked)).status).toBe(201);
});

test("a member spends her own, with the price as she saw it, and nobody else's", async () => {
  const ben = await memberWith(600, world);
  const path = "/v1/me/redemptions";
  const asked = { reward: "coffee", cost: 600 };
  const spends = (key: string) => world.send({ method: "POST", path, token: ben.token, key, body: asked });
  const first = await spends("own");
  expect(first.status, first.text).toBe(201);
  expect(first.json).toMatchObject({ member: ben.id, balances: { points: { available: 0 } } });
  expect((await spends("own")).text).toBe(first.text);
  expect((await spends("own-2")).json.code).toBe("points_short");
  const other = await world.send({
    method: "POST",
    path,
    token: ben.token,
    key: freshKey(),
    body: { ...asked, member: { id: ben.id } },
  });
  expect(other.status).toBe(422);
  const forged = await world.send({ method: "POST", path, token: `${ben.token}0`, key: freshKey(), body: asked });
  expect(forged.status).toBe(401);
});

test("five redemptions at once by a member who can afford three: three succeed and two are told what she has", async () => {
  const { email } = await memberWith(399, world);
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => world.post("/v1/redemptions", { member: { email }, reward: "bag" })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409]);
  const refused = answers.filter(({ status }) => status === 409);
  expect(refused.map(({ json }) => [json.code, json.has, json.needs])).toEqual([
    ["points_short", 99, 100],
    ["points_short", 99, 100],
  ]);
});

test("one redemption sent 40 times at once under one key is done once", async () => {
  const { email } = await memberWith(6000, world);
  const asked = { member: { email }, reward: "coffee" };
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => world.post("/v1/redemptions", asked, "many-at-once")),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers[0]?.json.balances.points.available).toBe(5400);
});

test("200 members redeem a stock of 10 at once: exactly 10 have it, 190 get the same refusal with its numbers", async () => {
  const fair = await newWorld(shop());
  const members = await Promise.all(Array.from({ length: 200 }, () => memberWith(100, fair)));
  const answers = await Promise.all(
    members.map(({ email }) => fair.post("/v1/redemptions", { member: { email }, reward: "bag" }, `bag-${email}`)),
  );
  const losers = answers.filter(({ status }) => status !== 201);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
  expect(losers).toHaveLength(190);
  expect(new Set(losers.map(({ text }) => text)).size).toBe(1);
  expect(losers[0]?.json).toMatchObject({ code: "stock_exhausted", status: 409, reward: "bag", stock: 10, left: 0 });
  const stored = await fair.client.execute("SELECT count(*) AS refusals FROM papers WHERE status = 409");
  expect(stored.rows[0]?.refusals).toBe(190);
  const again = await Promise.all(
    members
      .slice(0, 20)
      .map(({ email }) => fair.post("/v1/redemptions", { member: { email }, reward: "bag" }, `bag-${email}`)),
  );
  expect(again.map(({ text }) => text)).toEqual(answers.slice(0, 20).map(({ text }) => text));
  await conserved(fair.client);
}, 60_000);

test("what expires first is spent first, and pending points cannot be spent", async () => {
  const lots = await newWorld(
    shop({
      units: {
        points: {
          name: { one: "point", other: "points" },
          pending: { kind: "days", days: 14 },
          expiry: { kind: "rolling", days: 30 },
        },
      },
    }),
  );
  const day = 86_400_000;
  const { email, id } = await memberWith(0, lots);
  const earn = (order: string, points: number, daysAgo: number) =>
    lots.post(
      "/v1/purchases",
      orderOf(order, points * 50, { email }, { occurredAt: new Date(Date.now() - daysAgo * day).toISOString() }),
    );
  await earn("newer", 100, 20);
  await earn("older", 60, 28);
  await earn("pending", 1000, 3);
  const short = await lots.post("/v1/redemptions", { member: { id }, reward: "coffee" });
  expect(short.json).toMatchObject({ code: "points_short", has: 160, needs: 600 });
  const bag = await lots.post("/v1/redemptions", { member: { id }, reward: "bag" });
  expect(bag.json.balances.points).toMatchObject({ available: 60, pending: 1000 });
  const left = await lots.client.execute({
    sql: "SELECT balance FROM accounts JOIN holders ON holders.id = holder WHERE public_id = ? AND balance > 0 ORDER BY expires_on",
    args: [id],
  });
  expect(left.rows.map(({ balance }) => balance)).toEqual([60, 1000]);
  await conserved(lots.client);
});

test("no paper holds a voucher's code, while the answer and its replay do", async () => {
  const { email } = await memberWith(500, world);
  const asked = { member: { email }, reward: "five-off" };
  const first = await world.post("/v1/redemptions", asked, "code-1");
  expect(first.json.voucher.code).toMatch(/^TSR(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  expect((await world.post("/v1/redemptions", asked, "code-1")).text).toBe(first.text);
  const { code } = first.json.voucher;
  const dumped = await world.client.batch(["SELECT * FROM papers", "SELECT * FROM holders", "SELECT * FROM postings"]);
  const text = JSON.stringify(dumped.map(({ rows }) => rows));
  expect(text).toContain(first.json.voucher.id);
  expect(text).not.toContain(code);
  expect(text).not.toContain(code.replaceAll("-", ""));
});

test("a price published between two redemptions holds from the second on", async () => {
  const priced = await newWorld(shop());
  const { email } = await memberWith(2000, priced);
  const asked = { member: { email }, reward: "coffee", cost: 600 };
  expect((await priced.post("/v1/redemptions", asked)).status).toBe(201);
  const rewards = (shop().rewards as JsonObject[]).map((reward) =>
    reward.id === "coffee" ? { ...reward, cost: { unit: "points", amount: 700 } } : reward,
  );
  await priced.does(publish, publicationOf({ ...shop(), rewards }, 1));
  expect((await priced.post("/v1/redemptions", asked)).json).toMatchObject({
    code: "price_changed",
    costs: 700,
    seen: 600,
  });
  await conserved(priced.client);
});

test("a hold sets units and the piece aside; past its end both are free at read time, with nothing having run", async () => {
  const ada = await memberWith(100, world);
  const ben = await memberWith(100, world);
  const { email } = ada;
  const asked = { store: "sto_shop", reward: "last-bag", amount: null, cost: null };
  const hourAgo = Date.now() - 3_600_000;
  const held = await world.does(
    redeem,
    { ...asked, member: { email }, holdMs: 3_590_000 + 3_600_000 },
    { now: hourAgo },
  );
  expect(held).toMatchObject({ status: "held", balances: { points: { available: 0, held: 100 } } });
  const out = await world.post("/v1/redemptions", { member: { email: ben.email }, reward: "last-bag" });
  expect(out.json).toMatchObject({ code: "stock_exhausted", stock: 1, left: 0 });
  const later = Date.now() + 3_595_000;
  const taken = await world.does(redeem, { ...asked, member: { email: ben.email }, holdMs: null }, { now: later });
  expect(taken).toMatchObject({ status: "captured", balances: { points: { available: 0 } } });
  const spent = await world.does(redeem, { ...asked, reward: "once", member: { email }, holdMs: null }, { now: later });
  expect(spent).toMatchObject({ status: "captured", balances: { points: { available: 0, held: 0 } } });
});
