/** What rules give together: caps, budgets, stacking and multipliers, in the order in which they are applied. */
import { describe, expect, test } from "vitest";
import { type Draft, draftOf } from "../../functions/decisions/draft.ts";
import type { Facts } from "../../functions/decisions/facts.ts";
import { decideQuote } from "../../functions/decisions/quote.ts";
import { recordOrder } from "../../functions/decisions/record-order.ts";
import { applyRefunds } from "../../functions/decisions/refund.ts";
import { applyRules, type Effects } from "../../functions/decisions/rules.ts";
import { type WayTo, wayTo } from "../../functions/decisions/way-to.ts";
import { benefitsOfHers } from "../../functions/edge/benefits-view.ts";
import type { Cap } from "../../functions/programme/cap.ts";
import { PLAIN } from "../../functions/programme/kinds.ts";
import { becauseSentence } from "../../functions/programme/not-applied.ts";
import { amountOf, whySentence } from "../../functions/programme/why.ts";
import { wordingOf } from "../../functions/programme/wording.ts";
import { type Account, budgetOf, debtOf, lotOf, redeemedAt, stockOf } from "../../functions/values/account.ts";
import { DAY_MS, dayOfDate, WAITS } from "../../functions/values/day.ts";
import { asKind } from "../../functions/values/holder.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import type { MetricRow } from "../../functions/values/written.ts";
import { contestProgramme, weekly } from "../support/contests.ts";
import { ADA, factsWith, given, memberOf, momentOf } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";

const earn = (amount: number, perMinor?: number, unit = "points") => ({
  kind: "earn",
  unit,
  amount,
  ...(perMinor === undefined ? {} : { perMinor }),
});
const rule = (id: string, effects: JsonObject[], more: JsonObject = {}): JsonObject => ({
  id,
  name: id,
  on: "purchase",
  effects,
  ...more,
});
const campaign = (id: string, rules: JsonObject[], more: JsonObject = {}): JsonObject => ({
  id,
  name: id,
  rules,
  ...more,
});
const base = campaign("base", [rule("rate", [earn(1, 100)])]);
const units = {
  points: { name: { one: "point", other: "points" }, worth: { amount: 1, minor: 1 } },
  stars: { name: { one: "star", other: "stars" }, worth: { amount: 1, minor: 10 } },
};

const withCampaigns = (campaigns: JsonObject[], more: Partial<Facts> = {}, document: JsonObject = {}) =>
  factsWith(more, pointsProgramme({ zone: "UTC", units, campaigns, ...document }));

/** What an order of so much gives: each rule with its amount, and each that was left out with its reason. */
function order(facts: Facts, minor: number, { name = "o1", draft = draftOf(facts) } = {}): [Draft, Effects] {
  const sold = {
    store: "sto_shop",
    order: name,
    occurredAt: facts.now,
    currency: "EUR",
    totalMinor: minor,
    lines: [
      { line: "1", sku: "mug", category: "cups", quantity: 1, basisMinor: minor - Math.floor(minor / 4) },
      { line: "2", sku: "tea", category: "tea", quantity: 1, basisMinor: Math.floor(minor / 4) },
    ],
  };
  return [draft, recordOrder(draft, facts, given, sold, memberOf("joined"))];
}

function refund(draft: Draft, facts: Facts, amountMinor: number, { name = "o1", as = "r1" } = {}) {
  const found = draft.holder(`order:sto_shop:${name}`);
  if (!found) throw new Error("there is no such order");
  const member = draft.holder(ADA) ?? memberOf("joined");
  return applyRefunds(draft, facts, given, {
    store: "sto_shop",
    order: asKind(found, "order"),
    member: asKind(member, "member"),
    added: { [as]: { amountMinor, lines: [] } },
  }).changes;
}

const gaveOf = ({ earned }: Effects) => earned.map(({ rule: id, unit, amount }) => [id, amount, unit].join(" "));
const left = ({ notApplied }: Effects) =>
  notApplied.map((one) => `${one.rule}: ${becauseSentence(one.because, PLAIN)}`);
const gift = {
  id: "gift",
  name: "Gift",
  from: "2026-01-01T00:00:00Z",
  days: 1,
  table: [{ id: "mug", odds: 1, items: 1, prize: { kind: "goods", name: "Mug", valueMinor: 500 } }],
};
const { contests: listed = [] } = contestProgramme(weekly);
const contests = { contests: listed };
const budgeted = (amount: number, balance = amount) => ({
  holders: new Map(),
  accounts: [{ ...budgetOf("spring"), balance }],
});
const spring = (budget: JsonObject, more: JsonObject = {}) =>
  campaign("spring", [rule("bonus", [earn(1, 100)])], { budget, ...more });

/** Groups of tiers: she is in the first level of each, which gives its benefits, and never reaches the second. */
const tiersWith = (...levels: [id: string, benefits: JsonObject[]][]): JsonObject => ({
  metrics: { spend: { counts: "spend" } },
  tiers: levels.map(([id, benefits]) => ({
    id: `${id}s`,
    measure: { metric: "spend", window: { kind: "lifetime" } },
    levels: [
      { id, name: id, from: 0, benefits },
      { id: `${id}-plus`, name: id, from: 1_000_000_000 },
    ],
  })),
});
const rate = (percent: number, unit = "points") => ({ kind: "rate", id: "more", name: "More", unit, percent });
const back = (percent: number) => ({ kind: "cash-back", unit: "points", percent });

describe("cash back, which earns as earn does,", () => {
  test("is multiplied by a tier's rate, carries its fraction and gives back what it gave", () => {
    const facts = withCampaigns([campaign("back", [rule("back", [back(2)])])], {}, tiersWith(["gold", [rate(175)]]));
    const draft = draftOf(facts);
    const orders = ["o1", "o2"].map((name) => order(facts, 10_015, { name, draft })[1].earned);
    expect(orders.flat().map(({ amount }) => amount)).toEqual([350, 351]);
    for (const { why, amount } of orders.flat()) expect(amountOf({ reason: "earn", why })).toBe(amount);
    const taken = ["o1", "o2"].map((name) => refund(draft, facts, 10_015, { name }).map(({ amount }) => amount));
    expect(taken).toEqual([[-351], [-350]]);
  });

  test("is compared with what else is in its group", () => {
    const rules = [rule("two", [back(2)]), rule("three", [back(3)]), rule("rate", [earn(1, 100)])];
    const [, effects] = order(withCampaigns([campaign("c", rules, { stacking: { group: "g", mode: "best" } })]), 4000);
    expect(gaveOf(effects)).toEqual(["three 120 points"]);
  });
});

test("what is said by tier holds in every group, the highest where several of hers are named", () => {
  const earns = [
    { ...earn(10), percentByTier: { flyer: 200 } },
    { ...earn(100), percentByTier: { gold: 150, flyer: 120, "gold-plus": 900 } },
    { ...earn(1000), percentByTier: { "flyer-plus": 900 } },
    { ...earn(10_000), percentByTier: { flyer: 50 } },
  ];
  const level = { kind: "discount-level", id: "level", name: "Level", percentByTier: { gold: 5, flyer: 10 } };
  const document = { ...tiersWith(["gold", []], ["flyer", []]), rewards: [level] };
  const facts = withCampaigns([campaign("c", [rule("r", earns)])], {}, document);
  const [, { earned }] = order(facts, 5000);
  expect(earned.map(({ amount, why }) => [amount, why.tier])).toEqual([
    [20, "flyer"],
    [150, "gold"],
    [1000, "gold"],
    [5000, "flyer"],
  ]);
  const cart = {
    store: "sto_shop",
    member: { id: ADA },
    channel: null,
    venue: null,
    currency: "EUR",
    lines: [{ line: "1", sku: "mug", category: null, quantity: 1, unitMinor: 5000 }],
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    totalMinor: null,
    reward: null,
    vouchers: [],
  };
  const quoted = decideQuote(facts, cart, given);
  expect("outcome" in quoted && quoted.outcome.discount).toEqual({ reward: "level", percent: 10, discountMinor: 500 });
  const benefits = benefitsOfHers(facts, ADA, wordingOf(facts.current.programme));
  expect(benefits.map(({ id, tier, percent }) => [id, tier, percent])).toEqual([
    ["r", "gold", 150],
    ["level", "flyer", 10],
    ["r", "flyer", 200],
  ]);
});

describe("units for the order itself, at a rate,", () => {
  const starred = (rates: JsonObject[], more: JsonObject[] = [], star: JsonObject = {}) =>
    withCampaigns(
      [campaign("stars", [rule("visit", [earn(1, undefined, "stars")])]), ...more],
      {},
      {
        ...tiersWith(["gold", rates]),
        units: { ...units, stars: { ...units.stars, ...star } },
      },
    );
  const four = ["o1", "o2", "o3", "o4"];
  const earns = (facts: Facts, draft: Draft) =>
    four.map((name) => {
      const { earned } = order(facts, 1000, { name, draft })[1];
      for (const { amount, why } of earned) expect(amountOf({ reason: "earn", why })).toBe(amount);
      return earned.map(({ amount }) => amount);
    });
  const takes = (facts: Facts, draft: Draft) =>
    four.map((name) => refund(draft, facts, 1000, { name }).map(({ amount }) => amount));

  test("carry their fraction to the next order, and refunds take back all of it", () => {
    const facts = starred([rate(150, "stars")]);
    const draft = draftOf(facts);
    expect(earns(facts, draft)).toEqual([[1], [2], [1], [2]]);
    expect(draft.counted(ADA, "carry:visit:stars:100")).toBe(0);
    expect(takes(facts, draft)).toEqual([[-2], [-1], [-2], [-1]]);
    expect(draft.counted(ADA, "carry:visit:stars:100")).toBe(0);
  });

  test("say what is carried, and leave it as it is where they are whole", () => {
    const [carrying, whole] = [starred([rate(150, "stars")]), starred([rate(200, "stars")])];
    const draft = draftOf(carrying);
    const [first] = order(carrying, 1000, { draft })[1].earned;
    const movement = { unit: "stars", amount: 1, reason: "earn" as const, why: first?.why ?? {} };
    expect(whySentence(movement, wordingOf(carrying.current.programme))).toBe(
      "visit: 1 star × 150% in gold = 1 star; 0.5 of a star is carried to your next purchase",
    );
    const amounts = [whole, carrying].map((facts, index) => order(facts, 1000, { name: `w${index}`, draft })[1].earned);
    expect(amounts.flat().map(({ amount }) => amount)).toEqual([2, 2]);
  });

  test("are multiplied with their fraction", () => {
    const half = rule("half", [{ kind: "multiply", unit: "stars", percent: 150 }]);
    const facts = starred([rate(150, "stars")], [campaign("half", [half])]);
    const draft = draftOf(facts);
    expect(earns(facts, draft)).toEqual([
      [1, 0],
      [2, 1],
      [1, 1],
      [2, 1],
    ]);
    const back = takes(facts, draft).flat();
    expect(back.reduce((sum, amount) => sum + amount, 0)).toBe(-9);
    expect(draft.counted(ADA, "carry:half:stars:10000")).toBe(0);
  });

  test("are rounded by themselves where their unit is", () => {
    const facts = starred([rate(150, "stars")], [], { rounding: "nearest" });
    const draft = draftOf(facts);
    expect(earns(facts, draft)).toEqual([[2], [2], [2], [2]]);
    expect(takes(facts, draft)).toEqual([[-2], [-2], [-2], [-2]]);
  });
});

describe("what comes next", () => {
  const byTier = { ...earn(1), percentByTier: { gold: 150 } };
  test.each<[string, JsonObject, JsonObject[], JsonObject, WayTo | null]>([
    ["an amount of money", earn(3, 100), [], {}, { by: "spending", minor: 3334 }],
    ["at half the rate", earn(1, 100), [rate(50)], {}, { by: "spending", minor: 20_000 }],
    ["at a rate of nothing", earn(1, 100), [rate(0)], {}, null],
    ["of cash back", back(3), [rate(150)], {}, { by: "spending", minor: 2223 }],
    ["a purchase", earn(3), [], {}, { by: "purchases", times: 34 }],
    ["at one and a half", earn(1), [rate(150)], {}, { by: "purchases", times: 67 }],
    ["by tier", byTier, [], {}, { by: "purchases", times: 67 }],
    ["rounded to the nearest", earn(1), [rate(140)], { rounding: "nearest" }, { by: "purchases", times: 100 }],
    ["a purchase that is rounded to nothing", earn(1), [rate(40)], { rounding: "nearest" }, null],
  ])("is enough, and no more: %s", (_, effect, rates, more, way) => {
    const document = { ...tiersWith(["gold", rates]), units: { points: { ...units.points, ...more } } };
    const facts = withCampaigns([campaign("c", [rule("r", [effect])])], {}, document);
    const found = wayTo(facts, { member: ADA, unit: "points", missing: 100 });
    expect(found).toEqual(way);
    if (!found) return;
    const given = (buys: number[]) => {
      const draft = draftOf(facts);
      return buys.flatMap((minor, index) =>
        order(facts, minor, { name: `o${index}`, draft })[1].earned.map(({ amount }) => amount),
      );
    };
    const all = (buys: number[]) => given(buys).reduce((sum, amount) => sum + amount, 0);
    const buys = found.by === "spending" ? [found.minor] : new Array<number>(found.times).fill(1000);
    const fewer = found.by === "spending" ? [found.minor - 1] : buys.slice(1);
    expect([all(buys) >= 100, all(fewer) >= 100]).toEqual([true, false]);
  });

  test("is said with what she owes, and to nobody who is held out", () => {
    const facts = (more: JsonObject, accounts: Account[] = []) =>
      withCampaigns([campaign("c", [rule("r", [earn(1, 100)])], more)], { accounts });
    const asked = { member: ADA, unit: "points", missing: 100 };
    const owing = facts({}, [{ ...debtOf(ADA, "points"), balance: -20 }]);
    expect(wayTo(owing, asked)).toEqual({ by: "spending", minor: 12_000 });
    expect(wayTo(facts({ holdout: { percent: 100 } }), asked)).toBe(null);
  });
});

describe("caps", () => {
  const counted = (metric: string, bucket: number, amount: number): MetricRow[] => [
    { holder: ADA, metric, bucket, amount },
  ];
  const today = dayOfDate("2026-11-21");

  test.each<[string, Exclude<Cap, { what: "interval" }>["per"], number]>([
    ["a day", "day", today],
    ["a week, from its Monday", "week", dayOfDate("2026-11-16")],
    ["a month", "month", 202611],
    ["a year", "year", 202600],
    ["in all", "lifetime", 0],
  ])("of an amount %s: one below, exact and one above", (_, per, bucket) => {
    const caps = [{ what: "amount", unit: "points", per, atMost: 100 }];
    const metric = `cap:rule:rate:amount:points:${per}`;
    const campaigns = [campaign("base", [rule("rate", [earn(1, 100)], { caps })])];
    const amounts = [0, 59, 60, 61, 99, 100, 101].map((used) => {
      const facts = withCampaigns(campaigns, { metrics: counted(metric, bucket, used) });
      const [draft, effects] = order(facts, 4000);
      expect(draft.counted(ADA, metric, bucket)).toBe(used + (effects.earned[0]?.amount ?? 0));
      return effects.earned[0]?.amount ?? effects.notApplied[0]?.because.kind;
    });
    expect(amounts).toEqual([40, 40, 40, 39, 1, "cap", "cap"]);
    const another = withCampaigns(campaigns, { metrics: counted(metric, bucket + 1, 100) });
    if (per !== "lifetime") expect(gaveOf(order(another, 4000)[1])).toEqual(["rate 40 points"]);
  });

  test("of an amount: what was wanted, given and left stands in the why, and is said", () => {
    const caps = [{ what: "amount", unit: "points", per: "month", atMost: 35 }];
    const facts = withCampaigns([campaign("base", [rule("rate", [earn(1, 100)], { caps })])]);
    const [earned] = order(facts, 4050)[1].earned;
    expect(earned).toMatchObject({ amount: 35, why: { wanted: 40, most: 35, cutBy: "cap" } });
    const movement = { unit: "points", amount: 35, reason: "earn" as const, why: earned?.why ?? {} };
    expect(amountOf(movement)).toBe(35);
    expect(whySentence(movement, wordingOf(facts.current.programme))).toBe(
      "1 point per €1.00 on €40.50 = 40 points, cut to the 35 that a limit left",
    );
  });

  test("of an amount, of a campaign: its rules share it, each cut to what the one before left", () => {
    const caps = [{ what: "amount", unit: "points", per: "day", atMost: 50 }];
    const rules = [rule("a", [earn(1, 100)]), rule("b", [earn(1, 200)]), rule("c", [earn(5)])];
    const [, effects] = order(withCampaigns([campaign("base", rules, { caps })]), 4000);
    expect(gaveOf(effects)).toEqual(["a 40 points", "b 10 points"]);
    expect(left(effects)).toEqual(["c: nothing is left of at most 50 points a day"]);
  });

  test("the tightest of a rule's and its campaign's caps cuts", () => {
    const cap = (atMost: number) => [{ what: "amount", unit: "points", per: "day", atMost }];
    const amounts = [
      [10, 20],
      [20, 10],
    ].map(([own = 0, shared = 0]) => {
      const rules = [rule("rate", [earn(1, 100)], { caps: cap(own) })];
      return order(withCampaigns([campaign("base", rules, { caps: cap(shared) })]), 4000)[1].earned[0]?.amount;
    });
    expect(amounts).toEqual([10, 10]);
  });

  test("on times leave the rule out, of a campaign counted once an event", () => {
    const caps = [{ what: "times", per: "week", atMost: 2 }];
    const rules = [rule("a", [earn(1)]), rule("b", [earn(2)])];
    const facts = withCampaigns([campaign("visits", rules, { caps })]);
    const draft = draftOf(facts);
    const seen = ["o1", "o2", "o3"].map((name) => gaveOf(order(facts, 100, { name, draft })[1]));
    expect(seen).toEqual([["a 1 points", "b 2 points"], ["a 1 points", "b 2 points"], []]);
    refund(draft, facts, 100, { name: "o2" });
    expect(gaveOf(order(facts, 100, { name: "o4", draft })[1])).toEqual(["a 1 points", "b 2 points"]);
  });

  test("on times are not used by orders that cost nothing, and so gave nothing", () => {
    const facts = withCampaigns([
      campaign("visits", [rule("a", [earn(1)], { caps: [{ what: "times", per: "day", atMost: 1 }] })]),
    ]);
    const [draft, free] = order(facts, 0);
    expect(gaveOf(free)).toEqual(["a 0 points"]);
    expect(gaveOf(order(facts, 100, { draft, name: "o2" })[1])).toEqual(["a 1 points"]);
    expect(left(order(facts, 100, { draft, name: "o3" })[1])).toEqual(["a: nothing is left of at most once a day"]);
  });

  test.each<[what: string, caps: [per: string, atMost: number, gives: number][]]>([
    [
      "a month, a year, in all",
      [
        ["month", 2, 2],
        ["year", 3, 1],
        ["lifetime", 4, 1],
      ],
    ],
    [
      "a month, in all",
      [
        ["month", 1, 1],
        ["lifetime", 1, 0],
      ],
    ],
    [
      "a day, a week, a month",
      [
        ["day", 1, 1],
        ["week", 1, 0],
        ["month", 2, 1],
      ],
    ],
    [
      "a week, in all, a year",
      [
        ["week", 2, 2],
        ["lifetime", 3, 1],
        ["year", 3, 0],
      ],
    ],
    [
      "in all, a month",
      [
        ["lifetime", 1, 1],
        ["month", 1, 0],
      ],
    ],
  ])("on times know what was given when another period was capped: %s", (_, caps) => {
    const capped = (per: string, atMost: number) =>
      withCampaigns([campaign("hello", [rule("hello", [earn(5)], { caps: [{ what: "times", per, atMost }] })])]);
    const draft = draftOf(withCampaigns([base]));
    const gave = caps.map(([per, atMost]) => {
      const orders = [1, 2, 3].map((each) => order(capped(per, atMost), 100, { draft, name: `${per}-${each}` })[1]);
      return orders.flatMap(gaveOf).length;
    });
    expect(gave).toEqual(caps.map(([, , gives]) => gives));
    // What is given back is given back under each of them.
    const [[first = ""] = []] = caps;
    refund(draft, withCampaigns([base]), 100, { name: `${first}-1` });
    const total = caps.reduce((sum, [, , gives]) => sum + gives, 0);
    expect(order(capped("lifetime", total), 100, { draft })[1].earned).toHaveLength(1);
    expect(order(capped("lifetime", total), 100, { draft, name: "o2" })[1].earned).toHaveLength(0);
  });

  test("on amounts know what was given when a shorter period was capped", () => {
    const capped = (per: string, atMost: number) =>
      withCampaigns([
        campaign("base", [rule("rate", [earn(1, 100)], { caps: [{ what: "amount", unit: "points", per, atMost }] })]),
      ]);
    const draft = draftOf(withCampaigns([base]));
    expect(gaveOf(order(capped("month", 50), 8000, { draft })[1])).toEqual(["rate 50 points"]);
    expect(gaveOf(order(capped("year", 50), 8000, { draft, name: "o2" })[1])).toEqual([]);
    expect(gaveOf(order(capped("lifetime", 60), 8000, { draft, name: "o3" })[1])).toEqual(["rate 10 points"]);
  });

  test("the room that a refund frees is given back where it was used", () => {
    const caps = [{ what: "amount", unit: "points", per: "month", atMost: 50 }];
    const facts = withCampaigns([campaign("base", [rule("rate", [earn(1, 100)], { caps })])]);
    const draft = draftOf(facts);
    order(facts, 4000, { draft });
    expect(gaveOf(order(facts, 4000, { name: "o2", draft })[1])).toEqual(["rate 10 points"]);
    // The second order is worth 40 and was cut to 10: the first 30.00 of a refund take nothing back.
    expect(refund(draft, facts, 3000, { name: "o2" })[0]?.amount).toBe(0);
    expect(refund(draft, facts, 500, { name: "o2", as: "r2" })[0]?.amount).toBe(-5);
    const november = { ...facts, now: facts.now + 9 * DAY_MS };
    expect(gaveOf(order(november, 4000, { name: "o3", draft })[1])).toEqual(["rate 5 points"]);
    const december = { ...facts, now: facts.now + 10 * DAY_MS };
    expect(gaveOf(order(december, 4000, { name: "o4", draft })[1])).toEqual(["rate 40 points"]);
    // Given back in December, it is November's room that is free again.
    refund(draft, december, 4000, { as: "whole" });
    expect(gaveOf(order(december, 4000, { name: "o5", draft })[1])).toEqual(["rate 10 points"]);
    expect(draft.counted(ADA, "cap:rule:rate:amount:points:month", 202611)).toBe(10 + 50);
  });
});

describe("budgets", () => {
  test.each([
    [41, 40, 1],
    [40, 40, 0],
    [39, 39, 0],
    [1, 1, 0],
  ])("of %i give %i and leave %i", (budget, gives, rest) => {
    const facts = withCampaigns([spring({ unit: "points", amount: budget })], budgeted(budget));
    const [draft, effects] = order(facts, 4000);
    expect(gaveOf(effects)).toEqual([`bonus ${gives} points`]);
    expect(draft.balanceOf(budgetOf("spring"))).toBe(rest);
    expect(effects.earned[0]?.why).toMatchObject({ budget: "spring", most: budget });
    expect(effects.earned[0]?.why.cutBy).toBe(gives < 40 ? "budget" : undefined);
  });

  test("with nothing left give nothing, and say so", () => {
    const facts = withCampaigns([spring({ unit: "points", amount: 40 }), base], budgeted(40, 0));
    const [, effects] = order(facts, 4000);
    expect(gaveOf(effects)).toEqual(["rate 40 points"]);
    expect(left(effects)).toEqual(['bonus: the budget of the campaign "spring" has no points left']);
  });

  test("in money are as many units as it is worth, rounded down, and other units are free", () => {
    const rules = [rule("bonus", [earn(1, 100, "stars"), earn(1, 100)])];
    const facts = withCampaigns([campaign("spring", rules, { budget: { unit: "stars", minor: 105 } })], budgeted(10));
    const [draft, effects] = order(facts, 4000);
    expect(gaveOf(effects)).toEqual(["bonus 10 stars", "bonus 40 points"]);
    expect(draft.balanceOf(budgetOf("spring"))).toBe(0);
  });

  test("get back what refunds take, whatever became of it", () => {
    const facts = withCampaigns([spring({ unit: "points", amount: 30 })], budgeted(30));
    const [draft] = order(facts, 4000);
    expect(draft.balanceOf(budgetOf("spring"))).toBe(0);
    refund(draft, facts, 2000);
    expect(draft.balanceOf(budgetOf("spring"))).toBe(10);
    refund(draft, facts, 2000, { as: "r2" });
    expect(draft.balanceOf(budgetOf("spring"))).toBe(30);
  });

  test("and caps keep what a return policy left her", () => {
    const forgiving = { points: { ...units.points, returns: "within-balance" } };
    const caps = [
      { what: "amount", unit: "points", per: "day", atMost: 70 },
      { what: "times", per: "day", atMost: 2 },
    ];
    const campaigns = [spring({ unit: "points", amount: 100 }, { caps })];
    const facts = withCampaigns(campaigns, budgeted(100), { units: forgiving });
    const [draft] = order(facts, 4000);
    const [lot] = draft.accountsOf(ADA, "points");
    if (!lot) throw new Error("nothing was earned");
    draft.post({ from: lot, to: redeemedAt(null, "points"), amount: 30, reason: "redeem", why: {} });
    expect(refund(draft, facts, 4000)[0]).toMatchObject({ amount: -40, forgiven: 30 });
    expect(draft.balanceOf(budgetOf("spring"))).toBe(70);
    expect(gaveOf(order(facts, 9000, { draft, name: "o2" })[1])).toEqual(["bonus 40 points"]);
    expect(left(order(facts, 9000, { draft, name: "o3" })[1])).toEqual([
      "bonus: nothing is left of at most twice a day",
    ]);
  });

  test("give a carried fraction only within what is left", () => {
    // Two members became one: together they carry 1.5 points.
    const metrics = [{ holder: ADA, metric: "carry:bonus:points:10000", bucket: 0, amount: 15_000 }];
    const facts = withCampaigns([spring({ unit: "points", amount: 40 })], { ...budgeted(40), metrics });
    const [draft, effects] = order(facts, 4000);
    expect(gaveOf(effects)).toEqual(["bonus 40 points"]);
    expect(draft.balanceOf(budgetOf("spring"))).toBe(0);
    expect(amountOf({ reason: "earn", why: effects.earned[0]?.why ?? {} })).toBe(40);
    const [change] = refund(draft, facts, 100);
    expect(change?.amount).toBe(0);
    expect(amountOf({ reason: "refund", why: change?.why ?? {} })).toBe(0);
  });
});

describe("stacking", () => {
  const grouped = (mode: string, rules: JsonObject[]) =>
    withCampaigns([campaign("deals", rules, { stacking: { group: "deal", mode } })]);
  const three = [rule("small", [earn(1, 100)]), rule("large", [earn(3, 100)]), rule("flat", [earn(100)])];

  test.each<[string, number, string[], string[]]>([
    ["sum", 4000, ["small 40 points", "large 120 points", "flat 100 points"], []],
    ["best", 4000, ["large 120 points"], ["small", "flat"]],
    ["best", 3000, ["flat 100 points"], ["small", "large"]],
    ["exclusive", 4000, ["small 40 points"], ["large", "flat"]],
  ])("%s of an order of %i", (mode, minor, gives, out) => {
    const [draft, effects] = order(grouped(mode, three), minor);
    expect(gaveOf(effects)).toEqual(gives);
    expect(effects.notApplied.map(({ rule: id }) => id)).toEqual(out);
    const found = draft.holder("order:sto_shop:o1");
    if (!found) throw new Error("the order was not opened");
    expect(asKind(found, "order").facts.earned).toHaveLength(gives.length);
  });

  test("what is worth the same goes to the first, and says which was applied", () => {
    const [, effects] = order(grouped("best", [rule("first", [earn(1, 100)]), rule("second", [earn(2, 200)])]), 4000);
    expect(gaveOf(effects)).toEqual(["first 40 points"]);
    expect(left(effects)).toEqual(['second: of its group only the rule worth most applies: "first"']);
  });

  test("different units are compared by what they are worth in money", () => {
    const rules = [rule("points", [earn(2, 100)]), rule("stars", [earn(1, 400, "stars")])];
    expect(gaveOf(order(grouped("best", rules), 4000)[1])).toEqual(["stars 10 stars"]);
  });

  test("a wallet's money is compared with what points are worth", () => {
    const wallet = { units: { ...units, cash: { name: { one: "cash", other: "cash" }, money: true } } };
    const bests = [2, 3, 5].map((percent) => {
      const rules = [rule("stars", [earn(1, 400, "stars")]), rule("back", [{ ...back(percent), unit: "cash" }])];
      const group = { stacking: { group: "g", mode: "best" } };
      return gaveOf(order(withCampaigns([campaign("c", rules, group)], {}, wallet), 4000)[1]).join();
    });
    expect(bests).toEqual(["stars 10 stars", "back 120 cash", "back 200 cash"]);
  });

  test("fractions decide: nothing is rounded before it is compared", () => {
    const rules = [rule("a", [earn(3, 100)]), rule("b", [earn(10, 333)])];
    expect(gaveOf(order(grouped("best", rules), 50)[1])).toEqual(["b 1 points"]);
  });

  test("a rule whose conditions do not hold, or that has nothing left to give, takes no part", () => {
    const caps = [{ what: "amount", unit: "points", per: "day", atMost: 10 }];
    const rules = [
      rule("weekend", [earn(9, 100)], { when: [{ kind: "weekday", in: ["monday"] }] }),
      rule("capped", [earn(5, 100)], { caps }),
      rule("open", [earn(1, 100)]),
    ];
    const facts = grouped("best", rules);
    const draft = draftOf(facts);
    expect(gaveOf(order(facts, 4000, { draft })[1])).toEqual(["capped 10 points"]);
    const [, effects] = order(facts, 4000, { draft, name: "o2" });
    expect(gaveOf(effects)).toEqual(["open 40 points"]);
    expect(left(effects)).toEqual(["capped: nothing is left of at most 10 points a day"]);
  });

  test.each<[string, JsonObject, string]>([
    ["a badge that she has", earn(1, undefined, "fan"), 'first: the member has "fan" already'],
    ["a gift of which no piece is left", { kind: "reward", reward: "mug" }, "first: none is left of what it gives"],
    ["both, and words", { kind: "message", message: "m", says: "Thanks" }, 'first: the member has "fan" already'],
  ])("a rule that has nothing left to give but %s wins no group", (_, effect, says) => {
    const all = effect.kind === "message" ? [earn(1, undefined, "fan"), { kind: "reward", reward: "mug" }] : [];
    const rules = [rule("first", [...all, effect]), rule("second", [earn(10)])];
    const fan = { name: { one: "fan", other: "fans" }, badge: true };
    const mug = { id: "mug", kind: "product", name: "Mug", stock: 1, cost: { unit: "points", amount: 5 } };
    const document = { units: { ...units, fan }, rewards: [mug] };
    const group = campaign("deals", rules, { stacking: { group: "deal", mode: "exclusive" } });
    const accounts = [{ ...stockOf("mug"), balance: 1 }];
    const facts = withCampaigns([group], { accounts }, document);
    const [draft, once] = order(facts, 4000);
    expect([once.earned.length + once.gifts.length, gaveOf(once)[0] ?? "a gift"]).not.toContain("second 10 points");
    const [, again] = order(facts, 4000, { draft, name: "o2" });
    expect(gaveOf(again)).toEqual(["second 10 points"]);
    expect(left(again)).toEqual([says]);
  });

  test.each<[string, JsonObject]>([
    ["a surprise that is over", { kind: "surprise", pool: "gift" }],
    ["a contest between two rounds", { kind: "tickets", contest: "trip", amount: 1 }],
  ])("a rule that gives %s and nothing else wins no group", (_, effect) => {
    const rules = [rule("first", [effect]), rule("second", [earn(10)])];
    const group = campaign("deals", rules, { stacking: { group: "deal", mode: "exclusive" } });
    const facts = withCampaigns([group], {}, { ...contests, surprises: [gift] });
    const [, effects] = order(facts, 4000);
    expect(gaveOf(effects)).toEqual(["second 10 points"]);
    expect(left(effects)).toEqual(["first: what it gives is not open to the member now"]);
  });

  test("a rule's own group stands in place of its campaign's", () => {
    const rules = [rule("a", [earn(1)]), rule("b", [earn(2)], { stacking: { group: "other", mode: "exclusive" } })];
    expect(gaveOf(order(grouped("exclusive", rules), 100)[1])).toEqual(["a 1 points", "b 2 points"]);
  });
});

describe("multiply", () => {
  const double = (more: JsonObject = {}, effect: JsonObject = {}) =>
    campaign("double", [rule("double", [{ kind: "multiply", unit: "points", percent: 200, ...effect }])], more);

  test("posts a line of its own for each rule that it multiplies, with its why", () => {
    const facts = withCampaigns([double(), base, campaign("thanks", [rule("thanks", [earn(5)])])]);
    const [, effects] = order(facts, 4000);
    expect(gaveOf(effects)).toEqual(["rate 40 points", "thanks 5 points", "double 40 points", "double 5 points"]);
    const says = effects.earned.map(({ unit, amount, why }) =>
      whySentence({ unit, amount, reason: "earn", why }, wordingOf(facts.current.programme)),
    );
    expect(says.slice(2)).toEqual([
      "double: 100% more of 1 point per €1.00 on €40.00 = 40 points",
      "double: 100% more of 5 points = 5 points",
    ]);
  });

  test("only of the rules, and of the goods, that count for both", () => {
    const named = withCampaigns([base, campaign("thanks", [rule("thanks", [earn(5)])]), double({}, { of: ["rate"] })]);
    expect(gaveOf(order(named, 4000)[1])).toEqual(["rate 40 points", "thanks 5 points", "double 40 points"]);
    const tea = withCampaigns([base, double({ when: [{ kind: "category", in: ["tea"] }] })]);
    expect(gaveOf(order(tea, 4000)[1])).toEqual(["rate 40 points", "double 10 points"]);
    const cups = campaign("cups", [rule("cups", [earn(1, 100)], { when: [{ kind: "category", in: ["cups"] }] })]);
    expect(
      gaveOf(order(withCampaigns([cups, double({ when: [{ kind: "category", in: ["tea"] }] })]), 4000)[1]),
    ).toEqual(["cups 30 points"]);
  });

  test("multipliers add up, and of a group only the best multiplies", () => {
    const triple = campaign("triple", [rule("triple", [{ kind: "multiply", unit: "points", percent: 300 }])]);
    expect(gaveOf(order(withCampaigns([base, double(), triple]), 4000)[1])).toEqual([
      "rate 40 points",
      "double 40 points",
      "triple 80 points",
    ]);
    const stacking = { group: "times", mode: "best" };
    const [, effects] = order(withCampaigns([base, double({ stacking }), { ...triple, stacking }]), 4000);
    expect(gaveOf(effects)).toEqual(["rate 40 points", "triple 80 points"]);
    expect(left(effects)).toEqual(['double: of its group only the rule worth most applies: "triple"']);
  });

  test.each(["exclusive", "best"])("one that has nothing left wins no %s group", (mode) => {
    const stacking = { group: "times", mode };
    const capped = double({ stacking, caps: [{ what: "amount", unit: "points", per: "lifetime", atMost: 30 }] });
    const half = [rule("half", [{ kind: "multiply", unit: "points", percent: 150 }])];
    const facts = withCampaigns([base, capped, campaign("half", half, { stacking })]);
    const [draft, once] = order(facts, 4000);
    expect(gaveOf(once)).toEqual(["rate 40 points", "double 30 points"]);
    const [, again] = order(facts, 4000, { draft, name: "o2" });
    expect(gaveOf(again)).toEqual(["rate 40 points", "half 20 points"]);
    expect(left(again)).toEqual(["double: nothing is left of at most 30 points in all"]);
  });

  test("carries its own fraction, and refunds take back their part exactly", () => {
    const half = campaign("half", [rule("half", [{ kind: "multiply", unit: "points", percent: 150 }])]);
    const facts = withCampaigns([base, half]);
    const draft = draftOf(facts);
    const orders = ["o1", "o2", "o3"].map((name) => gaveOf(order(facts, 150, { draft, name })[1]).join(", "));
    expect(orders).toEqual([
      "rate 1 points, half 0 points",
      "rate 2 points, half 1 points",
      "rate 1 points, half 1 points",
    ]);
    const back = ["o1", "o2", "o3"].map((name) =>
      refund(draft, facts, 150, { name })
        .map(({ amount }) => -amount)
        .join(" "),
    );
    expect(back).toEqual(["1 1", "2 1", "1 0"]);
    expect(draft.counted(ADA, "carry:half:points:1000000")).toBe(0);
  });

  test("is applied after stacking and before caps and budgets, and rounded once", () => {
    // 1.5 points a euro against 1: the best; doubled before either is cut; the cap, then the budget cut the line.
    const deals = campaign("deals", [rule("one", [earn(1, 100)]), rule("more", [earn(15, 1000)])], {
      stacking: { group: "deal", mode: "best" },
      caps: [{ what: "amount", unit: "points", per: "day", atMost: 50 }],
    });
    const spent = campaign("spring", [rule("double", [{ kind: "multiply", unit: "points", percent: 200 }])], {
      budget: { unit: "points", amount: 60 },
      caps: [{ what: "amount", unit: "points", per: "day", atMost: 55 }],
    });
    const amounts = [60, 55, 54].map((balance) => {
      const facts = withCampaigns([deals, spent], budgeted(60, balance));
      const [draft, { earned, notApplied }] = order(facts, 4050);
      expect(notApplied.map(({ rule: id }) => id)).toEqual(["one"]);
      expect(draft.balanceOf(budgetOf("spring"))).toBe(balance - (earned[1]?.amount ?? 0));
      return earned.map(({ amount, why }) => `${why.wanted} → ${amount} by ${why.cutBy}`);
    });
    expect(amounts).toEqual([
      ["60 → 50 by cap", "60 → 55 by cap"],
      ["60 → 50 by cap", "60 → 55 by cap"],
      ["60 → 50 by cap", "60 → 54 by budget"],
    ]);
  });

  test("outside an order gives whole units, rounded down", () => {
    const sure = [{ kind: "trust", atLeast: "high" }];
    const visits = campaign("visits", [rule("visit", [earn(5)], { on: "check-in", when: sure })]);
    const half = rule("half", [{ kind: "multiply", unit: "points", percent: 150 }], { on: "check-in", when: sure });
    const facts = withCampaigns([visits, campaign("half", [half])]);
    const moment = { ...momentOf({ store: null, trust: "high" }), on: "check-in" as const };
    const event = { moment, member: ADA, name: "chk_1" };
    const effects = applyRules(draftOf(facts), facts, given, event);
    expect(gaveOf(effects)).toEqual(["visit 5 points", "half 2 points"]);
    for (const { amount, why } of effects.earned) expect(amountOf({ reason: "earn", why })).toBe(amount);
  });
});

test("a badge that waits is not earned again while it does", () => {
  const fan = {
    name: { one: "fan", other: "fans" },
    badge: true,
    pending: { kind: "event", on: "order-accepted", cancelAfterDays: 10 },
  };
  const facts = (accounts: Account[] = []) =>
    withCampaigns([campaign("fans", [rule("fan", [earn(1, undefined, "fan")])])], { accounts }, { units: { fan } });
  const { today } = facts();
  const waits = (until: number) => ({ ...lotOf(ADA, "fan", { availableOn: WAITS, expiresOn: until }), balance: 1 });
  const earnedOf = (accounts?: Account[]) => order(facts(accounts), 1_000)[1].earned.map(({ amount }) => amount);
  expect(earnedOf()).toEqual([1]);
  expect(earnedOf([waits(today)])).toEqual([]);
  expect(earnedOf([waits(today - 1)])).toEqual([1]);
  const [draft] = order(facts(), 1_000);
  expect(order(facts(), 1_000, { name: "o2", draft })[1].earned).toEqual([]);
});
