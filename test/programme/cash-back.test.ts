import { expect, test } from "vitest";
import { draftOf } from "../../functions/decisions/draft.ts";
import { decidePurchase } from "../../functions/decisions/purchase.ts";
import { decideRefund } from "../../functions/decisions/refund.ts";
import { balancesOf } from "../../functions/decisions/standing.ts";
import { ADA, factsWith, given } from "../support/facts.ts";
import { after } from "../support/memory.ts";
import { pointsProgramme } from "../support/programmes.ts";

const facts = factsWith(
  {},
  pointsProgramme({
    units: { cash: { name: { one: "cash", other: "cash" }, money: true } },
    campaigns: [
      {
        id: "base",
        name: "Base",
        rules: [
          { id: "back", name: "Back", on: "purchase", effects: [{ kind: "cash-back", unit: "cash", percent: 3 }] },
        ],
      },
    ],
  }),
);

test.each([
  [3_333, 99, 50],
  [3_334, 100, 50],
])("3 %% of %d comes back as %d, and a refund of half takes its share back", (totalMinor, back, left) => {
  const line = { line: "1", sku: "MUG", category: null, quantity: 1, unitMinor: totalMinor };
  const order = { store: "sto_shop", order: "1" };
  const purchase = {
    ...order,
    member: { id: ADA },
    occurredAt: facts.now,
    currency: "EUR",
    lines: [line],
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    totalMinor,
    paidWith: [],
    isImport: false,
  };
  const bought = after(facts, decidePurchase(facts, purchase, { ...given, occurredAt: facts.now })).facts;
  expect(balancesOf(draftOf(bought), bought, ADA).cash?.available).toBe(back);
  const refund = { ...order, refund: "1", amountMinor: Math.floor(totalMinor / 2), lines: [] };
  const refunded = after(bought, decideRefund(bought, refund, given)).facts;
  expect(balancesOf(draftOf(refunded), refunded, ADA).cash?.available).toBe(left);
});
