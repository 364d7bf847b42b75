/** Events that come of others, whatever brought them: what each operation that settles a member gives for what she came to. */
import { expect, test } from "vitest";
import { decideActivate } from "../../functions/decisions/activate.ts";
import { decideAdjust } from "../../functions/decisions/adjust.ts";
import { decideBoundary } from "../../functions/decisions/boundary.ts";
import type { Decided } from "../../functions/decisions/decision.ts";
import { decideEnrol } from "../../functions/decisions/enrol.ts";
import type { Facts, Given } from "../../functions/decisions/facts.ts";
import { decideCancelMembership, decidePayMembership } from "../../functions/decisions/membership.ts";
import { decideMerge } from "../../functions/decisions/merge.ts";
import { decideProfile } from "../../functions/decisions/profile.ts";
import { decidePurchase } from "../../functions/decisions/purchase.ts";
import { decideRedeem } from "../../functions/decisions/redeem.ts";
import { decideRefund } from "../../functions/decisions/refund.ts";
import { decideReport } from "../../functions/decisions/report.ts";
import { decideReverse } from "../../functions/decisions/reverse.ts";
import { type Account, lotOf } from "../../functions/values/account.ts";
import { ALWAYS, DAY_MS, NEVER } from "../../functions/values/day.ts";
import type { Holder } from "../../functions/values/holder.ts";
import { idFrom } from "../../functions/values/id.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { ADA, factsWith, given, memberOf } from "../support/facts.ts";
import { after } from "../support/memory.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { TODAY } from "./people.ts";

const BEN = "mem_00000000000000000000000ben";
const unit = (more: JsonObject = {}) => ({ name: { one: "one", other: "many" }, ...more });
const earns = (id: string, on: string, amount: number, name = "points") => ({
  id,
  name: id,
  on,
  effects: [{ kind: "earn", unit: name, amount }],
});
const DOCUMENT = pointsProgramme({
  zone: "UTC",
  units: {
    points: unit(),
    stamps: unit({ pending: { kind: "event", on: "shipped", cancelOn: "lost", cancelAfterDays: 5 } }),
    prime: unit({ membership: { priceMinor: 7900, months: 12 } }),
    founder: unit({ badge: true }),
  },
  attributes: { coffee: { kind: "yes-no", name: "Coffee" }, tea: { kind: "yes-no", name: "Tea" } },
  metrics: { days: { counts: "tenure" } },
  tiers: [
    {
      id: "club",
      name: "Club",
      measure: { metric: "days", window: { kind: "lifetime" } },
      levels: [
        { id: "base", name: "Base", from: 0 },
        { id: "prime", name: "Prime", enteredBy: { unit: "prime" } },
      ],
    },
    {
      id: "years",
      name: "Years",
      measure: { metric: "days", window: { kind: "lifetime" } },
      levels: [
        { id: "new", name: "New", from: 0 },
        { id: "old", name: "Old", from: 10 },
      ],
    },
  ],
  campaigns: [
    {
      id: "all",
      name: "All",
      rules: [
        earns("stamped", "purchase", 5, "stamps"),
        earns("card", "card-filled", 1_000),
        earns("tier", "tier-reached", 10_000),
        earns("badge", "badge-earned", 100_000),
        { ...earns("coffee", "profile", 50), when: [{ kind: "data", field: "field", in: ["coffee"] }] },
        { ...earns("tea", "profile", 70), when: [{ kind: "data", field: "field", in: ["tea"] }] },
      ],
    },
  ],
  rewards: [
    { kind: "product", id: "coffee", name: "Coffee", cost: { unit: "stamps", amount: 5 }, automatic: true },
    {
      kind: "units",
      id: "honour",
      name: "Honour",
      cost: { unit: "points", amount: 7 },
      gives: { unit: "founder", amount: 1 },
    },
  ],
});

const forEver = { availableOn: ALWAYS, expiresOn: NEVER };
const has = (name: string, amount: number, holder = ADA): Account => ({
  ...lotOf(holder, name, forEver),
  balance: amount,
});

/** Ada, who joined today, with what she has; does one thing after another and says what rules gave for each. */
function ada(accounts: Account[] = [], more: Partial<Facts> = {}) {
  let facts = factsWith({ now: TODAY * DAY_MS, accounts, member: joinedOn(TODAY), ...more }, DOCUMENT);
  let drawn = 0;
  const luck = (): Given => {
    const id: Given["id"] = (noun) => {
      drawn += 1;
      const bytes = new Uint8Array(10);
      new DataView(bytes.buffer).setUint32(6, drawn);
      return idFrom(noun, facts.now, bytes);
    };
    return { ...given, id, operation: id("op") };
  };
  return {
    facts: () => facts,
    on(day: number) {
      facts = { ...facts, now: (TODAY + day) * DAY_MS, today: TODAY + day };
    },
    pauses(earning?: string) {
      const programme = facts.holders.get("programme") as Holder;
      const about = { paused: earning === undefined ? {} : { earning } };
      facts = {
        ...facts,
        holders: new Map([...facts.holders, ["programme", { ...programme, facts: about } as Holder]]),
      };
    },
    does(decide: (facts: Facts, given: Given) => Decided<unknown>): string[] {
      const decided = decide(facts, luck());
      const { facts: next, refusal } = after(facts, decided);
      if (refusal || !("written" in decided)) throw new Error(JSON.stringify(refusal));
      const told = decided.written.records.people ?? [];
      const profiles = told.map(({ holder, profile }) => [holder, JSON.parse(profile) as JsonObject] as const);
      facts = { ...next, profiles: new Map([...next.profiles, ...profiles]) };
      return decided.written.postings
        .filter(({ reason }) => reason === "earn")
        .map(({ why }) => String(why.rule))
        .filter((rule) => rule !== "stamped");
    },
  };
}

function joinedOn(day: number): Holder<"member"> {
  return { ...memberOf("joined"), facts: { joinedAt: day * DAY_MS } };
}

const adjusts = (name: string, amount: number) => (facts: Facts, given: Given) =>
  decideAdjust(facts, { member: ADA, unit: name, amount, code: "goodwill" }, given);
const pays = (reference: string) => (facts: Facts, given: Given) =>
  decidePayMembership(
    facts,
    {
      store: "sto_shop",
      member: { id: ADA },
      plan: "prime",
      id: reference,
      payment: { amountMinor: 7900, currency: "EUR", reference },
    },
    given,
  );
const cancels = (id: string) => (facts: Facts, given: Given) =>
  decideCancelMembership(facts, { store: "sto_shop", id, at: "now" }, given);
const redeems = (facts: Facts, given: Given) =>
  decideRedeem(
    facts,
    { store: "sto_shop", member: { id: ADA }, reward: "honour", amount: null, cost: null, holdMs: null },
    given,
  );
const buys = (facts: Facts, given: Given) =>
  decidePurchase(
    facts,
    {
      store: "sto_shop",
      member: { id: ADA },
      order: "1",
      occurredAt: facts.now,
      currency: "EUR",
      lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 100 }],
      discountMinor: 0,
      shippingMinor: 0,
      taxMinor: 0,
      totalMinor: 100,
      paidWith: [],
      isImport: false,
    },
    given,
  );
const ships = (facts: Facts, given: Given) =>
  decideActivate(facts, { store: "sto_shop", source: "order:sto_shop:1", event: "shipped" }, given);
const returns = (facts: Facts, given: Given) =>
  decideRefund(facts, { store: "sto_shop", order: "1", refund: "r", amountMinor: 100, lines: [] }, given);
const joins = (facts: Facts, given: Given) =>
  decideEnrol(facts, { identity: { kind: "email", value: "ada@example.com" }, others: [], profile: {} }, given);
const says = (attributes: Record<string, boolean | null>) => (facts: Facts, given: Given) =>
  decideProfile(facts, { member: ADA, attributes }, given);
const reports =
  (id: string, field: string) =>
  (facts: Facts, given: Given): Decided<unknown> => {
    const data = { field };
    return decideReport(
      facts,
      { store: "sto_shop", member: { id: ADA }, type: "profile", id, occurredAt: facts.now, data },
      given,
    );
  };
const crosses = (facts: Facts, given: Given) => decideBoundary(facts, { member: ADA }, given);
/** Ada becomes Ben. */
const merges = (facts: Facts, given: Given) =>
  decideMerge(facts, { store: "sto_shop", from: "2", into: "1", counts: [] }, given);
const reverses = (facts: Facts, given: Given) => {
  const made = [...facts.holders.values()].findLast(({ kind, state }) => kind === "redemption" && state === "captured");
  return decideReverse(facts, { store: null, redemption: made?.publicId ?? "" }, given);
};

const shop = {
  publicId: "sto_shop",
  kind: "store",
  owner: null,
  version: 0,
  state: "open",
  dueAt: null,
  facts: { name: "Shop" },
};
const ben = { ...joinedOn(TODAY), publicId: BEN };
const two = {
  identified: [BEN, ADA],
  holders: new Map([
    ["sto_shop", shop as Holder],
    [BEN, ben as Holder],
  ]),
};
const guest = { member: { ...memberOf("guest"), facts: { joinedAt: null } } };

test.each<[string, Account[], Partial<Facts>, ((facts: Facts, given: Given) => Decided<unknown>)[], string[][]]>([
  ["stamps that staff give fill a card", [], {}, [adjusts("stamps", 5)], [["card"]]],
  ["one stamp too few", [], {}, [adjusts("stamps", 4)], [[]]],
  ["a badge that staff give", [], {}, [adjusts("founder", 1)], [["badge"]]],
  ["a membership that staff give enters a tier", [], {}, [adjusts("prime", 1)], [["tier"]]],
  ["a membership that is paid", [], {}, [pays("m-1")], [["tier"]]],
  [
    "a tier that was left is none, and one that is bought again is none",
    [],
    {},
    [pays("m-1"), cancels("m-1"), pays("m-2")],
    [["tier"], [], []],
  ],
  ["a reward that gives a badge", [has("points", 7)], {}, [redeems], [["badge"]]],
  [
    "a badge that was given back and bought again",
    [has("points", 7)],
    {},
    [redeems, reverses, redeems],
    [["badge"], [], []],
  ],
  [
    "units that were waited for fill a card, and what was given for it goes with the order",
    [],
    {},
    [buys, ships, returns],
    [[], ["card"], []],
  ],
  ["a full card of a guest who joins", [has("stamps", 5)], guest, [joins], [["card"]]],
  ["a badge that a guest had already", [has("founder", 1)], guest, [joins], [[]]],
  [
    "a card that is reversed fills again, and is the same card",
    [],
    {},
    [adjusts("stamps", 5), reverses],
    [["card"], []],
  ],
  ["two halves of a card become one", [has("stamps", 3), has("stamps", 2, BEN)], two, [merges], [["card"]]],
  ["a badge that one of two had", [has("founder", 1)], two, [merges], [[]]],
  [
    "nothing happens to a frozen member",
    [],
    { member: { ...joinedOn(TODAY), state: "frozen" } },
    [adjusts("founder", 1)],
    [[]],
  ],
  [
    "a field that is filled in, changed and filled in again",
    [],
    {},
    [says({ coffee: true }), says({ coffee: false }), says({ coffee: null }), says({ coffee: true })],
    [["coffee"], [], [], []],
  ],
  [
    "two fields at once, and none of them again",
    [],
    {},
    [says({ coffee: true, tea: false }), says({ tea: null })],
    [["coffee", "tea"], []],
  ],
  [
    "a field that a store reports and she fills in",
    [],
    {},
    [reports("e-1", "tea"), says({ tea: true })],
    [["tea"], []],
  ],
  [
    "a field that she fills in and a store reports",
    [],
    {},
    [says({ tea: true }), reports("e-1", "tea"), reports("e-2", "coffee")],
    [["tea"], [], ["coffee"]],
  ],
])("%s", (_, accounts, more, decisions, gave) => {
  const her = ada(accounts, more);
  expect(decisions.map((decide) => her.does(decide))).toEqual(gave);
});

test("what was given for a card goes with the order whose units filled it", () => {
  const her = ada();
  for (const decide of [buys, ships, returns]) her.does(decide);
  const points = her.facts().accounts.filter(({ holder, unit: name }) => holder === ADA && name === "points");
  expect(points).toEqual([]);
});

test("what she comes to while earning is paused waits until it is not, and comes once", () => {
  const her = ada([], { member: { ...joinedOn(TODAY), dueAt: (TODAY + 10) * DAY_MS } });
  her.pauses("Back soon");
  expect(her.does(adjusts("stamps", 10))).toEqual([]);
  expect(her.does(says({ tea: true }))).toEqual([]);
  her.on(10);
  expect(her.does(crosses)).toEqual([]);
  her.pauses();
  her.on(11);
  expect(her.does(crosses)).toEqual(["card", "card", "tea", "tier"]);
  expect(her.does(adjusts("points", 1))).toEqual([]);
  her.on(12);
  expect(her.facts().member?.dueAt).toBeNull();
});
