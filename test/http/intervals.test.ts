/** Intervals: a rule gives again when the time has gone by, whichever event is told first, and a refunded one does not count. */
import { afterEach, expect, test } from "vitest";
import { purchase } from "../../functions/operations/purchase.ts";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld, orderOf } from "../support/world.ts";

const interval = { what: "interval", minutes: 30 };
const stamp = (id: string, unit: string, more: object = {}) => ({
  id,
  name: id,
  on: "purchase",
  effects: [{ kind: "earn", unit, amount: 1 }],
  ...more,
});
const world = await newWorld(
  pointsProgramme({
    units: { stamps: { name: { one: "stamp", other: "stamps" } }, points: { name: { one: "point", other: "points" } } },
    campaigns: [
      { id: "card", name: "Card", rules: [stamp("stamp", "stamps", { caps: [interval] })] },
      { id: "all", name: "All", caps: [{ ...interval, minutes: 60 }], rules: [stamp("points", "points")] },
    ] as never,
  }),
);
afterEach(() => conserved(world.client));

const START = Date.now() - 6 * 3_600_000;
const MINUTE = 60_000;
let orders = 0;
const bought = async (member: string, minutes: number, seconds = 0) => {
  orders += 1;
  const occurredAt = new Date(START + minutes * MINUTE + seconds * 1000).toISOString();
  const { json } = await world.post("/v1/purchases", orderOf(`o-${orders}`, 100, { id: member }, { occurredAt }));
  return { order: json.order as string, earned: json.earned.map(({ unit }: { unit: string }) => unit).join(" ") };
};
const refund = (order: string, amountMinor = 100, id = "r") =>
  world.post(`/v1/purchases/${order}/refunds`, { refund: id, amountMinor });

test("one second below gives nothing, the exact time gives again; a campaign's interval is of all its rules", async () => {
  const { id } = await newMember(world, "ada");
  const seen = [];
  for (const [minutes, seconds] of [
    [0, 0],
    [29, 59],
    [30, 0],
    [59, 59],
    [60, 0],
  ] as const)
    seen.push((await bought(id, minutes, seconds)).earned);
  expect(seen).toEqual(["stamps points", "", "stamps", "", "stamps points"]);
});

test("what is told late is judged by when it happened, on both sides", async () => {
  const { id } = await newMember(world, "ben");
  expect((await bought(id, 100)).earned).toBe("stamps points");
  expect((await bought(id, 71)).earned).toBe("");
  expect((await bought(id, 70)).earned).toBe("stamps");
  expect((await bought(id, 40)).earned).toBe("stamps points");
  expect((await bought(id, 85)).earned).toBe("");
});

test("a refund of all of an order frees its time, a part does not, in any order of refunds", async () => {
  const { id } = await newMember(world, "cleo");
  const first = await bought(id, 0);
  const second = await bought(id, 30);
  await refund(second.order, 50, "part");
  expect((await bought(id, 40)).earned).toBe("");
  await refund(first.order);
  expect((await bought(id, 45)).earned).toBe("points");
  await refund(second.order, 50, "rest");
  expect((await bought(id, 46)).earned).toBe("stamps");
});

test("a quote says when it gives again, and of ten at once one earns", async () => {
  const { id } = await newMember(world, "dina");
  const now = new Date().toISOString();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      world.post("/v1/purchases", orderOf(`d-${index}`, 100, { id }, { occurredAt: now })),
    ),
  );
  expect(answers.filter(({ json }) => json.earned.length > 0)).toHaveLength(1);
  const lines = [{ sku: "A", quantity: 1, unitMinor: 100 }];
  const quote = await world.post("/v1/quotes", { member: { id }, currency: "EUR", lines });
  expect(quote.json.notApplied).toContainEqual({
    rule: "stamp",
    because: "cap",
    says: "it gives again at least 30 minutes apart",
  });
});

test("an import of long ago is judged in its own time", async () => {
  const { id } = await newMember(world, "ella");
  const at = Date.now() - 200 * 86_400_000;
  const imported = (order: string, occurredAt: number) =>
    world.does(purchase, {
      ...(orderOf(order, 100, { id }) as object),
      store: "sto_shop",
      lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 100 }],
      discountMinor: 0,
      shippingMinor: 0,
      taxMinor: 0,
      paidWith: [],
      isImport: true,
      occurredAt,
    } as never);
  const earned = [
    await imported("e-1", at),
    await imported("e-2", at + 29 * MINUTE),
    await imported("e-3", at + 30 * MINUTE),
  ];
  expect(earned.map((outcome) => (outcome.earned as unknown[]).length)).toEqual([2, 0, 1]);
});
