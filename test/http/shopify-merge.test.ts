/** customers/merge: two members become one, with everything that they have, owe and count. */
import { createHmac } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, orderOf } from "../support/world.ts";

const world = await newWorld(
  pointsProgramme({
    metrics: { spent: { counts: "spend" }, earned: { counts: "earned", unit: "points" } },
    tiers: [
      {
        id: "status",
        measure: { metric: "spent", window: { kind: "lifetime" } },
        levels: [
          { id: "new", name: "New", from: 0 },
          { id: "gold", name: "Gold", from: 10_000 },
        ],
      },
    ],
    rewards: [{ id: "coffee", name: "Coffee", kind: "product", cost: { unit: "points", amount: 100 } }],
  }),
);
const support = (await staffOf(world, "support")).session;
afterEach(() => conserved(world.client));

let people = 0;
let orders = 0;

/** Two customers of the shop that nobody has yet. */
function two(): { from: string; into: string } {
  people += 2;
  return { from: String(990_000 + people), into: String(990_001 + people) };
}

function merged({ from, into }: { from: string; into: string }, delivery = freshKey()) {
  const text = JSON.stringify({
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${into}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${from}`,
    status: "completed",
  });
  return world.send({
    method: "POST",
    path: "/hooks/shopify/sto_shop",
    body: text,
    headers: {
      "x-shopify-topic": "customers/merge",
      "x-shopify-shop-domain": "ada-tea.myshopify.com",
      "x-shopify-webhook-id": delivery,
      "x-shopify-hmac-sha256": createHmac("sha256", "new secret").update(text).digest("base64"),
    },
  });
}

async function buys(externalId: string, totalMinor: number, key = freshKey()) {
  orders += 1;
  const body = orderOf(`m-${orders}`, totalMinor, { externalId });
  const answer = await world.post("/v1/purchases", body, key);
  expect(answer.status, answer.text).toBe(201);
  return { ...answer.json, body, key, text: answer.text };
}

const joins = (externalId: string) => world.post("/v1/members", { externalId, name: `Person ${externalId}` });
const redeems = (externalId: string, more = {}) =>
  world.post("/v1/redemptions", { member: { externalId }, reward: "coffee", ...more });
const refunds = (order: string, amountMinor: number) =>
  world.post(`/v1/purchases/${order}/refunds`, { refund: "r", amountMinor });
const sees = async (id: string) => (await world.get(`/v1/members/${id}`)).json;

test("what two members have, hold and count adds up, and whoever asks for the first is shown the second", async () => {
  const pair = two();
  for (const id of [pair.from, pair.into]) await joins(id);
  const gone = await buys(pair.from, 6000);
  const kept = await buys(pair.into, 7000);
  const hold = await redeems(pair.from, { hold: true });
  expect(hold.status, hold.text).toBe(201);
  const answer = await merged(pair, "merge-ada");
  expect([answer.status, answer.json]).toMatchObject([200, { effect: "merged", member: kept.member }]);
  expect((await merged(pair, "merge-ada")).text).toBe(answer.text);

  const shown = await sees(kept.member);
  expect(shown).toMatchObject({
    member: kept.member,
    state: "joined",
    balances: { points: { available: 160, pending: 0, held: 100, debt: 0 } },
    tier: { tier: "gold", has: 13_000 },
  });
  expect(await sees(gone.member)).toEqual(shown);
  const token = memberToken(gone.member);
  expect((await world.send({ path: "/v1/me", token })).json.member).toBe(kept.member);
  const { json: statement } = await world.get(`/v1/members/${gone.member}/statement`);
  expect(statement.data[0]).toMatchObject({
    kind: "merge",
    lines: [
      { unit: "points", amount: 20, reason: "merge" },
      { unit: "tier:status:gold", reason: "tier" },
    ],
  });
  expect((await redeems(pair.from)).json.member).toBe(kept.member);
  expect((await buys(pair.from, 100)).member).toBe(kept.member);
  expect((await world.post("/v1/purchases", gone.body, gone.key)).text).toBe(gone.text);
});

test("an order of the first is refunded from the second, and her reversed redemption is given back to the second", async () => {
  const pair = two();
  await joins(pair.from);
  const gone = await buys(pair.from, 10_000);
  const kept = await buys(pair.into, 5000);
  const { json: redeemed } = await redeems(pair.from);
  expect((await merged(pair)).json.effect).toBe("merged");
  const refund = await refunds(gone.order, 10_000);
  expect(refund.json).toMatchObject({
    member: kept.member,
    takenBack: [{ unit: "points", amount: 200 }],
    balances: { points: { available: 0, debt: 0 } },
    tier: { tier: "new", has: 5000 },
  });
  const reversal = await world.post(`/v1/redemptions/${redeemed.id}/reversal`, {});
  expect(reversal.json, reversal.text).toMatchObject({
    member: kept.member,
    balances: { points: { available: 100 } },
  });
  expect((await refunds(kept.order, 5000)).json.balances.points.available).toBe(0);
});

test.each([
  ["from", { available: 20, debt: 0 }, 6000],
  ["into", { available: 20, debt: 0 }, 6000],
  ["from", { available: 0, debt: 20 }, 4000],
  ["into", { available: 0, debt: 20 }, 4000],
] as const)("a debt of `%s` is repaid by the other as far as she can: %o", async (owing, expected, othersMinor) => {
  const pair = two();
  await joins(pair[owing]);
  const order = await buys(pair[owing], 5000);
  expect((await redeems(pair[owing])).status).toBe(201);
  expect((await refunds(order.order, 5000)).json.balances.points.debt).toBe(100);
  await buys(pair[owing === "from" ? "into" : "from"], othersMinor);
  const { json } = await merged(pair);
  expect((await sees(json.member)).balances.points).toMatchObject(expected);
});

test("two debts are one, and the next purchase repays it", async () => {
  const pair = two();
  for (const id of [pair.from, pair.into]) {
    await joins(id);
    const order = await buys(id, 5000);
    await redeems(id);
    await refunds(order.order, 5000);
  }
  const { json } = await merged(pair);
  expect((await sees(json.member)).balances.points.debt).toBe(200);
  expect((await buys(pair.from, 11_000)).balances.points).toMatchObject({ available: 20, debt: 0 });
});

test("carried fractions add up to whole units, which the next order gives and a refund takes", async () => {
  const pair = two();
  const first = await buys(pair.from, 49);
  await buys(pair.into, 49);
  const { json } = await merged(pair);
  expect((await sees(json.member)).balances.points.available).toBe(0);
  await conserved(world.client);
  expect((await buys(pair.into, 2)).balances.points.available).toBe(2);
  expect((await refunds(first.order, 49)).json.balances.points.available).toBe(1);
});

test("a merge twice, back again and on to a third leaves one member, followed from every name", async () => {
  const pair = two();
  const third = two();
  const gone = await buys(pair.from, 1000);
  await buys(pair.into, 2000);
  await merged(pair);
  expect((await merged(pair)).json.effect).toBe("unchanged");
  expect((await merged({ from: pair.into, into: pair.from })).json.effect).toBe("unchanged");
  const last = await buys(third.into, 3000);
  await merged({ from: pair.into, into: third.into });
  expect(await sees(gone.member)).toMatchObject({ member: last.member, balances: { points: { available: 120 } } });
  expect((await refunds(gone.order, 1000)).json).toMatchObject({
    member: last.member,
    balances: { points: { available: 100 } },
  });
});

test("who is not known is not opened; where one is known, she has both names", async () => {
  const pair = two();
  expect([(await merged(pair)).status, (await merged(pair)).json]).toEqual([200, { effect: "member_unknown" }]);
  const gone = await buys(pair.from, 1000);
  expect((await merged(pair)).json).toMatchObject({ effect: "named", member: gone.member });
  expect((await buys(pair.into, 1000)).member).toBe(gone.member);
  const other = two();
  const kept = await buys(other.into, 1000);
  expect((await merged(other)).json).toMatchObject({ effect: "named", member: kept.member });
  expect((await buys(other.from, 1000)).member).toBe(kept.member);
});

test("merges in both directions at once, among ten purchases of both, lose nothing and leave one member", async () => {
  const pair = two();
  for (const id of [pair.from, pair.into]) await buys(id, 1000);
  const racing = Array.from({ length: 10 }, (_, index) => buys(index % 2 ? pair.from : pair.into, 1000));
  const merges = [merged(pair), merged({ from: pair.into, into: pair.from })];
  const effects = (await Promise.all(merges)).map(({ json }) => json.effect);
  await Promise.all(racing);
  expect(effects.sort()).toEqual(["merged", "unchanged"]);
  const [one, other] = [await buys(pair.from, 1000), await buys(pair.into, 1000)];
  expect(one.member).toBe(other.member);
  expect(other.balances.points.available).toBe(14 * 20);
});

test("a frozen member stays frozen in whom she becomes", async () => {
  const pair = two();
  const gone = await buys(pair.from, 1000);
  await buys(pair.into, 1000);
  const path = `/v1/staff/members/${gone.member}/freeze`;
  const frozen = await world.send({
    method: "POST",
    path,
    token: support,
    key: freshKey(),
    body: { frozen: true, reason: "looked into" },
  });
  expect(frozen.status, frozen.text).toBe(200);
  await merged(pair);
  expect((await sees(gone.member)).state).toBe("frozen");
});

test("an erasure after a merge leaves nothing of either, and neither is known any more", async () => {
  const pair = { from: "nina-7781", into: "olga-7782" };
  const pairOfNumbers = { from: "7781000", into: "7782000" };
  for (const [name, id] of [
    [pair.from, pairOfNumbers.from],
    [pair.into, pairOfNumbers.into],
  ] as const) {
    await world.post("/v1/members", { externalId: id, email: `${name}@example.com`, name });
    await buys(id, 1000);
  }
  const gone = await buys(pairOfNumbers.from, 1000);
  const { json } = await merged(pairOfNumbers);
  await buys(pairOfNumbers.from, 500);
  const traces = [pair.from, pair.into, pairOfNumbers.from, pairOfNumbers.into];
  const before = await everything();
  for (const trace of [pair.from, pair.into, pairOfNumbers.from, pairOfNumbers.into]) expect(before).toContain(trace);
  const path = `/v1/staff/members/${gone.member}/erasure`;
  const erased = await world.send({ method: "POST", path, token: support, key: freshKey() });
  expect(erased.json, erased.text).toMatchObject({ member: json.member, state: "erased", lapsed: { points: 70 } });
  const after = await everything();
  for (const trace of traces) expect(after).not.toContain(trace);
  for (const id of [gone.member, json.member]) expect((await world.get(`/v1/members/${id}`)).status).toBe(404);
  const token = memberToken(gone.member);
  expect((await world.send({ path: "/v1/me", token })).status).toBe(401);
  expect((await world.post("/v1/purchases", gone.body, gone.key)).status).not.toBe(201);
});

/** Every text that the database holds. */
async function everything(): Promise<string> {
  const { rows } = await world.client.execute("SELECT name FROM sqlite_master WHERE type = 'table'");
  const texts = [];
  for (const { name } of rows) texts.push(JSON.stringify((await world.client.execute(`SELECT * FROM "${name}"`)).rows));
  return texts.join("\n");
}
