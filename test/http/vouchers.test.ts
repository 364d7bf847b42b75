import { afterEach, expect, test } from "vitest";
import { quoteVoucher } from "../../functions/operations/quote-voucher.ts";
import { redeem } from "../../functions/operations/redeem.ts";
import { useVoucher } from "../../functions/operations/use-voucher.ts";
import { dayOf, startOf } from "../../functions/values/day.ts";
import { codeOf } from "../../functions/values/voucher-code.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { memberWith, shop } from "../support/shop.ts";
import { freshKey, newWorld, openStoreWithKey } from "../support/world.ts";

const world = await newWorld(shop());
const otherKey = await openStoreWithKey(world.does, "sto_other");
afterEach(() => conserved(world.client));

/** A voucher of 5.00 that somebody new has bought. */
async function issued() {
  const { email } = await memberWith(500, world);
  const { json } = await world.post("/v1/redemptions", { member: { email }, reward: "five-off" });
  return { redemption: json.id as string, code: json.voucher.code as string, id: json.voucher.id as string };
}

const operations = async () => (await world.client.execute("SELECT max(seq) AS seq FROM operations")).rows[0]?.seq;

test("a quote says what a voucher is worth and writes nothing", async () => {
  const { code, id } = await issued();
  const before = await operations();
  const quoted = await world.send({ method: "POST", path: `/v1/vouchers/${code}/quotes`, token: world.storeKey });
  expect(quoted.status, quoted.text).toBe(200);
  expect(quoted.json).toMatchObject({ voucher: id, reward: "five-off", valueMinor: 500, currency: "EUR" });
  expect(await operations()).toBe(before);
});

test("a voucher is used once; its key answers the same, another key is refused and told this store's order", async () => {
  const { code, id } = await issued();
  const path = `/v1/vouchers/${code}/use`;
  const first = await world.post(path, { order: "9001" }, "use-1");
  expect(first.json).toMatchObject({ voucher: id, status: "used", order: "9001", amountMinor: 500, valueMinor: 500 });
  expect((await world.post(path, { order: "9001" }, "use-1")).text).toBe(first.text);
  const again = await world.post(path, { order: "9002" });
  expect([again.status, again.json.code, again.json.order]).toEqual([409, "voucher_used", "9001"]);
  const elsewhere = await world.send({
    method: "POST",
    path,
    token: otherKey,
    key: freshKey(),
    body: { order: "1" },
  });
  expect([elsewhere.json.code, elsewhere.json.order]).toEqual(["voucher_used", undefined]);
  const quoted = await world.send({ method: "POST", path: `/v1/vouchers/${code}/quotes`, token: world.storeKey });
  expect([quoted.status, quoted.json.code]).toEqual([409, "voucher_used"]);
});

test("twenty tills use one voucher at once: one has it", async () => {
  const { code } = await issued();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => world.post(`/v1/vouchers/${code}/use`, { order: `till-${index}` })),
  );
  const done = answers.filter(({ status }) => status === 200);
  expect(done).toHaveLength(1);
  const refused = answers.filter(({ json }) => json.code === "voucher_used");
  expect(refused.map(({ json }) => json.order)).toEqual(Array(19).fill(done[0]?.json.order));
});

test.each([
  ["in lower case", (code: string) => code.toLowerCase()],
  ["without dashes", (code: string) => code.replaceAll("-", "")],
  ["without its prefix", (code: string) => code.slice("TSR-".length)],
  ["with o for 0 and l for 1", (code: string) => code.replaceAll("0", "o").replaceAll("1", "l")],
])("a code typed %s is the same voucher", async (_, typed) => {
  const { code, id } = await issued();
  expect((await world.post(`/v1/vouchers/${typed(code)}/use`, { order: "1" })).json.voucher).toBe(id);
});

test.each(["TSR-0000-0000-0000", "TSR-0000-0000-000", "hello", "vch_00000000000000000000000000", "%27--"])(
  "%s is no voucher, and its key stays free",
  async (code) => {
    const key = freshKey();
    const answer = await world.post(`/v1/vouchers/${code}/use`, { order: "1" }, key);
    expect([answer.status, answer.json.code, answer.json.same_key_safe]).toEqual([404, "voucher_unknown", true]);
  },
);

test.each([
  [0, 422],
  [1, 200],
  [499, 200],
  [500, 200],
  [501, 422],
])("%i minor units off with a voucher of 500 answer %i", async (amountMinor, status) => {
  const { code } = await issued();
  const answer = await world.post(`/v1/vouchers/${code}/use`, { order: "1", amountMinor });
  expect(answer.status).toBe(status);
});

test("a use is reversed by the store that made it, as often as it is used again", async () => {
  const { code } = await issued();
  const use = (order: string) => world.post(`/v1/vouchers/${code}/use`, { order });
  const path = `/v1/vouchers/${code}/reversal`;
  expect((await world.post(path, {})).json.code).toBe("voucher_not_used");
  await use("1");
  const elsewhere = await world.send({ method: "POST", path, token: otherKey, key: freshKey(), body: {} });
  expect(elsewhere.json.code).toBe("voucher_not_used");
  const reversed = await world.post(path, {}, "voucher-reversal");
  expect(reversed.json).toMatchObject({ status: "issued", order: "1", valueMinor: 500 });
  expect((await use("2")).status).toBe(200);
  expect((await world.post(path, {}, "voucher-reversal")).text).toBe(reversed.text);
  expect((await use("3")).json).toMatchObject({ code: "voucher_used", order: "2" });
});

test("a reversed redemption cancels its voucher; a used voucher has to be reversed first", async () => {
  const { code, redemption, id } = await issued();
  await world.post(`/v1/vouchers/${code}/use`, { order: "1" });
  const refused = await world.post(`/v1/redemptions/${redemption}/reversal`, {});
  expect(refused.json).toMatchObject({ code: "voucher_used", voucher: id });
  await world.post(`/v1/vouchers/${code}/reversal`, {});
  expect((await world.post(`/v1/redemptions/${redemption}/reversal`, {})).json).toMatchObject({
    status: "reversed",
    balances: { points: { available: 500 } },
  });
  expect((await world.post(`/v1/vouchers/${code}/use`, { order: "2" })).json.code).toBe("voucher_cancelled");
  expect((await world.post(`/v1/vouchers/${code}/reversal`, {})).json.code).toBe("voucher_not_used");
});

test("a use and the reversal of its redemption at once: one of them happens", async () => {
  for (let round = 0; round < 5; round++) {
    const { code, redemption } = await issued();
    const [used, reversed] = await Promise.all([
      world.post(`/v1/vouchers/${code}/use`, { order: "1" }),
      world.post(`/v1/redemptions/${redemption}/reversal`, {}),
    ]);
    expect([
      [used?.status, reversed?.json.code],
      [used?.json.code, reversed?.status],
    ]).toContainEqual(used?.status === 200 ? [200, "voucher_used"] : ["voucher_cancelled", 200]);
  }
});

test("a voucher of 30 days is good until the end of its last day in the programme's zone", async () => {
  const zone = "Europe/Berlin";
  const { email } = await memberWith(1500, world);
  const now = Date.now();
  const end = startOf(dayOf(now, zone) + 31, zone);
  for (const [at, code] of [
    [end - 1, null],
    [end, "voucher_expired"],
  ] as const) {
    const asked = {
      store: "sto_shop",
      member: { email },
      reward: "five-off",
      amount: null,
      cost: null,
      holdMs: null,
    };
    const { voucher } = (await world.does(redeem, asked, { now })) as { voucher: { id: string } };
    const use = {
      store: "sto_shop",
      code: codeOf(SECRET, voucher.id),
      order: "1",
      amountMinor: null,
      cart: { channel: null, venue: null, lines: [] },
    };
    if (code === null) await world.does(useVoucher, use, { now: at });
    else await expect(world.does(useVoucher, use, { now: at })).rejects.toThrow(code);
    const quoted = world.does(quoteVoucher, { store: "sto_shop", code: use.code, cart: null }, { now: at });
    await expect(quoted).rejects.toThrow(code ?? "voucher_used");
  }
});
