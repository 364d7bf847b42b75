import { afterEach, expect, test } from "vitest";
import { readWholeFaults } from "../../functions/database/audit.ts";
import { openImported, sealImported } from "../../functions/edge/sealed-code.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { sendRaw } from "../support/raw.ts";
import { memberWith, shop } from "../support/shop.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, orderOf } from "../support/world.ts";

const cost = { unit: "points", amount: 1 };
const made = { name: "Cinema", kind: "voucher", valueMinor: 900 };
const cinema = { ...made, codes: "imported" };
const rewards = [
  { id: "cinema", ...cinema, cost },
  { id: "race", ...cinema, cost },
  { id: "held", ...cinema, cost },
  { id: "shown", ...cinema, cost },
  { id: "given", ...cinema },
  { id: "made", name: "Made", kind: "voucher", valueMinor: 900, cost },
];
const world = await newWorld(
  shop({
    rewards,
    campaigns: [
      {
        id: "base",
        name: "Base",
        rules: [
          {
            id: "points-per-euro",
            name: "2 points per euro",
            on: "purchase",
            effects: [{ kind: "earn", unit: "points", amount: 2, perMinor: 100 }],
          },
          {
            id: "a-film",
            name: "A film",
            on: "purchase",
            when: [{ kind: "category", in: ["gifts"] }],
            effects: [{ kind: "reward", reward: "given" }],
          },
        ],
      },
    ],
  }),
);
const owner = await staffOf(world, "owner");
afterEach(async () => {
  await conserved(world.client);
  expect(await readWholeFaults(world.client)).toEqual([]);
});

const path = (reward: string) => `/v1/staff/rewards/${reward}/codes`;
const bring = (reward: string, codes: string[], key?: string) => owner.post(path(reward), { codes }, key);
const pools = async () => {
  const { json } = await owner.get("/v1/staff/codes");
  return Object.fromEntries(json.data.map(({ reward, ...rest }: { reward: string }) => [reward, rest]));
};
const redeems = (id: string, reward: string, key?: string) =>
  world.post("/v1/redemptions", { member: { id }, reward }, key);

test("a list is brought along in pages: what is new is counted, what is there is told by its line", async () => {
  const first = await bring("cinema", ["FILM-1", " film-2 ", "", "FILM-1"], "page-1");
  expect(first.json, first.text).toMatchObject({ added: 2, duplicates: [{ line: 4 }], issued: 2, left: 2 });
  expect((await bring("cinema", ["FILM-1", " film-2 ", "", "FILM-1"], "page-1")).text).toBe(first.text);
  expect((await bring("cinema", ["FILM-9"], "page-1")).json.code).toBe("key_reused");
  const second = await bring("cinema", ["FILM-2", "FILM-3"]);
  expect(second.json).toMatchObject({ added: 1, duplicates: [{ line: 1 }], issued: 3, left: 3 });
  expect((await bring("held", ["film-3"])).json).toMatchObject({ added: 0, duplicates: [{ line: 1 }], issued: 0 });
  expect(await pools()).toMatchObject({ cinema: { issued: 3, left: 3 }, given: { issued: 0, left: 0 } });
});

test.each([
  ["text/csv", 'code,note\r\n"CSV-1",a\r\nCSV-2;b\r\n\r\nCSV-1\r\n', { added: 2, duplicates: [{ line: 5 }] }],
  ["application/x-ndjson", '"ROW-1"\n{"code":"ROW-2"}\n', { added: 2, duplicates: [] }],
])("a list may be %s", async (type, body, expected) => {
  const headers = { authorization: `Bearer ${owner.session}`, "idempotency-key": freshKey(), "content-type": type };
  const answer = await sendRaw(world, { method: "POST", path: path("cinema"), headers, body, isChunked: false });
  expect(answer.json, answer.text).toMatchObject(expected);
});

test("refuses what is no code by its line, more than a page, and codes for what has none to bring along", async () => {
  const bad = await bring("cinema", ["GOOD-1", "two words"]);
  expect([bad.status, bad.json.errors[0].pointer]).toEqual([422, "/codes/1"]);
  const many = Array.from({ length: 1001 }, (_, index) => `MANY-${index}`);
  expect((await bring("cinema", many)).status).toBe(422);
  const headers = {
    authorization: `Bearer ${owner.session}`,
    "idempotency-key": freshKey(),
    "content-type": "application/x-ndjson",
  };
  const lines = await sendRaw(world, {
    method: "POST",
    path: path("cinema"),
    headers,
    body: '"OK-1"\n7',
    isChunked: false,
  });
  expect([lines.status, lines.text.includes("line 2 has no code")]).toEqual([422, true]);
  for (const reward of ["made", "nothing"]) {
    const answer = await bring(reward, ["CODE-1"]);
    expect([answer.status, answer.json.code]).toEqual([404, "reward_unknown"]);
  }
});

test("the same list sent ten times at once is in the ledger once", async () => {
  const codes = Array.from({ length: 40 }, (_, index) => `TWICE-${index}`);
  const answers = await Promise.all(Array.from({ length: 10 }, () => bring("given", codes)));
  expect(answers.map(({ json }) => json.added).sort((a, b) => a - b)).toEqual([...Array(9).fill(0), 40]);
  expect((await pools()).given).toEqual({ issued: 40, left: 40 });
});

test("a code is seen by whoever gets it, and by nobody who has the ledger", async () => {
  const ada = await memberWith(10, world);
  await bring("cinema", ['O"DD\\CODE-1']);
  const before = (await pools()).cinema.left;
  const first = await redeems(ada.id, "cinema", "see-1");
  expect(first.status, first.text).toBe(201);
  const { code } = first.json.voucher;
  expect((await redeems(ada.id, "cinema", "see-1")).text).toBe(first.text);
  expect((await pools()).cinema.left).toBe(before - 1);
  for (let left = before - 1; left > 0; left--) await redeems(ada.id, "cinema");
  const mine = await world.send({ path: "/v1/me/vouchers", token: ada.token });
  const codes = mine.json.data.map((voucher: { code: string }) => voucher.code);
  expect(codes).toContain(code);
  expect(codes).toContain('O"DD\\CODE-1');
  const dump = await Promise.all(
    ["papers", "holders", "voucher_codes", "operations", "postings"].map(async (table) =>
      JSON.stringify((await world.client.execute(`SELECT * FROM ${table}`)).rows),
    ),
  );
  for (const word of [code, "FILM-", "film-", "DD\\\\CODE", "CSV-", "TWICE-"]) expect(dump.join()).not.toContain(word);
  const gone = await redeems(ada.id, "cinema");
  expect([gone.status, gone.json]).toMatchObject([409, { code: "stock_exhausted", left: 0, stock: codes.length }]);
});

test("a code is used as any, in any case, and is nobody else's when its redemption is reversed", async () => {
  const ben = await memberWith(10, world);
  await bring("cinema", ["use-me"]);
  const { json } = await redeems(ben.id, "cinema");
  const used = await world.post(`/v1/vouchers/${"uSE-mE"}/use`, { order: "film-order", amountMinor: 900 });
  expect(used.json, used.text).toMatchObject({ voucher: json.voucher.id, status: "used" });
  await world.post("/v1/vouchers/USE-ME/reversal", { order: "film-order" });
  expect((await world.post(`/v1/redemptions/${json.id}/reversal`, {})).json.status).toBe("reversed");
  expect((await pools()).cinema.left).toBe(0);
  expect((await redeems(ben.id, "cinema")).json.code).toBe("stock_exhausted");
  const cancelled = await world.post("/v1/vouchers/USE-ME/use", { order: "film-order" });
  expect(cancelled.json.code).toBe("voucher_cancelled");
});

test("a code that was shown is not undone by whoever saw it, and still is by a store", async () => {
  const eve = await memberWith(10, world);
  await bring("shown", ["SHOWN-1", "SHOWN-2"]);
  const own = (route: string, body: JsonObject) =>
    world.send({ method: "POST", path: `/v1/me/redemptions${route}`, token: eve.token, key: freshKey(), body });
  const { json } = await own("", { reward: "shown" });
  expect(json.voucher.code).toMatch(/^SHOWN-/);
  const undone = await own(`/${json.id}/reversal`, {});
  expect([undone.status, undone.json]).toMatchObject([409, { code: "voucher_used", voucher: json.voucher.id }]);
  expect((await world.get(`/v1/vouchers/${json.voucher.code}`)).json.state).toBe("issued");
  expect((await world.post(`/v1/redemptions/${json.id}/reversal`, {})).json.status).toBe("reversed");
  expect((await own(`/${json.id}/reversal`, {})).json.code).toBe("already_reversed");
});

test("a page offers to undo what can be undone, and not a code that it shows", async () => {
  const fay = await memberWith(10, world);
  await bring("shown", ["SHOWN-3"]);
  const headers = { cookie: `member=${fay.token}`, "sec-fetch-site": "same-origin" };
  const offered = async (reward: string) => {
    const page = (await world.send({ path: `/me/rewards/${reward}`, headers })).text;
    const fields = [...page.matchAll(/name="(key|cost|final)" value="([^"]+)"/g)].map(([, name, value]) => [
      name,
      value,
    ]);
    const sent = await sendRaw(world, {
      method: "POST",
      path: `/me/rewards/${reward}/redeem`,
      headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields as [string, string][]).toString(),
    });
    const came = (await world.send({ path: sent.location, headers })).text;
    expect(came).toContain("Yours: ");
    return [page.includes("You can undo it"), came.includes("/undo")];
  };
  expect(await offered("made")).toEqual([true, true]);
  expect(await offered("shown")).toEqual([false, false]);
  const { data } = (await world.send({ path: "/v1/me/rewards", token: fay.token })).json;
  const named = data.map(({ id, undoable }: { id: string; undoable: boolean }) => [id, undoable]);
  expect(Object.fromEntries(named)).toMatchObject({ shown: false, made: true });
});

test("what is held counts on a code, gets it when it is captured, and gives its piece back when it is released", async () => {
  const cleo = await memberWith(10, world);
  await bring("held", ["HOLD-1"]);
  const hold = () => world.post("/v1/redemptions", { member: { id: cleo.id }, reward: "held", hold: true });
  const first = await hold();
  expect(first.json, first.text).toMatchObject({ status: "held" });
  expect(first.json.voucher).toBeUndefined();
  expect((await hold()).json.code).toBe("stock_exhausted");
  await world.post(`/v1/redemptions/${first.json.id}/release`, {});
  const second = await hold();
  const captured = await world.post(`/v1/redemptions/${second.json.id}/capture`, {});
  expect(captured.json.voucher.code, captured.text).toBe("HOLD-1");
});

test("a rule gives codes until they are gone, and a refund leaves a code that was shown", async () => {
  const dora = await memberWith(0, world);
  const order = {
    ...orderOf("gift-1", 1_000, { id: dora.id }),
    lines: [{ sku: "G", name: "G", category: "gifts", quantity: 1, unitMinor: 1_000 }],
  };
  const bought = await world.post("/v1/purchases", order);
  expect(bought.json.vouchers[0].code, bought.text).toMatch(/^TWICE-\d+$/);
  const refund = await world.post("/v1/purchases/gift-1/refunds", { refund: "r", amountMinor: 1_000 });
  expect(refund.status, refund.text).toBe(201);
  expect((await pools()).given.left).toBe(39);
});

test("200 at once for 150 codes: exactly 150 get one, each another", async () => {
  const codes = Array.from({ length: 150 }, (_, index) => `RACE-${index}`);
  await bring("race", codes);
  const people = await Promise.all(Array.from({ length: 20 }, () => memberWith(10, world)));
  // Who is told that nobody knows sends the same again.
  const until = async (id: string, key: string) => {
    for (;;) {
      const answer = await redeems(id, "race", key);
      if (answer.status !== 503) return answer;
    }
  };
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => until(people[index % 20]?.id ?? "", freshKey())),
  );
  const got = answers.filter(({ status }) => status === 201).map(({ json }) => json.voucher.code);
  expect(got.sort()).toEqual(codes.sort());
  const refused = answers.filter(({ status }) => status !== 201).map(({ json }) => json.code);
  expect(refused).toEqual(Array(50).fill("stock_exhausted"));
}, 240_000);

test("what had a stock is not given codes, nor the other way round", async () => {
  const documents = [
    [{ id: "cinema", ...made, stock: 500, cost }, "/rewards/0/codes"],
    [{ id: "both", ...cinema, stock: 5, cost }, "/rewards/0/stock"],
    [{ id: "steps", ...cinema, stepsMax: 5, cost }, "/rewards/0/stepsMax"],
  ] as const;
  for (const [reward, pointer] of documents) {
    const document = shop({ rewards: [reward] });
    const answer = await owner.post("/v1/staff/programme/versions", { document, basedOn: 1 });
    expect([answer.status, answer.text.includes(pointer)], answer.text).toEqual([422, true]);
  }
});

test("a sealed code opens under its own secret only, and never reads the same twice", async () => {
  const [one, two] = [await sealImported(SECRET, "A-1"), await sealImported(SECRET, "A-1")];
  expect(one).not.toBe(two);
  expect(await openImported(SECRET, two)).toBe("A-1");
  await expect(openImported(`${SECRET}.`, one)).rejects.toThrow();
});
