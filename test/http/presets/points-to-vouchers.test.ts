import { afterAll, expect, test } from "vitest";
import { conserved } from "../../support/ledger.ts";
import { newMember } from "../../support/places.ts";
import { presetWorld } from "../../support/presets.ts";
import { orderOf } from "../../support/world.ts";

const world = await presetWorld("points-to-vouchers");
afterAll(() => conserved(world.client));

let orders = 0;
/** Somebody who has joined and bought for that much. */
async function buyer(name: string, totalMinor: number) {
  orders += 1;
  const member = await newMember(world, name);
  const { json } = await world.post("/v1/purchases", orderOf(`o-${orders}`, totalMinor, { id: member.id }));
  return { ...member, points: json.balances.points.available as number };
}

/** A basket of cosmetics in the web store. */
const cosmetics = { channel: "web", lines: [{ category: "cosmetics", amountMinor: 2000 }] };

const redeem = (member: { id: string }, amount: number) =>
  world.post("/v1/redemptions", { member: { id: member.id }, reward: "money-off", amount });

test("1.00 earns 10 points", async () => {
  expect((await buyer("ada", 100)).points).toBe(10);
});

test("499 points buy nothing, 500 buy a voucher of 5.00 that a store takes once", async () => {
  const short = await buyer("ben", 4990);
  expect(await redeem(short, 500)).toMatchObject({ status: 409, json: { code: "points_short" } });

  const enough = await buyer("cleo", 5000);
  const { status, json, text } = await redeem(enough, 500);
  expect(status, text).toBe(201);
  expect(json).toMatchObject({ spent: [{ unit: "points", amount: 500 }], voucher: { valueMinor: 500 } });
  expect(json.balances.points.available).toBe(0);
  const { code } = json.voucher;
  expect((await world.post(`/v1/vouchers/${code}/quotes`, {})).json.valueMinor).toBe(500);
  expect((await world.post(`/v1/vouchers/${code}/use`, { order: "web-1", ...cosmetics })).json).toMatchObject({
    amountMinor: 500,
  });
  expect(await world.post(`/v1/vouchers/${code}/use`, { order: "web-2", ...cosmetics })).toMatchObject({
    status: 409,
    json: { code: "voucher_used" },
  });
});

test("5,000 points buy 50.00 at once; neither half a step nor an eleventh step is offered", async () => {
  const dora = await buyer("dora", 60_000);
  expect(dora.points).toBe(6000);
  expect(await redeem(dora, 750)).toMatchObject({ status: 409, json: { code: "amount_not_offered" } });
  expect(await redeem(dora, 5500)).toMatchObject({ status: 409, json: { code: "amount_not_offered" } });
  const { json } = await redeem(dora, 5000);
  expect(json.voucher.valueMinor).toBe(5000);
  expect(json.balances.points.available).toBe(1000);
});

test("a voucher is for cosmetics in the web store only, and takes no more off than they cost", async () => {
  const { code } = (await redeem(await buyer("eve", 10_000), 1000)).json.voucher;
  const use = (order: string, cart: object) => world.post(`/v1/vouchers/${code}/use`, { order, ...cart });
  expect(await use("till-1", { ...cosmetics, channel: "till" })).toMatchObject({
    status: 409,
    json: { code: "voucher_not_in_channel", channels: ["web"] },
  });
  expect(await use("web-3", { channel: "web", lines: [{ category: "food", amountMinor: 2000 }] })).toMatchObject({
    status: 409,
    json: { code: "voucher_not_for_goods", categories: ["cosmetics"], eligibleMinor: 0 },
  });
  const mixed = [
    { category: "cosmetics", amountMinor: 700 },
    { category: "food", amountMinor: 2000 },
  ];
  expect((await use("web-4", { channel: "web", lines: mixed, amountMinor: 701 })).json.eligibleMinor).toBe(700);
  expect((await use("web-5", { channel: "web", lines: mixed })).json).toMatchObject({
    amountMinor: 700,
    valueMinor: 1000,
  });
});
