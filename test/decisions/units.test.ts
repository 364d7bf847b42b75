import { expect, test } from "vitest";
import { draftOf } from "../../functions/decisions/draft.ts";
import { balancesOf } from "../../functions/decisions/standing.ts";
import { releaseLapsed } from "../../functions/decisions/units.ts";
import { debtOf, heldFor, lotOf } from "../../functions/values/account.ts";
import { ALWAYS, NEVER } from "../../functions/values/day.ts";
import { ADA, factsWith, NOW, redemptionOf } from "../support/facts.ts";

const forEver = { availableOn: ALWAYS, expiresOn: NEVER };

/** Ada has a hold of two lots that ended now: 30 points whose last day was yesterday, 70 that never expire. */
function lapsedHoldWithDebt(owed: number) {
  const { today } = factsWith();
  const yesterday = { availableOn: ALWAYS, expiresOn: today - 1 };
  const held = redemptionOf("rdm_1", "held", {
    endsAt: NOW,
    taken: [
      { unit: "points", ...yesterday, amount: 30 },
      { unit: "points", ...forEver, amount: 70 },
    ],
  });
  return factsWith({
    holders: new Map([["rdm_1", held]]),
    accounts: [
      { ...heldFor("rdm_1", "points"), balance: 100 },
      { ...debtOf(ADA, "points"), balance: -owed },
    ],
  });
}

test.each([
  [0, { available: 70, pending: 0, held: 0, debt: 0 }],
  [29, { available: 70, pending: 0, held: 0, debt: 0 }],
  [30, { available: 70, pending: 0, held: 0, debt: 0 }],
  [31, { available: 69, pending: 0, held: 0, debt: 0 }],
  [99, { available: 1, pending: 0, held: 0, debt: 0 }],
  [100, { available: 0, pending: 0, held: 0, debt: 0 }],
  [101, { available: 0, pending: 0, held: 0, debt: 1 }],
])("a lapsed hold repays a debt of %i first, and reads the same before and after it is released", (owed, expected) => {
  const facts = lapsedHoldWithDebt(owed);
  const draft = draftOf(facts);
  expect(balancesOf(draft, facts, ADA).points).toEqual(expected);
  releaseLapsed(draft, facts, ADA);
  expect(balancesOf(draft, facts, ADA).points).toEqual(expected);
  expect(draft.balanceOf(lotOf(ADA, "points", forEver))).toBe(expected.available);
  expect(draft.balanceOf(heldFor("rdm_1", "points"))).toBe(0);
});

test("a hold that was opened in the same operation counts as held", () => {
  const facts = factsWith();
  const draft = draftOf(facts);
  draft.open(redemptionOf("rdm_2", "held", { endsAt: NOW + 1 }));
  draft.post({
    from: lotOf(ADA, "points", forEver),
    to: heldFor("rdm_2", "points"),
    amount: 5,
    reason: "hold",
    why: {},
  });
  expect(balancesOf(draft, facts, ADA).points?.held).toBe(5);
});
