import { afterEach, expect, test } from "vitest";
import { readWholeFaults } from "../../functions/database/audit.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { memberWith, shop } from "../support/shop.ts";
import { freshKey, newWorld, openStoreWithKey, orderOf } from "../support/world.ts";

const cost = { unit: "points", amount: 100 };
const date = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const world = await newWorld(
  shop({
    zone: "UTC",
    rewards: [
      { id: "ten", name: "10% off", kind: "voucher", cost, percent: 10, atMostMinor: 300, only: { leastMinor: 1000 } },
      { id: "parts", name: "Credit", kind: "voucher", cost, valueMinor: 1000, inParts: true },
      { id: "one-free", name: "One free", kind: "voucher", cost, free: "cheapest", only: { categories: ["coffee"] } },
      { id: "here", name: "Here", kind: "voucher", cost, valueMinor: 100, only: { stores: ["sto_shop"] } },
      { id: "later", name: "Later", kind: "voucher", cost, valueMinor: 100, goodFrom: date(1) },
      { id: "soon-over", name: "Soon over", kind: "voucher", cost, valueMinor: 100, goodUntil: date(2) },
      { id: "mug", name: "A mug", kind: "product", sku: "MUG", stock: 5 },
    ],
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
            id: "a-mug",
            name: "A mug",
            on: "purchase",
            when: [{ kind: "category", in: ["gifts"] }],
            effects: [{ kind: "reward", reward: "mug" }],
          },
        ],
      },
    ],
  }),
);
const elsewhere = await openStoreWithKey(world.does, "sto_other");
afterEach(async () => {
  await conserved(world.client);
  expect(await readWholeFaults(world.client)).toEqual([]);
});

async function issued(reward: string): Promise<{ code: string; redemption: string; expiresOn: string }> {
  const { id } = await memberWith(100, world);
  const { json, text } = await world.post("/v1/redemptions", { member: { id }, reward });
  expect(json.voucher, text).toBeDefined();
  return { ...json.voucher, redemption: json.id };
}
const at = (code: string, what: string) => `/v1/vouchers/${code}/${what}`;
const use = (code: string, body: JsonObject, key?: string) => world.post(at(code, "use"), body, key);
const quote = (code: string, body: JsonObject) =>
  world.send({ method: "POST", path: at(code, "quotes"), token: world.storeKey, body });
const lines = (...amounts: number[]) =>
  amounts.map((amountMinor, index) => ({ line: `l${index}`, sku: `S${index}`, category: "coffee", amountMinor }));

test("a percentage is quoted as it is used, off each line, and shown for a refund", async () => {
  const { code } = await issued("ten");
  expect((await quote(code, {})).json).toMatchObject({ valueMinor: null, discount: null });
  const cart = { lines: lines(999) };
  expect((await quote(code, cart)).json).toMatchObject({ code: "basket_too_small", hasMinor: 999, needsMinor: 1000 });
  const discount = {
    amountMinor: 100,
    lines: [
      { line: "l0", amountMinor: 67 },
      { line: "l1", amountMinor: 33 },
    ],
  };
  const goods = { lines: lines(670, 335) };
  expect((await quote(code, goods)).json.discount).toEqual(discount);
  expect((await use(code, { order: "1", ...goods }, "ten-1")).json).toMatchObject({ status: "used", ...discount });
  expect((await use(code, { order: "1", ...goods }, "ten-1")).headers.get("idempotent-replayed")).toBe("true");
  const shown = await world.get(`/v1/vouchers/${code}`);
  expect(shown.json).toMatchObject({ state: "used", uses: [{ order: "1", ...discount }] });
  const other = await world.send({ path: `/v1/vouchers/${code}`, token: elsewhere });
  expect(other.json).toMatchObject({ state: "used", uses: [] });
});

test("money in parts: what is left is never overspent, and each part comes back by its order", async () => {
  const { code, redemption } = await issued("parts");
  expect((await use(code, { order: "1", amountMinor: 600 })).json).toMatchObject({
    status: "issued",
    amountMinor: 600,
    leftMinor: 400,
  });
  expect((await use(code, { order: "1" })).json).toMatchObject({ code: "voucher_used", order: "1" });
  expect((await use(code, { order: "2", amountMinor: 401 })).json).toMatchObject({
    code: "voucher_short",
    hasMinor: 400,
    needsMinor: 401,
  });
  expect((await world.post(`/v1/redemptions/${redemption}/reversal`, {})).json.code).toBe("voucher_used");
  expect((await use(code, { order: "2" })).json).toMatchObject({ status: "used", amountMinor: 400, leftMinor: 0 });
  expect((await world.post(at(code, "reversal"), { order: "1" })).json).toMatchObject({ order: "1", leftMinor: 600 });
  expect((await world.get(`/v1/vouchers/${code}`)).json).toMatchObject({
    state: "issued",
    leftMinor: 600,
    uses: [{ order: "2", amountMinor: 400 }],
  });
  expect((await world.post(at(code, "reversal"), { order: "1" })).json.code).toBe("voucher_not_used");
  await world.post(at(code, "reversal"), {});
  expect((await world.post(`/v1/redemptions/${redemption}/reversal`, {})).json.status).toBe("reversed");
  expect((await use(code, { order: "3" })).json.code).toBe("voucher_cancelled");
});

test("ten orders at once take their parts of 300 from 1,000: three have them", async () => {
  const { code } = await issued("parts");
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, order) => use(code, { order: `race-${order}`, amountMinor: 300 })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
  expect(answers.filter(({ json }) => json.code === "voucher_short" && json.hasMinor === 100)).toHaveLength(7);
});

test("the cheapest coffee of the cart is free", async () => {
  const { code } = await issued("one-free");
  expect((await use(code, { order: "1", lines: [{ category: "cake", amountMinor: 100 }] })).json).toMatchObject({
    code: "voucher_not_for_goods",
    categories: ["coffee"],
  });
  const cart = [
    { line: "latte", category: "coffee", quantity: 2, amountMinor: 900 },
    { line: "espresso", category: "coffee", quantity: 2, amountMinor: 500 },
    { line: "cake", category: "cake", amountMinor: 100 },
  ];
  expect((await use(code, { order: "2", lines: cart })).json).toMatchObject({
    amountMinor: 250,
    lines: [{ line: "espresso", amountMinor: 250 }],
  });
});

test("a quote shows which of her vouchers and rewards take something off the cart, and how much", async () => {
  const { id, email } = await memberWith(400, world);
  for (const reward of ["ten", "parts", "later"]) await world.post("/v1/redemptions", { member: { id }, reward });
  const { json } = await world.send({
    method: "POST",
    path: "/v1/quotes",
    token: world.storeKey,
    body: {
      member: { email },
      currency: "EUR",
      lines: [
        { line: "a", sku: "A", category: "coffee", quantity: 2, unitMinor: 500 },
        { line: "b", sku: "B", quantity: 1, unitMinor: 300 },
      ],
      discountMinor: 100,
    },
  });
  expect(json.vouchers).toMatchObject([
    { reward: "parts", amountMinor: 1000 },
    { reward: "ten", amountMinor: 120 },
  ]);
  expect(json.vouchers.map(({ lines: each }: { lines: object[] }) => each.length)).toEqual([2, 2]);
  const offers = json.rewards.map(({ reward, discountMinor }: JsonObject) => [reward, discountMinor]);
  expect(Object.fromEntries(offers)).toMatchObject({ ten: 120, parts: 1000, "one-free": 461, here: 100, later: null });
  expect(JSON.stringify(json)).not.toContain("TSR-");
});

test("a voucher for one store, and one for later", async () => {
  const here = await issued("here");
  const asked = { method: "POST", path: at(here.code, "use"), token: elsewhere, key: freshKey(), body: { order: "1" } };
  expect((await world.send(asked)).json).toMatchObject({ code: "voucher_not_here", stores: ["sto_shop"] });
  expect((await use(here.code, { order: "1" })).status).toBe(200);
  const later = await issued("later");
  expect((await use(later.code, { order: "1" })).json).toMatchObject({ code: "voucher_not_yet", goodFrom: date(1) });
  expect((await issued("soon-over")).expiresOn).toBe(date(2));
});

test("a thing that a rule gives is collected with a code, or comes off the cart that has it", async () => {
  const { email } = await memberWith(0, world);
  const box = { lines: [{ sku: "BOX", category: "gifts", quantity: 1, unitMinor: 1000 }] };
  for (const order of ["box-1", "box-2"]) {
    const { json } = await world.post("/v1/purchases", orderOf(order, 1000, { email }, box));
    const [{ code, valueMinor }] = json.vouchers;
    expect(valueMinor).toBeNull();
    const goods = order === "box-1" ? {} : { lines: [{ sku: "MUG", quantity: 2, amountMinor: 1800 }] };
    expect((await use(code, { order: `c-${order}`, ...goods })).json).toMatchObject({
      status: "used",
      amountMinor: order === "box-1" ? null : 900,
    });
  }
  const { json } = await world.post("/v1/purchases", orderOf("box-3", 1000, { email }, box));
  await world.post("/v1/purchases/box-3/refunds", { refund: "r", amountMinor: 1000 });
  expect((await use(json.vouchers[0].code, { order: "c" })).json.code).toBe("voucher_cancelled");
});

test.each([
  [{ kind: "voucher" }, "/rewards/0/valueMinor"],
  [{ kind: "voucher", valueMinor: 5, percent: 5 }, "/rewards/0/valueMinor"],
  [{ kind: "voucher", percent: 5 }, "/rewards/0/atMostMinor"],
  [{ kind: "voucher", percent: 5, atMostMinor: 5, inParts: true }, "/rewards/0/inParts"],
])("a document with %j is faulty at %s", async (terms, pointer) => {
  const { readProgramme } = await import("../../functions/programme/programme.ts");
  const read = readProgramme(shop({ rewards: [{ id: "x", name: "X", ...terms }] }));
  expect("faults" in read && read.faults[0]?.pointer).toBe(pointer);
});
