/** The till: what it does is what stores do, and it is taken back for a minute. */
import { afterEach, expect, test } from "vitest";
import { purchase } from "../../functions/operations/purchase.ts";
import { undoSale } from "../../functions/operations/till.ts";
import { buying } from "../support/contests.ts";
import { conserved } from "../support/ledger.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld } from "../support/world.ts";

const world = await newWorld();
const cashier = await staffOf(world, "cashier");
afterEach(() => conserved(world.client));

const sale = (order: string, amountMinor: number, more = {}) => ({
  store: "sto_shop",
  member: { email: "ada@example.com" },
  order,
  currency: "EUR",
  amountMinor,
  ...more,
});

test("a sale earns as a purchase does, by pieces too; undone, she has what she had before, and it is undone once", async () => {
  const first = await cashier.post("/v1/staff/till/sales", sale("t-1", 1000, { pieces: 3 }));
  expect([first.status, first.json.earned]).toEqual([201, [{ unit: "points", amount: 20 }]]);
  const second = await cashier.post("/v1/staff/till/sales", sale("t-2", 4000));
  const [path, key] = ["/v1/staff/till/sales/t-2/undo", freshKey()];
  const undone = await cashier.post(path, { store: "sto_shop" }, key);
  expect([second.status, undone.json.balances]).toEqual([201, first.json.balances]);
  expect((await cashier.post(path, { store: "sto_shop" }, key)).text).toBe(undone.text);
  expect((await cashier.post(path, { store: "sto_shop" })).status).toBe(200);
  expect((await cashier.post("/v1/staff/till/sales/t-9/undo", { store: "sto_shop" })).json.code).toBe("order_unknown");
});

test("it is taken back up to a minute later, and not after", async () => {
  const began = Date.now() - 100_000;
  for (const [order, after, isOver] of [
    ["t-3", 59_999, false],
    ["t-4", 60_000, true],
  ] as const) {
    await world.does(purchase, buying("ben@example.com", order, began), { now: began });
    const undo = world.does(undoSale, { store: "sto_shop", order }, { now: began + after });
    if (isOver) await expect(undo).rejects.toThrow("undo_over");
    else expect(await undo).toMatchObject({ order });
  }
});
