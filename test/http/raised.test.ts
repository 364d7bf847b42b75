/** Events that come of others: a card filled, a prize won, a tier reached by a badge's points, and never without end. */
import { expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { contestProgramme, weekly } from "../support/contests.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { freshKey, orderOf, publicationOf } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const earn = (amount: number, unit = "stars") => ({ kind: "earn", unit, amount });
const rule = (id: string, on: string, effects: JsonObject[], more: JsonObject = {}) => ({
  id,
  name: id,
  on,
  effects,
  ...more,
});
const unit = (name: string, more: JsonObject = {}) => ({ name: { one: name, other: name }, ...more });
const campaigns = (...rules: JsonObject[]) => [{ id: "all", name: "All", rules }];
const units = { points: unit("points"), stars: unit("stars"), stamps: unit("stamps") };

const world = freshWorlds();
const earnedBy = ({ json }: { json: { earned: JsonObject[] } }) =>
  json.earned.map(({ rule: by, amount }) => [by, amount]);

test("a card that fills itself is an event, once for each", async () => {
  const here = await world(
    pointsProgramme({
      units,
      campaigns: campaigns(
        rule("stamp", "purchase", [{ kind: "earn", unit: "stamps", amount: 1, perMinor: 100 }]),
        rule("full", "card-filled", [earn(5)], { when: [{ kind: "data", field: "reward", in: ["coffee"] }] }),
      ),
      rewards: [
        { kind: "product", id: "coffee", name: "Coffee", cost: { unit: "stamps", amount: 5 }, automatic: true },
      ],
    }),
  );
  await here.post("/v1/members", { email: "ada@example.com" });
  const bought = await here.post("/v1/purchases", orderOf("c-1", 1100, { email: "ada@example.com" }));
  expect(earnedBy(bought)).toEqual([
    ["stamp", 11],
    ["full", 5],
    ["full", 5],
  ]);
  expect(bought.json.balances.stars.available).toBe(10);
});

test("a membership that is paid answers what reaching its tier gives, and the books hold", async () => {
  const here = await world(
    pointsProgramme({
      units: { ...units, prime: unit("prime", { membership: { priceMinor: 7900, months: 12 } }) },
      metrics: { days: { counts: "tenure" } },
      tiers: [
        {
          id: "club",
          name: "Club",
          measure: { metric: "days", window: { kind: "lifetime" } },
          levels: [
            { id: "base", name: "Base", from: 0 },
            { id: "prime", name: "Prime", enteredBy: { unit: "prime" } },
          ],
        },
      ],
      campaigns: campaigns(rule("welcome", "tier-reached", [earn(50)])),
    }),
  );
  const { id } = await newMember(here, "ada");
  const payment = { amountMinor: 7900, currency: "EUR", payment: { reference: "pay-1" } };
  const paid = await here.post("/v1/memberships", { member: { id }, plan: "prime", id: "m-1", ...payment });
  expect(earnedBy(paid)).toEqual([["welcome", 50]]);
  expect((await here.get(`/v1/members/${id}`)).json.balances.stars.available).toBe(50);
});

test("a profile field that she fills in is an event, once for ever", async () => {
  const here = await world(
    pointsProgramme({
      units,
      attributes: { coffee: { kind: "yes-no", name: "Coffee" } },
      metrics: { told: { counts: "events", on: ["profile"] } },
      campaigns: campaigns(
        rule("told", "profile", [earn(50)], { when: [{ kind: "data", field: "field", in: ["coffee"] }] }),
      ),
    }),
  );
  const ada = await newMember(here, "ada");
  const stars: number[] = [];
  const said: unknown[] = [];
  for (const coffee of [true, null, false]) {
    const body = { attributes: { coffee } };
    const told = await here.send({ method: "POST", path: "/v1/me/profile", token: ada.token, key: freshKey(), body });
    expect(told.status, told.text).toBe(200);
    said.push(earnedBy(told));
    stars.push((await here.get(`/v1/members/${ada.id}`)).json.balances.stars.available);
  }
  expect(stars).toEqual([50, 50, 50]);
  expect(said).toEqual([[["told", 50]], [], []]);
  const again = {
    member: { id: ada.id },
    type: "profile",
    id: "e-1",
    occurredAt: new Date().toISOString(),
    data: { field: "coffee" },
  };
  expect(earnedBy(await here.post("/v1/events", again))).toEqual([]);
});

test("a prize that is revealed is an event, and a consolation is none", async () => {
  const prize = { kind: "units", unit: "points", amount: 100, name: "100 points" };
  const pool = {
    id: "gift",
    name: "Gift",
    from: "2026-01-01T00:00:00Z",
    days: 1,
    table: [{ id: "bag", odds: 1_000_000, items: 1, prize }],
    consolation: { ...prize, amount: 1 },
    playsPerDay: 2,
  };
  const here = await world(pointsProgramme());
  const document = pointsProgramme({
    units,
    surprises: [pool],
    campaigns: campaigns(
      rule("play", "purchase", [{ kind: "surprise", pool: "gift" }]),
      rule("won", "prize-won", [earn(3)], { when: [{ kind: "data", field: "pool", in: ["gift"] }] }),
    ),
  });
  await here.does(publish, publicationOf(document, 1), { now: Date.now() - 23 * 3_600_000 });
  const ada = await newMember(here, "ada");
  const stars: number[] = [];
  for (const order of ["p-1", "p-2"]) {
    const { json } = await here.post("/v1/purchases", orderOf(order, 1000, { id: ada.id }));
    const path = `/v1/me/plays/${json.surprises[0].id}/reveal`;
    const revealed = await here.send({ method: "POST", path, token: ada.token, key: freshKey() });
    expect(revealed.status, revealed.text).toBe(201);
    stars.push(revealed.json.balances.stars.available);
  }
  expect(stars).toEqual([3, 3]);
});

test("a contest's prize is an event of its winner", async () => {
  const [opens, closes] = [Date.parse("2026-11-25T10:00:00Z"), Date.parse("2026-11-29T22:59:00Z")];
  const base = contestProgramme(weekly);
  const [all] = base.campaigns as { rules: JsonObject[] }[];
  const here = await world(
    contestProgramme(weekly, {
      units,
      campaigns: [
        { ...all, rules: [...(all?.rules ?? []), rule("won", "prize-won", [earn(9)])] },
      ] as unknown as JsonObject[],
    }),
  );
  await tick({ ...here.ledger, now: opens });
  const { member } = await here.does(
    purchase,
    {
      store: "sto_shop",
      member: { email: "ada@example.com" },
      order: "1",
      occurredAt: opens,
      currency: "EUR",
      lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 1000 }],
      discountMinor: 0,
      shippingMinor: 0,
      taxMinor: 0,
      totalMinor: 1000,
      paidWith: [],
      isImport: false,
    },
    { now: opens },
  );
  for (const minutes of [1, 2]) await tick({ ...here.ledger, now: closes + minutes * 60_000 });
  const { json } = await here.get(`/v1/members/${member}`);
  expect(json.balances.stars.available).toBe(9);
});

test("events that raise each other end after three turns", async () => {
  const badge = (name: string) => unit(name, { badge: true });
  const names = ["b1", "b2", "b3", "b4", "b5"];
  const here = await world(
    pointsProgramme({
      units: { ...units, ...Object.fromEntries(names.map((name) => [name, badge(name)])) },
      campaigns: campaigns(
        rule("first", "purchase", [earn(1, "b1")]),
        ...names.slice(1).map((name, index) =>
          rule(`gives-${name}`, "badge-earned", [earn(1, name)], {
            when: [{ kind: "data", field: "unit", in: [names[index] ?? ""] }],
          }),
        ),
      ),
    }),
  );
  const bought = await here.post("/v1/purchases", orderOf("b-1", 100, { email: "ada@example.com" }));
  expect(earnedBy(bought).map(([by]) => by)).toEqual(["first", "gives-b2", "gives-b3", "gives-b4"]);
  const refunded = await here.post("/v1/purchases/b-1/refunds", { refund: "r", amountMinor: 100 });
  expect(names.map((name) => refunded.json.balances[name].available)).toEqual([0, 0, 0, 0, 0]);
});
