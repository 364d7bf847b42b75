import { expect, test } from "vitest";
import { decideReport } from "../../functions/decisions/report.ts";
import { decideUndoEvent } from "../../functions/decisions/undo-event.ts";
import { lotOf } from "../../functions/values/account.ts";
import { ALWAYS, DAY_MS, NEVER } from "../../functions/values/day.ts";
import { ADA, factsWith, given } from "../support/facts.ts";
import { after } from "../support/memory.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { TODAY } from "./people.ts";

const POINTS = lotOf(ADA, "points", { availableOn: ALWAYS, expiresOn: NEVER });

test.each([
  { returns: "debt", spent: 0, says: 50, has: { available: 0, debt: 0 } },
  { returns: "debt", spent: 20, says: 50, has: { available: 0, debt: 20 } },
  // What the return policy leaves her was not taken back.
  { returns: "within-balance", spent: 0, says: 50, has: { available: 0, debt: 0 } },
  { returns: "within-balance", spent: 20, says: 30, has: { available: 0, debt: 0 } },
  { returns: "within-balance", spent: 50, says: 0, has: { available: 0, debt: 0 } },
  { returns: "only-pending", spent: 0, says: 0, has: { available: 50, debt: 0 } },
])("undone after $spent of 50 points were spent, $returns, it says that $says were taken back", (row) => {
  const { returns, spent, says, has } = row;
  const review = {
    id: "review",
    name: "Review",
    on: "review",
    effects: [{ kind: "earn", unit: "points", amount: 50 }],
  };
  const document = pointsProgramme({
    zone: "UTC",
    units: { points: { name: { one: "point", other: "points" }, returns } },
    campaigns: [{ id: "all", name: "All", rules: [review] }],
  });
  const report = {
    store: "sto_shop",
    member: { id: ADA },
    type: "review",
    id: "r-1",
    occurredAt: TODAY * DAY_MS,
    data: {},
  };
  const told = factsWith({ now: TODAY * DAY_MS }, document);
  const { facts } = after(told, decideReport(told, report, given));
  expect(facts.accounts).toContainEqual({ ...POINTS, balance: 50 });
  const others = facts.accounts.filter(({ holder }) => holder !== ADA);
  const left = { ...facts, accounts: [...others, { ...POINTS, balance: 50 - spent }] };
  const { outcome } = after(left, decideUndoEvent(left, { store: "sto_shop", event: "r-1" }, given));
  expect(outcome?.takenBack).toEqual([{ unit: "points", amount: says, rule: "review" }]);
  expect(outcome?.balances.points).toEqual({ ...has, pending: 0, held: 0 });
});
