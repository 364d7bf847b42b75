/** Endpoints are told of operations as Standard Webhooks has it; the receiver is written with the customer's library. */

import { Webhook } from "standardwebhooks";
import { afterAll, beforeEach, expect, test } from "vitest";
import { startWorker } from "../../bin/workerd.ts";
import { budgetOf } from "../../functions/clock/budget.ts";
import { tickAll } from "../../functions/clock/index.ts";
import { sendWebhooks } from "../../functions/clock/send-webhooks.ts";
import { noteSteps, readEndpointWork, takeSteps } from "../../functions/database/deliveries.ts";
import { openStore } from "../../functions/operations/store.ts";
import type { Ledger } from "../../functions/operations/verb.ts";
import { RETRIES_MS } from "../../functions/values/webhook.ts";
import { builtWorker } from "../support/built.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { type Receiver, startReceiver, verified } from "../support/receiver.ts";
import { memberWith, shop } from "../support/shop.ts";
import { staffOf } from "../support/staff.ts";
import { newWorld, openStoreWithKey, orderOf } from "../support/world.ts";

const world = await newWorld(shop());
const owner = await staffOf(world, "owner");
const receivers: Receiver[] = [];
const ever = { isLeft: () => true };
const ledger: Ledger = { ...world.ledger, hasLocalEndpoints: true };
const tick = (now?: number, ask?: typeof fetch) =>
  sendWebhooks(now === undefined ? ledger : { ...ledger, now }, ever, ask);

beforeEach(async () => {
  // Each test has endpoints of its own.
  const { data } = (await owner.get("/v1/staff/webhooks?limit=100")).json;
  for (const { endpoint, state } of data as { endpoint: string; state: string }[])
    if (state !== "disabled") await owner.post(`/v1/staff/webhooks/${endpoint}/state`, { state: "disabled" });
});
afterAll(async () => {
  await Promise.all(receivers.map((receiver) => receiver.close()));
  await conserved(world.client);
});

let orders = 0;
async function buys(email = "ada@example.com", minor = 1_000) {
  orders += 1;
  const { json } = await world.post("/v1/purchases", orderOf(`w-${orders}`, minor, { email }));
  return { operation: json.operation as string, member: json.member as string, order: `w-${orders}` };
}

/** A receiver with an endpoint that tells it. */
async function listening(more: { types?: string[]; store?: string } = {}) {
  const receiver = await startReceiver();
  receivers.push(receiver);
  const { status, json, text } = await owner.post("/v1/staff/webhooks", { url: receiver.url, ...more });
  expect(status, text).toBe(201);
  receiver.secrets = [json.secret];
  const log = async () => (await owner.get(`/v1/staff/webhooks/${json.endpoint}/deliveries`)).json.data;
  const shown = async () =>
    (await owner.get("/v1/staff/webhooks?limit=100")).json.data.find(
      ({ endpoint }: { endpoint: string }) => endpoint === json.endpoint,
    );
  return { receiver, endpoint: json.endpoint as string, secret: json.secret as string, log, shown };
}

test("a purchase is told once, thin and signed, and what was before the endpoint is not told", async () => {
  await buys();
  const { receiver, log } = await listening();
  const { operation, member, order } = await buys();
  await tick();
  await tick();
  expect(receiver.received).toHaveLength(1);
  const [{ event, headers, body }] = receiver.received as [Receiver["received"][0]];
  expect(event).toEqual({
    type: "purchase.recorded",
    timestamp: expect.stringMatching(/^2\d{3}-.*Z$/),
    data: {
      operation,
      member,
      store: "sto_shop",
      occurredAt: expect.any(String),
      balances: [{ unit: "points", reason: "earn", amount: 20 }],
      order,
    },
  });
  expect(body).not.toContain("ada@example.com");
  expect(verified(["whsec_c29tZWJvZHkgZWxzZQ=="], body, headers), "another secret").toBeNull();
  expect(verified(receiver.secrets, body.replace("20", "21"), headers), "another body").toBeNull();
  const id = headers["webhook-id"];
  expect(await log()).toEqual([
    {
      message: id,
      operation,
      type: "purchase.recorded",
      state: "delivered",
      attempts: 1,
      triedAt: expect.any(String),
      nextAt: null,
      status: 200,
      answer: "thank you",
    },
  ]);
});

test("a message that somebody kept and sends again later is refused by the library: its time is signed", async () => {
  const { receiver, secret } = await listening();
  await buys();
  await tick();
  const { headers, body } = receiver.received[0] as Receiver["received"][0];
  const old = String(Number(headers["webhook-timestamp"]) - 301);
  const signed = new Webhook(secret).sign(headers["webhook-id"] ?? "", new Date(Number(old) * 1_000), body);
  expect(
    verified([secret], body, { ...headers, "webhook-timestamp": old, "webhook-signature": signed }),
    "as it was signed then",
  ).toBeNull();
  expect(
    verified([secret], body, { ...headers, "webhook-timestamp": String(Number(old) + 300) }),
    "under a new time",
  ).toBeNull();
});

test("a new secret and the one before both sign for a day; then the new one alone does", async () => {
  const { receiver, endpoint, secret } = await listening();
  const renewed = await owner.post(`/v1/staff/webhooks/${endpoint}/secrets`, {}, "renew");
  const next = renewed.json.secret as string;
  expect(next).not.toBe(secret);
  expect(
    (await owner.post(`/v1/staff/webhooks/${endpoint}/secrets`, {}, "renew")).text,
    "a lost answer is answered again",
  ).toBe(renewed.text);
  await buys();
  await tick();
  const both = receiver.received[0] as Receiver["received"][0];
  expect([verified([secret], both.body, both.headers)?.type, verified([next], both.body, both.headers)?.type]).toEqual([
    "purchase.recorded",
    "purchase.recorded",
  ]);
  await buys();
  await tick(Date.parse(renewed.json.overlapUntil));
  const later = receiver.received[1] as Receiver["received"][0];
  expect([verified([secret], later.body, later.headers), verified([next], later.body, later.headers)?.type]).toEqual([
    null,
    "purchase.recorded",
  ]);
  const stored = await world.client.batch(
    ["SELECT facts FROM holders", "SELECT request, answer FROM papers", "SELECT * FROM deliveries"],
    "read",
  );
  const all = JSON.stringify(stored.map(({ rows }) => rows.map((row) => Object.values(row))));
  for (const each of [secret, next]) expect(all.includes(each.slice("whsec_".length)), "kept nowhere").toBe(false);
});

test("what failed is sent again with the same id and body, later messages do not wait for it, and nothing is sent after success", async () => {
  const { receiver, log } = await listening();
  const poison = await buys();
  receiver.answers = ({ event }) => (event?.data.operation === poison.operation ? 500 : 200);
  await tick();
  const well = await buys();
  await tick();
  expect(receiver.received.map(({ event }) => event?.data.operation)).toEqual([poison.operation, well.operation]);
  const [, failed] = await log();
  expect(failed).toMatchObject({ state: "waiting", attempts: 1, status: 500, answer: "not now" });
  receiver.answers = () => 200;
  await tick(Date.parse(failed.nextAt) - 1);
  expect(receiver.received).toHaveLength(2);
  await tick(Date.parse(failed.nextAt));
  await tick(Date.parse(failed.nextAt) + 48 * 3_600_000);
  const [first, , again] = receiver.received;
  expect(receiver.received).toHaveLength(3);
  expect([again?.headers["webhook-id"], again?.body]).toEqual([first?.headers["webhook-id"], first?.body]);
  expect((await log())[1]).toMatchObject({ state: "delivered", attempts: 2, nextAt: null });
});

test("what nobody ever takes is tried ten times over three days, given up, and sent again when staff say so", async () => {
  const { receiver, endpoint, log } = await listening();
  const { operation } = await buys();
  receiver.answers = () => 503;
  let now = Date.now() + 1_000;
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 10; attempt++) {
    await tick(now);
    const [{ nextAt }] = await log();
    if (nextAt === null) break;
    waits.push(Date.parse(nextAt) - now);
    now = Date.parse(nextAt);
  }
  expect(receiver.received).toHaveLength(10);
  expect(waits.map((wait, index) => Math.abs(wait / (RETRIES_MS[index] ?? 0) - 1) <= 0.2)).toEqual(Array(9).fill(true));
  expect((await log())[0]).toMatchObject({ state: "dead", attempts: 10, nextAt: null, status: 503 });
  receiver.answers = () => 200;
  expect((await owner.post(`/v1/staff/webhooks/${endpoint}/replays`, { operation })).status).toBe(202);
  await tick();
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect((await log())[0]).toMatchObject({ state: "delivered", attempts: 1 });
});

test("an endpoint that is back is sent at once what waited for hours", async () => {
  const { receiver, shown } = await listening();
  receiver.answers = () => 500;
  await buys();
  let now = Date.now() + 1_000;
  for (const pause of [0, 10_000, 400_000, 2_400_000]) {
    now += pause;
    await tick(now);
  }
  const before = receiver.received.length;
  expect((await shown()).failingSince).not.toBeNull();
  receiver.answers = () => 200;
  await buys();
  await tick(now + 600_000);
  await tick(now + 600_000);
  expect(receiver.received.length).toBe(before + 2);
  expect(await shown()).toMatchObject({ failingSince: null, waiting: 0 });
});

test("410 ends it at once, five days without an answer do too, and both say so; resumed, it goes on where it was", async () => {
  const gone = await listening();
  gone.receiver.answers = () => 410;
  const failing = await listening();
  failing.receiver.answers = () => 500;
  await buys();
  await tick();
  expect(await gone.shown()).toMatchObject({ state: "disabled", because: "gone" });
  expect((await gone.log())[0]).toMatchObject({ state: "dead", status: 410 });
  expect(await failing.shown()).toMatchObject({ state: "active", because: null });
  await tick(Date.now() + 5 * 24 * 3_600_000);
  expect(await failing.shown()).toMatchObject({ state: "disabled", because: "failing" });
  const missed = await buys();
  await tick();
  gone.receiver.answers = () => 200;
  await owner.post(`/v1/staff/webhooks/${gone.endpoint}/state`, { state: "active" });
  await tick();
  expect(gone.receiver.received.slice(1).map(({ event }) => event?.data.operation)).toEqual([missed.operation]);
  expect(await gone.shown()).toMatchObject({ state: "active", because: null, failingSince: null });
});

test("a slow receiver holds up nobody else", { timeout: 40_000 }, async () => {
  const slow = await listening();
  slow.receiver.answers = () => null;
  const quick = await listening();
  for (let count = 0; count < 4; count++) await buys();
  // A receiver that never answers is left alone after the first that it did not take.
  const impatient: typeof fetch = (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(500) });
  await tick(undefined, impatient);
  expect(quick.receiver.received).toHaveLength(4);
  expect(slow.receiver.received).toHaveLength(2);
  const log = await slow.log();
  expect(log.map(({ attempts }: { attempts: number }) => attempts).sort()).toEqual([0, 0, 1, 1]);
  expect(log.at(-1).answer).toBe("no answer within 15 seconds");
});

test("what was answered 200 is there, though the text beneath never ends", async () => {
  const { receiver, log, shown } = await listening();
  receiver.ends = false;
  await buys();
  const impatient: typeof fetch = (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(500) });
  await tick(undefined, impatient);
  expect(receiver.received).toHaveLength(1);
  expect(await log()).toMatchObject([{ state: "delivered", attempts: 1, status: 200 }]);
  expect(await shown()).toMatchObject({ failingSince: null, waiting: 0 });
});

test("three ticks at once send nothing twice, and each message has an id of its own", async () => {
  const { receiver } = await listening();
  for (let count = 0; count < 12; count++) await buys();
  await Promise.all([tick(), tick(), tick()]);
  await tick();
  expect(receiver.received).toHaveLength(12);
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(12);
});

test("the Worker sends; stopped before it heard the answer, the next one sends again under the same id, a minute later", {
  timeout: 120_000,
}, async () => {
  const { receiver, log } = await listening();
  const { operation } = await buys();
  const bindings = { DATABASE_URL: world.databaseUrl, SECRET, ENVIRONMENT: "test", WEBHOOKS_LOCAL: "true" };
  const script = await builtWorker();
  receiver.answers = () => null;
  const stopped = await startWorker({ script, bindings, log: () => {} });
  const ticking = stopped.tick().catch(() => {});
  await expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBe(1);
  await stopped.stop();
  await ticking;
  expect((await log())[0]).toMatchObject({ operation, state: "waiting", attempts: 1, status: null });
  receiver.answers = () => 200;
  const next = await startWorker({ script, bindings: { ...bindings, FIXED_NOW: String(Date.now() + 61_000) } });
  await next.tick();
  await next.tick();
  await next.stop();
  expect(receiver.received.map(({ event }) => event?.type)).toEqual(["purchase.recorded", "purchase.recorded"]);
  const [first, second] = receiver.received.map(({ headers, body }) => [headers["webhook-id"], body]);
  expect(second).toEqual(first);
  expect((await log())[0]).toMatchObject({ state: "delivered", attempts: 2, answer: "thank you" });
});

test("an endpoint is told of what it asked for: types, and its own store's operations", async () => {
  const otherKey = await openStoreWithKey(world.does, "sto_other", ["earn", "redeem", "read", "members"]);
  const refunds = await listening({ types: ["purchase.refunded", "redemption.made"] });
  const other = await listening({ store: "sto_other" });
  const { id, email } = await memberWith(1_000, world);
  const { order } = await buys(email);
  await world.post(`/v1/purchases/${order}/refunds`, { refund: "r1", amountMinor: 500 });
  const redeemed = await world.post("/v1/redemptions", { member: { id }, reward: "five-off" });
  const refused = await world.post("/v1/redemptions", { member: { id }, reward: "golden" });
  expect([redeemed.status, refused.status]).toEqual([201, 409]);
  await world.send({
    method: "POST",
    path: "/v1/purchases",
    token: otherKey,
    key: "other-1",
    body: orderOf("o-1", 100, { email }),
  });
  await tick();
  expect(refunds.receiver.received.map(({ event }) => event)).toMatchObject([
    {
      type: "purchase.refunded",
      data: { order, member: id, balances: [{ unit: "points", reason: "refund", amount: -10 }] },
    },
    {
      type: "redemption.made",
      data: {
        member: id,
        balances: [{ unit: "points", amount: -500 }],
        redemptions: [{ id: redeemed.json.id, reward: "five-off" }],
        vouchers: [{ id: expect.stringMatching(/^vch_/), reward: "five-off" }],
      },
    },
  ]);
  expect(refunds.receiver.received).toHaveLength(2);
  expect(other.receiver.received.map(({ event }) => event?.data)).toMatchObject([{ store: "sto_other", order: "o-1" }]);
});

test("staff send a test to one endpoint, look at the log, and send all again from an operation on", async () => {
  const one = await listening({ types: ["voucher.used"] });
  const all = await listening();
  const { json } = await owner.post(`/v1/staff/webhooks/${one.endpoint}/tests`);
  const first = await buys();
  const second = await buys();
  await tick();
  expect(one.receiver.received.map(({ event, headers }) => [event?.type, headers["webhook-id"]])).toEqual([
    ["endpoint.tested", json.message],
  ]);
  expect(all.receiver.received).toHaveLength(2);
  expect(
    (await owner.post(`/v1/staff/webhooks/${all.endpoint}/replays`, { operation: first.operation, andLater: true }))
      .status,
  ).toBe(202);
  await tick();
  expect(all.receiver.received.map(({ event }) => event?.data.operation)).toEqual(
    [first, second, first, second].map(({ operation }) => operation),
  );
  expect(new Set(all.receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(2);
  const unknown = await owner.post(`/v1/staff/webhooks/${all.endpoint}/replays`, { operation: "op_none" });
  expect([unknown.status, unknown.json.code]).toEqual([404, "operation_unknown"]);
  expect((await owner.post("/v1/staff/webhooks/end_none/tests")).json.code).toBe("not_found");
  expect((await owner.get("/v1/staff/webhooks/end_none/deliveries")).json.code).toBe("not_found");
});

test("what waits and is due when all is sent again from there on is sent once, as if for the first time", async () => {
  const { receiver, endpoint, log } = await listening();
  receiver.answers = () => 500;
  const { operation } = await buys();
  await tick();
  const [{ nextAt }] = await log();
  receiver.answers = () => 200;
  const again = await owner.post(`/v1/staff/webhooks/${endpoint}/replays`, { operation, andLater: true });
  expect(again.status).toBe(202);
  await tick(Date.parse(nextAt));
  expect(receiver.received.map(({ event }) => event?.data.operation)).toEqual([operation, operation]);
  expect(await log()).toMatchObject([{ state: "delivered", attempts: 1 }]);
});

test("an operation of another store is not sent to a store's endpoint, even where staff ask for it, and that is no failure of its", async () => {
  await world.does(openStore, { store: "sto_third", name: "Third" });
  const { receiver, endpoint, log, shown } = await listening({ store: "sto_third" });
  const { operation } = await buys();
  expect((await owner.post(`/v1/staff/webhooks/${endpoint}/replays`, { operation })).status).toBe(202);
  await tick();
  expect(receiver.received).toHaveLength(0);
  expect((await log())[0]).toMatchObject({
    state: "dead",
    nextAt: null,
    status: null,
    answer: "this is not for this endpoint",
  });
  expect((await shown()).failingSince).toBeNull();
});

test("while many wait, the cursor stands; of what is done, the newest stay", async () => {
  const { endpoint, log } = await listening();
  for (let count = 0; count < 5; count++) await buys();
  const read = (waitingMax: number) =>
    readEndpointWork(world.client, { endpoint, now: null, page: 200, waitingMax, dueMax: 10 });
  expect((await read(3)).next).toHaveLength(3);
  const { next, seq, now } = await read(500);
  const take = { endpoint, now, leaseMs: 1, sent: [], keptMax: 2 };
  const of = (operations: typeof next) =>
    operations.map((operation) => ({ seq: operation.seq, type: "purchase.recorded" }));
  const to = next[3]?.seq ?? 0;
  await world.client.batch(takeSteps({ ...take, from: seq, to, messages: of(next.slice(0, 4)) }), "write");
  expect((await read(5)).next, "four wait").toHaveLength(1);
  expect((await read(4)).next).toHaveLength(0);
  await expect(
    world.client.batch(takeSteps({ ...take, from: seq, to, messages: [] }), "write"),
    "another tick was first",
  ).rejects.toThrow();
  const last = { seq: next[0]?.seq ?? 0, taken: 0, attempts: 1, state: "delivered" as const, dueAt: null, said: null };
  await world.client.batch(noteSteps({ endpoint, tried: [last], failingSince: null, isBack: false, now }), "write");
  await world.client.batch(
    takeSteps({ ...take, from: to, to: next[4]?.seq ?? 0, messages: of(next.slice(4)) }),
    "write",
  );
  const left = (await log()).map(({ operation, state }: { operation: string; state: string }) => [operation, state]);
  expect(left).toEqual(
    next
      .slice(1)
      .reverse()
      .map(({ id }) => [id, "waiting"]),
  );
});

test("of many programmes, the clock of each has run before a receiver of any is told", async () => {
  const { receiver } = await listening();
  await buys();
  const order: string[] = [];
  receiver.answers = () => {
    order.push("told");
    return 200;
  };
  const other = await newWorld();
  const watched: Ledger = { ...other.ledger };
  Object.defineProperty(watched, "now", {
    get() {
      order.push("clock");
      return null;
    },
  });
  await tickAll([ledger, watched], budgetOf(), 0);
  expect(order[0]).toBe("clock");
  expect(order).toContain("told");
});

test("paused, it is sent nothing and loses nothing; a redirect is a failure and is not followed", async () => {
  const { receiver, endpoint, log } = await listening();
  await owner.post(`/v1/staff/webhooks/${endpoint}/state`, { state: "paused" });
  await buys();
  await tick();
  expect(receiver.received).toHaveLength(0);
  await owner.post(`/v1/staff/webhooks/${endpoint}/state`, { state: "active" });
  receiver.answers = () => 302;
  await tick();
  expect(receiver.received).toHaveLength(1);
  expect((await log())[0]).toMatchObject({ state: "waiting", status: 302 });
});

test("an address inside is refused where it is typed, and not sent to where it was stored; there are at most twenty", async () => {
  const inside = await owner.post("/v1/staff/webhooks", { url: "https://10.0.0.1/hooks" });
  expect([inside.status, inside.json.errors[0].pointer]).toEqual([422, "/url"]);
  const { receiver, log } = await listening();
  await buys();
  await sendWebhooks(world.ledger, ever);
  expect(receiver.received).toHaveLength(0);
  expect((await log())[0]).toMatchObject({ status: null, answer: "nothing is sent to this address" });
  expect((await owner.post("/v1/staff/webhooks", { url: "https://x.example/", store: "sto_none" })).json.code).toBe(
    "store_unknown",
  );
  for (let count = 1; count < 20; count++)
    await owner.post("/v1/staff/webhooks", { url: `https://x.example/${count}` });
  const more = await owner.post("/v1/staff/webhooks", { url: "https://x.example/20" });
  expect([more.status, more.json.code, more.json.max]).toEqual([409, "limit_reached", 20]);
});
