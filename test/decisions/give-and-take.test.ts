import { expect, test } from "vitest";
import { draftOf } from "../../functions/decisions/draft.ts";
import { give, giveBack, spend, spendable, takeBack } from "../../functions/decisions/units.ts";
import { expiredOf, forgivenOf, issuedBy, lotOf, redeemedAt } from "../../functions/values/account.ts";
import { GRACE, NEVER, WAITS } from "../../functions/values/day.ts";
import type { Returns } from "../../functions/values/order-facts.ts";
import type { Reason } from "../../functions/values/posting.ts";
import { ADA } from "../support/facts.ts";
import { factsOf, holding, TODAY, written } from "./people.ts";

const from = issuedBy("sto_shop", "points");
const to = redeemedAt("sto_shop", "points");
const terms = { member: ADA, unit: "points", why: {} };

/** What Ada has after something was done with what she had. */
function after(had: string[], does: (...given: [ReturnType<typeof draftOf>, ReturnType<typeof factsOf>]) => void) {
  const facts = factsOf(had.map(holding));
  const draft = draftOf(facts);
  does(draft, facts);
  return { has: draft.accountsOf(ADA, "points").map(written), lapsed: draft.balanceOf(expiredOf("points")) };
}

test.each([
  { had: [], gives: "80", has: ["80"], lapsed: 0 },
  { had: ["20"], gives: "80", has: ["100"], lapsed: 0 },
  { had: [], gives: "80@0..30", has: ["80@0..30"], lapsed: 0 },
  { had: ["5@0..30"], gives: "80@0..31", has: ["5@0..30", "80@0..31"], lapsed: 0 },
  { had: ["-30"], gives: "29", has: ["-1"], lapsed: 0 },
  { had: ["-30"], gives: "30", has: [], lapsed: 0 },
  { had: ["-30"], gives: "31", has: ["1"], lapsed: 0 },
  { had: [], gives: "80@-30..0", has: ["80@-30..0"], lapsed: 0 },
  { had: [], gives: "80@-30..-1", has: [], lapsed: 80 },
  { had: ["-30"], gives: "80@-30..-1", has: [], lapsed: 50 },
])("with $had, being given $gives leaves $has and lapses $lapsed", ({ had, gives, has, lapsed }) => {
  const { balance: amount, availableOn, expiresOn } = holding(gives);
  const lot = { availableOn, expiresOn };
  expect(after(had, (draft, facts) => give(draft, facts, { ...terms, amount, from, lot, reason: "earn" }))).toEqual({
    has,
    lapsed,
  });
});

test.each([
  // Its own lot first, even when it is not the newest …
  { had: ["80@0..30", "50@1..40"], takes: "80@0..30", has: ["50@1..40"] },
  { had: ["80@0..30"], takes: "79@0..30", has: ["1@0..30"] },
  // … then the newest, pending ones included …
  { had: ["10@0..30", "50@1..40", "50@2..50"], takes: "30@0..30", has: ["50@1..40", "30@2..50"] },
  { had: ["10@0..30", "5@1..40", "5@2..50"], takes: "19@0..30", has: ["1@1..40"] },
  // … and what is missing is owed.
  { had: ["10@0..30", "5@1..40", "5@2..50"], takes: "20@0..30", has: [] },
  { had: ["10@0..30", "5@1..40", "5@2..50"], takes: "21@0..30", has: ["-1"] },
  { had: [], takes: "80", has: ["-80"] },
  { had: ["-1"], takes: "80", has: ["-81"] },
  // The last good day is good; a lot that has lapsed gives nothing, whether the clock emptied it or not.
  { had: ["80@-30..0"], takes: "80@-30..0", has: [] },
  { had: ["80@-30..-1"], takes: "80@-30..-1", has: ["-80", "80@-30..-1"] },
  { had: [], takes: "80@-30..-1", has: ["-80"] },
  { had: ["80@-30..-1", "9"], takes: "10", has: ["-1", "80@-30..-1"] },
])("with $had, $takes taken back leaves $has", ({ had, takes, has }) => {
  const { balance: amount, availableOn, expiresOn } = holding(takes);
  const lot = { availableOn, expiresOn };
  const left = after(had, (draft, facts) =>
    takeBack(draft, facts, { ...terms, amount, to: from, lot, reason: "refund" }),
  );
  expect(left.has).toEqual(has);
});

test.each<[Returns, string[], number]>([
  ["debt", ["-2"], 0],
  ["within-balance", [], 2],
  ["only-pending", [], 2],
])("what waits for other orders is not taken back for one, under %s", (returns, has, forgiven) => {
  const lot = { availableOn: WAITS, expiresOn: NEVER };
  const facts = factsOf([{ ...lotOf(ADA, "points", lot), balance: 27 }]);
  const draft = draftOf(facts);
  expect(takeBack(draft, facts, { ...terms, amount: 2, to: from, lot, reason: "refund", returns })).toBe(forgiven);
  expect(draft.balanceOf(lotOf(ADA, "points", lot))).toBe(27);
  expect(
    draft
      .accountsOf(ADA, "points")
      .filter(({ availableOn }) => availableOn !== WAITS)
      .map(written),
  ).toEqual(has);
});

test.each([
  { had: ["80"], can: 80 },
  { had: ["80@0..0", "5@-9..0"], can: 85 },
  { had: ["80@1..30"], can: 0 },
  { had: ["80@-30..-1"], can: 0 },
  { had: ["80", "-30"], can: 80 },
])("with $had, $can can be spent", ({ had, can }) => {
  const facts = factsOf(had.map(holding));
  expect(spendable(draftOf(facts), facts, ADA, "points")).toBe(can);
});

test.each([
  { had: ["80", "20@0..30", "10@0..3"], spends: 9, has: ["1@0..3", "20@0..30", "80"], took: [9] },
  { had: ["80", "20@0..30", "10@0..3"], spends: 10, has: ["20@0..30", "80"], took: [10] },
  { had: ["80", "20@0..30", "10@0..3"], spends: 11, has: ["19@0..30", "80"], took: [10, 1] },
  { had: ["80", "20@0..30", "10@0..3"], spends: 110, has: [], took: [10, 20, 80] },
  { had: ["5@-9..-1", "7@2..9", "6@0..0"], spends: 6, has: ["5@-9..-1", "7@2..9"], took: [6] },
])("with $had, spending $spends takes $took, first to expire first", ({ had, spends, has, took }) => {
  const facts = factsOf(had.map(holding));
  const draft = draftOf(facts);
  const taken = spend(draft, facts, { ...terms, amount: spends, to, reason: "redeem" });
  expect(taken.map(({ amount }) => amount)).toEqual(took);
  expect(draft.accountsOf(ADA, "points").map(written)).toEqual(has);
});

test.each([{ had: ["80"] }, { had: ["79", "9@-9..-1"] }, { had: ["80", "9@1..9"] }])(
  "spending 81 of $had is a fault: it must have been refused before",
  ({ had }) => {
    const facts = factsOf(had.map(holding));
    expect(() => spend(draftOf(facts), facts, { ...terms, amount: 81, to, reason: "redeem" })).toThrow(RangeError);
    expect(facts.today).toBe(TODAY);
  },
);

test.each([
  // What was taken, what is owed meanwhile; what she has then, and what of it lapsed.
  { took: ["30@-9..-1", "70"], owes: 0, has: ["70"], lapsed: 30 },
  { took: ["30@-9..-1", "70"], owes: 29, has: ["70"], lapsed: 1 },
  { took: ["30@-9..-1", "70"], owes: 30, has: ["70"], lapsed: undefined },
  { took: ["30@-9..0", "70"], owes: 31, has: ["69"], lapsed: undefined },
  { took: ["30@-9..0", "70"], owes: 101, has: ["-1"], lapsed: undefined },
])("$took given back to somebody who owes $owes leaves $has, and $lapsed lapsed", ({ took, owes, has, lapsed }) => {
  const facts = factsOf(owes > 0 ? [holding(`-${owes}`)] : []);
  const draft = draftOf(facts);
  const taken = took.map(holding).map(({ unit, balance, availableOn, expiresOn }) => ({
    unit,
    amount: balance,
    availableOn,
    expiresOn,
  }));
  const given = giveBack(draft, facts, { member: ADA, taken, from: () => to, reason: "reverse", why: {} });
  expect(draft.accountsOf(ADA, "points").map(written)).toEqual(has);
  expect(given.get("points") || undefined).toBe(lapsed);
});

test.each<{ had: string[]; takes: string; returns: Returns; has: string[]; forgiven: number }>([
  // Only what is pending, and only of its own lot: the lot's first day is a day on which it is good.
  { had: ["80@1..30"], takes: "80@1..30", returns: "only-pending", has: [], forgiven: 0 },
  { had: ["79@1..30", "9"], takes: "80@1..30", returns: "only-pending", has: ["9"], forgiven: 1 },
  {
    had: ["80@0..30", "9@1..30"],
    takes: "80@0..30",
    returns: "only-pending",
    has: ["80@0..30", "9@1..30"],
    forgiven: 80,
  },
  { had: ["80"], takes: "80", returns: "only-pending", has: ["80"], forgiven: 80 },
  // No more than there is, pending or not, and never a debt.
  { had: ["50@0..30", "20@2..40"], takes: "70@0..30", returns: "within-balance", has: [], forgiven: 0 },
  { had: ["50@0..30", "20@2..40"], takes: "71@0..30", returns: "within-balance", has: [], forgiven: 1 },
  { had: ["50@-9..-1", "20"], takes: "50@-9..-1", returns: "within-balance", has: ["50@-9..-1"], forgiven: 30 },
  { had: ["-5"], takes: "50", returns: "within-balance", has: ["-5"], forgiven: 50 },
  { had: ["50"], takes: "51", returns: "debt", has: ["-1"], forgiven: 0 },
])(
  "with $had, $takes taken back $returns leaves $has and forgives $forgiven",
  ({ had, takes, returns, has, forgiven }) => {
    const { balance: amount, availableOn, expiresOn } = holding(takes);
    const facts = factsOf(had.map(holding));
    const draft = draftOf(facts);
    const lot = { availableOn, expiresOn };
    const spared = takeBack(draft, facts, { ...terms, amount, to: from, lot, reason: "refund", returns });
    expect(draft.accountsOf(ADA, "points").map(written)).toEqual(has);
    expect([spared, 0 - draft.balanceOf(forgivenOf("points"))]).toEqual([forgiven, forgiven]);
    // Whoever is spared what: the issuer has all of it back.
    expect(draft.balanceOf(from)).toBe(amount);
  },
);

test.each<[string, Reason, string]>([
  // A reversal lets what has expired live on, once; the end of a hold does not.
  ["30@-9..-1", "reverse", "30@grace..7"],
  ["30@-9..0", "reverse", "30@-9..0"],
  ["30@-9..-1", "release", ""],
  ["30@grace..-1", "reverse", ""],
  ["30@grace..0", "reverse", "30@grace..0"],
])("under a grace of 7 days, %s given back by a %s is %s", (took, reason, has) => {
  const inGrace = took.includes("grace");
  const { balance: amount, availableOn, expiresOn } = holding(took.replace("grace", "0"));
  const facts = factsOf([]);
  const unit = facts.current.programme.units.points;
  if (!unit) throw new Error("no points");
  unit.graceDays = 7;
  const draft = draftOf(facts);
  const taken = [{ unit: "points", amount, availableOn: inGrace ? GRACE : availableOn, expiresOn }];
  const lapsed = giveBack(draft, facts, { member: ADA, taken, from: () => to, reason, why: {} });
  expect(draft.accountsOf(ADA, "points").map(written).join()).toBe(has);
  expect(lapsed.get("points") ?? 0).toBe(has === "" ? 30 : 0);
});
