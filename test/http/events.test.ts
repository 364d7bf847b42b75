/** Events that stores report: recorded once, explained, undone exactly, and pending until staff accept their content. */
import { afterEach, describe, expect, test } from "vitest";
import { adjust } from "../../functions/operations/adjust.ts";
import { erase } from "../../functions/operations/erase.ts";
import { freeze } from "../../functions/operations/freeze.ts";
import { pause } from "../../functions/operations/pause.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, orderOf } from "../support/world.ts";

const unit = (one: string, more: JsonObject = {}) => ({ name: { one, other: `${one}s` }, ...more });
const earn = (amount: number, of = "points") => ({ kind: "earn", unit: of, amount });
const rule = (id: string, on: string, effects: JsonObject[], more: JsonObject = {}) => ({
  id,
  name: id,
  on,
  effects,
  ...more,
});

const ONCE = [{ what: "times", per: "lifetime", atMost: 1 }];
const world = await newWorld(
  pointsProgramme({
    units: {
      points: unit("point"),
      stars: unit("star"),
      credits: unit("credit", { pending: { kind: "event", on: "referred-buys", cancelOn: "referred-leaves" } }),
      critic: unit("critic badge", { badge: true }),
      stamps: unit("stamp", { returns: "within-balance" }),
    },
    events: {
      "app-opened": { name: "opening the app" },
      snap: { name: "a snap" },
      stamped: { name: "a stamped page" },
    },
    metrics: {
      reviews: { counts: "events", on: ["review", "photo"], bucket: "month" },
      "all-time": { counts: "events", on: ["review", "photo"] },
      points: { counts: "earned", unit: "points" },
    },
    tiers: [
      {
        id: "status",
        measure: { metric: "points", window: { kind: "lifetime" } },
        levels: [
          { id: "blue", name: "Blue", from: 0 },
          { id: "gold", name: "Gold", from: 1000 },
        ],
      },
    ],
    rewards: [
      {
        kind: "voucher",
        id: "five-off",
        name: "€5.00 off",
        cost: { unit: "points", amount: 500 },
        valueMinor: 500,
        validDays: 30,
      },
    ],
    campaigns: [
      {
        id: "all",
        name: "All",
        rules: [
          rule("base", "purchase", [{ kind: "earn", unit: "points", amount: 2, perMinor: 100 }]),
          rule("review", "review", [earn(50), earn(1, "critic")], { caps: [{ what: "times", per: "day", atMost: 3 }] }),
          rule("opened", "app-opened", [earn(5)]),
          rule("referral", "referral", [earn(10, "credits")]),
          rule("photo", "photo", [earn(100), { kind: "reward", reward: "five-off" }], { moderated: true }),
          rule("snap", "snap", [{ kind: "reward", reward: "five-off" }], { moderated: true, caps: ONCE }),
          rule("stamped", "stamped", [earn(5, "stamps")], { moderated: true, caps: ONCE }),
          rule("photo-at-once", "photo", [earn(1, "stars")]),
          rule("gold", "tier-reached", [earn(7, "stars")], { when: [{ kind: "tier", in: ["gold"] }] }),
          rule("critic", "badge-earned", [earn(20)]),
        ],
      },
    ],
  }),
);
const support = await staffOf(world, "support");
afterEach(() => conserved(world.client));

const eventOf = (type: string, id: string, member: JsonObject, more: JsonObject = {}): JsonObject => ({
  member,
  type,
  id,
  occurredAt: new Date().toISOString(),
  ...more,
});
const report = (type: string, id: string, member: JsonObject, more: JsonObject = {}, key = freshKey()) =>
  world.post("/v1/events", eventOf(type, id, member, more), key);
const undo = (id: string) => world.post(`/v1/events/${id}/reversal`, {});
const asStaff = (path: string, body?: JsonObject) =>
  world.send({
    method: body ? "POST" : "GET",
    path,
    token: support.session,
    key: freshKey(),
    ...(body ? { body } : {}),
  });
const verdict = (id: string, says: "accept" | "reject") =>
  asStaff("/v1/staff/moderations", { event: `event:sto_shop:${id}`, verdict: says });
const hash = (digit: string) => digit.repeat(64);

describe("reporting", () => {
  test("an event earns what its rules give, and a badge once, which is an event of its own", async () => {
    const ada = { email: "ada-events@example.com" };
    const first = await report("review", "ada-1", ada, { data: { stars: 5 } });
    expect(first.status, first.text).toBe(201);
    expect(first.json.state).toBe("recorded");
    expect(first.json.earned.map(({ unit: of, amount, rule: by }: JsonObject) => [of, amount, by])).toEqual([
      ["points", 50, "review"],
      ["critic", 1, "review"],
      ["points", 20, "critic"],
    ]);
    const second = await report("review", "ada-2", ada);
    expect(second.json.balances.points.available).toBe(120);
    expect(second.json.balances.critic.available).toBe(1);
  });

  test("a cap by day holds for events too", async () => {
    const member = { email: "capped@example.com" };
    for (const id of ["cap-1", "cap-2", "cap-3"]) await report("review", id, member);
    const fourth = await report("review", "cap-4", member);
    expect([fourth.status, fourth.json.earned]).toEqual([201, []]);
  });

  test("the document's own events earn, and are said by their name", async () => {
    const opened = await report("app-opened", "open-1", { email: "opens@example.com" });
    expect(opened.json.balances.points.available).toBe(5);
    const { json } = await world.get("/v1/programme");
    expect(json.earning.find(({ id }: JsonObject) => id === "opened").says).toBe('On "opening the app": 5 points.');
    expect(json.earning.find(({ id }: JsonObject) => id === "photo").says).toContain("once our staff have accepted it");
  });

  test("the same event is recorded once: again it is replayed, otherwise it is a duplicate", async () => {
    const member = { email: "twice@example.com" };
    const body = eventOf("review", "twice-1", member);
    const first = await world.post("/v1/events", body);
    const again = await world.post("/v1/events", body);
    expect([again.status, again.text, again.headers.get("idempotent-replayed")]).toEqual([201, first.text, "true"]);
    const other = await report("photo", "twice-1", member);
    expect([other.status, other.json.code, other.json.operation]).toEqual([409, "duplicate", first.json.operation]);
  });

  test("of many at once under one id, one is recorded", async () => {
    const member = { email: "race-events@example.com" };
    const body = eventOf("review", "race-1", member);
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.post("/v1/events", body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ json }) => json.operation)).size).toBe(1);
  });

  test("a guest is opened for an e-mail, and an id that is not there is refused", async () => {
    const guest = await report("review", "guest-1", { email: "new-guest@example.com" });
    expect(guest.json.member).toMatch(/^mem_/);
    const unknown = await report("review", "guest-2", { id: "mem_00000000000000000000000000" });
    expect([unknown.status, unknown.json.code]).toEqual([404, "member_unknown"]);
  });

  test("what has a route of its own, comes of others or is unknown is not reported", async () => {
    for (const type of ["purchase", "check-in", "tier-reached", "birthday", "app-closed", "constructor"]) {
      const answer = await report(type, `not-${type}`, { email: "types@example.com" });
      expect(answer).toMatchObject({
        status: 422,
        json: { type: "/problems/event_type_unknown", code: "event_type_unknown", sent: type },
      });
    }
  });

  test("an event of the future, of long ago, of a frozen member and during a pause is refused", async () => {
    const member = { email: "refused-events@example.com" };
    const ahead = await report("review", "ref-1", member, {
      occurredAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    expect(ahead.json.code).toBe("occurred_in_the_future");
    const late = await report("review", "ref-2", member, { occurredAt: "2020-01-01T00:00:00Z" });
    expect([late.status, late.json.code]).toEqual([409, "too_late"]);
    await world.does(pause, { what: "earning", says: "Back at noon." });
    const paused = await report("review", "ref-3", member);
    expect([paused.status, paused.json.code, paused.json.says]).toEqual([503, "earning_paused", "Back at noon."]);
    await world.does(pause, { what: "earning", says: null });
    const { json } = await report("review", "ref-4", member);
    await world.does(freeze, { member: json.member, isFrozen: true });
    const frozen = await report("review", "ref-5", member);
    expect([frozen.status, frozen.json.code]).toEqual([409, "member_frozen"]);
  });

  test("data is flat and small, and the ledger never holds it", async () => {
    const member = { email: "data@example.com" };
    for (const data of [
      { nested: {} },
      { list: [] },
      { half: 1.5 },
      { text: "x".repeat(501) },
      { contentHash: "abc" },
    ]) {
      const answer = await report("review", "data-1", member, { data });
      expect([answer.status, answer.json.code], JSON.stringify(data)).toEqual([422, "invalid"]);
    }
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`f${index}`, 1]));
    expect((await report("review", "data-1", member, { data: many })).status).toBe(422);
    await report("review", "data-1", member, { data: { said: "something-personal-4711" } });
    const { rows } = await world.client.execute(
      `SELECT (SELECT count(*) FROM postings WHERE why LIKE '%4711%') + (SELECT count(*) FROM holders WHERE facts LIKE '%4711%') AS ledger,
         (SELECT count(*) FROM papers WHERE request LIKE '%4711%') AS papers`,
    );
    expect([rows[0]?.ledger, rows[0]?.papers]).toEqual([0, 1]);
  });

  test("events are counted, and go down where they went up", async () => {
    const { json } = await report("review", "count-1", { email: "counts@example.com" });
    const counted = async () =>
      (
        await world.client.execute({
          sql: `SELECT sum(amount) AS amount FROM metrics JOIN holders ON holders.id = holder WHERE public_id = ? AND metric IN ('reviews', 'all-time')`,
          args: [json.member],
        })
      ).rows[0]?.amount;
    expect(await counted()).toBe(2);
    await undo("count-1");
    expect(await counted()).toBe(0);
  });
});

describe("undoing", () => {
  test("takes back exactly what the event gave, what came of it included, once", async () => {
    const member = { email: "undone@example.com" };
    await world.post("/v1/purchases", orderOf("undo-o", 1000, member));
    const given = await report("review", "undo-1", member);
    expect(given.json.balances.points.available).toBe(90);
    const undone = await undo("undo-1");
    expect(undone.status, undone.text).toBe(201);
    expect(undone.json.takenBack).toEqual([
      { unit: "points", amount: 50, rule: "review" },
      { unit: "critic", amount: 1, rule: "review" },
      { unit: "points", amount: 20, rule: "critic" },
    ]);
    expect(undone.json.balances.points.available).toBe(20);
    const again = await undo("undo-1");
    expect([again.text, again.headers.get("idempotent-replayed")]).toEqual([undone.text, "true"]);
    const { json } = await world.get(`/v1/members/${given.json.member}/statement`);
    const says = JSON.stringify(json);
    expect(says).toContain("taken back because a review was undone");
  });

  test("an event that nobody reported is unknown", async () => {
    const answer = await undo("never-1");
    expect([answer.status, answer.json.code]).toEqual([404, "event_unknown"]);
  });

  test("of many reversals at once, one takes back", async () => {
    const member = { email: "undo-race@example.com" };
    await report("review", "undo-race", member);
    const answers = await Promise.all(Array.from({ length: 6 }, () => undo("undo-race")));
    expect(new Set(answers.map(({ json }) => json.operation)).size).toBe(1);
  });

  test("a full refund takes back what a tier gave that the order reached", async () => {
    const member = { email: "golden@example.com" };
    const bought = await world.post("/v1/purchases", orderOf("gold-1", 50_000, member));
    expect(bought.json.tier.tier).toBe("gold");
    expect(bought.json.balances.stars.available).toBe(7);
    const refunded = await world.post("/v1/purchases/gold-1/refunds", { refund: "r", amountMinor: 50_000 });
    expect(refunded.json.balances.stars.available).toBe(0);
  });
});

describe("units that wait for something else", () => {
  const says = (id: string, event: string) => world.post("/v1/activations", { reported: id, event });

  test("what a reported event earned becomes available when the store says so, and is undone from where it went", async () => {
    const sent = await report("referral", "ref-a", { email: "refers@example.com" });
    expect(sent.json.state).toBe("recorded");
    expect(sent.json.balances.credits).toEqual({ available: 0, pending: 10, held: 0, debt: 0 });
    const said = await says("ref-a", "referred-buys");
    expect(said.json.balances.credits).toEqual({ available: 10, pending: 0, held: 0, debt: 0 });
    const undone = await undo("ref-a");
    expect(undone.json.balances.credits).toEqual({ available: 0, pending: 0, held: 0, debt: 0 });
  });

  test("or is taken back when the store says that, and undoing it takes nothing more", async () => {
    await report("referral", "ref-b", { email: "refers-b@example.com" });
    const said = await says("ref-b", "referred-leaves");
    expect(said.json.cancelled).toEqual([{ unit: "credits", amount: 10, rule: "referral" }]);
    const undone = await undo("ref-b");
    expect([undone.status, undone.json.takenBack]).toEqual([201, []]);
  });

  test("a store cannot accept content in the staff's place", async () => {
    await report("photo", "ref-c", { email: "self-accepts@example.com" });
    const answer = await says("ref-c", "staff:accepted");
    expect([answer.status, answer.json.code]).toEqual([422, "invalid"]);
    expect((await says("ref-c", "accepted")).json.code).toBe("not_awaited");
  });
});

describe("moderation", () => {
  const photo = (id: string, member: JsonObject, digit?: string) =>
    report(
      "photo",
      id,
      member,
      digit === undefined ? {} : { data: { contentHash: hash(digit), url: "https://a.example/1" } },
    );

  test("a photo's points are pending until it is accepted, and its voucher is given then", async () => {
    const member = { email: "photo@example.com" };
    const sent = await photo("ph-1", member);
    expect(sent.status, sent.text).toBe(201);
    expect(sent.json.state).toBe("waiting");
    expect(sent.json.earned[0]).toMatchObject({ unit: "points", amount: 100, availableOn: "waits" });
    expect(sent.json.vouchers).toEqual([]);
    expect(sent.json.balances.points).toEqual({ available: 0, pending: 100, held: 0, debt: 0 });
    expect(sent.json.balances.stars.available).toBe(1);
    const accepted = await verdict("ph-1", "accept");
    expect(accepted.status, accepted.text).toBe(201);
    expect(accepted.json.activated).toEqual([{ unit: "points", amount: 100, rule: "photo" }]);
    expect(accepted.json.balances.points).toEqual({ available: 100, pending: 0, held: 0, debt: 0 });
    const { json } = await world.get(`/v1/members/${sent.json.member}/vouchers`);
    expect(json.data).toHaveLength(1);
  });

  test("a rejected photo's points go, and all else that the photo gave", async () => {
    const member = { email: "rejected@example.com" };
    const sent = await photo("ph-2", member);
    const rejected = await verdict("ph-2", "reject");
    expect(rejected.json.state).toBe("rejected");
    expect(rejected.json.balances.points).toEqual({ available: 0, pending: 0, held: 0, debt: 0 });
    const { json } = await world.get(`/v1/members/${sent.json.member}/statement`);
    expect(JSON.stringify(json)).toContain("taken back because a photo was not accepted");
    const undone = await undo("ph-2");
    expect([undone.status, undone.json.code]).toEqual([409, "duplicate"]);
  });

  test.each(["snap", "stamped"])(
    "a rejected %s gives back the time that its rule was capped to, and an accepted one keeps it",
    async (type) => {
      const member = { email: `${type}@example.com` };
      const states = [];
      for (const says of ["reject", "accept", null] as const) {
        const sent = await report(type, `${type}-${says}`, member);
        states.push(sent.json.state);
        // While it waits it is the one time that there is.
        if (says) expect((await report(type, `${type}-${says}-more`, member)).json.state).toBe("recorded");
        if (says) await verdict(`${type}-${says}`, says);
      }
      expect(states).toEqual(["waiting", "waiting", "recorded"]);
      // What was accepted may have been used: undoing it gives no time back.
      await undo(`${type}-accept`);
      expect((await report(type, `${type}-last`, member)).json.state).toBe("recorded");
    },
  );

  test("it is decided once: the same verdict is replayed, the other is a duplicate, and what was undone does not wait", async () => {
    const member = { email: "decided@example.com" };
    await photo("ph-3", member);
    const first = await verdict("ph-3", "accept");
    expect((await verdict("ph-3", "accept")).text).toBe(first.text);
    const other = await verdict("ph-3", "reject");
    expect([other.status, other.json.code]).toEqual([409, "duplicate"]);
    await photo("ph-4", member);
    const undone = await undo("ph-4");
    expect(undone.json.balances.points.pending).toBe(0);
    const late = await verdict("ph-4", "accept");
    expect([late.status, late.json.code, late.json.state]).toEqual([409, "not_waiting", "reversed"]);
    expect((await verdict("nothing", "accept")).json.code).toBe("event_unknown");
  });

  test("what was accepted is undone exactly, its voucher included", async () => {
    const member = { email: "accepted-undone@example.com" };
    const sent = await photo("ph-5", member);
    await verdict("ph-5", "accept");
    const undone = await undo("ph-5");
    expect(undone.json.balances.points.available).toBe(0);
    const { json } = await world.get(`/v1/members/${sent.json.member}/vouchers`);
    expect(json.data.map(({ state }: JsonObject) => state)).toEqual(["cancelled"]);
  });

  test("points that wait repay no debt before they are accepted", async () => {
    const sent = await photo("ph-6", { email: "owes@example.com" });
    const { member } = sent.json;
    const owes = await world.does(adjust, { member, unit: "points", amount: -30, code: "correction" });
    expect(owes.balances).toMatchObject({ points: { available: 0, pending: 100, held: 0, debt: 30 } });
    const more = await photo("ph-7", { id: member });
    expect(more.json.balances.points).toEqual({ available: 0, pending: 200, held: 0, debt: 30 });
    const accepted = await verdict("ph-6", "accept");
    expect(accepted.json.balances.points).toEqual({ available: 70, pending: 100, held: 0, debt: 0 });
    expect((await verdict("ph-7", "reject")).json.balances.points.pending).toBe(0);
  });

  test("the same picture earns once, whoever sends it, and however many send it at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => photo(`same-${index}`, { email: `same-${index}@example.com` }, "a")),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const first = answers.find(({ status }) => status === 201);
    const refused = answers.find(({ status }) => status === 409);
    expect([refused?.json.code, refused?.json.operation]).toEqual(["duplicate_content", first?.json.operation]);
  });

  test("staff see what waits, oldest first, until it is decided or erased", async () => {
    const gone = await photo("list-1", { email: "list-gone@example.com" }, "b");
    const kept = await photo("list-2", { email: "list-kept@example.com" }, "c");
    const seen = async () => {
      const { json } = await asStaff("/v1/staff/submissions?limit=200");
      return json.data.filter(({ event }: JsonObject) => /list-/.test(String(event)));
    };
    expect(await seen()).toEqual([
      expect.objectContaining({ event: "event:sto_shop:list-1", member: gone.json.member }),
      {
        event: "event:sto_shop:list-2",
        member: kept.json.member,
        type: "photo",
        occurredAt: expect.any(String),
        waits: [{ unit: "points", amount: 100, rule: "photo" }],
        data: { contentHash: hash("c"), url: "https://a.example/1" },
      },
    ]);
    await world.does(erase, { member: gone.json.member });
    expect((await verdict("list-1", "accept")).json.code).toBe("event_unknown");
    expect((await seen()).map(({ event }: JsonObject) => event)).toEqual(["event:sto_shop:list-2"]);
    await verdict("list-2", "reject");
    expect(await seen()).toEqual([]);
  });
});
