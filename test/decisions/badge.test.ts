/** Of a badge one is had, and of a membership one is given at a time, by whatever way they come. */
import { expect, test } from "vitest";
import { decideAdjust } from "../../functions/decisions/adjust.ts";
import { decidePurchase } from "../../functions/decisions/purchase.ts";
import { decideRedeem } from "../../functions/decisions/redeem.ts";
import { type Account, debtOf, lotOf } from "../../functions/values/account.ts";
import { ALWAYS, NEVER } from "../../functions/values/day.ts";
import { isRefusal } from "../../functions/values/refusal.ts";
import { ADA, factsWith, given, NOW } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";

const name = { one: "one", other: "many" };
const document = pointsProgramme({
  units: {
    points: { name },
    fan: { name, badge: true, expiry: { kind: "rolling", days: 10 } },
    club: { name, membership: { priceMinor: 100, months: 1 } },
  },
  campaigns: [
    {
      id: "all",
      name: "All",
      rules: [{ id: "fan", name: "Fan", on: "purchase", effects: [{ kind: "earn", unit: "fan", amount: 1 }] }],
    },
  ],
  rewards: [
    {
      ...{ id: "honour", name: "Honour", kind: "units" },
      ...{ cost: { unit: "points", amount: 7 }, gives: { unit: "fan", amount: 1 } },
    },
  ],
});
const { today: TODAY } = factsWith({}, document);
const lot = (unit: string, expiresOn: number, balance = 1): Account => ({
  ...lotOf(ADA, unit, { availableOn: expiresOn === NEVER ? ALWAYS : TODAY - 9, expiresOn }),
  balance,
});
const owes = (unit: string, amount: number): Account => ({ ...debtOf(ADA, unit), balance: -amount });

test.each([
  ["has it until today", [lot("fan", TODAY)], []],
  ["had it until yesterday, whether the clock came by or not", [lot("fan", TODAY - 1)], ["fan"]],
  ["never had it", [], ["fan"]],
])("a badge is earned by who has none: who %s", (_, accounts, earned) => {
  const order = {
    ...{ store: "sto_shop", member: { id: ADA }, order: "one", occurredAt: NOW, currency: "EUR", totalMinor: 100 },
    lines: [{ line: "1", sku: "S", category: null, quantity: 1, unitMinor: 100 }],
    ...{ discountMinor: 0, shippingMinor: 0, taxMinor: 0, paidWith: [], isImport: false },
  };
  const answer = decidePurchase(factsWith({ accounts }, document), order, given);
  if (isRefusal(answer)) throw new Error(answer.refused);
  expect(answer.outcome.earned.map(({ rule }) => rule)).toEqual(earned);
});

test.each<[string, Account[], string, number, object | null]>([
  ["one of a badge", [], "fan", 1, null],
  ["two of a badge", [], "fan", 2, { limit: 1, had: 0, asked: 2 }],
  ["a badge that she has", [lot("fan", TODAY)], "fan", 1, { limit: 1, had: 1, asked: 1 }],
  ["a badge that she had", [lot("fan", TODAY - 1)], "fan", 1, null],
  ["what she owes of a badge, and one", [owes("fan", 2)], "fan", 3, null],
  ["more than what she owes of a badge, and one", [owes("fan", 2)], "fan", 4, { limit: 1, had: 0, asked: 4 }],
  ["back a badge that she has", [lot("fan", TODAY)], "fan", -1, null],
  ["one more month of a membership", [lot("club", TODAY + 9)], "club", 1, null],
  ["three memberships at once", [], "club", 3, { limit: 1, had: 0, asked: 3 }],
  ["three points", [], "points", 3, null],
])("staff adjust by %s, or not", (_, accounts, unit, amount, numbers) => {
  const answer = decideAdjust(
    factsWith({ accounts }, document),
    { member: ADA, unit, amount, code: "goodwill" },
    given,
  );
  if (numbers === null) expect(answer).toHaveProperty("outcome");
  else expect(answer).toMatchObject({ refused: "limit_reached", isDecided: true, numbers });
});

test.each([
  ["nobody who has it", [lot("fan", TODAY)], true],
  ["who had it", [lot("fan", TODAY - 1)], false],
  ["who has none", [], false],
])("a badge is bought by %s", (_, accounts, isRefused) => {
  const facts = factsWith({ accounts: [lot("points", NEVER, 7), ...accounts] }, document);
  const asked = { store: "sto_shop", member: { id: ADA }, reward: "honour", amount: null, cost: null, holdMs: null };
  const answer = decideRedeem(facts, asked, given);
  if (isRefused) expect(answer).toMatchObject({ refused: "limit_reached", numbers: { limit: 1, had: 1 } });
  else expect(answer).toHaveProperty("outcome");
});
