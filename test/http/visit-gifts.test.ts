/** What a check-in gives: units, stamps, tickets, a play, and a voucher that is good for minutes at that venue. */
import { afterEach, expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { hasBought } from "../../functions/decisions/presence.ts";
import { checkIn } from "../../functions/operations/check-in.ts";
import { useVoucher } from "../../functions/operations/use-voucher.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import type { Visits } from "../../functions/values/visits.ts";
import { codeOf } from "../../functions/values/voucher-code.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { fixAt, newMember, openVenueAt } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { freshKey, newWorld, openStoreWithKey, orderOf } from "../support/world.ts";

const MINUTE = 60_000;
const TEN_OFF = {
  id: "ten-off",
  name: "10% off, now and here",
  kind: "voucher",
  percent: 10,
  atMostMinor: 500,
  stock: 100,
  validMinutes: 15,
  here: true,
};
const once = [{ what: "times", per: "day", atMost: 5 }];
const document = (more: JsonObject = {}, effects: JsonObject[] = [{ kind: "reward", reward: "ten-off" }]) =>
  pointsProgramme({
    units: {
      points: { name: { one: "point", other: "points" }, expiry: { kind: "never" } },
      stamps: { name: { one: "stamp", other: "stamps" }, expiry: { kind: "never" } },
    },
    campaigns: [
      {
        id: "walking-in",
        name: "Walking in",
        budget: { unit: "points", amount: 1_000 },
        rules: [
          {
            id: "there",
            name: "There",
            on: "check-in",
            caps: once,
            effects: [{ kind: "earn", unit: "points", amount: 50 }],
          },
        ],
      },
      {
        id: "gifts",
        name: "Gifts",
        budget: { unit: "stamps", amount: 1_000 },
        rules: [
          {
            id: "stamp",
            name: "A stamp",
            on: "check-in",
            caps: once,
            effects: [{ kind: "earn", unit: "stamps", amount: 1 }],
          },
          { id: "gift", name: "Gift", on: "check-in", caps: once, effects },
        ],
      },
    ],
    rewards: [
      TEN_OFF,
      { id: "free-tea", name: "Tea", kind: "product", cost: { unit: "stamps", amount: 2 }, automatic: true },
    ],
    ...more,
  });
const played = {
  surprises: [
    {
      id: "walk-in",
      name: "Walk in and win",
      from: "2026-01-01T00:00:00Z",
      days: 365,
      table: [{ id: "tea", odds: 100_000, prize: { kind: "goods", name: "Tea", valueMinor: 200 }, items: 10 }],
      playsPerDay: 3,
    },
  ],
};
const world = await newWorld(
  document(played, [
    { kind: "reward", reward: "ten-off" },
    { kind: "surprise", pool: "walk-in" },
  ]),
);
const venue = await openVenueAt(world, "ven_here");
await openVenueAt(world, "ven_there", 0.5);
afterEach(() => conserved(world.client));

test("one check-in gives points, a stamp, a play and a voucher; the second stamp fills the card", async () => {
  await tick(world.ledger);
  const ada = await newMember(world, "ada");
  const checksIn = (at: string, metres: number) =>
    world.send({
      method: "POST",
      path: "/v1/me/check-ins",
      token: ada.token,
      key: freshKey(),
      body: { venue: at, fix: fixAt(metres) },
    });
  const { status, json, text } = await checksIn(venue, 0);
  expect(status, text).toBe(201);
  expect(json).toMatchObject({
    earned: [
      { unit: "points", amount: 50 },
      { unit: "stamps", amount: 1 },
    ],
    surprises: [{ pool: "walk-in" }],
    vouchers: [{ reward: "ten-off", valueMinor: null }],
    stampCards: [{ reward: "free-tea", has: 1, needs: 2, filled: 0 }],
  });
  const [voucher] = json.vouchers;
  const left = Date.parse(voucher.expiresAt) - Date.now();
  expect(left).toBeGreaterThan(14 * MINUTE);
  expect(left).toBeLessThanOrEqual(15 * MINUTE);
  const mine = await world.send({ path: "/v1/me/vouchers", token: ada.token });
  expect(mine.json.data[0]).toMatchObject({ state: "issued", expiresAt: voucher.expiresAt, code: voucher.code });

  const cart = { order: "1001", lines: [{ sku: "TEA", quantity: 1, amountMinor: 2000 }] };
  const uses = (body: JsonObject) => world.post(`/v1/vouchers/${voucher.code}/use`, body);
  for (const elsewhere of [cart, { ...cart, venue: "ven_there" }])
    expect((await uses(elsewhere)).json).toMatchObject({ code: "voucher_not_here", venues: [venue] });
  expect((await uses({ ...cart, venue })).json).toMatchObject({ status: "used", amountMinor: 200 });
  expect((await checksIn("ven_there", 500)).json.stampCards).toMatchObject([{ has: 0, filled: 1, justFilled: 1 }]);
});

test("its minutes end it: the last millisecond is good, the next is not", async () => {
  const ben = await newMember(world, "ben");
  const now = Date.parse("2027-03-03T22:50:00Z");
  const near = { latitudeE7: 520_908_000, longitudeE7: 51_214_000, accuracyMetres: 10, at: now };
  const done = await world.does(
    checkIn,
    { member: ben.id, venue, fix: near, qr: null, tap: null, isDemo: false },
    { now },
  );
  const [gift] = done.gifts as { voucher: { id: string; expiresAt: number } }[];
  // Over midnight in the programme's zone: its last day is the next one.
  expect(gift?.voucher).toMatchObject({ expiresAt: now + 15 * MINUTE });
  const code = codeOf(SECRET, gift?.voucher.id ?? "");
  const use = { store: "sto_shop", code, order: "b-1", amountMinor: null };
  const cart = {
    channel: null,
    venue,
    lines: [{ line: "1", sku: "TEA", category: null, quantity: 1, amountMinor: 100 }],
  };
  await expect(world.does(useVoucher, { ...use, cart }, { now: now + 15 * MINUTE })).rejects.toThrow(/voucher_expired/);
  const used = await world.does(useVoucher, { ...use, cart }, { now: now + 15 * MINUTE - 1 });
  expect(used).toMatchObject({ status: "used", amountMinor: 10 });
});

test("a purchase at the venue shows that she was there, and takes the voucher of there, until it is given back", async () => {
  const cleo = await newMember(world, "cleo");
  const buys = (order: string, more: JsonObject = {}) =>
    world.post("/v1/purchases", orderOf(order, 2000, { id: cleo.id }, more));
  const checksIn = (at: string) =>
    world.send({ method: "POST", path: "/v1/me/check-ins", token: cleo.token, key: freshKey(), body: { venue: at } });
  expect((await buys("c-0", { venue: "ven_nowhere" })).json).toMatchObject({ code: "venue_unknown" });
  const token = await openStoreWithKey(world.does, "sto_other");
  const body = { ...orderOf("c-9", 2000, { id: cleo.id }), venue };
  const theirs = await world.send({ method: "POST", path: "/v1/purchases", token, key: freshKey(), body });
  expect(theirs.json).toMatchObject({ code: "venue_unknown" });

  await buys("c-1", { venue });
  expect((await checksIn("ven_there")).json).toMatchObject({ evidence: "claimed", trust: "low", vouchers: [] });
  const there = await checksIn(venue);
  expect(there.json).toMatchObject({ evidence: "purchase", trust: "high" });
  expect(there.json.why[0]).toBe("Your purchase here shows that you were.");
  const vouchers = [{ code: there.json.vouchers[0].code }];
  expect((await buys("c-2", { vouchers })).json).toMatchObject({ code: "voucher_not_here" });
  expect((await buys("c-2", { vouchers, venue })).json).toMatchObject({ paid: [{ by: "voucher", amountMinor: 200 }] });

  await buys("c-3", { venue: "ven_there" });
  await world.post("/v1/purchases/c-3/refunds", { refund: "all", amountMinor: 2000 });
  expect((await checksIn("ven_there")).json).toMatchObject({ evidence: "claimed", trust: "low" });
});

test.each<[string, Partial<Visits["bought"][number]>, number, boolean]>([
  ["just now", {}, 0, true],
  ["so long ago as it may be", {}, 60 * MINUTE, true],
  ["a millisecond longer ago", {}, 60 * MINUTE + 1, false],
  ["a millisecond ahead", {}, -1, false],
  ["half given back", { refunds: { r: { amountMinor: 0, lines: [{ line: "1", quantity: 1 }] } } }, 0, true],
  ["given back line by line", { refunds: { r: { amountMinor: 0, lines: [{ line: "1", quantity: 2 }] } } }, 0, false],
  ["given back but a cent", { refunds: { r: { amountMinor: 1999, lines: [] } } }, 0, true],
  ["given back in money", { refunds: { r: { amountMinor: 2000, lines: [] } } }, 0, false],
  ["for nothing", { totalMinor: 0 }, 0, true],
])("a purchase of %s", (_, more, ageMs, shows) => {
  const line = { line: "1", sku: "TEA", category: null, quantity: 2, basisMinor: 2000 };
  const order = { occurredAt: 1_000_000_000, totalMinor: 2000, lines: [line], refunds: {}, ...more };
  const policy = { purchaseMinutesMax: 60 };
  expect(hasBought({ bought: [order], ...policy }, order.occurredAt + ageMs)).toBe(shows);
});

test.each<[string, JsonObject, string]>([
  [
    "sold for points",
    document({ rewards: [{ ...TEN_OFF, cost: { unit: "points", amount: 5 } }] }),
    "/rewards/0/here: a check-in gives it, so that it has no price",
  ],
  [
    "for other venues",
    document({ rewards: [{ ...TEN_OFF, only: { venues: ["ven_x"] } }] }),
    "/rewards/0/only/venues: the venue is where it is given",
  ],
  [
    "given for a purchase",
    document({
      campaigns: [
        {
          id: "c",
          name: "C",
          rules: [{ id: "r", name: "R", on: "purchase", effects: [{ kind: "reward", reward: "ten-off" }] }],
        },
      ],
    }),
    '/campaigns/0/rules/0/effects/0/reward: "ten-off" is good where a check-in gives it, and a purchase is none',
  ],
])("a voucher of the venue is not %s", (_, given, fault) => {
  const read = readProgramme(given);
  const faults = "faults" in read ? read.faults.map(({ pointer, says }) => `${pointer}: ${says}`) : [];
  expect(faults).toContain(fault);
});
