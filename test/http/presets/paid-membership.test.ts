import { afterAll, expect, test } from "vitest";
import { payMembership } from "../../../functions/operations/membership.ts";
import { redeem } from "../../../functions/operations/redeem.ts";
import { dateOf, dayOf, instantOf, monthsAfter } from "../../../functions/values/day.ts";
import { conserved } from "../../support/ledger.ts";
import { newMember } from "../../support/places.ts";
import { presetWorld } from "../../support/presets.ts";
import { orderOf } from "../../support/world.ts";

const world = await presetWorld("paid-membership");
afterAll(() => conserved(world.client));
const ZONE = "Europe/Berlin";
const NOON = 12 * 60;
const today = dayOf(Date.now(), ZONE);

const pay = (member: string, plan: string, id: string, amountMinor: number, reference = `pay-${id}`) =>
  world.post("/v1/memberships", {
    member: { id: member },
    plan,
    id,
    amountMinor,
    currency: "EUR",
    payment: { reference },
  });
/** What a store is told when it asks which benefits hold now. */
const benefits = async (member: string): Promise<string[]> =>
  (await world.get(`/v1/members/${member}/benefits`)).json.benefits.map(({ id }: { id: string }) => id);
/** Somebody who paid for Basic so many days ago. */
async function basicSince(name: string, days: number) {
  const { id } = await newMember(world, name);
  const payment = { amountMinor: 7900, currency: "EUR", reference: `pay-${name}` };
  const request = { store: "sto_shop", member: { id }, plan: "basic", id: name, payment };
  const from = today - days;
  await world.does(payMembership, request, { now: instantOf(from, NOON, ZONE) });
  return { id, from, until: monthsAfter(from, 12) - 1 };
}

const BASIC = ["free-delivery", "next-day-delivery", "gifts-elsewhere", "book-lending"];
const PREMIUM = [...BASIC, "films", "games", "photo-storage", "member-prices"];

test("Basic is 79.00 a year and Premium 119.00, and a store is told what each gives; nobody else has any of it", async () => {
  const { json } = await world.get("/v1/programme");
  const prices = json.units.flatMap(
    ({ id, membership }: { id: string; membership: { priceMinor: number; months: number } | null }) =>
      membership === null ? [] : [[id, membership.priceMinor, membership.months]],
  );
  expect(prices).toEqual([
    ["basic", 7900, 12],
    ["premium", 11_900, 12],
  ]);
  const [ada, ben, cleo] = [
    await newMember(world, "ada"),
    await newMember(world, "ben"),
    await newMember(world, "cleo"),
  ];
  await pay(ada.id, "basic", "ada", 7900);
  await pay(ben.id, "premium", "ben", 11_900);
  expect([await benefits(ada.id), await benefits(ben.id), await benefits(cleo.id)]).toEqual([BASIC, PREMIUM, []]);
  expect((await world.get(`/v1/members/${ada.id}/benefits`)).json.benefits).toContainEqual(
    expect.objectContaining({ id: "book-lending", name: "A book to borrow each month" }),
  );
});

test("a book costs Premium a fifth less, in the cart and in what a purchase answers, and Basic and others what it costs", async () => {
  const pia = await newMember(world, "pia");
  await pay(pia.id, "premium", "pia", 11_900);
  const basic = await basicSince("quin", 10);
  const rob = await newMember(world, "rob");
  const lines = [
    { sku: "THRILLER", category: "books", quantity: 2, unitMinor: 1290 },
    { sku: "LAMP", category: "home", quantity: 1, unitMinor: 2790 },
  ];
  const prices = async (id: string) =>
    (await world.post("/v1/quotes", { member: { id }, currency: "EUR", lines })).json.memberPrices;
  const cheaper = [{ line: "1", rule: "books-for-less", unitMinor: 1290, memberMinor: 1032 }];
  expect([await prices(pia.id), await prices(basic.id), await prices(rob.id)]).toEqual([cheaper, [], []]);
  const bought = await world.post("/v1/purchases", orderOf("pia-1", 5370, { id: pia.id }, { lines }));
  expect(bought.json.memberPrices).toEqual(cheaper);
});

test("a member borrows one book a month, twelve in a year; nobody else borrows any", async () => {
  const { id } = await basicSince("sam", 70);
  const request = {
    store: "sto_shop",
    member: { id },
    reward: "book-to-borrow",
    amount: null,
    cost: null,
    holdMs: null,
  };
  const earlier = await world.does(redeem, request, { now: instantOf(monthsAfter(today, -1), NOON, ZONE) });
  expect(earlier).toMatchObject({ status: "captured" });
  const borrow = (member: string) =>
    world.post("/v1/redemptions", { member: { id: member }, reward: "book-to-borrow" });
  expect((await borrow(id)).status).toBe(201);
  expect((await borrow(id)).json).toMatchObject({ code: "limit_reached", limit: 1, had: 1, per: "month" });
  expect((await world.get(`/v1/members/${id}`)).json.balances.loans).toMatchObject({ available: 10 });

  const tom = await newMember(world, "tom");
  expect((await borrow(tom.id)).json.code).toBe("segment_needed");
  await pay(tom.id, "basic", "tom", 7900);
  await world.post("/v1/memberships/tom/cancellation", { at: "now" });
  expect((await borrow(tom.id)).json.code).toBe("segment_needed");
});

test("a renewal begins the day after the year ends", async () => {
  const { id, until } = await basicSince("dora", 300);
  expect((await pay(id, "basic", "dora", 7900, "dora-2")).json).toMatchObject({
    from: dateOf(until + 1),
    until: dateOf(monthsAfter(today - 300, 24) - 1),
  });
  expect(await benefits(id)).toEqual(BASIC);
});

test("cancelled at once, the days that are left are paid back; at the end, nothing is and the benefits stay", async () => {
  const eve = await basicSince("eve", 73);
  const cancelled = await world.post("/v1/memberships/eve/cancellation", { at: "now" });
  const days = eve.until - eve.from + 1;
  expect(cancelled.json.refundMinor).toBe(Math.floor((7900 * (days - 74)) / days));
  expect(await benefits(eve.id)).toEqual([]);
  const fay = await basicSince("fay", 73);
  expect((await world.post("/v1/memberships/fay/cancellation", { at: "end" })).json.refundMinor).toBe(0);
  expect(await benefits(fay.id)).toEqual(BASIC);
});

test("a failed renewal has 14 days of grace; without one, the membership lapses", async () => {
  const gil = await basicSince("gil", 370);
  const hal = await basicSince("hal", 370);
  const failed = await world.post("/v1/memberships/gil/failures", undefined);
  expect(failed.json.graceUntil).toBe(dateOf(gil.until + 14));
  expect([await benefits(gil.id), await benefits(hal.id)]).toEqual([BASIC, []]);
});

test("Premium instead of Basic begins today, less what is left of Basic", async () => {
  const ida = await basicSince("ida", 100);
  const asked = { member: { id: ida.id }, plan: "premium", id: "ida" };
  const { creditMinor, dueMinor } = (await world.post("/v1/memberships/quotes", asked)).json;
  expect(creditMinor).toBe(Math.floor((7900 * (ida.until - today)) / (ida.until - ida.from + 1)));
  expect(dueMinor).toBe(11_900 - creditMinor);
  await pay(ida.id, "premium", "ida", dueMinor, "ida-2");
  expect(await benefits(ida.id)).toEqual(PREMIUM);
});
