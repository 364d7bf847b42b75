import { afterEach, expect, test } from "vitest";
import { readWholeFaults } from "../../functions/database/audit.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { memberWith, shop } from "../support/shop.ts";
import { freshKey, newWorld, openStoreWithKey, orderOf } from "../support/world.ts";

const points = (amount: number) => ({ unit: "points", amount });
const pays = { kind: "points-as-money", valueMinor: 1, stepsMax: 100_000 };
const world = await newWorld(
  shop({
    units: {
      points: { name: { one: "point", other: "points" } },
      cash: { name: { one: "cash", other: "cash" }, money: true },
    },
    rewards: [
      { id: "with-points", name: "Pay with points", ...pays, cost: points(1) },
      { id: "with-wallet", name: "Pay from the wallet", ...pays, cost: { unit: "cash", amount: 1 } },
      { id: "five", name: "€5.00 off", kind: "voucher", cost: points(500), valueMinor: 500 },
      { id: "parts", name: "Credit", kind: "voucher", cost: points(500), valueMinor: 1000, inParts: true },
      { id: "mug", name: "Mug", kind: "product", cost: points(1) },
    ],
  }),
);
const earnOnly = await openStoreWithKey(world.does, "sto_earn", ["earn", "read"]);
afterEach(async () => {
  await conserved(world.client);
  expect(await readWholeFaults(world.client)).toEqual([]);
});

let made = 0;
const fresh = (word: string) => `${word}-${made++}`;
const occurredAt = new Date().toISOString();
const buy = (order: string, totalMinor: number, id: string, more: JsonObject = {}, key?: string) =>
  world.post("/v1/purchases", { ...orderOf(order, totalMinor, { id }), occurredAt, ...more }, key);
const refund = (order: string, body: JsonObject, key?: string) =>
  world.post(`/v1/purchases/${order}/refunds`, { refund: fresh("r"), ...body }, key);
const redeem = async (id: string, reward: string, amount?: number, more: JsonObject = {}) => {
  const asked = { member: { id }, reward, ...(amount === undefined ? {} : { amount }), ...more };
  const { status, json, text } = await world.post("/v1/redemptions", asked);
  expect(status, text).toBe(201);
  return json;
};
const available = async (id: string, unit: string) =>
  (await world.get(`/v1/members/${id}`)).json.balances[unit]?.available ?? 0;
const cardOf = async (amountMinor: number) => {
  const id = fresh("card");
  const sold = await world.post("/v1/gift-cards", { id, amountMinor, currency: "EUR", payment: { reference: id } });
  return sold.json.code as string;
};
const left = async (code: string) => (await world.post(`/v1/gift-cards/${code}/quotes`, undefined)).json.leftMinor;
const topUp = async (id: string, amountMinor: number) => {
  const name = fresh("top");
  const body = { id: name, member: { id }, amountMinor, currency: "EUR", payment: { reference: name } };
  expect((await world.post("/v1/top-ups", body)).status).toBe(201);
};
/** Somebody with points and a wallet, and an order of 100.00 that all of it paid a part of. */
const orderPaidByAll = async () => {
  const { id } = await memberWith(5_000, world);
  await topUp(id, 1_500);
  const held = await redeem(id, "with-points", 1_000, { hold: true });
  const wallet = await redeem(id, "with-wallet", 1_500);
  const voucher = (await redeem(id, "five")).voucher;
  const parts = (await redeem(id, "parts")).voucher;
  const card = await cardOf(3_000);
  const order = fresh("paid");
  const paid = {
    redemptions: [held.id, wallet.id],
    vouchers: [{ code: voucher.code }, { code: parts.code, amountMinor: 300 }],
    giftCards: [{ code: card, amountMinor: 2_000 }],
  };
  return { id, held, wallet, voucher, parts, card, order, paid };
};

test("what paid an order is captured and used with it, and only what was not paid with points earns", async () => {
  const { id, held, wallet, voucher, parts, card, order, paid } = await orderPaidByAll();
  const before = await available(id, "points");
  const bought = await buy(order, 10_000, id, paid, "all-1");
  expect(bought.status, bought.text).toBe(201);
  expect(bought.json.paid).toMatchObject([
    { by: "redemption", id: held.id, amountMinor: 1_000, earns: false },
    { by: "redemption", id: wallet.id, amountMinor: 1_500, earns: true },
    { by: "voucher", id: voucher.id, amountMinor: 500, earns: false },
    { by: "voucher", id: parts.id, amountMinor: 300, earns: false },
    { by: "gift-card", amountMinor: 2_000, earns: true },
  ]);
  expect(bought.json.earned[0]).toMatchObject({ amount: 164, why: { basisMinor: 8_200 } });
  expect((await buy(order, 10_000, id, paid, "all-1")).text).toBe(bought.text);
  expect(await available(id, "points")).toBe(before + 164);
  expect(await left(card)).toBe(1_000);
  expect((await world.get(`/v1/vouchers/${voucher.code}`)).json.state).toBe("used");
  expect((await world.get(`/v1/vouchers/${parts.code}`)).json.leftMinor).toBe(700);
  const { rows } = await world.client.execute("SELECT request, answer FROM papers");
  for (const code of [voucher.code, parts.code, card]) expect(JSON.stringify(rows)).not.toContain(code.slice(4));
});

test("a refund gives each its share back, and the last one all of it", async () => {
  const { id, held, wallet, voucher, parts, card, order, paid } = await orderPaidByAll();
  const before = await available(id, "points");
  await buy(order, 10_000, id, paid);
  const half = await refund(order, { amountMinor: 5_000 }, "half");
  expect(half.json.paidBack, half.text).toMatchObject([
    { by: "redemption", id: held.id, amountMinor: 500 },
    { by: "redemption", id: wallet.id, amountMinor: 750 },
    { by: "voucher", id: parts.id, amountMinor: 150 },
    { by: "gift-card", amountMinor: 1_000 },
  ]);
  expect(half.json.takenBack).toMatchObject([{ unit: "points", amount: 82 }]);
  expect(await available(id, "points")).toBe(before + 82 + 500);
  const rest = await refund(order, { amountMinor: 5_000 });
  expect(rest.json.paidBack).toHaveLength(5);
  expect([await available(id, "points"), await available(id, "cash"), await left(card)]).toEqual([
    before + 1_000,
    1_500,
    3_000,
  ]);
  expect((await world.get(`/v1/vouchers/${voucher.code}`)).json).toMatchObject({ state: "issued", uses: [] });
  expect((await world.get(`/v1/vouchers/${parts.code}`)).json).toMatchObject({ leftMinor: 1_000, uses: [] });
});

test("any refunds in any order give back the same, never more than was paid", async () => {
  const lines = [
    { line: "a", sku: "A", name: "A", quantity: 3, unitMinor: 333 },
    { line: "b", sku: "B", name: "B", quantity: 7, unitMinor: 101 },
  ];
  const totalMinor = 999 + 707 - 6 + 490;
  const refunds = [
    { lines: [{ line: "a", quantity: 1 }] },
    { amountMinor: 137 },
    { lines: [{ line: "b", quantity: 5 }] },
    { amountMinor: 1 },
  ];
  const ends: unknown[] = [];
  for (const sequence of [refunds, refunds.toReversed(), [refunds[1], refunds[3], refunds[0], refunds[2]]]) {
    const { id } = await memberWith(2_000, world);
    const card = await cardOf(777);
    const { id: redemption } = await redeem(id, "with-points", 701);
    const order = fresh("any");
    const more = { lines, discountMinor: 6, shippingMinor: 490, redemptions: [redemption] };
    const bought = await buy(order, totalMinor, id, { ...more, giftCards: [{ code: card, amountMinor: 777 }] });
    expect(bought.status, bought.text).toBe(201);
    for (const each of sequence) {
      const { status, text } = await refund(order, each as JsonObject);
      expect(status, text).toBe(201);
    }
    ends.push([await available(id, "points"), await left(card)]);
    const { json } = await refund(order, { amountMinor: 1_000_000 });
    expect((await refund(order, { amountMinor: json.leftMinor })).status).toBe(201);
    expect([await available(id, "points"), await left(card)]).toEqual([2_000, 777]);
  }
  expect(ends[1]).toEqual(ends[0]);
  expect(ends[2]).toEqual(ends[0]);
});

test("what was given back of a payment by itself is not given back again", async () => {
  const { id, held, card, order, paid } = await orderPaidByAll();
  await buy(order, 10_000, id, paid);
  await world.post(`/v1/redemptions/${held.id}/reversal`, { amount: 600 });
  await world.post(`/v1/gift-cards/${card}/reversal`, { order });
  const before = await available(id, "points");
  const half = await refund(order, { amountMinor: 5_000 });
  expect(half.json.paidBack.map(({ by }: { by: string }) => by)).toEqual(["redemption", "voucher"]);
  expect(await available(id, "points")).toBe(before - 82);
  expect(await left(card)).toBe(3_000);
});

test.each([
  ["before it was named, too", ["use", "buy"]],
  ["after it was named, too", ["buy", "use"]],
])("a refund gives back of what its purchase named, and not what a card paid by itself %s", async (_, steps) => {
  const { id } = await memberWith(0, world);
  const card = await cardOf(5_000);
  const order = fresh("beside");
  for (const step of steps) {
    const answer =
      step === "use"
        ? await world.post(`/v1/gift-cards/${card}/use`, { order, amountMinor: 2_000 })
        : await buy(order, 3_000, id, { giftCards: [{ code: card, amountMinor: 1_000 }] });
    expect(answer.status, answer.text).toBeLessThan(300);
  }
  for (const round of [1, 2]) {
    expect((await refund(order, { amountMinor: 300 })).json.paidBack).toMatchObject([{ amountMinor: 100 }]);
    expect(await left(card)).toBe(2_000 + 100 * round);
  }
  // By itself, a store gives back first what the card paid by itself, and then the rest of what was named.
  const back = (amountMinor: number) => world.post(`/v1/gift-cards/${card}/reversal`, { order, amountMinor });
  expect((await back(2_000)).json.leftMinor).toBe(4_200);
  expect((await refund(order, { amountMinor: 300 })).json.paidBack).toMatchObject([{ amountMinor: 100 }]);
  expect((await back(701)).json).toMatchObject({ code: "refund_exceeds_order", leftMinor: 700 });
  expect((await back(400)).json.leftMinor).toBe(4_700);
  expect((await refund(order, { amountMinor: 2_100 })).json.paidBack).toMatchObject([{ amountMinor: 300 }]);
  expect(await left(card)).toBe(5_000);
});

test("a card is named once, however it was typed", async () => {
  const { id } = await memberWith(0, world);
  const card = await cardOf(5_000);
  const typed = card.toLowerCase().replaceAll("-", "");
  const giftCards = [card, typed].map((code) => ({ code, amountMinor: 1_000 }));
  const { status, json, text } = await buy(fresh("twice"), 3_000, id, { giftCards });
  expect([status, json.errors?.[0].pointer], text).toEqual([422, "/giftCards"]);
  expect(await left(card)).toBe(5_000);
});

test("refuses what is somebody else's, pays nothing, has paid or is too much, and spends nothing", async () => {
  const [ada, ben] = [await memberWith(2_000, world), await memberWith(2_000, world)];
  const hers = (await redeem(ada.id, "with-points", 100, { hold: true })).id;
  const mug = (await redeem(ada.id, "mug")).id;
  const card = await cardOf(100);
  const cases: [string, JsonObject, string][] = [
    [ben.id, { redemptions: [hers] }, "redemption_unknown"],
    [ada.id, { redemptions: ["rdm_00000000000000000000000000"] }, "redemption_unknown"],
    [ada.id, { redemptions: [mug] }, "pays_no_order"],
    [ada.id, { vouchers: [{ code: "TSR-0000-0000-0000" }] }, "voucher_unknown"],
    [ada.id, { giftCards: [{ code: "TSR-0000-0000-0000", amountMinor: 1 }] }, "gift_card_unknown"],
    [ada.id, { giftCards: [{ code: card, amountMinor: 101 }] }, "points_short"],
    [ada.id, { redemptions: [hers], giftCards: [{ code: card, amountMinor: 100 }] }, "totals_do_not_add_up"],
  ];
  for (const [id, more, code] of cases) {
    const key = freshKey();
    const order = fresh("refused");
    const refused = await buy(order, 150, id, more, key);
    expect([refused.json.code, more], refused.text).toEqual([code, more]);
    const again = await buy(order, 150, id, more, key);
    expect(again.text).toBe(refused.text);
  }
  expect(await left(card)).toBe(100);
  const lines = { ...orderOf(fresh("scope"), 150, { id: ada.id }), giftCards: [{ code: card, amountMinor: 1 }] };
  const body = { method: "POST", path: "/v1/purchases", token: earnOnly, key: freshKey(), body: lines };
  expect((await world.send(body)).json).toMatchObject({ code: "forbidden", scope: "redeem" });
});

test("ten orders at once name one redemption, one voucher and one card: each pays one", async () => {
  const { id } = await memberWith(5_000, world);
  const [{ id: redemption }, { voucher }, card] = [
    await redeem(id, "with-points", 100, { hold: true }),
    await redeem(id, "five"),
    await cardOf(100),
  ];
  for (const paid of [
    { redemptions: [redemption] },
    { vouchers: [{ code: voucher.code }] },
    { giftCards: [{ code: card, amountMinor: 100 }] },
  ]) {
    const until = async (order: string) => {
      for (const key = freshKey(); ; ) {
        const answer = await buy(order, 1_000, id, paid, key);
        if (answer.status !== 503) return answer;
      }
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => until(fresh("race"))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  }
});

test("a guest who pays with somebody else's gift card is opened, and is nobody else", async () => {
  const ada = await memberWith(0, world);
  const id = fresh("sent");
  const sale = { id, amountMinor: 500, currency: "EUR", payment: { reference: id }, recipient: { email: ada.email } };
  const { status, json, text } = await world.post("/v1/gift-cards", sale);
  expect(status, text).toBe(201);
  const guest = orderOf(fresh("guest"), 1_000, { email: `${fresh("guest")}@example.com` });
  const bought = await world.post("/v1/purchases", { ...guest, giftCards: [{ code: json.code, amountMinor: 500 }] });
  expect(bought.status, bought.text).toBe(201);
  expect(bought.json.member).not.toBe(ada.id);
  expect(bought.json.earned[0]).toMatchObject({ amount: 20 });
});

test.each([
  ["points", 0],
  ["cash", 200],
])("an order that %s paid, not named, earns %i", async (unit, amount) => {
  const { id } = await memberWith(0, world);
  const bought = await buy(fresh("told"), 10_000, id, { paidWith: [{ unit, amountMinor: 10_000 }] });
  expect(bought.json.earned[0]?.amount ?? 0, bought.text).toBe(amount);
});
