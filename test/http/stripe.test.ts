import { createHmac } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { dateOf, dayOf, monthsAfter } from "../../functions/values/day.ts";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld } from "../support/world.ts";

const world = await newWorld(
  pointsProgramme({
    units: {
      points: { name: { one: "point", other: "points" } },
      basic: {
        name: { one: "Basic", other: "Basic" },
        membership: {
          priceMinor: 7900,
          months: 12,
          graceDays: 14,
          benefits: [{ kind: "own", id: "delivery", name: "Delivery" }],
        },
      },
    },
  }),
);
afterEach(() => conserved(world.client));
const today = dayOf(Date.now(), "Europe/Berlin");

let events = 0;
interface Sending {
  secret?: string;
  id?: string;
  seconds?: number;
  signature?: string;
}
/** An event, signed as Stripe signs. */
function deliver(type: string, object: object, { secret = "whsec_new", id, seconds = 0, signature }: Sending = {}) {
  events += 1;
  const body = JSON.stringify({ id: id ?? `evt_${events}`, object: "event", type, data: { object } });
  const time = Math.floor(Date.now() / 1000) - seconds;
  const v1 = createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");
  return world.send({
    method: "POST",
    path: "/hooks/stripe/sto_shop",
    body,
    headers: { "stripe-signature": signature ?? `t=${time},v1=${v1}` },
  });
}
const invoiceOf = (name: string, more: object = {}) => ({
  id: `in_${name}`,
  object: "invoice",
  amount_paid: 7900,
  currency: "eur",
  customer: `cus_${name}`,
  customer_email: `${name}@example.com`,
  subscription: `sub_${name}`,
  lines: { object: "list", data: [{ price: { id: "price_basic" } }] },
  ...more,
});
const benefits = async (member: string) => (await world.get(`/v1/members/${member}/benefits`)).json.benefits.length;

test("a paid invoice begins a membership, the next one renews it, and the same event again changes nothing", async () => {
  const ada = await newMember(world, "ada");
  const first = await deliver("invoice.paid", invoiceOf("ada"), { id: "evt_same" });
  expect([first.status, first.json.member, first.json.plan]).toEqual([200, ada.id, "basic"]);
  expect((await deliver("invoice.paid", invoiceOf("ada"), { id: "evt_same" })).json).toEqual(first.json);
  // Another event about the same invoice is the same payment.
  await deliver("invoice.paid", invoiceOf("ada"));
  expect((await world.get(`/v1/members/${ada.id}`)).json.balances.basic).toMatchObject({ available: 1, pending: 0 });
  const modern = {
    ...invoiceOf("ada", { id: "in_ada-2", subscription: undefined }),
    parent: { subscription_details: { subscription: "sub_ada" } },
    lines: { data: [{ pricing: { price_details: { price: "price_basic" } } }] },
  };
  expect((await deliver("invoice.paid", modern)).json.from).toBe(monthsAfter(today, 12));
  expect((await world.get(`/v1/members/${ada.id}`)).json.balances.basic).toMatchObject({ available: 1, pending: 1 });
});

test("a failed payment gives grace, a refunded one takes back its own period and no other", async () => {
  const ben = await newMember(world, "ben");
  await deliver("invoice.paid", invoiceOf("ben"));
  const failed = await deliver("invoice.payment_failed", invoiceOf("ben", { id: "in_ben-2", amount_paid: 0 }));
  expect(dateOf(failed.json.graceUntil)).toBe(dateOf(monthsAfter(today, 12) + 13));
  await deliver("invoice.paid", invoiceOf("ben", { id: "in_ben-2" }));
  const charge = { id: "ch_ben", object: "charge", invoice: "in_ben-2", refunded: true };
  const refunded = await deliver("charge.refunded", charge);
  expect(refunded.json).toMatchObject({ state: "active", refundMinor: 7900 });
  expect((await world.get(`/v1/members/${ben.id}`)).json.balances.basic).toMatchObject({ available: 1, pending: 0 });
  // Paid again, the renewal is where it was.
  const again = await deliver("invoice.paid", invoiceOf("ben", { id: "in_ben-3" }));
  expect([again.json.from, again.json.until]).toEqual([monthsAfter(today, 12), monthsAfter(today, 24) - 1]);
  await deliver("charge.refunded", { ...charge, id: "ch_ben-3", invoice: "in_ben-3" });
  await deliver("charge.refunded", { ...charge, id: "ch_ben-1", invoice: "in_ben" });
  expect(await benefits(ben.id)).toBe(0);
});

test.each([
  ["an event of another kind", "customer.created", {}, "topic"],
  ["an invoice of no subscription", "invoice.paid", invoiceOf("x", { subscription: null }), "no_subscription"],
  [
    "another price",
    "invoice.paid",
    invoiceOf("x", { lines: { data: [{ price: { id: "price_x" } }] } }),
    "plan_unknown",
  ],
  ["an invoice without amounts", "invoice.paid", invoiceOf("x", { amount_paid: "79.00" }), "malformed"],
  [
    "a part of a charge without an amount",
    "charge.refunded",
    { id: "ch_1", invoice: "in_ada", refunded: false },
    "malformed",
  ],
  [
    "a charge of nothing known",
    "charge.refunded",
    { id: "ch_2", invoice: "in_none", refunded: true },
    "payment_unknown",
  ],
  ["a failure of nothing known", "invoice.payment_failed", invoiceOf("none"), "membership_unknown"],
])("%s is understood, and nothing comes of it", async (_, type, object, effect) => {
  const { status, json } = await deliver(type, object);
  expect([status, json]).toEqual([200, { effect }]);
});

test("who did not sign gets in nowhere: wrong, old, of another time, missing, of another store", async () => {
  const invoice = invoiceOf("eve");
  expect((await deliver("invoice.paid", invoice, { secret: "whsec_other" })).status).toBe(401);
  expect((await deliver("invoice.paid", invoice, { seconds: 310 })).status).toBe(401);
  expect((await deliver("invoice.paid", invoice, { seconds: -310 })).status).toBe(401);
  for (const signature of ["", "t=,v1=", "v1=aa", `t=${Math.floor(Date.now() / 1000)},v1=${"0".repeat(64)}`])
    expect((await deliver("invoice.paid", invoice, { signature })).status).toBe(401);
  const elsewhere = await world.send({ method: "POST", path: "/hooks/stripe/sto_other", body: "{}" });
  expect([elsewhere.status, elsewhere.json.code]).toEqual([404, "store_unknown"]);
  expect((await deliver("invoice.paid", invoice, { secret: "whsec_old", seconds: 280 })).status).toBe(200);
});
