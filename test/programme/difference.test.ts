import { expect, test } from "vitest";
import { differencesBetween } from "../../functions/programme/difference.ts";
import { type Programme, readProgramme } from "../../functions/programme/programme.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";

const coffee = { id: "coffee", name: "Coffee", kind: "product", cost: { unit: "points", amount: 25 }, stock: 10 };
const bag = { id: "bag", name: "Bag", kind: "product", cost: { unit: "points", amount: 300 } };
const spend = { spend: { counts: "spend", bucket: "month" } };
const year = { metric: "spend", window: { kind: "calendar-year" } };
const levels = [
  { id: "blue", name: "Blue", from: 0 },
  { id: "gold", name: "Gold", from: 500 },
];

test.each<[string, JsonObject, JsonObject, [string, string][]]>([
  ["the same document means no change", {}, {}, []],
  ["a default that is written out is no change", {}, { lateDays: 30, language: "en" }, []],
  ["a number", { lateDays: 30 }, { lateDays: 14 }, [["/lateDays", "lateDays: 30 → 14"]]],
  ["words", { name: "Old" }, { name: "New" }, [["/name", 'name: "Old" → "New"']]],
  [
    "what a rule gives",
    {},
    { campaigns: campaigns({ effects: [{ kind: "earn", unit: "points", amount: 3, perMinor: 100 }] }) },
    [
      [
        "/campaigns/0/rules/0/effects",
        'The rule "points-per-euro" changes: was 2 points for each €1.00 spent, becomes 3 points for each €1.00 spent',
      ],
    ],
  ],
  [
    "when a rule holds",
    {},
    { campaigns: campaigns({ when: [{ kind: "weekday", in: ["monday"] }] }) },
    [
      [
        "/campaigns/0/rules/0",
        'The rule "points-per-euro" changes: was "On a purchase: 2 points for each €1.00 spent.", becomes "On a purchase on Mondays: 2 points for each €1.00 spent."',
      ],
    ],
  ],
  [
    "a rule's name alone",
    {},
    { campaigns: campaigns({ name: "Two" }) },
    [["/campaigns/0/rules/0/name", 'rule "points-per-euro": name: "2 points per euro" → "Two"']],
  ],
  [
    "a new campaign and an old one that is gone",
    {},
    { campaigns: [{ ...first(), id: "spring" }] },
    [
      ["/campaigns/0", 'New campaign "spring" with one rule: On a purchase: 2 points for each €1.00 spent.'],
      ["/campaigns/0", 'Removed campaign "base"'],
    ],
  ],
  [
    "a campaign's schedule",
    {},
    { campaigns: [{ ...first(), until: "2027-01-01T00:00:00Z" }] },
    [["/campaigns/0/until", 'campaign "base": until: not set → "2027-01-01T00:00:00Z"']],
  ],
  [
    "a new reward",
    { rewards: [coffee] },
    { rewards: [coffee, bag] },
    [["/rewards/1", 'New reward "bag": yours for 300 points']],
  ],
  ["a removed reward", { rewards: [coffee, bag] }, { rewards: [bag] }, [["/rewards/0", 'Removed reward "coffee"']]],
  [
    "what a reward costs, and its stock beside",
    { rewards: [coffee] },
    { rewards: [{ ...coffee, cost: { unit: "points", amount: 30 }, stock: 20 }] },
    [
      ["/rewards/0", 'The reward "coffee" changes: was yours for 25 points, becomes yours for 30 points'],
      ["/rewards/0/stock", 'reward "coffee": stock: 10 → 20'],
    ],
  ],
  [
    "a cap taken away",
    { rewards: [{ ...coffee, perMember: 2 }] },
    { rewards: [coffee] },
    [["/rewards/0/perMember", 'reward "coffee": perMember: 2 → not set']],
  ],
  [
    "another order",
    { rewards: [coffee, bag] },
    { rewards: [bag, coffee] },
    [["/rewards", "The rewards stand in another order: bag, coffee"]],
  ],
  [
    "a unit that comes",
    {},
    {
      units: { points: { name: { one: "point", other: "points" } }, stars: { name: { one: "star", other: "stars" } } },
    },
    [["/units/stars", 'New unit "stars"']],
  ],
  [
    "a unit's terms, deep down",
    {},
    { units: { points: { name: { one: "point", other: "pts" }, expiry: { kind: "rolling", days: 365 } } } },
    [
      ["/units/points/name/other", 'unit "points": name other: "points" → "pts"'],
      ["/units/points/expiry/kind", 'unit "points": expiry kind: "never" → "rolling"'],
      ["/units/points/expiry/days", 'unit "points": expiry days: not set → 365'],
    ],
  ],
  [
    "an attribute that comes and a choice that is called otherwise",
    { attributes: { skin: skinOf("Dry") } },
    { attributes: { skin: skinOf("Very dry"), vegan: { kind: "yes-no", name: "Vegan" } } },
    [
      ["/attributes/skin/choices/0/name", 'attribute "skin": choices 1 name: "Dry" → "Very dry"'],
      ["/attributes/vegan", 'New attribute "vegan"'],
    ],
  ],
  [
    "segments that come, go and change",
    { segments: { young: youngOf(25), old: { name: "Old", when: [{ kind: "age-band", from: 70 }] } } },
    { segments: { young: youngOf(30), new: { name: "New", when: [{ kind: "joined", daysMax: 30 }] } } },
    [
      [
        "/segments/young/when",
        'The segment "young" changes: was for members of at most 25 years, becomes for members of at most 30 years',
      ],
      ["/segments/new", 'New segment "new": in the first 30 days of membership'],
      ["/segments/old", 'Removed segment "old"'],
    ],
  ],
  [
    "an input's limits",
    { inputs: { stock: { name: "Stock", min: 0, max: 10 } } },
    { inputs: { stock: { name: "Stock", min: 0, max: 20 } } },
    [["/inputs/stock/max", 'input "stock": max: 10 → 20']],
  ],
  ["a metric that goes", { metrics: spend }, {}, [["/metrics/spend", 'Removed metric "spend"']]],
  [
    "tiers that come",
    { metrics: spend },
    { metrics: spend, tiers: [{ id: "status", measure: year, levels }] },
    [
      [
        "/tiers/0",
        'New group of tiers "status" measured by what you spend in a calendar year: "blue" for everybody; "gold" from €5.00 spent',
      ],
    ],
  ],
  [
    "tiers that go",
    { metrics: spend, tiers: [{ id: "status", measure: year, levels }] },
    { metrics: spend },
    [["/tiers/0", 'Removed group of tiers "status"']],
  ],
  [
    "a removed tier, a new one, another threshold and another window",
    {
      metrics: spend,
      tiers: [{ id: "status", measure: year, levels: [...levels, { id: "black", name: "Black", from: 900 }] }],
    },
    {
      metrics: spend,
      tiers: [
        {
          id: "status",
          measure: { metric: "spend", window: { kind: "rolling", months: 6 } },
          levels: [levels[0] ?? {}, { id: "gold", name: "Gold", from: 400 }, { id: "ruby", name: "Ruby", from: 800 }],
        },
      ],
    },
    [
      [
        "/tiers/0",
        "Tiers are now measured by what you spend in 6 months; they were measured by what you spend in a calendar year",
      ],
      ["/tiers/0/levels/1", 'The tier "gold" is from €4.00 spent; it was from €5.00 spent'],
      ["/tiers/0/levels/2", 'New tier "ruby" from €8.00 spent'],
      ["/tiers/0/levels/2", 'Removed tier "black"'],
    ],
  ],
  [
    "check-ins",
    { checkIns: {} },
    { checkIns: { accuracyMetresMax: 50 } },
    [["/checkIns/accuracyMetresMax", "check-ins: accuracyMetresMax: 100 → 50"]],
  ],
])("says %s", (_, before, after, said) => {
  expect(differencesBetween(read(before), read(after)).map(({ pointer, says }) => [pointer, says])).toEqual(said);
});

function first(): JsonObject {
  const [campaign] = pointsProgramme().campaigns as JsonObject[];
  return campaign ?? {};
}

function campaigns(rule: JsonObject): JsonObject[] {
  const [given] = first().rules as JsonObject[];
  return [{ ...first(), rules: [{ ...given, ...rule }] }];
}

function read(more: JsonObject): Programme {
  const found = readProgramme(pointsProgramme(more));
  if ("faults" in found) throw new Error(JSON.stringify(found.faults));
  return found.programme;
}

function skinOf(dry: string): JsonObject {
  return {
    kind: "choice",
    name: "Skin",
    choices: [
      { id: "dry", name: dry },
      { id: "oily", name: "Oily" },
    ],
  };
}

function youngOf(to: number): JsonObject {
  return { name: "Young", when: [{ kind: "age-band", to }] };
}
