import { afterAll, expect, test } from "vitest";
import { conserved } from "../../support/ledger.ts";
import { newMember } from "../../support/places.ts";
import { presetWorld } from "../../support/presets.ts";

const world = await presetWorld("buy-five-get-sixth");
afterAll(() => conserved(world.client));

const PRICES: Record<string, number> = { ESPRESSO: 220, CAPPUCCINO: 340, TEA: 300, BUN: 350 };

/** Buys goods, a line each; "free ESPRESSO" costs nothing. */
function buy(member: { id: string }, order: string, ...goods: string[]) {
  const lines = goods.map((good) => ({
    sku: good.replace("free ", ""),
    quantity: 1,
    unitMinor: good.startsWith("free ") ? 0 : (PRICES[good] ?? 0),
  }));
  const totalMinor = lines.reduce((sum, { unitMinor }) => sum + unitMinor, 0);
  const at = { occurredAt: new Date().toISOString(), currency: "EUR" };
  return world.post("/v1/purchases", { member: { id: member.id }, order, ...at, lines, totalMinor });
}
const bringBack = (order: string, sku: string, quantity = 1) =>
  world.post(`/v1/purchases/${order}/refunds`, { refund: `${order}-${sku}`, lines: [{ sku, quantity }] });
const cart = (...goods: string[]) => ({
  lines: goods.map((sku) => ({ sku, category: "drinks", quantity: 1, amountMinor: PRICES[sku] ?? 0 })),
});
const card = (has: number, filled: number, justFilled = 0) => [
  { reward: "sixth-free", unit: "stamps", has, needs: 5, filled, justFilled, waits: null },
];

test("five cups of the list fill the card, and the cheapest of the next cart is free; a bun counts for nothing", async () => {
  const ada = await newMember(world, "ada");
  const four = await buy(ada, "a1", "ESPRESSO", "TEA", "CAPPUCCINO", "CAPPUCCINO", "BUN");
  expect(four.status, four.text).toBe(201);
  expect(four.json.stampCards).toEqual(card(4, 0));
  const fifth = (await buy(ada, "a2", "TEA")).json;
  expect(fifth.stampCards).toEqual(card(0, 1, 1));
  expect(fifth.vouchers).toMatchObject([{ reward: "sixth-free", valueMinor: null }]);
  const [{ code }] = fifth.vouchers;
  const quote = await world.post(`/v1/vouchers/${code}/quotes`, cart("CAPPUCCINO", "ESPRESSO", "TEA"));
  expect(quote.json, quote.text).toMatchObject({ discount: { amountMinor: 220 } });
  expect(
    (await world.post(`/v1/vouchers/${code}/use`, { order: "a3", ...cart("CAPPUCCINO", "TEA") })).json,
  ).toMatchObject({ status: "used", amountMinor: 300 });
  // The free one was not bought, so it gives no stamp.
  expect((await buy(ada, "a3", "CAPPUCCINO", "free TEA")).json.stampCards).toEqual(card(1, 1));
});

test("what is over begins the next card", async () => {
  const ben = await newMember(world, "ben");
  const six = Array.from({ length: 12 }, () => "ESPRESSO");
  const { json } = await buy(ben, "b1", ...six);
  expect(json.stampCards).toEqual(card(2, 2, 2));
  expect(new Set(json.vouchers.map(({ code }: { code: string }) => code)).size).toBe(2);
});

test("a refund of one of the five takes the stamp back, and the unused voucher with it", async () => {
  const cleo = await newMember(world, "cleo");
  await buy(cleo, "c1", "ESPRESSO", "TEA");
  const full = (await buy(cleo, "c2", "CAPPUCCINO", "ESPRESSO", "TEA")).json;
  const back = await bringBack("c1", "TEA");
  expect(back.status, back.text).toBe(201);
  expect(back.json).toMatchObject({ takenBack: [{ unit: "stamps", amount: 1 }], stampCards: card(4, 0) });
  expect(back.json.undone).toEqual([full.vouchers[0].redemption]);
  expect(await world.post(`/v1/vouchers/${full.vouchers[0].code}/use`, { order: "c3", ...cart("TEA") })).toMatchObject({
    status: 409,
    json: { code: "voucher_cancelled" },
  });
  const again = (await buy(cleo, "c4", "TEA")).json;
  expect(again.stampCards).toEqual(card(0, 1, 1));
  const says = (await world.get(`/v1/members/${cleo.id}/statement`)).text;
  expect(says).toContain("exchanged by itself for The sixth cup is free");
  expect(says).toContain("The sixth cup is free was undone, because a purchase behind it was refunded");
});

test("after the free cup was had, the stamp is owed, and the next one repays it", async () => {
  const dora = await newMember(world, "dora");
  const [voucher] = (await buy(dora, "d1", "ESPRESSO", "TEA", "TEA", "CAPPUCCINO", "CAPPUCCINO")).json.vouchers;
  await world.post(`/v1/vouchers/${voucher.code}/use`, { order: "d2", ...cart("TEA") });
  const back = (await bringBack("d1", "ESPRESSO")).json;
  expect(back.undone).toEqual([]);
  expect(back.balances.stamps).toEqual({ available: 0, pending: 0, held: 0, debt: 1 });
  expect((await buy(dora, "d3", "TEA", "TEA")).json).toMatchObject({
    balances: { stamps: { available: 1, debt: 0 } },
    stampCards: card(1, 1),
  });
});

test("a card of several orders is undone by a refund of any of them, once for each stamp that the rest does not cover", async () => {
  const eve = await newMember(world, "eve");
  for (const [index, pieces] of [3, 3, 4].entries())
    await buy(eve, `e${index}`, ...Array.from({ length: pieces }, () => "TEA").slice(0, pieces));
  const now = () => world.get(`/v1/members/${eve.id}`);
  expect((await now()).json.stampCards).toEqual(card(0, 2));
  const refund = (order: string, lines: string[]) =>
    world.post(`/v1/purchases/${order}/refunds`, {
      refund: order,
      lines: lines.map((line) => ({ line, quantity: 1 })),
    });
  expect((await refund("e0", ["1"])).json.stampCards).toEqual(card(4, 1));
  expect((await refund("e2", ["1", "2", "3", "4"])).json.stampCards).toEqual(card(0, 1));
  expect((await refund("e1", ["2"])).json.stampCards).toEqual(card(4, 0));
});

test("a guest's full card waits until she joins, and then gives at once", async () => {
  const guest = { email: "fay@example.com" };
  const lines = [{ sku: "TEA", quantity: 5, unitMinor: 300 }];
  const at = { occurredAt: new Date().toISOString(), currency: "EUR" };
  const { json } = await world.post("/v1/purchases", { member: guest, order: "f1", ...at, lines, totalMinor: 1500 });
  expect(json.stampCards).toEqual([{ ...card(5, 0)[0], waits: "member_not_joined" }]);
  await world.post("/v1/members", { ...guest, name: "Fay" });
  expect((await world.get(`/v1/members/${json.member}`)).json.stampCards).toEqual(card(0, 1));
  expect((await world.get(`/v1/members/${json.member}/vouchers`)).json.data).toMatchObject([{ state: "issued" }]);
});
