/** Refunds and memberships as events: rules answer them within their caps, and nothing takes the answer back. */
import { afterEach, expect, test } from "vitest";
import { boundary } from "../../functions/operations/boundary.ts";
import { freeze } from "../../functions/operations/freeze.ts";
import { payMembership } from "../../functions/operations/membership.ts";
import { pause } from "../../functions/operations/pause.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld, orderOf } from "../support/world.ts";

const earn = (amount: number) => [{ kind: "earn", unit: "points", amount }];
const data = (field: string, ...values: (string | boolean)[]) => ({ kind: "data", field, in: values });
const world = await newWorld(
  pointsProgramme({
    units: {
      points: { name: { one: "point", other: "points" } },
      club: {
        name: { one: "Club", other: "Club" },
        membership: { priceMinor: 1000, months: 1 },
      },
    },
    rewards: [
      {
        kind: "voucher",
        id: "sorry",
        name: "Sorry",
        cost: { unit: "points", amount: 500 },
        valueMinor: 500,
        validDays: 30,
      },
    ],
    metrics: { returns: { counts: "events", on: ["refund"] } },
    campaigns: [
      {
        id: "all",
        name: "All",
        rules: [
          {
            id: "base",
            name: "Base",
            on: "purchase",
            effects: [{ kind: "earn", unit: "points", amount: 1, perMinor: 100 }],
          },
          {
            id: "sorry",
            name: "Sorry",
            on: "refund",
            when: [data("whole", true)],
            effects: [...earn(5), { kind: "reward", reward: "sorry" }],
            caps: [{ what: "times", per: "year", atMost: 1 }],
          },
          ...["bought", "renewed", "cancelled", "lapsed"].map((change, index) => ({
            id: change,
            name: change,
            on: "membership",
            when: [data("change", change), data("plan", "club")],
            effects: earn(10 ** (index + 1)),
            caps: [{ what: "times", per: "lifetime", atMost: 1 }],
          })),
        ],
      },
    ],
  }),
);
afterEach(() => conserved(world.client));

const buy = (order: string, member: string, minor = 1000) =>
  world.post("/v1/purchases", orderOf(order, minor, { id: member }));
const refund = (order: string, amountMinor: number, id = "r") =>
  world.post(`/v1/purchases/${order}/refunds`, { refund: id, amountMinor });
const pay = (member: string, id: string, reference = id) =>
  world.post("/v1/memberships", {
    member: { id: member },
    plan: "club",
    id,
    amountMinor: 1000,
    currency: "EUR",
    payment: { reference },
  });
const pointsOf = async (member: string) =>
  (await world.get(`/v1/members/${member}`)).json.balances.points.available as number;

test("a refund of a whole order is answered, as often as the cap says, however often she buys and returns", async () => {
  const { id } = await newMember(world, "ada");
  await buy("ada-1", id);
  const part = await refund("ada-1", 400, "part");
  expect([part.status, part.json.earned, part.json.vouchers]).toEqual([201, [], []]);
  const whole = await refund("ada-1", 600, "rest");
  expect(whole.json.earned).toMatchObject([{ unit: "points", amount: 5, rule: "sorry" }]);
  expect(whole.json.vouchers).toMatchObject([{ reward: "sorry", valueMinor: 500 }]);
  expect(whole.json.vouchers[0].code).toMatch(/^[A-Z0-9-]+$/);
  for (const order of ["ada-2", "ada-3"]) {
    await buy(order, id);
    expect((await refund(order, 1000)).json.earned).toEqual([]);
  }
  expect(await pointsOf(id)).toBe(5);
  expect((await refund("ada-3", 1000)).headers.get("idempotent-replayed")).toBe("true");
});

test("refunds are counted, and a pause or a freeze stops the answer but not the refund", async () => {
  const { id } = await newMember(world, "ben");
  await buy("ben-1", id);
  await buy("ben-2", id);
  await world.does(pause, { what: "earning", says: "Later." });
  const paused = await refund("ben-1", 1000);
  expect([paused.status, paused.json.earned, paused.json.balances.points.available]).toEqual([201, [], 10]);
  await world.does(pause, { what: "earning", says: null });
  await world.does(freeze, { member: id, isFrozen: true });
  expect((await refund("ben-2", 1000)).json.earned).toEqual([]);
  const { rows } = await world.client.execute({
    sql: "SELECT sum(amount) AS count FROM metrics JOIN holders ON holders.id = holder WHERE public_id = ? AND metric = 'returns'",
    args: [id],
  });
  expect(rows[0]?.count).toBe(2);
});

test("a membership that is bought, renewed, cancelled is answered once each", async () => {
  const { id } = await newMember(world, "cleo");
  expect((await pay(id, "cleo", "c1")).json.earned).toMatchObject([{ amount: 10, rule: "bought" }]);
  expect((await pay(id, "cleo", "c2")).json.earned).toMatchObject([{ amount: 100, rule: "renewed" }]);
  const cancel = await world.post("/v1/memberships/cleo/cancellation", { at: "now" });
  expect([cancel.status, cancel.json.earned]).toMatchObject([200, [{ amount: 1000, rule: "cancelled" }]]);
  expect((await pay(id, "cleo", "c3")).json.earned).toEqual([]);
  expect(await pointsOf(id)).toBe(1110);
});

test("a paid membership waits while earning is paused, so that its answer is not lost", async () => {
  const { id } = await newMember(world, "dina");
  await world.does(pause, { what: "earning", says: "Later." });
  const paused = await pay(id, "dina");
  expect([paused.status, paused.json.code]).toEqual([503, "earning_paused"]);
  await world.does(pause, { what: "earning", says: null });
  expect((await pay(id, "dina")).json.earned).toMatchObject([{ amount: 10 }]);
});

test("a membership that was not renewed lapses on the day after its last, once, and one that was does not", async () => {
  const request = (member: string, reference: string): Parameters<typeof payMembership.decide>[1] => ({
    store: "sto_shop",
    member: { id: member },
    plan: "club",
    id: member,
    payment: { amountMinor: 1000, currency: "EUR", reference },
  });
  const [lapses, renews] = [await newMember(world, "ella"), await newMember(world, "fay")];
  const longAgo = { now: Date.now() - 40 * DAY_MS };
  for (const { id } of [lapses, renews]) await world.does(payMembership, request(id, id), longAgo);
  await world.does(payMembership, request(renews.id, `${renews.id}-2`), longAgo);
  const crossed = (id: string) => world.does(boundary, { member: id });
  expect((await crossed(lapses.id)) as JsonObject).toMatchObject({
    earned: expect.arrayContaining([{ unit: "points", amount: 10_000, rule: "lapsed" }]),
  });
  expect(JSON.stringify(await crossed(renews.id))).not.toContain("lapsed");
  expect(await pointsOf(lapses.id)).toBe(10_010);
});

test("the programme says its rules on both", async () => {
  const { earning } = (await world.get("/v1/programme")).json;
  const says = (rule: string) => earning.find(({ id }: JsonObject) => id === rule).says;
  expect(says("sorry")).toBe(
    'On a refund with "whole" true: earn 5 points and the reward "sorry" for nothing, at most once a year.',
  );
  expect(says("lapsed")).toContain("On a membership that was bought, renewed or changed, or has ended with");
});
