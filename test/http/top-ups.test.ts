import { afterEach, describe, expect, test } from "vitest";
import { audit } from "../../functions/operations/audit.ts";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { freshKey, newWorld, openStoreWithKey, orderOf } from "../support/world.ts";

const cash = { name: { one: "cash", other: "cash" }, money: true };
const world = await newWorld(
  pointsProgramme({
    units: { cash: { ...cash, expiry: { kind: "rolling", days: 30 } } },
    campaigns: [
      {
        id: "back",
        name: "Back",
        rules: [
          {
            id: "two-percent",
            name: "2% back",
            on: "purchase",
            effects: [{ kind: "earn", unit: "cash", amount: 2, perMinor: 100 }],
          },
        ],
      },
    ],
    rewards: [{ id: "mug", name: "Mug", kind: "product", cost: { unit: "cash", amount: 700 } }],
  }),
);
const other = await openStoreWithKey(world.does, "sto_other");
afterEach(() => conserved(world.client));

const topUpOf = (member: string, id: string, amountMinor = 1000, more: object = {}) => ({
  member: { id: member },
  id,
  amountMinor,
  currency: "EUR",
  payment: { reference: `pay-${id}` },
  ...more,
});

test("money is in the wallet at once, never expires, and the statement says it was paid in", async () => {
  const { id } = await newMember(world, "ada");
  const { status, json } = await world.post("/v1/top-ups", topUpOf(id, "t1", 2500));
  expect([status, json.unit, json.amountMinor, json.balances.cash]).toEqual([
    201,
    "cash",
    2500,
    { available: 2500, pending: 0, held: 0, debt: 0 },
  ]);
  const { rows } = await world.client.execute(
    "SELECT expires_on FROM accounts JOIN holders ON holders.id = holder WHERE public_id LIKE 'mem_%' AND balance = 2500",
  );
  expect(rows[0]?.expires_on).toBe(2_932_896);
  const { data } = (await world.get(`/v1/members/${id}/statement`)).json;
  expect(data[0].lines).toMatchObject([{ reason: "top-up", amount: 2500, says: "€25.00 cash paid in" }]);
});

test("an unknown e-mail opens a guest who has it when she joins", async () => {
  const { json } = await world.post("/v1/top-ups", {
    ...topUpOf("", "t-guest"),
    member: { email: "guest@example.com" },
  });
  expect((await newMember(world, "guest")).id).toBe(json.member);
  expect((await world.get(`/v1/members/${json.member}`)).json.balances.cash.available).toBe(1000);
});

test("the same key answers the same bytes; another key with the same body too; a payment is taken once, whatever for", async () => {
  const { id } = await newMember(world, "ben");
  const key = freshKey();
  const first = await world.post("/v1/top-ups", topUpOf(id, "t2"), key);
  const replay = await world.post("/v1/top-ups", topUpOf(id, "t2"), key);
  const again = await world.post("/v1/top-ups", topUpOf(id, "t2"));
  expect([replay.text, again.text]).toEqual([first.text, first.text]);
  const sameId = await world.post("/v1/top-ups", topUpOf(id, "t2", 1000, { payment: { reference: "another" } }));
  const samePayment = await world.post("/v1/top-ups", topUpOf(id, "t3", 1000, { payment: { reference: "pay-t2" } }));
  for (const { status, json } of [sameId, samePayment])
    expect([status, json.code, json.operation]).toEqual([409, "duplicate", first.json.operation]);
  expect((await world.get(`/v1/members/${id}`)).json.balances.cash.available).toBe(1000);
});

test("of ten at once under keys of their own, one payment comes in once", async () => {
  const { id } = await newMember(world, "race");
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      world.post("/v1/top-ups", topUpOf(id, `race-${index}`, 1000, { payment: { reference: "one" } })),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  expect((await world.get(`/v1/members/${id}`)).json.balances.cash.available).toBe(1000);
});

test.each([
  ["another currency", { currency: "USD" }, 422, "currency_not_accepted"],
  ["nothing", { amountMinor: 0 }, 422, "invalid"],
  ["no reference", { payment: {} }, 422, "invalid"],
  ["somebody who is not there", { member: { id: `mem_${"0".repeat(26)}` } }, 404, "member_unknown"],
])("%s is refused", async (_, more, status, code) => {
  const { id } = await newMember(world, `refused-${code}-${status}-${Math.random()}`);
  const answer = await world.post("/v1/top-ups", topUpOf(id, freshKey(), 1000, more));
  expect([answer.status, answer.json.code]).toEqual([status, code]);
});

test("an audit sees money that no payment accounts for", async () => {
  const books = await newWorld(pointsProgramme({ units: { points: { ...cash, expiry: { kind: "never" } } } }));
  const { id } = await newMember(books, "ada");
  await books.post("/v1/top-ups", topUpOf(id, "t1"));
  await books.client.execute(
    "UPDATE holders SET version = version + 1, facts = json_set(facts, '$.amountMinor', 1001) WHERE kind = 'top-up'",
  );
  expect((await audit(books.client)).findings.map((finding) => JSON.stringify(finding)).join()).toContain(
    "sto_shop:funded brought in 1000, and its payments say 1001.",
  );
});

test("a programme without money has no wallet", async () => {
  const plain = await newWorld();
  const { id } = await newMember(plain, "ada");
  const { status, json } = await plain.post("/v1/top-ups", topUpOf(id, "t1"));
  expect([status, json.code]).toEqual([422, "no_wallet"]);
});

describe("a top-up that is taken back", () => {
  const reverse = (id: string) => world.post(`/v1/top-ups/${id}/reversal`, undefined);

  test("goes, and what was spent of it is owed; the next money in repays it", async () => {
    const { id } = await newMember(world, "cleo");
    await world.post("/v1/top-ups", topUpOf(id, "t4"));
    expect((await world.post("/v1/redemptions", { member: { id }, reward: "mug" })).status).toBe(201);
    const { status, json } = await reverse("t4");
    expect([status, json.amountMinor, json.balances.cash]).toEqual([
      200,
      -1000,
      { available: 0, pending: 0, held: 0, debt: 700 },
    ]);
    const next = await world.post("/v1/top-ups", topUpOf(id, "t5", 900));
    expect(next.json.balances.cash).toEqual({ available: 200, pending: 0, held: 0, debt: 0 });
  });

  test("takes what was paid in, and leaves cash back that is worth as much", async () => {
    const { id } = await newMember(world, "dora");
    await world.post("/v1/purchases", orderOf("o1", 50_000, { id }));
    await world.post("/v1/top-ups", topUpOf(id, "t6"));
    expect((await reverse("t6")).json.balances.cash).toEqual({ available: 1000, pending: 0, held: 0, debt: 0 });
  });

  test("is taken back once, by its own store alone", async () => {
    const { id } = await newMember(world, "eve");
    await world.post("/v1/top-ups", topUpOf(id, "t7"));
    const stranger = await world.send({
      method: "POST",
      path: "/v1/top-ups/t7/reversal",
      token: other,
      key: freshKey(),
    });
    expect([stranger.status, stranger.json.code]).toEqual([404, "top_up_unknown"]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => reverse("t7")));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect((await reverse("t7")).json.code).toBe("already_reversed");
    expect((await world.get(`/v1/members/${id}`)).json.balances.cash).toMatchObject({ available: 0, debt: 0 });
  });
});
