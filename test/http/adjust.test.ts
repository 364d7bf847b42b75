import { afterEach, expect, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, orderOf } from "../support/world.ts";

const world = await newWorld();
const owner = (await staffOf(world, "owner")).session;
const support = (await staffOf(world, "support", "sue@example.com", 100)).session;
const reader = (await staffOf(world, "read-only")).session;
afterEach(() => conserved(world.client));

const asStaff =
  (token: string) =>
  (path: string, body?: unknown, key = freshKey()) =>
    world.send({ method: "POST", path: `/v1/staff/${path}`, token, key, body });

async function member(name: string, minor = 4000): Promise<string> {
  const email = `${name}@example.com`;
  const { json } = await world.post("/v1/members", { email, name });
  if (minor > 0) await world.post("/v1/purchases", orderOf(name, minor, { email }));
  return json.member;
}

test("an adjustment within the limit moves units, and the statement shows the code and not the words", async () => {
  const id = await member("ada");
  const { status, json, text } = await asStaff(support)("adjustments", {
    member: id,
    unit: "points",
    amount: 100,
    code: "goodwill",
    reason: "Ada waited long",
  });
  expect(status, text).toBe(201);
  expect(json.balances.points.available).toBe(180);
  const statement = await world.get(`/v1/members/${id}/statement`);
  expect(statement.json.data[0].lines).toMatchObject([
    { amount: 100, reason: "adjust", says: "given by our staff: goodwill", why: { code: "goodwill" } },
  ]);
  expect(statement.text).not.toContain("waited long");
});

test.each([
  ["one below the limit", 99, 201],
  ["the limit", 100, 201],
  ["one above the limit", 101, 409],
  ["one above the limit, taken", -101, 409],
])("%s: %d answers %d", async (name, amount, status) => {
  const id = await member(`limit${name.length}${amount}`);
  const answer = await asStaff(support)("adjustments", { member: id, unit: "points", amount, reason: "r" });
  expect(answer.status, answer.text).toBe(status);
  if (status === 409) {
    expect(answer.json).toMatchObject({ code: "adjustment_above_limit", limit: 100, asked: 101 });
    const byOwner = await asStaff(owner)("adjustments", { member: id, unit: "points", amount, reason: "r" });
    expect(byOwner.status).toBe(201);
  }
});

test("taking more than there is leaves a debt that the next earnings repay", async () => {
  const id = await member("ben");
  const taken = await asStaff(owner)("adjustments", { member: id, unit: "points", amount: -100, reason: "r" });
  expect(taken.json.balances.points).toEqual({ available: 0, pending: 0, held: 0, debt: 20 });
  const next = await world.post("/v1/purchases", orderOf("ben-2", 4000, { id }));
  expect(next.json.balances.points).toMatchObject({ available: 60, debt: 0 });
  const { json } = await world.get(`/v1/members/${id}/statement?limit=1`);
  expect(json.data[0].lines).toMatchObject([
    {
      amount: 20,
      says: "2 points per €1.00 on €40.00 = 80 points, of which 20 repaid what you owed",
      runningBalance: 0,
    },
    { amount: 60, runningBalance: 60 },
  ]);
});

test("the same adjustment under the same key is made once", async () => {
  const id = await member("cleo");
  const body = { member: id, unit: "points", amount: 5, reason: "r" };
  const answers = await Promise.all(Array.from({ length: 10 }, () => asStaff(owner)("adjustments", body, "cleo-once")));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect((await world.get(`/v1/members/${id}`)).json.balances.points.available).toBe(85);
});

test("refuses other roles, other units, nobody and nothing", async () => {
  const id = await member("dana");
  const body = { member: id, unit: "points", amount: 5, reason: "r" };
  expect((await asStaff(reader)("adjustments", body)).status).toBe(403);
  expect((await asStaff(world.storeKey)("adjustments", body)).status).toBe(401);
  for (const unit of ["miles", "constructor"])
    for (const amount of [5, -5])
      expect((await asStaff(owner)("adjustments", { ...body, unit, amount })).json).toMatchObject({ code: "invalid" });
  expect((await asStaff(owner)("adjustments", { ...body, amount: 0 })).status).toBe(422);
  const nobody = `mem_${"0".repeat(26)}`;
  expect((await asStaff(owner)("adjustments", { ...body, member: nobody })).json.code).toBe("member_unknown");
});

test("a frozen member keeps what she has and earns nothing until she is unfrozen", async () => {
  const id = await member("eve");
  const frozen = await asStaff(support)(`members/${id}/freeze`, { frozen: true, reason: "a stolen card" });
  expect(frozen.json).toMatchObject({ member: id, state: "frozen" });
  expect((await world.post("/v1/purchases", orderOf("eve-2", 100, { id }))).json.code).toBe("member_frozen");
  expect((await world.get(`/v1/members/${id}`)).json).toMatchObject({
    state: "frozen",
    balances: { points: { available: 80 } },
  });
  const thawed = await asStaff(support)(`members/${id}/freeze`, { frozen: false, reason: "found" });
  expect(thawed.json.state).toBe("joined");
  expect((await world.post("/v1/purchases", orderOf("eve-3", 100, { id }))).status).toBe(201);
  expect((await asStaff(reader)(`members/${id}/freeze`, { frozen: true, reason: "r" })).status).toBe(403);
});
