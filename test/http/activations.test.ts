import { expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { erase } from "../../functions/operations/erase.ts";
import { publish } from "../../functions/operations/publish.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { fixAt, newMember, openVenueAt } from "../support/places.ts";
import { BOUND, pointsProgramme } from "../support/programmes.ts";
import { memberWith, shop } from "../support/shop.ts";
import { freshKey, openStoreWithKey, orderOf, publicationOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const fresh = freshWorlds();

const event = { kind: "event", on: "order-accepted", cancelOn: "order-rejected", cancelAfterDays: 10 };

/** Ada bought for 50.00: 100 points wait. */
async function world(terms: JsonObject = {}): Promise<{ here: World; id: string }> {
  const points = { name: { one: "point", other: "points" }, pending: event, ...terms };
  const here = await fresh(shop({ units: { points } }));
  const { id } = await memberWith(0, here);
  const bought = await here.post("/v1/purchases", orderOf("1", 5_000, { id }));
  expect(bought.json.earned, bought.text).toMatchObject([{ amount: 100, availableOn: "waits" }]);
  expect(bought.json.balances.points).toMatchObject({ available: 0, pending: 100 });
  return { here, id };
}
const says = (here: World, of: string, order = "1", key = freshKey()) =>
  here.post("/v1/activations", { order, event: of }, key);
const pointsOf = async (here: World, id: string) => (await here.get(`/v1/members/${id}`)).json.balances.points;

test("units wait until the store says the event; then they live from that day, and a refund finds them", async () => {
  const { here, id } = await world({ expiry: { kind: "rolling", days: 30 } });
  const early = await here.post("/v1/redemptions", { member: { id }, reward: "bag" });
  expect(early.json).toMatchObject({ code: "points_short", has: 0 });
  const done = await says(here, "order-accepted");
  expect(done.status, done.text).toBe(201);
  const in30 = new Date(Date.now() + 30 * DAY_MS).toISOString().slice(0, 7);
  expect(done.json.activated).toMatchObject([{ unit: "points", amount: 100, rule: "points-per-euro" }]);
  expect(done.json.activated[0].expiresOn).toContain(in30);
  expect(done.json.balances.points).toEqual({ available: 100, pending: 0, held: 0, debt: 0 });
  const half = await here.post("/v1/purchases/1/refunds", { refund: "r", amountMinor: 2_500 });
  expect(half.json.balances.points).toEqual({ available: 50, pending: 0, held: 0, debt: 0 });
});

test("a refund while they wait takes from what waits, and the event brings the rest", async () => {
  const { here } = await world();
  const half = await here.post("/v1/purchases/1/refunds", { refund: "r", amountMinor: 2_500 });
  expect(half.json.balances.points).toEqual({ available: 0, pending: 50, held: 0, debt: 0 });
  expect((await says(here, "order-accepted")).json.activated).toMatchObject([{ amount: 50 }]);
});

test("what is rejected is gone, and a later refund takes nothing more", async () => {
  const { here, id } = await world();
  const rejected = await says(here, "order-rejected");
  expect(rejected.json).toMatchObject({ activated: [], cancelled: [{ amount: 100 }] });
  expect(await pointsOf(here, id)).toEqual({ available: 0, pending: 0, held: 0, debt: 0 });
  const refund = await here.post("/v1/purchases/1/refunds", { refund: "r", amountMinor: 5_000 });
  expect(refund.json.takenBack).toEqual([]);
  expect(refund.json.balances.points.debt).toBe(0);
  const { json } = await here.get(`/v1/members/${id}/statement`);
  expect(json.data[1].lines[0]).toMatchObject({ amount: -100, says: "100 points taken back: order-rejected" });
  expect((await here.get(`/v1/members/${id}`)).json.tier.has).toBe(0);
});

test("what one rule gave of a unit more than once is rejected together", async () => {
  const points = { name: { one: "point", other: "points" }, pending: event };
  const earn = (amount: number) => ({ kind: "earn", unit: "points", amount, perMinor: 100 });
  const rules = [
    { id: "a", name: "A", on: "purchase", effects: [earn(2)] },
    { id: "b", name: "B", on: "purchase", effects: [earn(1), { kind: "cash-back", unit: "points", percent: 1 }] },
    { id: "twice", name: "Twice", on: "purchase", effects: [{ kind: "multiply", unit: "points", percent: 200 }] },
  ];
  const here = await fresh(pointsProgramme({ units: { points }, campaigns: [{ id: "base", name: "Base", rules }] }));
  const { id } = await memberWith(0, here);
  await here.post("/v1/purchases", orderOf("1", 5_050, { id }));
  expect(await pointsOf(here, id)).toMatchObject({ available: 0, pending: 404 });
  const rejected = await says(here, "order-rejected");
  expect(rejected.status, rejected.text).toBe(201);
  expect(rejected.json.cancelled).toHaveLength(6);
  expect(await pointsOf(here, id)).toEqual({ available: 0, pending: 0, held: 0, debt: 0 });
});

test("two orders wait apart: one event moves one of them", async () => {
  const { here, id } = await world();
  await here.post("/v1/purchases", orderOf("2", 1_500, { id }));
  expect(await pointsOf(here, id)).toMatchObject({ pending: 130 });
  await says(here, "order-rejected", "1");
  expect(await pointsOf(here, id)).toMatchObject({ available: 0, pending: 30 });
  await says(here, "order-accepted", "2");
  expect(await pointsOf(here, id)).toMatchObject({ available: 30, pending: 0 });
});

test("a debt is repaid by the event, not by what waits", async () => {
  const { here, id } = await world();
  await says(here, "order-accepted");
  await here.post("/v1/redemptions", { member: { id }, reward: "bag" });
  await here.post("/v1/purchases/1/refunds", { refund: "r", amountMinor: 5_000 });
  await here.post("/v1/purchases", orderOf("2", 6_000, { id }));
  expect(await pointsOf(here, id)).toEqual({ available: 0, pending: 120, held: 0, debt: 100 });
  await says(here, "order-accepted", "2");
  expect(await pointsOf(here, id)).toEqual({ available: 20, pending: 0, held: 0, debt: 0 });
});

test("a retry is answered from the first outcome, by key and by what happened; the other event comes too late", async () => {
  const { here } = await world();
  const key = freshKey();
  const first = await says(here, "order-accepted", "1", key);
  const again = await says(here, "order-accepted", "1", key);
  const other = await says(here, "order-accepted");
  expect([again.text, other.text]).toEqual([first.text, first.text]);
  expect((await says(here, "order-rejected")).json).toMatchObject({ code: "not_awaited", awaits: [] });
});

test("refuses an event nobody waits for, an order that is not there, and another store's", async () => {
  const { here } = await world();
  expect((await says(here, "order-shipped")).json).toMatchObject({
    status: 409,
    code: "not_awaited",
    awaits: ["order-accepted", "order-rejected"],
  });
  expect((await says(here, "order-accepted", "2")).json).toMatchObject({ status: 404, code: "source_unknown" });
  const token = await openStoreWithKey(here.does, "sto_other");
  const body = { order: "1", event: "order-accepted" };
  const foreign = await here.send({ method: "POST", path: "/v1/activations", token, key: freshKey(), body });
  expect(foreign.json.code).toBe("source_unknown");
  const both = await here.post("/v1/activations", { ...body, source: `chk_${"0".repeat(26)}` });
  expect(both.status).toBe(422);
});

test("of ten who say both events at once, one is heard", async () => {
  const { here, id } = await world();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => says(here, index % 2 ? "order-accepted" : "order-rejected")),
  );
  const heard = new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text));
  expect(heard.size).toBe(1);
  const { available, pending } = await pointsOf(here, id);
  expect([0, 100]).toContain(available);
  expect(pending).toBe(0);
});

test("a check-in's points wait too: accepted they are hers, rejected they and their count are gone", async () => {
  const photo = { kind: "event", on: "photo-accepted", cancelOn: "photo-rejected" };
  const here = await fresh(
    pointsProgramme({
      units: { points: { name: { one: "point", other: "points" }, pending: photo } },
      metrics: { earned: { counts: "earned", unit: "points", bucket: "month" } },
      campaigns: [
        {
          id: "places",
          name: "Places",
          ...BOUND,
          rules: [
            { id: "visit", name: "Visit", on: "check-in", effects: [{ kind: "earn", unit: "points", amount: 50 }] },
          ],
        },
      ],
    }),
  );
  const ada = await newMember(here, "ada");
  const sources: string[] = [];
  for (const name of ["ven_one", "ven_two"]) {
    const body = { venue: await openVenueAt(here, name), fix: fixAt(40) };
    const visit = { method: "POST", path: "/v1/me/check-ins", token: ada.token, key: freshKey(), body };
    sources.push(String((await here.send(visit)).json.id));
  }
  const said = await Promise.all([
    here.post("/v1/activations", { source: sources[0], event: "photo-accepted" }),
    here.post("/v1/activations", { source: sources[1], event: "photo-rejected" }),
  ]);
  expect(said.map(({ json }) => [json.activated?.length, json.cancelled?.length])).toEqual([
    [1, 0],
    [0, 1],
  ]);
  const { rows } = await here.client.execute("SELECT sum(amount) AS earned FROM metrics WHERE metric = 'earned'");
  expect(rows[0]?.earned).toBe(50);
});

test("an erasure takes what waits along, and the clock finds nothing left to take back", async () => {
  const { here, id } = await world();
  await here.does(erase, { member: id });
  expect((await says(here, "order-accepted")).json.code).toBe("source_unknown");
  await tick({ ...here.ledger, now: Date.now() + 11 * DAY_MS });
  const { rows } = await here.client.execute("SELECT state, due_at FROM holders WHERE kind = 'waiting'");
  expect(rows).toMatchObject([{ state: "settled", due_at: null }]);
});

test("when nobody says anything they are gone after ten days, before the clock comes by and after", async () => {
  const { here, id } = await world();
  const late = Date.now() + 11 * DAY_MS;
  const waiting = async () =>
    (await here.client.execute("SELECT state, due_at FROM holders WHERE kind = 'waiting'")).rows.map(
      ({ state, due_at }) => [state, due_at === null],
    );
  await tick({ ...here.ledger, now: Date.now() + 9 * DAY_MS });
  expect(await waiting()).toEqual([["waiting", false]]);
  await Promise.all([tick({ ...here.ledger, now: late }), tick({ ...here.ledger, now: late })]);
  expect(await waiting()).toEqual([["settled", true]]);
  expect(await pointsOf(here, id)).toEqual({ available: 0, pending: 0, held: 0, debt: 0 });
  expect((await says(here, "order-accepted")).json.code).toBe("not_awaited");
  const { json } = await here.get(`/v1/members/${id}/statement`);
  const told = json.data.find(({ kind }: JsonObject) => kind === "cancel-waiting");
  expect(told.lines[0].says).toBe("100 points taken back: nothing was heard in time");
});

/** Ada bought for 50.00: 100 points wait for ten days, and 5 miles for twenty. */
async function worldOfTwo(): Promise<{ here: World; id: string; cancelled(days: number): Promise<number> }> {
  const mile = { name: { one: "mile", other: "miles" }, pending: { ...event, on: "flown", cancelAfterDays: 20 } };
  const point = { name: { one: "point", other: "points" }, pending: event };
  const effects = [
    { kind: "earn", unit: "points", amount: 2, perMinor: 100 },
    { kind: "earn", unit: "miles", amount: 5 },
  ];
  const rules = [{ id: "both", name: "Both", on: "purchase", effects }];
  const here = await fresh(shop({ units: { points: point, miles: mile }, campaigns: [{ id: "b", name: "B", rules }] }));
  const { id } = await memberWith(0, here);
  await here.post("/v1/purchases", orderOf("1", 5_000, { id }));
  return {
    here,
    id,
    /** How often the clock took something back, when it came by so many days later. */
    async cancelled(days) {
      await tick({ ...here.ledger, now: Date.now() + days * DAY_MS });
      const { rows } = await here.client.execute(
        "SELECT count(*) AS times FROM operations WHERE kind = 'cancel-waiting'",
      );
      return Number(rows[0]?.times);
    },
  };
}

test("of two units that wait for so many days each, the clock takes each back once, on its own day", async () => {
  const { here, id, cancelled } = await worldOfTwo();
  expect(await cancelled(9)).toBe(0);
  expect(await cancelled(12)).toBe(1);
  expect(await cancelled(13)).toBe(1);
  expect(await pointsOf(here, id)).toMatchObject({ pending: 0 });
  expect(await cancelled(22)).toBe(2);
  expect(await cancelled(23)).toBe(2);
});

test("what was activated is not due any more while another unit of the same order waits", async () => {
  const { here, cancelled } = await worldOfTwo();
  expect((await says(here, "order-accepted")).json.activated).toMatchObject([{ unit: "points", amount: 100 }]);
  expect(await cancelled(12)).toBe(0);
  expect(await cancelled(22)).toBe(1);
});

test("a zone that is published later has days of its own: they are over when they are over there, and the clock looks once", async () => {
  const { here, id } = await world();
  const { rows } = await here.client.execute("SELECT due_at FROM holders WHERE kind = 'waiting'");
  const due = Number(rows[0]?.due_at);
  const points = { name: { one: "point", other: "points" }, pending: event };
  await here.does(publish, publicationOf(shop({ units: { points }, zone: "Pacific/Honolulu" }), 1));
  const looked = async (now: number) => {
    await tick({ ...here.ledger, now });
    const read = await here.client.execute("SELECT count(*) AS times FROM operations WHERE kind = 'cancel-waiting'");
    return Number(read.rows[0]?.times);
  };
  expect(await looked(due)).toBe(1);
  expect(await looked(due + 3_600_000)).toBe(1);
  expect(await pointsOf(here, id)).toMatchObject({ pending: 100 });
  expect(await looked(due + DAY_MS)).toBe(2);
  expect(await pointsOf(here, id)).toMatchObject({ pending: 0 });
});
