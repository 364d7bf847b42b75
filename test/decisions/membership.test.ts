import { expect, test } from "vitest";
import { decidePayMembership, membershipName } from "../../functions/decisions/membership.ts";
import { worthAfter } from "../../functions/decisions/membership-periods.ts";
import type { Holder } from "../../functions/values/holder.ts";
import type { MembershipFacts } from "../../functions/values/paid-facts.ts";
import { ADA, factsWith, given, memberOf } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";

/** Days 100 to 464: a year. */
const year = { from: 100, until: 464 };

test.each([
  ["not begun", 7900, 99, 7900],
  ["long before it begins", 7900, 10, 7900],
  ["its first day is used", 7900, 100, 7878],
  ["exactly a cent a day", 365, 264, 200],
  ["the day before its last", 7900, 463, 21],
  ["its last day", 7900, 464, 0],
  ["over", 7900, 465, 0],
  ["worth nothing", 0, 100, 0],
  ["more than a number times days may be", 1_000_000_000, 282, 498_630_136],
])("%s: of %i on day %i, %i is left", (_, paidMinor, today, left) => {
  expect(worthAfter({ ...year, paidMinor }, today)).toBe(left);
});

const plan = { name: { one: "year", other: "years" }, membership: { priceMinor: 7900, months: 12 } };
const BEN = "mem_00000000000000000000000ben";

test.each([
  ["her own, joined", "joined", ADA, undefined],
  ["her own, frozen", "frozen", ADA, { refused: "member_frozen", isDecided: true }],
  // Not hers, whatever she may do: nothing is stored.
  ["somebody else's, joined", "joined", BEN, { refused: "membership_unknown", isDecided: false }],
  ["somebody else's, frozen", "frozen", BEN, { refused: "membership_unknown", isDecided: false }],
] as const)("paying for a membership that is %s", (_, state, owner, refusal) => {
  const ada = memberOf(state);
  const facts: MembershipFacts = { store: "sto_shop", plan: "prime", anchorOn: 0, periods: [] };
  const about = { owner, version: 1, dueAt: null, expiresAt: null };
  const known = { ...about, publicId: membershipName("sto_shop", "m-1"), kind: "membership", state: "active", facts };
  const holders: Holder[] = [ada, { ...memberOf("joined"), publicId: BEN }, known as Holder];
  const payment = { amountMinor: 7900, currency: "EUR", reference: "pay-1" };
  const decided = decidePayMembership(
    factsWith(
      { member: ada, holders: new Map(holders.map((holder) => [holder.publicId, holder])) },
      pointsProgramme({ units: { points: { name: { one: "point", other: "points" } }, prime: plan } }),
    ),
    { store: "sto_shop", member: { id: ADA }, plan: "prime", id: "m-1", payment },
    given,
  );
  if (refusal === undefined) expect(decided).toMatchObject({ outcome: { plan: "prime", state: "active" } });
  else expect(decided).toMatchObject(refusal);
});
