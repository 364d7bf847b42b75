import { afterEach, describe, expect, test } from "vitest";
import { boundary } from "../../functions/operations/boundary.ts";
import { payMembership } from "../../functions/operations/membership.ts";
import { DAY_MS, dateOf, dayOf, monthsAfter } from "../../functions/values/day.ts";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { freshKey, newWorld, openStoreWithKey, orderOf } from "../support/world.ts";

const ZONE = "Europe/Berlin";
const planOf = (name: string, priceMinor: number, ...benefits: string[]) => ({
  name: { one: name, other: name },
  membership: {
    priceMinor,
    months: 12,
    graceDays: 14,
    benefits: benefits.map((id) => ({ kind: "own", id, name: id })),
  },
});
const world = await newWorld(
  pointsProgramme({
    units: {
      points: { name: { one: "point", other: "points" } },
      basic: planOf("Basic", 7900, "delivery"),
      premium: planOf("Premium", 11_900, "delivery", "films"),
    },
    campaigns: [
      {
        id: "clubs",
        name: "Clubs",
        rules: [
          {
            id: "a-year-with-it",
            name: "A year of Basic with it",
            on: "purchase",
            when: [{ kind: "category", in: ["bundles"] }],
            effects: [{ kind: "earn", unit: "basic", amount: 1 }],
          },
        ],
      },
    ],
    rewards: [
      {
        id: "a-year",
        name: "A year of Basic",
        kind: "units",
        cost: { unit: "premium", amount: 1 },
        gives: { unit: "basic", amount: 1 },
      },
    ],
  }),
);
const other = await openStoreWithKey(world.does, "sto_other");
afterEach(() => conserved(world.client));
const today = dayOf(Date.now(), ZONE);
const daysAgo = (days: number) => Date.now() - days * DAY_MS;

const bodyOf = (member: string, id: string, more: object = {}) => ({
  member: { id: member },
  plan: "basic",
  id,
  amountMinor: 7900,
  currency: "EUR",
  payment: { reference: `pay-${id}` },
  ...more,
});
const pay = (member: string, id: string, more: object = {}, key?: string) =>
  world.post("/v1/memberships", bodyOf(member, id, more), key);
const cancel = (id: string, at: "end" | "now") => world.post(`/v1/memberships/${id}/cancellation`, { at });
const fail = (id: string) => world.post(`/v1/memberships/${id}/failures`, undefined);
const benefits = async (member: string) =>
  (await world.get(`/v1/members/${member}/benefits`)).json.benefits.map(
    ({ id, membership, until }: { id: string; membership: string; until: string }) =>
      `${membership}: ${id} to ${until}`,
  );

/** A member who paid so many days ago; her period's first and last day. */
async function memberSince(name: string, days: number) {
  const { id } = await newMember(world, name);
  const payment = { amountMinor: 7900, currency: "EUR", reference: `pay-${name}` };
  const request = { store: "sto_shop", member: { id }, plan: "basic", id: name, payment };
  await world.does(payMembership, request, { now: daysAgo(days) });
  const from = dayOf(daysAgo(days), ZONE);
  return { id, from, until: monthsAfter(from, 12) - 1 };
}

test("a payment begins a year today; benefits hold, and the statement says until when", async () => {
  const { id } = await newMember(world, "ada");
  const until = dateOf(monthsAfter(today, 12) - 1);
  const { status, json } = await pay(id, "ada");
  expect(status).toBe(201);
  expect(json).toMatchObject({ plan: "basic", state: "active", from: dateOf(today), until, graceUntil: null });
  expect(await benefits(id)).toEqual([`basic: delivery to ${until}`]);
  const { data } = (await world.get(`/v1/members/${id}/statement`)).json;
  expect(data[0].lines[0].says).toMatch(/^1 Basic until /);
});

test("a renewal begins the day after the present period ends, on the same day of the month for ever", async () => {
  const { id } = await newMember(world, "ben");
  await pay(id, "ben");
  const { json } = await pay(id, "ben", { payment: { reference: "ben-2" } });
  const second = monthsAfter(today, 12);
  expect(json).toMatchObject({ from: dateOf(second), until: dateOf(monthsAfter(today, 24) - 1) });
  expect((await world.get(`/v1/members/${id}`)).json.balances.basic).toMatchObject({ available: 1, pending: 1 });
  expect(await benefits(id)).toEqual([`basic: delivery to ${dateOf(second - 1)}`]);
});

test("a payment counts once: replayed, under another key, and of ten at once", async () => {
  const { id } = await newMember(world, "cleo");
  const key = freshKey();
  const first = await pay(id, "cleo", {}, key);
  expect((await pay(id, "cleo", {}, key)).text).toBe(first.text);
  expect((await pay(id, "cleo")).text).toBe(first.text);
  expect((await pay(id, "cleo-2", { payment: { reference: "pay-cleo" } })).json.code).toBe("duplicate");
  const renewals = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      pay(id, "cleo", { payment: { reference: "cleo-2" }, amountMinor: 7900 + index }),
    ),
  );
  expect(renewals.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  expect((await world.get(`/v1/members/${id}`)).json.balances.basic).toMatchObject({ available: 1, pending: 1 });
});

test.each([
  ["a plan that is not there", { plan: "gold" }, 404, "plan_unknown"],
  ["a unit that is no plan", { plan: "points" }, 404, "plan_unknown"],
  ["another currency", { currency: "USD" }, 422, "currency_not_accepted"],
  ["nobody", { member: { id: `mem_${"0".repeat(26)}` } }, 404, "member_unknown"],
])("%s is refused", async (_, more, status, code) => {
  const { id } = await newMember(world, `refused-${code}-${Math.random()}`);
  const answer = await pay(id, freshKey(), more);
  expect([answer.status, answer.json.code]).toEqual([status, code]);
});

test("a membership is its own member's and its own store's", async () => {
  const dora = await newMember(world, "dora");
  await pay(dora.id, "dora");
  const eve = await newMember(world, "eve");
  expect((await pay(eve.id, "dora", { payment: { reference: "eve" } })).json.code).toBe("membership_unknown");
  const path = "/v1/memberships/dora/cancellation";
  const stranger = await world.send({ method: "POST", path, token: other, key: freshKey(), body: { at: "now" } });
  expect([stranger.status, stranger.json.code]).toEqual([404, "membership_unknown"]);
});

describe("cancelling", () => {
  test("at the end pays nothing back and keeps what is paid", async () => {
    const { id } = await newMember(world, "fay");
    await pay(id, "fay");
    expect((await cancel("fay", "end")).json).toMatchObject({ state: "ending", refundMinor: 0 });
    expect(await benefits(id)).toHaveLength(1);
  });

  test("now pays back what is left, to the day, rounded down, and a renewal that was paid already whole", async () => {
    const { id, from, until } = await memberSince("gil", 100);
    await pay(id, "gil", { payment: { reference: "gil-2" }, amountMinor: 8000 });
    const left = Math.floor((7900 * (until - today)) / (until - from + 1));
    const key = freshKey();
    const cancelled = await world.post("/v1/memberships/gil/cancellation", { at: "now" }, key);
    expect(cancelled.json).toMatchObject({ state: "ended", refundMinor: left + 8000, currency: "EUR" });
    expect((await world.post("/v1/memberships/gil/cancellation", { at: "now" }, key)).text).toBe(cancelled.text);
    expect(await benefits(id)).toEqual([]);
    expect((await world.get(`/v1/members/${id}`)).json.balances.basic).toMatchObject({ available: 0, pending: 0 });
    expect((await cancel("gil", "now")).json.code).toBe("membership_ended");
    expect((await pay(id, "gil", { payment: { reference: "gil-3" } })).json.from).toBe(dateOf(today));
  });

  test("of five at once, one is paid back", async () => {
    const { id } = await newMember(world, "hal");
    await pay(id, "hal");
    const answers = await Promise.all(Array.from({ length: 5 }, () => cancel("hal", "now")));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(id).toBeTruthy();
  });
});

describe("an unpaid renewal", () => {
  test("lapses with the period, and the clock writes it down", async () => {
    const { id } = await memberSince("ida", 400);
    expect(await benefits(id)).toEqual([]);
    await world.does(boundary, { member: id });
    expect((await fail("ida")).json.code).toBe("membership_ended");
    expect((await cancel("ida", "now")).json.code).toBe("membership_ended");
    const again = await pay(id, "ida", { payment: { reference: "ida-2" } });
    expect(again.json.from).toBe(dateOf(today));
  });

  test("has its days of grace, once, before and after the clock came by; then a payment joins where the period ended", async () => {
    for (const [name, isSwept] of [
      ["joe", false],
      ["kim", true],
    ] as const) {
      const { id, until } = await memberSince(name, 370);
      if (isSwept) await world.does(boundary, { member: id });
      expect(await benefits(id)).toEqual([]);
      expect((await fail(name)).json.graceUntil).toBe(dateOf(until + 14));
      expect((await fail(name)).json.graceUntil).toBe(dateOf(until + 14));
      expect(await benefits(id)).toEqual([`basic: delivery to ${dateOf(until + 14)}`]);
      const renewed = await pay(id, name, { payment: { reference: `${name}-2` } });
      expect(renewed.json).toMatchObject({ from: dateOf(until + 1), graceUntil: null });
    }
  });

  test("has none left once they are over", async () => {
    const { id } = await memberSince("lea", 365 + 16);
    expect((await fail("lea")).json.code).toBe("membership_ended");
    expect(await benefits(id)).toEqual([]);
  });
});

describe("a membership that is given", () => {
  /** Buys something with which a year comes; what the purchase gave of it. */
  const bundle = async (member: string, order: string) => {
    const lines = [{ sku: "B", category: "bundles", quantity: 1, unitMinor: 1000 }];
    const { json } = await world.post("/v1/purchases", orderOf(order, 1000, { id: member }, { lines }));
    return json.earned.find(({ unit }: { unit: string }) => unit === "basic");
  };
  const years = (count: number) => dateOf(monthsAfter(today, 12 * count) - 1);

  test("lasts its months, and one more lengthens it; what is returned takes its own year back", async () => {
    const { id } = await newMember(world, "nia");
    expect(await bundle(id, "nia-1")).toMatchObject({ availableOn: dateOf(today), expiresOn: years(1) });
    expect(await bundle(id, "nia-2")).toMatchObject({
      availableOn: dateOf(monthsAfter(today, 12)),
      expiresOn: years(2),
    });
    expect(await benefits(id)).toEqual([`basic: delivery to ${years(1)}`]);
    expect((await world.get(`/v1/members/${id}`)).json.balances.basic).toMatchObject({ available: 1, pending: 1 });
    await world.post("/v1/purchases/nia-2/refunds", { refund: "all", amountMinor: 1000 });
    expect((await world.get(`/v1/members/${id}`)).json.balances.basic).toMatchObject({ available: 1, pending: 0 });
    expect(await bundle(id, "nia-3")).toMatchObject({ expiresOn: years(2) });
  });

  test("lasts its months as a reward too, after what she has, and goes back with it", async () => {
    const { id } = await newMember(world, "oda");
    await bundle(id, "oda-1");
    await pay(id, "oda", { plan: "premium", amountMinor: 11_900 });
    const bought = await world.post("/v1/redemptions", { member: { id }, reward: "a-year" });
    expect(bought.status).toBe(201);
    expect((await world.get(`/v1/members/${id}`)).json.balances.basic).toMatchObject({ available: 1, pending: 1 });
    await world.post(`/v1/redemptions/${bought.json.id}/reversal`, undefined);
    expect((await world.get(`/v1/members/${id}`)).json.balances.basic).toMatchObject({ available: 1, pending: 0 });
  });
});

test("another plan begins today, and what is left of the one before counts towards it", async () => {
  const { id, from, until } = await memberSince("max", 100);
  const creditMinor = Math.floor((7900 * (until - today)) / (until - from + 1));
  const asked = { member: { id }, plan: "premium", id: "max" };
  const quote = (await world.post("/v1/memberships/quotes", asked)).json;
  expect(quote).toMatchObject({ priceMinor: 11_900, creditMinor, dueMinor: 11_900 - creditMinor, from: dateOf(today) });
  const more = { plan: "premium", amountMinor: quote.dueMinor, payment: { reference: "max-2" } };
  expect((await pay(id, "max", more)).json).toMatchObject({ plan: "premium", creditMinor, until: quote.until });
  expect(await benefits(id)).toEqual([`premium: delivery to ${quote.until}`, `premium: films to ${quote.until}`]);
  // What was credited is worth as much as what was paid.
  const days = monthsAfter(today, 12) - today;
  const refundMinor = Math.floor((11_900 * (days - 1)) / days);
  expect((await cancel("max", "now")).json.refundMinor).toBe(refundMinor);
});
