import { afterEach, expect, test } from "vitest";
import { capture } from "../../functions/operations/capture.ts";
import { redeem } from "../../functions/operations/redeem.ts";
import { release } from "../../functions/operations/release.ts";
import { reverse } from "../../functions/operations/reverse.ts";
import { conserved } from "../support/ledger.ts";
import { memberWith, shop } from "../support/shop.ts";
import { type Answer, freshKey, newWorld, openStoreWithKey, orderOf } from "../support/world.ts";

const world = await newWorld(shop());
const otherKey = await openStoreWithKey(world.does, "sto_other");
afterEach(() => conserved(world.client));

const asOther = (path: string): Promise<Answer> =>
  world.send({ method: "POST", path, token: otherKey, key: freshKey(), body: {} });

async function held(reward: string, points: number, more: object = {}) {
  const who = await memberWith(points, world);
  const asked = { member: { email: who.email }, reward, hold: true, ...more };
  const answer = await world.post("/v1/redemptions", asked);
  expect(answer.status, answer.text).toBe(201);
  return { ...who, redemption: answer.json.id as string, answer };
}

test("a hold sets units aside for 15 minutes, or as long as was asked for", async () => {
  const { answer } = await held("coffee", 700);
  expect(answer.json).toMatchObject({
    status: "held",
    spent: [{ unit: "points", amount: 600 }],
    balances: { points: { available: 100, held: 600 } },
  });
  const minutes = (Date.parse(answer.json.endsAt) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(14.5);
  expect(minutes).toBeLessThan(15.1);
  for (const [ttlSeconds, status] of [
    [59, 422],
    [60, 201],
    [86_400, 201],
    [86_401, 422],
  ]) {
    const { email } = await memberWith(100, world);
    const asked = { member: { email }, reward: "once", hold: true, ttlSeconds };
    expect((await world.post("/v1/redemptions", asked)).status, `${ttlSeconds}`).toBe(status);
  }
});

test("a hold that ran out and was not released yet: all that is read counts it as free, as a redemption does", async () => {
  const { id, email, token } = await memberWith(100, world);
  const asked = { store: "sto_shop", member: { id }, reward: "last-bag", amount: null, cost: null };
  await world.does(redeem, { ...asked, holdMs: 60_000 }, { now: Date.now() - 3_600_000 });
  const free = { available: 100, pending: 0, held: 0, debt: 0 };
  expect((await world.get(`/v1/members/${id}`)).json.balances.points).toEqual(free);
  expect((await world.send({ path: "/v1/me", token })).json.balances.points).toEqual(free);
  const catalogue = (await world.get(`/v1/members/${id}/rewards`)).json.data;
  const shown = Object.fromEntries(catalogue.map((each: { id: string }) => [each.id, each]));
  expect(shown).toMatchObject({
    "last-bag": { has: 100, missing: 0, left: 1, inReach: true, reason: null },
    once: { has: 100, missing: 0, allowed: 1, inReach: true, reason: null },
    coffee: { has: 100, missing: 500, inReach: false, reason: { code: "points_short", has: 100, needs: 600 } },
  });
  const cart = { member: { email }, currency: "EUR", lines: [{ sku: "A", quantity: 1, unitMinor: 100 }] };
  const quoted = await world.send({ method: "POST", path: "/v1/quotes", token: world.storeKey, body: cart });
  expect(quoted.json.rewards).toContainEqual(expect.objectContaining({ reward: "last-bag", has: 100, missing: 0 }));
  const again = await world.post("/v1/redemptions", { member: { id }, reward: "last-bag" });
  expect(again.status, again.text).toBe(201);
  await world.post(`/v1/redemptions/${again.json.id}/reversal`, {});
});

test("a capture spends what was held, once; its own key answers the same, another key is refused", async () => {
  const { redemption } = await held("five-off", 600, { amount: 500 });
  const path = `/v1/redemptions/${redemption}/capture`;
  const first = await world.post(path, {}, "capture-1");
  expect(first.status, first.text).toBe(200);
  expect(first.json).toMatchObject({
    id: redemption,
    status: "captured",
    voucher: { valueMinor: 500 },
    balances: { points: { available: 100, held: 0 } },
  });
  expect(first.json.voucher.code).toMatch(/^TSR-/);
  expect((await world.post(path, {}, "capture-1")).text).toBe(first.text);
  const other = await world.post(path, {}, "capture-2");
  expect([other.status, other.json.code, other.json.state]).toEqual([409, "redemption_not_held", "captured"]);
  expect((await world.post(path, {}, "capture-2")).text).toBe(other.text);
  expect((await world.post(`/v1/redemptions/${redemption}/release`, {})).json.code).toBe("redemption_not_held");
});

test("a release gives units and the piece back, once", async () => {
  const { email, redemption } = await held("last-bag", 100);
  const path = `/v1/redemptions/${redemption}/release`;
  const first = await world.post(path, {}, "release-1");
  expect(first.json).toMatchObject({
    status: "released",
    returned: [{ unit: "points", amount: 100, lapsed: 0 }],
    balances: { points: { available: 100, held: 0 } },
  });
  expect((await world.post(path, {}, "release-1")).text).toBe(first.text);
  expect((await world.post(path, {})).json.code).toBe("redemption_not_held");
  expect((await world.post(`/v1/redemptions/${redemption}/capture`, {})).json.code).toBe("redemption_not_held");
  const again = await world.post("/v1/redemptions", { member: { email }, reward: "last-bag" });
  expect(again.status, again.text).toBe(201);
  await world.post(`/v1/redemptions/${again.json.id}/reversal`, {});
});

test("a hold is captured until its last millisecond; from its end on nothing is spent", async () => {
  const now = Date.now();
  const asked = { store: "sto_shop", reward: "coffee", amount: null, cost: null, holdMs: 60_000 };
  for (const [late, code] of [
    [59_999, null],
    [60_000, "hold_lapsed"],
    [60_001, "hold_lapsed"],
  ] as const) {
    for (const [name, verb] of [
      ["capture", capture],
      ["release", release],
    ] as const) {
      const { email } = await memberWith(600, world);
      const { redemption } = await world.does(redeem, { ...asked, member: { email } }, { now });
      const request = { store: "sto_shop", redemption: String(redemption) };
      const done =
        verb === capture
          ? world.does(capture, request, { now: now + late })
          : world.does(release, request, { now: now + late });
      if (code === null) await done;
      else await expect(done, `${name} ${late}`).rejects.toThrow(code);
    }
  }
});

test("a capture and a release at once: one of them happens", async () => {
  for (let round = 0; round < 5; round++) {
    const { redemption, email } = await held("once", 100);
    const answers = await Promise.all(
      ["capture", "release", "capture", "release"].map((verb) =>
        world.post(`/v1/redemptions/${redemption}/${verb}`, {}),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ json }) => json.code === "redemption_not_held")).toHaveLength(3);
    const mine = await world.post("/v1/redemptions", { member: { email }, reward: "coffee" });
    const wasCaptured = answers.find(({ status }) => status === 200)?.json.status === "captured";
    expect(mine.json).toMatchObject({ code: "points_short", has: wasCaptured ? 0 : 100 });
  }
});

test("a capture sent 20 times at once under one key is done once", async () => {
  const { redemption } = await held("coffee", 600);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => world.post(`/v1/redemptions/${redemption}/capture`, {}, "captures")),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers[0]?.status).toBe(200);
});

test("another store's redemption is not found, and neither is one that never was; one of a member's own is anybody's", async () => {
  const { redemption, token } = await held("coffee", 1300);
  for (const verb of ["capture", "release", "reversal"]) {
    const others = await asOther(`/v1/redemptions/${redemption}/${verb}`);
    expect([others.status, others.json.code]).toEqual([404, "redemption_unknown"]);
    const never = await world.post(`/v1/redemptions/rdm_00000000000000000000000000/${verb}`, {});
    expect(never.text).toBe(others.text);
    const shop = await world.post(`/v1/redemptions/sto_shop/${verb}`, {});
    expect(shop.text).toBe(others.text);
  }
  expect((await world.post(`/v1/redemptions/${redemption}/capture`, {})).status).toBe(200);
  const own = await world.send({
    method: "POST",
    path: "/v1/me/redemptions",
    token,
    key: freshKey(),
    body: { reward: "coffee" },
  });
  expect((await asOther(`/v1/redemptions/${own.json.id}/reversal`)).json).toMatchObject({
    status: "reversed",
    balances: { points: { available: 700 } },
  });
});

test("a reversal gives back units, piece and the right to another one; again it names the first", async () => {
  const { email, redemption } = await held("once", 100);
  expect((await world.post(`/v1/redemptions/${redemption}/reversal`, {})).json.code).toBe("redemption_not_captured");
  await world.post(`/v1/redemptions/${redemption}/capture`, {});
  const first = await world.post(`/v1/redemptions/${redemption}/reversal`, {}, "reversal-1");
  expect(first.json).toMatchObject({ status: "reversed", balances: { points: { available: 100 } } });
  expect((await world.post(`/v1/redemptions/${redemption}/reversal`, {}, "reversal-1")).text).toBe(first.text);
  const again = await world.post(`/v1/redemptions/${redemption}/reversal`, {});
  expect([again.status, again.json.code, again.json.operation]).toEqual([
    409,
    "already_reversed",
    first.json.operation,
  ]);
  expect((await world.post("/v1/redemptions", { member: { email }, reward: "once" })).status).toBe(201);
});

test("ten reversals at once under ten keys: one gives back, nine name it", async () => {
  const { email } = await memberWith(600, world);
  const { json } = await world.post("/v1/redemptions", { member: { email }, reward: "coffee" });
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => world.post(`/v1/redemptions/${json.id}/reversal`, {})),
  );
  const done = answers.filter(({ status }) => status === 200);
  expect(done).toHaveLength(1);
  const refused = answers.filter(({ json: { code } }) => code === "already_reversed");
  expect(refused.map(({ json: { operation } }) => operation)).toEqual(Array(9).fill(done[0]?.json.operation));
});

test("a reversal gives units back to their lots with their expiry: what has lapsed meanwhile is gone", async () => {
  const lots = await newWorld(
    shop({ units: { points: { name: { one: "point", other: "points" }, expiry: { kind: "rolling", days: 30 } } } }),
  );
  const day = 86_400_000;
  const { email, id } = await memberWith(0, lots);
  const earn = (order: string, points: number, daysAgo: number) =>
    lots.post(
      "/v1/purchases",
      orderOf(order, points * 50, { email }, { occurredAt: new Date(Date.now() - daysAgo * day).toISOString() }),
    );
  await earn("old", 40, 28);
  await earn("new", 80, 3);
  const spent = await lots.does(redeem, {
    store: "sto_shop",
    member: { id },
    reward: "bag",
    amount: null,
    cost: null,
    holdMs: null,
  });
  const back = await lots.does(
    reverse,
    { store: "sto_shop", redemption: String(spent.redemption) },
    { now: Date.now() + 5 * day },
  );
  expect(back).toMatchObject({
    returned: [{ unit: "points", amount: 100, lapsed: 40 }],
    balances: { points: { available: 80 } },
  });
  await conserved(lots.client);
});

test("units that come back repay a debt first", async () => {
  const { email } = await memberWith(0, world);
  await world.post("/v1/purchases", orderOf("debt-1", 30_000, { email }));
  const { json } = await world.post("/v1/redemptions", { member: { email }, reward: "coffee" });
  const refunded = await world.post("/v1/purchases/debt-1/refunds", { refund: "r", amountMinor: 12_500 });
  expect(refunded.json.balances.points).toEqual({ available: 0, pending: 0, held: 0, debt: 250 });
  expect((await world.post("/v1/redemptions", { member: { email }, reward: "once" })).json).toMatchObject({
    code: "points_short",
    has: 0,
  });
  const back = await world.post(`/v1/redemptions/${json.id}/reversal`, {});
  expect(back.json.balances.points).toEqual({ available: 350, pending: 0, held: 0, debt: 0 });
});
