/** The programme that the browser tests walk through: every button of the tour has something to show, and each play wins. */
import { tick } from "../../functions/clock/index.ts";
import { checkIn } from "../../functions/operations/check-in.ts";
import { enrol } from "../../functions/operations/enrol.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { changeVenue, openVenue } from "../../functions/operations/venue.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import type { Demo } from "../support/demo.ts";

const now = Date.now();
const on = (days: number) => new Date(Math.floor(now / DAY_MS + days) * DAY_MS).toISOString();

/** What rules of a contest have to say. */
const lawful: JsonObject = {
  sponsor: { name: "The city's merchants", address: "Town hall, Market square 1" },
  disputes: "draws@city.example",
  eligibility: { minAge: 0, regions: ["NL"] },
  freeEntry: { tickets: 2, how: "Ask at the counter." },
  claim: { days: 14 },
};

export const city: JsonObject = {
  programme: "city",
  name: "City Explorer",
  about: "Points for buying and for being there.",
  currency: "EUR",
  zone: "Europe/Amsterdam",
  units: { points: { name: { one: "point", other: "points" }, worth: { amount: 100, minor: 100 } } },
  metrics: { spend: { counts: "spend" } },
  tiers: [
    {
      id: "status",
      measure: { metric: "spend", window: { kind: "lifetime" } },
      levels: [
        { id: "visitor", name: "Visitor", from: 0 },
        { id: "local", name: "Local", from: 25000 },
      ],
    },
  ],
  campaigns: [
    {
      id: "shopping",
      name: "Shopping",
      rules: [
        {
          id: "points-per-euro",
          name: "2 points per euro",
          on: "purchase",
          effects: [
            { kind: "earn", unit: "points", amount: 2, perMinor: 100 },
            { kind: "tickets", contest: "early", amount: 1 },
            { kind: "tickets", contest: "weekly", amount: 1 },
          ],
        },
      ],
    },
    {
      id: "places",
      name: "Places",
      budget: { unit: "points", amount: 1_000_000 },
      rules: [
        {
          id: "being-there",
          name: "50 points for being there",
          on: "check-in",
          when: [{ kind: "trust", atLeast: "ok" }],
          caps: [{ what: "times", per: "day", atMost: 100 }],
          effects: [
            { kind: "earn", unit: "points", amount: 50 },
            { kind: "tickets", contest: "weekly", amount: 2 },
            { kind: "surprise", pool: "walk-in" },
          ],
        },
      ],
    },
  ],
  rewards: [
    { id: "espresso", name: "An espresso", kind: "product", cost: { unit: "points", amount: 50 } },
    { id: "five-off", name: "€5.00 off", kind: "voucher", cost: { unit: "points", amount: 500 }, valueMinor: 500 },
    {
      id: "dinner",
      name: "Dinner on a rooftop",
      kind: "product",
      cost: { unit: "points", amount: 2500 },
      stock: 10,
      tiers: ["local"],
    },
    {
      id: "cinema",
      name: "A ticket for the cinema",
      kind: "voucher",
      cost: { unit: "points", amount: 900 },
      valueMinor: 900,
      codes: "imported",
    },
    {
      id: "concert",
      name: "A seat in the garden",
      kind: "seat",
      cost: { unit: "points", amount: 300 },
      date: on(30).slice(0, 10),
      stock: 0,
    },
  ],
  surprises: [
    {
      id: "walk-in",
      name: "Walk in and win",
      from: on(-10),
      days: 40,
      table: [
        {
          id: "hundred",
          odds: 1_000_000,
          prize: { kind: "units", unit: "points", amount: 100, name: "100 points" },
          items: 4000,
        },
      ],
    },
  ],
  contests: [
    {
      id: "early",
      name: "The early draw",
      schedule: { kind: "once", opens: on(-3), closes: on(-1) },
      prizes: [
        { kind: "units", unit: "points", amount: 500, name: "500 points", valueMinor: 500, delivery: "at-once" },
      ],
      ...lawful,
      alternates: 2,
      rules: "One ticket for each purchase.",
    },
    {
      id: "weekly",
      name: "The weekly shopping trip",
      schedule: { kind: "weekly", weekday: "sunday", time: "20:00" },
      prizes: [{ kind: "goods", name: "A shopping trip worth €250.00", valueMinor: 25000 }],
      ...lawful,
      alternates: 2,
      rules: "One ticket for each purchase, two for each check-in.",
    },
  ],
  checkIns: { demoPositions: true },
};

/** When the history begins: before the early draw opens. */
export const CITY_BEGAN = now - 5 * DAY_MS;

/** Twelve members buy while the early draw is open, and one of them walks into one of two venues; then it is drawn. */
export async function liveInCity({ does, ledger }: Pick<Demo, "ledger" | "does">): Promise<void> {
  const during = now - 2 * DAY_MS;
  await tick({ ...ledger, now: during });
  let first = "";
  for (let person = 1; person <= 12; person++) {
    const identity = { kind: "email", value: `member${person}@example.com` };
    const { member } = await does(enrol, { identity, others: [], profile: {} }, during);
    first ||= String(member);
    await does(
      purchase,
      {
        store: "sto_shop",
        member: { email: identity.value },
        order: `H-${1000 + person}`,
        occurredAt: during,
        currency: "EUR",
        lines: [{ line: "1", sku: "MUG", category: null, quantity: 1, unitMinor: 1000 }],
        discountMinor: 0,
        shippingMinor: 0,
        taxMinor: 0,
        totalMinor: 1000,
        paidWith: [],
        isImport: false,
      },
      during,
    );
  }
  for (const [venue, name, latitudeE7, more] of [
    ["ven_cafe", "Café Noord", 523_900_000, { hours: "24/7", categories: ["Café"] }],
    ["ven_books", "The Canal Bookshop", 523_700_000, { hours: "off", categories: ["Books"] }],
  ] as const)
    await does(
      openVenue,
      {
        venue,
        store: "sto_shop",
        name,
        latitudeE7,
        longitudeE7: 48_900_000,
        radiusMetres: 75,
        hours: more.hours,
        categories: [...more.categories],
      },
      during,
    );
  await does(checkIn, { member: first, venue: "ven_cafe", fix: null, qr: null, tap: null, isDemo: true }, during);
  await tick(ledger);
  await tick(ledger);
}

const TWENTY_MINUTES_MS = 1_200_000;

/** Somebody who was seen at a venue 500 km south of the café twenty minutes ago. The venue closes, so that no list has it. */
export async function travellerIn({ does }: Pick<Demo, "does">): Promise<string> {
  const identity = { kind: "email", value: "traveller@example.com" };
  const { member } = await does(enrol, { identity, others: [], profile: { name: "Tove" } });
  const far = { venue: "ven_far", store: "sto_shop", name: "The Far Pier", radiusMetres: 75 };
  await does(openVenue, { ...far, latitudeE7: 478_930_000, longitudeE7: 48_900_000 });
  const there = { venue: "ven_far", fix: null, qr: null, tap: null, isConfirmed: true, isDemo: false };
  await does(checkIn, { member: String(member), ...there }, Date.now() - TWENTY_MINUTES_MS);
  await does(changeVenue, { venue: "ven_far", state: "closed" });
  return String(member);
}
