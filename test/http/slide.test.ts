/** Undoing what moved a sliding date moves it back, and the audit says so of every ledger that did it. */
import { afterEach, expect, test } from "vitest";
import { audit } from "../../functions/operations/audit.ts";
import { capture } from "../../functions/operations/capture.ts";
import { merge } from "../../functions/operations/merge.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { redeem } from "../../functions/operations/redeem.ts";
import { refund } from "../../functions/operations/refund.ts";
import { report } from "../../functions/operations/report.ts";
import { reverse } from "../../functions/operations/reverse.ts";
import { undoEvent } from "../../functions/operations/undo-event.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import type { MemberRef } from "../../functions/values/member-ref.ts";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld, type World } from "../support/world.ts";

const start = Math.floor(Date.now() / DAY_MS) * DAY_MS + DAY_MS / 2;
const ADA = { email: "ada@example.com" };

const worlds: World[] = [];
afterEach(async () => {
  for (const { client } of worlds.splice(0)) {
    await conserved(client);
    expect((await audit(client)).findings).toEqual([]);
  }
});

/** Points that slide for 30 days. */
async function sliding(by: string[], more: JsonObject = {}, besides: JsonObject = {}): Promise<World> {
  const points = { name: { one: "point", other: "points" }, expiry: { kind: "sliding", days: 30, by }, ...more };
  const made = await newWorld(pointsProgramme({ zone: "UTC", units: { points }, lateDays: 366, ...besides }));
  worlds.push(made);
  return made;
}

const at = (day: number) => ({ now: start + day * DAY_MS });

/** Buys for 10.00 (20 points) on a day. */
function buys({ does }: World, day: number, member: MemberRef = ADA): Promise<JsonObject> {
  const lines = [{ line: "1", sku: "A", category: null, quantity: 2, unitMinor: 500 }];
  const nothing = { discountMinor: 0, shippingMinor: 0, taxMinor: 0, paidWith: [] };
  const order = `on-${day}`;
  const about = { store: "sto_shop", member, order, occurredAt: at(day).now, currency: "EUR", totalMinor: 1000 };
  return does(purchase, { ...about, lines, ...nothing, isImport: true }, at(day));
}

function refunds({ does }: World, order: number, day: number, quantity = 2): Promise<JsonObject> {
  const lines = [{ line: "1", quantity }];
  const about = { store: "sto_shop", order: `on-${order}`, refund: `${order}-${day}`, amountMinor: 0 };
  return does(refund, { ...about, lines }, at(day));
}

/** Her last good day, counted from the start. */
async function lastDay({ client }: World): Promise<number> {
  const { rows } = await client.execute(
    `SELECT facts ->> '$.slides.points' AS day FROM holders WHERE kind = 'member' AND state <> 'merged'`,
  );
  return Number(rows[0]?.day) - Math.floor(start / DAY_MS);
}

test.each([{ by: ["purchase"] }, { by: ["earn"] }, { by: ["purchase", "earn"] }])(
  "an order that is given back moves the date back that $by moved, and part of one does not",
  async ({ by }) => {
    const here = await sliding(by);
    await buys(here, 0);
    await buys(here, 10);
    await buys(here, 20);
    expect(await lastDay(here)).toBe(50);
    await refunds(here, 20, 21, 1);
    expect(await lastDay(here)).toBe(50);
    // In whatever order: the one in between counts for nothing while a later one stands.
    await refunds(here, 10, 22);
    expect(await lastDay(here)).toBe(50);
    await refunds(here, 20, 23, 1);
    expect(await lastDay(here)).toBe(30);
  },
);

test("what she has is good for the rest of the day on which an order is given back, and no longer", async () => {
  const here = await sliding(["purchase"]);
  await buys(here, 0);
  await buys(here, 25);
  const { balances } = await refunds(here, 25, 40);
  expect(balances).toMatchObject({ points: { available: 20 } });
  expect(await lastDay(here)).toBe(40);
  const after = await buys(here, 41);
  expect(after.balances).toMatchObject({ points: { available: 20 } });
});

test("an order that began the date of other units leaves it", async () => {
  const here = await sliding(["redeem"]);
  await buys(here, 0);
  await buys(here, 5);
  await refunds(here, 0, 6);
  expect(await lastDay(here)).toBe(30);
});

test("units that a return policy forgave keep their date", async () => {
  const here = await sliding(["purchase"], { returns: "only-pending" });
  await buys(here, 0);
  await buys(here, 10);
  await refunds(here, 10, 11);
  expect(await lastDay(here)).toBe(40);
});

test("an event that is undone moves the date back", async () => {
  const here = await sliding(["review"]);
  await buys(here, 0);
  await here.does(
    report,
    { store: "sto_shop", member: ADA, type: "review", id: "1", occurredAt: at(9).now, data: {} },
    at(9),
  );
  expect(await lastDay(here)).toBe(39);
  await here.does(undoEvent, { store: "sto_shop", event: "1" }, at(10));
  expect(await lastDay(here)).toBe(30);
});

test("members who became one have the later date, and what either kept", async () => {
  const here = await sliding(["purchase"]);
  const named = (id: string) => ({ externalId: id });
  await buys(here, 0, named("one"));
  await buys(here, 5, named("other"));
  await buys(here, 10, named("other"));
  await here.does(merge, { store: "sto_shop", from: "other", into: "one" }, at(12));
  expect(await lastDay(here)).toBe(40);
  await refunds(here, 10, 13);
  expect(await lastDay(here)).toBe(35);
});

test("only a reward that was handed over is an activity, until it is reversed", async () => {
  const rewards = [{ id: "coffee", name: "Coffee", kind: "product", cost: { unit: "points", amount: 10 } }];
  const here = await sliding(["redeem"], {}, { rewards });
  await here.post("/v1/members", ADA);
  await buys(here, 0);
  const asked = { store: "sto_shop", member: ADA, reward: "coffee", amount: null, cost: null, holdMs: null };
  const { redemption } = await here.does(redeem, { ...asked, holdMs: 600_000 }, at(4));
  expect(await lastDay(here)).toBe(30);
  await here.does(capture, { store: "sto_shop", redemption: String(redemption) }, at(4));
  expect(await lastDay(here)).toBe(34);
  const other = await here.does(redeem, asked, at(6));
  expect(await lastDay(here)).toBe(36);
  await here.does(reverse, { store: "sto_shop", redemption: String(other.redemption) }, at(7));
  expect(await lastDay(here)).toBe(34);
  await here.does(reverse, { store: "sto_shop", redemption: String(redemption) }, at(33));
  expect(await lastDay(here)).toBe(33);
});
