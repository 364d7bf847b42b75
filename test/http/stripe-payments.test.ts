import { createHmac } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { readWholeFaults } from "../../functions/database/audit.ts";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld, orderOf } from "../support/world.ts";

const planOf = (name: string, priceMinor: number) => ({
  name: { one: name, other: name },
  membership: { priceMinor, months: 12, graceDays: 14, benefits: [{ kind: "own", id: "delivery", name: "Delivery" }] },
});
const world = await newWorld(
  pointsProgramme({
    units: {
      points: { name: { one: "point", other: "points" } },
      cash: { name: { one: "cash", other: "cash" }, money: true },
      basic: planOf("Basic", 7900),
      premium: planOf("Premium", 11_900),
    },
    rewards: [{ id: "mug", name: "Mug", kind: "product", cost: { unit: "cash", amount: 4000 } }],
  }),
);
afterEach(async () => {
  await conserved(world.client);
  expect(await readWholeFaults(world.client)).toEqual([]);
});

let events = 0;
/** An event, signed as Stripe signs. */
function deliver(type: string, object: object, id = `evt_${++events}`) {
  const body = JSON.stringify({ id, object: "event", type, data: { object } });
  const time = Math.floor(Date.now() / 1000);
  const v1 = createHmac("sha256", "whsec_new").update(`${time}.${body}`).digest("hex");
  const headers = { "stripe-signature": `t=${time},v1=${v1}` };
  return world.send({ method: "POST", path: "/hooks/stripe/sto_shop", body, headers });
}
const refundOf = (name: string, amount_refunded: number, more: object = {}) => ({
  id: `ch_${name}`,
  object: "charge",
  amount: 5000,
  amount_refunded,
  currency: "eur",
  invoice: null,
  payment_intent: `pi_${name}`,
  refunded: amount_refunded === 5000,
  ...more,
});
const disputeOf = (name: string, dispute: string, status: string, amount = 5000) => ({
  id: `dp_${dispute}`,
  object: "dispute",
  amount,
  currency: "eur",
  charge: `ch_${name}`,
  payment_intent: `pi_${name}`,
  status,
});
const opened = (name: string, dispute: string, amount?: number) =>
  deliver("charge.dispute.created", disputeOf(name, dispute, "needs_response", amount));
const closed = (name: string, dispute: string, status: "won" | "lost", amount?: number) =>
  deliver("charge.dispute.closed", disputeOf(name, dispute, status, amount));
const payment = (name: string) => ({ amountMinor: 5000, currency: "EUR", payment: { reference: `pi_${name}` } });
const toppedUp = async (name: string) => {
  const member = await newMember(world, name);
  const answer = await world.post("/v1/top-ups", { id: name, member: { id: member.id }, ...payment(name) });
  expect(answer.status, answer.text).toBe(201);
  return member;
};
const cash = async (id: string) => {
  const { available, debt } = (await world.get(`/v1/members/${id}`)).json.balances.cash;
  return available - debt;
};
const soldCard = async (name: string) =>
  (await world.post("/v1/gift-cards", { id: name, ...payment(name) })).json.code as string;
const left = async (code: string) => (await world.post(`/v1/gift-cards/${code}/quotes`, undefined)).json.leftMinor;

test("refunds of a charge take back what is new of them, once, and never shrink", async () => {
  const { id } = await toppedUp("ada");
  const first = await deliver("charge.refunded", refundOf("ada", 1200), "evt_ada");
  expect(first.json, first.text).toMatchObject({ unit: "cash", backMinor: 1200, changedMinor: 1200 });
  expect((await deliver("charge.refunded", refundOf("ada", 1200), "evt_ada")).json).toEqual(first.json);
  expect((await deliver("charge.refunded", refundOf("ada", 1200))).json).toMatchObject({ changedMinor: 0 });
  expect(await cash(id)).toBe(3800);
  await deliver("charge.refunded", refundOf("ada", 2000));
  expect((await deliver("charge.refunded", refundOf("ada", 1200))).json).toMatchObject({ backMinor: 2000 });
  await deliver("charge.refunded", refundOf("ada", 5000));
  expect(await cash(id)).toBe(0);
});

test("a dispute takes the money, what was spent is owed, and a won one gives it again", async () => {
  const { id } = await toppedUp("ben");
  await world.post("/v1/redemptions", { member: { id }, reward: "mug" });
  expect((await opened("ben", "1")).json).toMatchObject({ backMinor: 5000, changedMinor: 5000 });
  expect(await cash(id)).toBe(-4000);
  expect((await closed("ben", "1", "won")).json).toMatchObject({ backMinor: 0, changedMinor: -5000 });
  expect(await cash(id)).toBe(1000);
  // What comes late of a dispute that is over changes nothing.
  expect((await opened("ben", "1")).json).toMatchObject({ changedMinor: 0 });
  expect(await cash(id)).toBe(1000);
  await opened("ben", "2", 700);
  expect((await closed("ben", "2", "lost", 700)).json).toMatchObject({ backMinor: 700, changedMinor: 0 });
  expect(await cash(id)).toBe(300);
});

test("refunds and disputes in any order end alike, and take no more than was paid", async () => {
  const steps: ((name: string) => Promise<unknown>)[] = [
    (name) => deliver("charge.refunded", refundOf(name, 2000)),
    (name) => opened(name, `${name}-a`, 4000),
    (name) => opened(name, `${name}-b`, 1000),
    (name) => closed(name, `${name}-a`, "won", 4000),
    (name) => deliver("charge.refunded", refundOf(name, 500)),
  ];
  for (const [index, order] of [
    [0, 1, 2, 3, 4],
    [4, 3, 2, 1, 0],
    [1, 0, 3, 4, 2],
  ].entries()) {
    const name = `order-${index}`;
    const { id } = await toppedUp(name);
    for (const step of order) {
      await steps[step]?.(name);
      expect(await cash(id)).toBeGreaterThanOrEqual(0);
    }
    expect(await cash(id)).toBe(2000);
  }
});

test("ten deliveries at once of one refund take it back once; the store's own reversal takes the rest", async () => {
  const { id } = await toppedUp("cleo");
  await Promise.all(Array.from({ length: 10 }, () => deliver("charge.refunded", refundOf("cleo", 1500))));
  expect(await cash(id)).toBe(3500);
  expect((await world.post("/v1/top-ups/cleo/reversal", undefined)).json.amountMinor).toBe(-3500);
  expect((await opened("cleo", "3")).json).toMatchObject({ changedMinor: 0 });
  expect(await cash(id)).toBe(0);
});

test("a gift card gives what is on it first, then what was claimed of it; what was spent stays spent", async () => {
  const { id, token } = await newMember(world, "dora");
  const code = await soldCard("dora");
  await world.post(`/v1/gift-cards/${code}/use`, { order: "dora-1", amountMinor: 1000 });
  await deliver("charge.refunded", refundOf("dora", 500));
  expect(await left(code)).toBe(3500);
  const claim = { method: "POST", path: "/v1/me/gift-cards/claim", token, key: "dora-claim", body: { code } };
  expect((await world.send(claim)).json.amountMinor).toBe(3500);
  await deliver("charge.refunded", refundOf("dora", 700));
  expect(await cash(id)).toBe(3300);
  await opened("dora", "4");
  expect([await cash(id), await left(code)]).toEqual([0, 0]);
  await closed("dora", "4", "won");
  expect(await cash(id)).toBe(3300);
});

test("what a card paid of an order comes back to it only as far as the card itself was not paid back", async () => {
  const used = async (name: string, by: "itself" | "purchase") => {
    const code = await soldCard(name);
    if (by === "itself") await world.post(`/v1/gift-cards/${code}/use`, { order: name, amountMinor: 2000 });
    else {
      const { id } = await newMember(world, name);
      const order = { ...orderOf(name, 2000, { id }), giftCards: [{ code, amountMinor: 2000 }] };
      expect((await world.post("/v1/purchases", order)).status).toBe(201);
    }
    return code;
  };
  const returned = (code: string, order: string) => world.post(`/v1/gift-cards/${code}/reversal`, { order });

  const whole = await used("fay", "itself");
  await deliver("charge.refunded", refundOf("fay", 5000));
  expect((await returned(whole, "fay")).json).toMatchObject({ amountMinor: 2000, leftMinor: 0 });
  expect((await world.post(`/v1/gift-cards/${whole}/use`, { order: "fay-2", amountMinor: 1 })).status).toBe(409);

  const part = await used("gil", "purchase");
  await deliver("charge.refunded", refundOf("gil", 4000));
  await world.post("/v1/purchases/gil/refunds", { refund: "half", amountMinor: 500 });
  expect(await left(part)).toBe(0);
  await world.post("/v1/purchases/gil/refunds", { refund: "rest", amountMinor: 1500 });
  expect(await left(part)).toBe(1000);

  // The same where its store took it back by itself; and a dispute that is won gives all of it again.
  const own = await used("hal", "itself");
  await world.post("/v1/gift-card-payments/hal/reversal", undefined);
  expect((await returned(own, "hal")).json.leftMinor).toBe(0);
  const disputed = await used("ida", "itself");
  await opened("ida", "10");
  expect((await returned(disputed, "ida")).json.leftMinor).toBe(0);
  await closed("ida", "10", "won");
  expect(await left(disputed)).toBe(5000);

  // Nothing of the claimer's is missing twice: what she owes is not the card's.
  const claimed = await used("joe", "itself");
  const { id, token } = await newMember(world, "joe");
  const claim = { path: "/v1/me/gift-cards/claim", token, key: "joe-claim", body: { code: claimed } };
  await world.send({ method: "POST", ...claim });
  await deliver("charge.refunded", refundOf("joe", 4000));
  expect(await cash(id)).toBe(0);
  expect((await returned(claimed, "joe")).json.leftMinor).toBe(1000);
});

test("a store that takes a card back says what it took, and not what was refunded before", async () => {
  const code = await soldCard("kim");
  await world.post(`/v1/gift-cards/${code}/use`, { order: "kim", amountMinor: 1000 });
  const { token } = await newMember(world, "kim");
  const claim = { path: "/v1/me/gift-cards/claim", token, key: "kim-claim", body: { code } };
  await deliver("charge.refunded", refundOf("kim", 2000));
  await world.send({ method: "POST", ...claim });
  await deliver("charge.refunded", refundOf("kim", 2500));
  const taken = await world.post("/v1/gift-card-payments/kim/reversal", undefined);
  expect(taken.json).toMatchObject({ amountMinor: 1500, spentMinor: 1000 });
});

test("a payment that became credit for another plan takes that plan back, and is not paid back twice", async () => {
  const { id } = await newMember(world, "lea");
  const pay = async (plan: string, amountMinor: number, reference: string) => {
    const body = { member: { id }, plan, id: "lea", amountMinor, currency: "EUR", payment: { reference } };
    return (await world.post("/v1/memberships", body)).json;
  };
  const has = async () => {
    const { basic, premium } = (await world.get(`/v1/members/${id}`)).json.balances;
    return [basic.available, premium.available];
  };
  await pay("basic", 5000, "pi_lea");
  const { creditMinor } = await pay("premium", 6900, "pi_lea-2");
  expect([creditMinor > 4900, await has()]).toEqual([true, [0, 1]]);
  expect((await opened("lea", "11")).json).toMatchObject({ plan: "premium", state: "ended" });
  expect(await has()).toEqual([0, 0]);
  expect((await closed("lea", "11", "won")).json).toMatchObject({ plan: "premium", state: "active" });
  expect(await has()).toEqual([0, 1]);
  expect((await deliver("charge.refunded", refundOf("lea", 5000))).json).toMatchObject({ state: "ended" });
  expect(await has()).toEqual([0, 0]);
  const cancelled = await world.post("/v1/memberships/lea/cancellation", { at: "now" });
  expect(cancelled.json.code).toBe("membership_ended");
});

test("a part of a membership's price that is back is not paid back again when it is cancelled, nor credited", async () => {
  const bought = async (name: string) => {
    const { id } = await newMember(world, name);
    const body = { member: { id }, plan: "basic", id: name, ...payment(name) };
    const { json } = await world.post("/v1/memberships", body);
    return { id, days: (Date.parse(json.until) - Date.parse(json.from)) / 86_400_000 + 1 };
  };
  const { days } = await bought("mia");
  const part = await deliver("charge.refunded", refundOf("mia", 2000), "evt_mia");
  expect(part.json, part.text).toMatchObject({ unit: "basic", backMinor: 2000, changedMinor: 2000 });
  expect((await deliver("charge.refunded", refundOf("mia", 2000), "evt_mia")).json).toEqual(part.json);
  await Promise.all([1, 2, 3].map(() => deliver("charge.refunded", refundOf("mia", 2000))));
  // An older word of the same charge comes late.
  expect((await deliver("charge.refunded", refundOf("mia", 500))).json).toMatchObject({
    backMinor: 2000,
    changedMinor: 0,
  });
  await opened("mia", "12", 1000);
  expect((await closed("mia", "12", "lost", 1000)).json).toMatchObject({ backMinor: 3000, changedMinor: 0 });
  const cancelled = await world.post("/v1/memberships/mia/cancellation", { at: "now" });
  expect(cancelled.json).toMatchObject({ refundMinor: Math.floor((2000 * (days - 1)) / days) });
  expect((await deliver("charge.refunded", refundOf("mia", 3000))).json).toEqual({ effect: "membership_ended" });

  const { id } = await bought("nele");
  await deliver("charge.refunded", refundOf("nele", 2000));
  const other = { member: { id }, plan: "premium", id: "nele", ...payment("nele-2") };
  const changed = await world.post("/v1/memberships", other);
  expect(changed.json).toMatchObject({ creditMinor: Math.floor((3000 * (days - 1)) / days) });
  // What Stripe says later of the payment that was credited was counted with the credit.
  for (const say of [refundOf("nele", 2000), refundOf("nele", 2500)])
    expect((await deliver("charge.refunded", say)).json).toMatchObject({
      unit: "premium",
      backMinor: 0,
      changedMinor: 0,
    });
  expect((await deliver("charge.refunded", refundOf("nele-2", 700))).json).toMatchObject({ changedMinor: 700 });
});

test("a disputed membership ends with the period that was paid, and a won dispute gives it again", async () => {
  const { id } = await newMember(world, "eve");
  const invoice = {
    id: "in_eve",
    object: "invoice",
    amount_paid: 7900,
    currency: "eur",
    customer: "cus_eve",
    customer_email: "eve@example.com",
    subscription: "sub_eve",
    charge: "ch_eve",
    payments: { data: [{ payment: { payment_intent: "pi_eve" } }] },
    lines: { object: "list", data: [{ price: { id: "price_basic" } }] },
  };
  const paid = await deliver("invoice.paid", invoice);
  expect(paid.status, paid.text).toBe(200);
  const benefits = async () => (await world.get(`/v1/members/${id}/benefits`)).json.benefits.length;
  expect(await benefits()).toBe(1);
  const part = await deliver("charge.refunded", refundOf("eve", 100));
  // The same charge, found by another of its names.
  const again = await deliver("charge.refunded", refundOf("eve", 100, { invoice: "in_eve" }));
  expect(again.json, again.text).toMatchObject({ backMinor: 100, changedMinor: 0 });
  expect(part.json, part.text).toMatchObject({ unit: "basic", backMinor: 100, changedMinor: 100 });
  expect((await opened("eve", "4-part", 7899)).json).toMatchObject({ backMinor: 7900, changedMinor: 7800 });
  expect((await closed("eve", "4-part", "won", 7899)).json).toMatchObject({ backMinor: 100, changedMinor: -7800 });
  expect(await benefits()).toBe(1);
  expect((await opened("eve", "5", 7900)).json).toMatchObject({ state: "ended" });
  expect(await benefits()).toBe(0);
  expect((await closed("eve", "5", "won", 7900)).json).toMatchObject({ state: "active" });
  expect(await benefits()).toBe(1);
  await opened("eve", "6", 7900);
  expect((await closed("eve", "6", "lost", 7900)).status).toBe(200);
  expect(await benefits()).toBe(0);
});

test.each([
  ["an inquiry", "charge.dispute.created", disputeOf("ada", "7", "warning_needs_response"), "inquiry"],
  ["a dispute of nothing known", "charge.dispute.created", disputeOf("none", "8", "needs_response"), "payment_unknown"],
  ["a dispute without an amount", "charge.dispute.closed", { id: "dp_9", status: "won" }, "malformed"],
  ["a refund of another money", "charge.refunded", refundOf("ada", 1, { currency: "usd" }), "currency_not_accepted"],
])("%s is understood, and nothing comes of it", async (_, type, object, effect) => {
  const { status, json } = await deliver(type, object);
  expect([status, json]).toEqual([200, { effect }]);
});
