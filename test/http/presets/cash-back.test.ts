import { afterAll, expect, test } from "vitest";
import { conserved } from "../../support/ledger.ts";
import { newMember } from "../../support/places.ts";
import { presetWorld } from "../../support/presets.ts";
import { freshKey, orderOf } from "../../support/world.ts";

const world = await presetWorld("cash-back");
afterAll(() => conserved(world.client));

const wallet = async (id: string) => (await world.get(`/v1/members/${id}`)).json.balances.wallet.available;

test("three baskets of 33.33 give 1.99 and carry 0.98 of a cent", async () => {
  const { id } = await newMember(world, "ada");
  for (const order of ["a1", "a2", "a3"]) await world.post("/v1/purchases", orderOf(order, 3333, { id }));
  expect(await wallet(id)).toBe(199);
  const { data } = (await world.get(`/v1/members/${id}/statement`)).json;
  const [line] = data[0].lines;
  expect(line.why.carriedAfter / line.why.denominator).toBe(0.98);
  expect(line.says).toContain("0.98 of €0.01 is carried to your next purchase");
});

test("an order is paid from the wallet, any amount of it, and a refund gives it back to the lots it came from", async () => {
  const { id } = await newMember(world, "ben");
  await world.post("/v1/purchases", orderOf("b1", 50_000, { id }));
  const topUp = { member: { id }, id: "t1", amountMinor: 500, currency: "EUR", payment: { reference: "p1" } };
  await world.post("/v1/top-ups", topUp);
  const asked = { member: { id }, reward: "pay-from-wallet", amount: 1234, hold: true };
  const { json: held } = await world.post("/v1/redemptions", asked);
  expect(held).toMatchObject({
    status: "held",
    worthMinor: 1234,
    balances: { wallet: { available: 266, held: 1234 } },
  });
  await world.post(`/v1/redemptions/${held.id}/capture`, {});
  expect(await wallet(id)).toBe(266);
  const part = await world.post(`/v1/redemptions/${held.id}/reversal`, { amount: 234 });
  expect(part.json.balances.wallet.available).toBe(500);
  const rest = await world.post(`/v1/redemptions/${held.id}/reversal`, {});
  expect(rest.json.balances.wallet.available).toBe(1500);
  // What was paid in is there to be taken back whole.
  expect((await world.post("/v1/top-ups/t1/reversal", undefined)).json.balances.wallet).toMatchObject({
    available: 1000,
    debt: 0,
  });
});

test("nobody pays with more than she has", async () => {
  const { id } = await newMember(world, "cleo");
  await world.post("/v1/purchases", orderOf("c1", 5000, { id }));
  const pay = (amount: number) => world.post("/v1/redemptions", { member: { id }, reward: "pay-from-wallet", amount });
  expect((await pay(101)).json).toMatchObject({ code: "points_short", has: 100, needs: 101 });
  expect((await pay(100)).json).toMatchObject({ worthMinor: 100, balances: { wallet: { available: 0 } } });
});

test("a gift card of 50.00 is bought, sent, claimed, and spent 20.00 and 30.00; a refund goes back to it", async () => {
  const buy = (id: string) =>
    world.post("/v1/gift-cards", {
      id,
      amountMinor: 5000,
      currency: "EUR",
      payment: { reference: `pay-${id}` },
      recipient: { email: "dora@example.com" },
    });
  const { code } = (await buy("g1")).json;
  const use = (order: string, amountMinor: number) => world.post(`/v1/gift-cards/${code}/use`, { order, amountMinor });
  expect((await use("d1", 2000)).json.leftMinor).toBe(3000);
  expect((await use("d2", 3000)).json.leftMinor).toBe(0);
  expect((await use("d3", 1)).json.code).toBe("points_short");
  expect((await world.post(`/v1/gift-cards/${code}/reversal`, { order: "d1" })).json.leftMinor).toBe(2000);

  const sent = (await buy("g2")).json;
  const dora = await newMember(world, "dora");
  expect(sent.member).toBe(dora.id);
  const path = "/v1/me/gift-cards/claim";
  await world.send({ method: "POST", path, token: dora.token, key: freshKey(), body: { code: sent.code } });
  expect(await wallet(dora.id)).toBe(5000);
  const pay = (amount: number) =>
    world.post("/v1/redemptions", { member: { id: dora.id }, reward: "pay-from-wallet", amount });
  const { id: first } = (await pay(2000)).json;
  await pay(3000);
  expect(await wallet(dora.id)).toBe(0);
  await world.post(`/v1/redemptions/${first}/reversal`, {});
  expect(await wallet(dora.id)).toBe(2000);
});
