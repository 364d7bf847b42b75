/** What the Worker says of what it does, and how often one credential may ask. A Worker of its own for each. */
import { afterAll, expect, test } from "vitest";
import { type RunningWorker, startWorker } from "../../bin/workerd.ts";
import { openVenue } from "../../functions/operations/venue.ts";
import { builtWorker } from "../support/built.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { shop } from "../support/shop.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, orderOf } from "../support/world.ts";

const world = await newWorld(shop());
const script = await builtWorker();
const running: RunningWorker[] = [];
afterAll(async () => {
  for (const worker of running) await worker.stop();
  await conserved(world.client);
});

async function start(more: { ratePerMinute?: number; log?: (line: { message: string }) => void }): Promise<string> {
  const bindings = { DATABASE_URL: world.databaseUrl, SECRET, ENVIRONMENT: "test", DEMO: "true" };
  const worker = await startWorker({ script, bindings, ...more });
  running.push(worker);
  return worker.url;
}

interface Sent {
  method?: string;
  token?: string;
  body?: unknown;
  key?: string;
}

function asks(url: string) {
  return async (path: string, { method = "POST", token, body, key = freshKey() }: Sent = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        "idempotency-key": key,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: text.startsWith("{") ? JSON.parse(text) : null,
    };
  };
}

test("one line a request, with nothing in it that is anybody's", async () => {
  const lines: string[] = [];
  const url = await start({ log: ({ message }) => void lines.push(message) });
  const ask = asks(url);
  const token = world.storeKey;
  const staff = await staffOf(world, "owner", "grace@example.org");
  const venue = await world.does(openVenue, {
    venue: "ven_01kajw8zt0q9w4m2xv5n6p7r8w",
    store: "sto_shop",
    name: "Alexanderplatz",
    latitudeE7: 525_208_150,
    longitudeE7: 134_094_190,
    radiusMetres: 100,
  });
  const email = "ada.lovelace@example.com";
  const phone = "+31201234567";
  const joined = await ask("/v1/members", {
    token,
    body: { email, phone, name: "Ada Lovelace", externalId: "shopper-77" },
  });
  expect(joined.status, joined.text).toBe(201);
  const tms = memberToken(joined.json.member);
  const bought = await ask("/v1/purchases", {
    token,
    body: orderOf("order-4711", 90_000, { email }),
    key: "key-of-hers-1",
  });
  expect(bought.status, bought.text).toBe(201);
  const redeemed = await ask("/v1/me/redemptions", { token: tms, body: { reward: "five-off" } });
  expect(redeemed.status, redeemed.text).toBe(201);
  const code: string = redeemed.json.voucher.code;
  expect((await ask(`/v1/vouchers/${code}/quotes`, { token })).status).toBe(200);
  expect((await ask(`/v1/vouchers/${code}/use`, { token, body: { order: "order-4712" } })).status).toBe(200);
  const fix = { latitude: 52.5208151, longitude: 13.4094191, accuracyMetres: 7, timestamp: Date.now() };
  const there = await ask("/v1/me/check-ins", { token: tms, body: { venue: String(venue.venue), fix } });
  expect(there.status, there.text).toBe(201);
  await ask(`/v1/staff/members?query=${encodeURIComponent(email)}`, { method: "GET", token: staff.session });
  await ask(`/v1/venues/nearby?latitude=52.5208151&longitude=13.4094191`, { method: "GET" });
  await ask(`/staff/enter?token=${staff.link}`, { method: "GET" });
  await ask(`/nowhere/${email}?phone=${phone}`, { method: "GET" });
  await ask(`/v1/members/${encodeURIComponent(email)}`, { method: "DELETE", token });
  await ask("/v1/purchases", { token, body: `{"member":{"email":"${email}"` });
  await ask("/v1/purchases", { token: "tsk_test_shop_stolen", body: {} });
  const purchase = lines.map((line) => JSON.parse(line)).find(({ operation }) => operation === bought.json.operation);
  expect(purchase).toEqual({
    requestId: bought.headers.get("x-request-id"),
    method: "POST",
    route: "/v1/purchases",
    status: 201,
    ms: expect.any(Number),
    operation: bought.json.operation,
    replay: false,
  });
  expect(lines.length).toBe(13);
  const log = lines.join("\n");
  const personal = [
    ...[email, "ada.lovelace", "example.com", "grace", phone, phone.slice(1), "Lovelace", "shopper-77"],
    ...[
      "order-4711",
      "order-4712",
      "key-of-hers-1",
      code,
      code.replaceAll("-", ""),
      token,
      tms,
      staff.session,
      staff.link,
    ],
    ...["stolen", "52.52", "13.40", "525208", "Alexanderplatz", joined.json.member],
  ];
  expect(personal.filter((each) => log.toLowerCase().includes(each.toLowerCase()))).toEqual([]);
});

test("all addresses of one line are one that asks too often", async () => {
  const url = await start({ ratePerMinute: 5 });
  const from = async (address: string) => {
    const headers = { "cf-connecting-ip": address, "content-type": "application/json" };
    return (await fetch(`${url}/v1/sign-in/passkey-options`, { method: "POST", headers, body: "{}" })).status;
  };
  // The limiter's minute may turn within the twelve; then more of them pass.
  const statuses = [];
  for (let host = 1; host <= 12; host += 1) statuses.push(await from(`2001:db8:0:1::${host}`));
  expect(statuses).toContain(429);
  expect(await from("2001:db8:0:2::1")).toBe(200);
});

test("who asks too often is told when to come back, and nothing is stored; the others go on", async () => {
  const url = await start({ ratePerMinute: 5 });
  const ask = asks(url);
  const operations = async () =>
    Number((await world.client.execute("SELECT COUNT(*) AS n FROM operations")).rows[0]?.n);
  const before = await operations();
  const answers = [];
  for (let index = 0; index < 8; index += 1) {
    answers.push(
      await ask("/v1/members", {
        token: world.storeKey,
        body: { externalId: `often-${index}` },
        key: `often-${index}`,
      }),
    );
  }
  // The limiter's minute may turn within the eight; then more of them pass.
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  for (const { json, headers } of refused) {
    expect(json).toMatchObject({ code: "too_many_requests", same_key_safe: true });
    expect(headers.get("retry-after")).toBe("60");
  }
  expect((await operations()) - before).toBe(answers.filter(({ status }) => status === 201).length);
  const ben = await world.post("/v1/members", { externalId: "ben" });
  const token = memberToken(ben.json.member);
  expect((await ask("/v1/me", { method: "GET", token })).status).toBe(200);
  expect((await ask("/v1/programme", { method: "GET" })).status).toBe(200);
});
