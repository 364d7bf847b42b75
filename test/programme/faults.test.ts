/** What is wrong with a document is said at the field that it is about. */
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { faultsOf as faultsOfIssue } from "../../functions/programme/faults.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";

const faultsOf = (more: JsonObject) => {
  const read = readProgramme({ ...pointsProgramme(), ...more });
  return "faults" in read ? read.faults : [];
};
const level = { id: "basic", name: "Basic", from: 0 };

test("a field that nobody knows is named itself, and each of several", () => {
  expect(faultsOf({ lateDay: 3, zones: [] })).toEqual([
    { pointer: "/lateDay", says: "is not a field" },
    { pointer: "/zones", says: "is not a field" },
  ]);
});

test.each<[z.ZodType, unknown, string]>([
  [z.string(), undefined, "is missing"],
  [z.enum(["a", "b"]), undefined, "is missing"],
  [z.union([z.string(), z.strictObject({ id: z.string() })]), undefined, "is missing"],
  [z.string(), 1, "must be a text"],
  [z.int(), 1.5, "must be a whole number"],
  [z.int(), "1", "must be a number"],
  [z.boolean(), "yes", "must be true or false"],
  [z.array(z.string()), {}, "must be a list"],
  [z.strictObject({}), [], "must be an object"],
  [z.record(z.string(), z.string()), 1, "must be an object"],
  [z.enum(["a", "b"]), "c", 'must be one of "a", "b"'],
  [z.literal(true), false, "must be true"],
  [z.int().min(1), 0, "must be at least 1"],
  [z.int().max(5), 6, "must be at most 5"],
  [z.number().gt(1), 1, "must be more than 1"],
  [z.string().min(1), "", "must have at least 1 character"],
  [z.string().max(2), "abc", "must have at most 2 characters"],
  [z.string().length(2), "abc", "must have exactly 2 characters"],
  [z.array(z.int()).min(1), [], "must have at least 1 entry"],
  [z.array(z.int()).max(2), [1, 2, 3], "must have at most 2 entries"],
  [z.iso.date(), "yesterday", "is not a date, as 2026-02-28"],
  [z.email(), "ada", "is not an e-mail address"],
  [z.string().regex(/^a$/), "b", "is not of the form that it has here"],
  [z.union([z.string(), z.int()]), true, "is none of what it may be"],
  [z.record(z.string().max(1), z.int()), { ab: 1 }, "has a name that is not allowed"],
  [z.string().min(1, "a name, please"), "", "a name, please"],
])("%# what is wrong is said in words of JSON: %o", (shape, given, says) => {
  const { error } = shape.safeParse(given);
  expect(error?.issues.flatMap(faultsOfIssue).map((fault) => fault.says)).toEqual([says]);
});

test("of alternatives, what is missing from the one that was meant is named", () => {
  const tiers = (measure: JsonObject) => faultsOf({ tiers: [{ id: "status", measure, levels: [level] }] });
  expect(tiers({ metric: "spend" }).map(({ pointer }) => pointer)).toEqual(["/tiers/0/measure/window"]);
  expect(tiers({ anything: 1 }).map(({ pointer }) => pointer)).toEqual(["/tiers/0/measure"]);
});

test("a cost that its table leads outside the limits is a fault at each amount; a limit that is absent is the usual amount", () => {
  const says = "outside its own limits";
  const faultsIn = (limits: JsonObject, ...amounts: number[]) => {
    const table = amounts.map((amount, index) => ({ from: index, amount }));
    const cost = { unit: "points", amount: 100, follows: { input: "demand", table }, ...limits };
    return faultsOf({
      inputs: { demand: { name: "Demand", min: 0, max: 9 } },
      rewards: [{ id: "mug", name: "Mug", kind: "product", cost }],
    });
  };
  const at = (index: number) => ({ pointer: `/rewards/0/cost/follows/table/${index}/amount`, says });
  expect(faultsIn({ max: 150 }, 99, 100, 150, 151)).toEqual([at(0), at(3)]);
  expect(faultsIn({ min: 50 }, 49, 50, 100, 101)).toEqual([at(0), at(3)]);
  expect(faultsIn({ min: 101 }, 101)).toContainEqual({ pointer: "/rewards/0/cost", says });
});

test("a segment that a reward asks for and nobody defines is one fault, at its place in the list", () => {
  const cost = { unit: "points", amount: 100 };
  expect(faultsOf({ rewards: [{ id: "mug", name: "Mug", kind: "product", cost, segments: ["vips"] }] })).toEqual([
    { pointer: "/rewards/0/segments/0", says: 'there is no segment "vips"' },
  ]);
});

test("a reward that gives the unit it costs, at its price or beside it, would keep units alive for ever", () => {
  const units = {
    points: { name: { one: "point", other: "points" } },
    miles: { name: { one: "mile", other: "miles" } },
  };
  const at = (cost: JsonObject, unit: string) =>
    faultsOf({ units, rewards: [{ id: "more", name: "More", kind: "units", cost, gives: { unit, amount: 5 } }] });
  const fault = (unit: string) => ({
    pointer: "/rewards/0/gives/unit",
    says: `costs ${unit} itself: who buys it again and again would never let them expire`,
  });
  const points = { unit: "points", amount: 5 };
  const both = { ...points, also: [{ unit: "miles", amount: 1 }] };
  expect(at(points, "miles")).toEqual([]);
  expect(at(points, "points")).toEqual([fault("points")]);
  expect(at(both, "miles")).toEqual([fault("miles")]);
});

test.each(["refusals", "wrong-codes", "prizes-usd", "tax-forms"])(
  "a metric called %s would be counted in with our own",
  (name) => {
    expect(faultsOf({ metrics: { [name]: { counts: "spend" } } })).toEqual([
      {
        pointer: `/metrics/${name}`,
        says: `"${name}" is what Tessera counts of every member itself: call it otherwise`,
      },
    ]);
  },
);

describe("what could never be had is named", () => {
  const points = { name: { one: "point", other: "points" } };
  const cost = { unit: "points", amount: 5 };
  const rule = { id: "r", name: "R", on: "purchase", effects: [{ kind: "earn", unit: "points", amount: 1 }] };
  const campaign = (more: JsonObject) => ({ campaigns: [{ id: "c", name: "C", rules: [rule], ...more }] });
  const reward = (more: JsonObject) => ({
    inputs: { demand: { name: "Demand", min: 0, max: 9 } },
    rewards: [{ id: "mug", name: "Mug", kind: "product", ...more }],
  });
  const multiplying = (effect: JsonObject, on = "purchase", more: JsonObject[] = []) => ({
    units: { points, miles: points },
    ...campaign({
      rules: [
        rule,
        { ...rule, id: "checks", on: "check-in" },
        { id: "m", name: "M", on, effects: [{ kind: "multiply", percent: 200, ...effect }] },
        ...more,
      ],
      caps: [{ what: "times", per: "day", atMost: 9 }],
      budget: { unit: "points", amount: 9 },
    }),
  });
  const at = (path: string, says: string) => [`/campaigns/0/rules/2/effects/0/${path} ${says}`];
  const [noon, one] = ["2026-01-01T12:00:00Z", "2026-01-01T13:00:00Z"];
  const input = (limits: JsonObject) => ({ kind: "input", input: "demand", ...limits });
  const asks = (limits: JsonObject) => ({ ...reward({ cost }), ...campaign({ when: [input(limits)] }) });
  const voucher = (goodFrom: string, goodUntil: string) =>
    reward({ cost, kind: "voucher", valueMinor: 500, goodFrom, goodUntil });
  const table = (...from: number[]) =>
    reward({
      cost: { ...cost, follows: { input: "demand", table: from.map((each) => ({ from: each, amount: 5 })) }, max: 9 },
    });
  const buys = (...pairs: [string, string][]) => ({
    units: { points, miles: points, stars: points },
    rewards: pairs.map(([unit, given]) => ({
      ...{ id: `${unit}-${given}`, name: "More", kind: "units" },
      ...{ cost: { unit, amount: 5 }, gives: { unit: given, amount: 5 } },
    })),
  });
  const round = (index: number, unit: string) =>
    `/rewards/${index}/gives/unit buys ${unit} again, which it costs: who goes round and round would never let them expire`;

  test.each<[string, JsonObject, string[]]>([
    ["a campaign that lasts an hour", campaign({ from: noon, until: one }), []],
    [
      "a campaign that ends as it begins",
      campaign({ from: noon, until: noon }),
      ["/campaigns/0/until ends before it begins"],
    ],
    ["a reward for an hour", reward({ cost, from: noon, until: one }), []],
    [
      "a reward that ends as it begins",
      reward({ cost, from: noon, until: noon }),
      ["/rewards/0/until ends before it begins"],
    ],
    ["a voucher of one day", voucher("2026-01-02", "2026-01-02"), []],
    [
      "a voucher that is over before",
      voucher("2026-01-02", "2026-01-01"),
      ["/rewards/0/goodUntil is before the first good date"],
    ],
    ["one number", asks({ atLeast: 9, atMost: 9 }), []],
    ["no number", asks({ atLeast: 5, atMost: 4 }), ["/campaigns/0/when/0/atMost must not be below `atLeast`"]],
    ["more than can be", asks({ atLeast: 10 }), ["/campaigns/0/when/0/atLeast demand is 9 at most"]],
    ["less than can be", asks({ atMost: -1 }), ["/campaigns/0/when/0/atMost demand is 0 at least"]],
    [
      "a reward for more than can be",
      reward({ cost, while: [input({ atMost: 9 }), input({ atLeast: 10 })] }),
      ["/rewards/0/while/1/atLeast demand is 9 at most"],
    ],
    ["a cost by steps", table(0, 3), []],
    ["two costs at once", table(0, 3, 0), ["/rewards/0/cost/follows/table/2/from 0 is named twice"]],
    [
      "a percentage of no tier",
      campaign({ rules: [{ ...rule, effects: [{ ...rule.effects[0], percentByTier: {} }] }] }),
      ["/campaigns/0/rules/0/effects/0/percentByTier says nothing of any tier"],
    ],
    [
      "a discount of no tier",
      { rewards: [{ id: "off", name: "Off", kind: "discount-level", percentByTier: {} }] },
      ["/rewards/0/percentByTier says nothing of any tier"],
    ],
    [
      "points that pay by themselves",
      reward({ cost, kind: "points-as-money", valueMinor: 5, stepsMax: 9, automatic: true }),
      ["/rewards/0/automatic pays an order, and what redeems itself has none"],
    ],
    ["what a rule earns, doubled", multiplying({ unit: "points", of: ["r"] }), []],
    ["what rules earn, doubled", multiplying({ unit: "points" }), []],
    [
      "a multiplier of itself",
      multiplying({ unit: "points", of: ["m"] }),
      at("of/0", '"m" does not earn points on a purchase by itself'),
    ],
    [
      "a multiplier of a multiplier",
      multiplying({ unit: "points", of: ["r", "more"] }, "purchase", [
        { id: "more", name: "More", on: "purchase", effects: [{ kind: "multiply", percent: 200, unit: "points" }] },
      ]),
      at("of/1", '"more" does not earn points on a purchase by itself'),
    ],
    [
      "a multiplier of what another event earns",
      multiplying({ unit: "points", of: ["checks"] }),
      at("of/0", '"checks" does not earn points on a purchase by itself'),
    ],
    [
      "a multiplier of another unit than its rule's",
      multiplying({ unit: "miles", of: ["r"] }),
      at("of/0", '"r" does not earn miles on a purchase by itself'),
    ],
    [
      "a multiplier of what nobody earns",
      multiplying({ unit: "miles" }),
      at("unit", "no rule earns miles on a purchase by itself"),
    ],
    ["one unit for another, and that for a third", buys(["points", "miles"], ["miles", "stars"]), []],
    [
      "two units for each other",
      buys(["points", "miles"], ["miles", "points"]),
      [round(0, "points"), round(1, "miles")],
    ],
    [
      "three units in a ring",
      buys(["points", "miles"], ["miles", "stars"], ["stars", "points"]),
      [round(0, "points"), round(1, "miles"), round(2, "stars")],
    ],
  ])("%s", (_, document, faults) => {
    expect(faultsOf(document).map(({ pointer, says }) => `${pointer} ${says}`)).toEqual(faults);
  });
});
