import { expect, test } from "vitest";
import { presets } from "../../functions/programme/presets/index.ts";
import { pretendedCosts, takesPosition } from "../../functions/programme/pretended.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";

type Rule = Parameters<typeof takesPosition>[0];
const gps = ["gps"];
const code = ["qr", "nfc"];

/** Conditions of a rule on check-ins, and whether a position alone meets them. */
test.each<[string, Rule["when"], boolean]>([
  ["nothing asked", [], true],
  ["likely there", [{ kind: "trust", atLeast: "ok" }], true],
  ["surely there: a position never is", [{ kind: "trust", atLeast: "high" }], false],
  ["the counter's code", [{ kind: "evidence", in: ["qr", "nfc"] }], false],
  ["a position or the code", [{ kind: "evidence", in: ["qr", "gps"] }], true],
  ["anything but a position", [{ kind: "not", of: { kind: "evidence", in: ["gps"] } }], false],
  ["anything but the code", [{ kind: "not", of: { kind: "evidence", in: ["qr"] } }], true],
  ["not surely there", [{ kind: "not", of: { kind: "trust", atLeast: "high" } }], true],
  ["not even likely there", [{ kind: "not", of: { kind: "trust", atLeast: "ok" } }], false],
  ["together, which a position never counts for", [{ kind: "together", people: 3, minutes: 60 }], false],
  [
    "the code, or on Mondays",
    [
      {
        kind: "any",
        of: [
          { kind: "evidence", in: ["qr"] },
          { kind: "weekday", in: ["monday"] },
        ],
      },
    ],
    true,
  ],
  [
    "the code, or surely",
    [
      {
        kind: "any",
        of: [
          { kind: "evidence", in: ["qr"] },
          { kind: "trust", atLeast: "high" },
        ],
      },
    ],
    false,
  ],
])("%s", (_, when, takes) => {
  expect(takesPosition({ on: "check-in", when })).toBe(takes);
  expect(takesPosition({ on: "purchase", when: [] })).toBe(false);
});

const earns = { kind: "earn", unit: "points", amount: 50 };
const gives = { kind: "reward", reward: "ten-off" };
const cap = { what: "times", per: "day", atMost: 3 };
const offer = (rule: JsonObject, campaign: JsonObject = {}, reward: JsonObject = {}) =>
  pointsProgramme({
    units: { points: { name: { one: "point", other: "points" }, worth: { amount: 100, minor: 100 } } },
    rewards: [
      {
        id: "ten-off",
        name: "Ten off",
        kind: "voucher",
        percent: 10,
        atMostMinor: 500,
        here: true,
        validMinutes: 15,
        ...reward,
      },
    ],
    campaigns: [
      {
        id: "c",
        name: "C",
        ...campaign,
        rules: [{ id: "r", name: "There", on: "check-in", effects: [earns], ...rule }],
      },
    ],
  });
const faultsOf = (document: JsonObject) => {
  const read = readProgramme(document);
  return "faults" in read ? read.faults.map(({ pointer, says }) => `${pointer} ${says}`) : [];
};
const BECAUSE = "a position alone is enough for it, and anybody can pretend one";
const NO_CAP = `/campaigns/0/rules/0/caps say what one member may get by it: ${BECAUSE}`;
const NO_BUDGET = `/campaigns/0/budget give "c" a budget of "points" for "r": ${BECAUSE}`;
const NO_STOCK = `/rewards/0/stock "r" gives it: ${BECAUSE}, so say how many there are`;

test.each<[string, JsonObject, string[]]>([
  ["neither a cap nor a budget", offer({}), [NO_CAP, NO_BUDGET]],
  ["no budget", offer({ caps: [cap] }), [NO_BUDGET]],
  ["no cap", offer({}, { budget: { unit: "points", minor: 50_000 } }), [NO_CAP]],
  [
    "an interval for a cap",
    offer({ caps: [{ what: "interval", minutes: 10 }] }, { budget: { unit: "points", amount: 9 } }),
    [NO_CAP],
  ],
  ["a reward without an end", offer({ effects: [gives], caps: [cap] }), [NO_STOCK]],
  ["both", offer({ caps: [cap] }, { budget: { unit: "points", minor: 50_000 } }), []],
  ["the campaign's cap, and a stock", offer({ effects: [gives] }, { caps: [cap] }, { stock: 100 }), []],
  ["the counter's code", offer({ when: [{ kind: "evidence", in: code }] }), []],
  ["the code asked by the campaign", offer({}, { when: [{ kind: "evidence", in: code }] }), []],
  ["words alone", offer({ effects: [{ kind: "message", message: "hello", says: "Hello" }] }), []],
])("an offer with %s", (_, document, faults) => {
  expect(faultsOf(document)).toEqual(faults);
});

test.each<[string, JsonObject, string[]]>([
  [
    "units in money, by budget and cap",
    offer({ caps: [cap] }, { budget: { unit: "points", minor: 50_000 } }),
    ["That could cost up to €500.00 in all, and one member could get €1.50 a day."],
  ],
  [
    "a cap on an amount",
    offer(
      { caps: [{ what: "amount", unit: "points", per: "month", atMost: 200 }] },
      { budget: { unit: "points", amount: 900 } },
    ),
    ["That could cost up to €9.00 in all, and one member could get €2.00 a month."],
  ],
  [
    "vouchers, by their stock",
    offer({ effects: [gives], caps: [{ ...cap, atMost: 1 }] }, {}, { stock: 100 }),
    ["That could cost up to €500.00 in all, and one member could get €5.00 a day."],
  ],
  [
    "units at the highest percent by tier and rate",
    {
      ...offer(
        { caps: [cap], effects: [{ ...earns, percentByTier: { low: 50, high: 200 } }] },
        { budget: { unit: "points", minor: 50_000 } },
      ),
      metrics: { spend: { counts: "spend" } },
      tiers: [
        {
          id: "status",
          measure: { metric: "spend", window: { kind: "lifetime" } },
          levels: [0, 1].map((from) => ({
            id: ["low", "high"][from] ?? "",
            name: "Level",
            from,
            benefits: [{ kind: "rate", id: "more", name: "More", unit: "points", percent: [120, 150][from] ?? 0 }],
          })),
        },
      ],
    },
    ["That could cost up to €500.00 in all, and one member could get €3.75 a day."],
  ],
  ["the counter's code: nothing", offer({ when: [{ kind: "evidence", in: code }] }), []],
  [
    "a position with the rest",
    offer({ when: [{ kind: "evidence", in: gps }], caps: [cap] }, { budget: { unit: "points", amount: 100 } }),
    ["That could cost up to €1.00 in all, and one member could get €1.50 a day."],
  ],
])("whoever publishes is told what it could cost: %s", (_, document, says) => {
  const read = readProgramme(document);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const enough = 'A position alone is enough for "There", and anybody can pretend one. ';
  expect(pretendedCosts(read.programme).map((cost) => cost.says)).toEqual(says.map((each) => enough + each));
});

test("the city's offers by position have an end, and its offer by the counter's code needs none", () => {
  const read = readProgramme(presets.get("city-explorer") ?? {});
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const costs = pretendedCosts(read.programme).map(({ says }) => says);
  expect(costs.find((says) => says.includes("10%"))).toContain(
    "up to €25,000.00 in all, and one member could get €10.00 a day.",
  );
  expect(costs.join()).not.toContain("25%");
});
