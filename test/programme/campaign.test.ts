/** What a document may say of campaigns: faults by their pointer, and sentences. */
import { expect, test } from "vitest";
import { budgetUnits } from "../../functions/programme/budget.ts";
import { campaignSentence, ruleSentence } from "../../functions/programme/campaign.ts";
import { differencesBetween } from "../../functions/programme/difference.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";

const points = { kind: "earn", unit: "points", amount: 1 };
const double = { kind: "multiply", unit: "points", percent: 200 };
const rule = (id: string, more: JsonObject = {}): JsonObject => ({
  id,
  name: id,
  on: "purchase",
  effects: [points],
  ...more,
});
const name = (one: string) => ({ name: { one, other: `${one}s` } });

function documentOf(more: JsonObject, rules: JsonObject[] = [rule("a")], units: JsonObject = {}): JsonObject {
  return pointsProgramme({
    units: { points: name("point"), stars: name("star"), ...units },
    campaigns: [{ id: "c", name: "C", rules, ...more }],
    rewards: [
      { id: "bag", name: "Bag", kind: "product", cost: { unit: "points", amount: 1 } },
      {
        id: "pay",
        name: "Pay",
        kind: "points-as-money",
        cost: { unit: "points", amount: 1 },
        valueMinor: 1,
        stepsMax: 9,
      },
      { id: "more", name: "More", kind: "units", gives: { unit: "points", amount: 5 } },
      { id: "miles", name: "Miles", kind: "partner", partner: "Air", gives: { name: "miles", amount: 5 } },
    ],
  });
}
function programmeOf(document: JsonObject) {
  const read = readProgramme(document);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  return read.programme;
}

const daily = { what: "times", per: "day", atMost: 1 };
const best = { group: "g", mode: "best" };
const gift = (reward: string) => ({ kind: "reward", reward });
const given = [rule("a", { effects: [gift("more")] })];
const limited = [{ what: "amount", unit: "points", per: "day", atMost: 1 }];
const beyond: [string, string][] = [
  [
    "/campaigns/0/rules/0/effects/0/reward",
    '"more" gives points beyond the cap or the budget that limits them: give them with an `earn` effect instead',
  ],
];
const stars = { kind: "earn", unit: "stars", amount: 1 };

test.each<[string, JsonObject, [string, string][]]>([
  [
    "the same capped twice",
    documentOf({ caps: [daily, { ...daily, atMost: 2 }] }),
    [["/campaigns/0/caps", "the same is capped twice"]],
  ],
  [
    "an interval twice",
    documentOf({}, [
      rule("a", {
        caps: [
          { what: "interval", minutes: 5 },
          { what: "interval", minutes: 6 },
        ],
      }),
    ]),
    [["/campaigns/0/rules/0/caps", "the same is capped twice"]],
  ],
  [
    "a cap of a unit that is not there",
    documentOf({}, [rule("a", { caps: [{ what: "amount", unit: "miles", per: "day", atMost: 1 }] })]),
    [["/campaigns/0/rules/0/caps/0/unit", 'there is no unit "miles"']],
  ],
  [
    "a budget of a unit that is not there",
    documentOf({ budget: { unit: "miles", amount: 1 } }),
    [["/campaigns/0/budget/unit", 'there is no unit "miles"']],
  ],
  [
    "a budget in money of a unit without worth",
    documentOf({ budget: { unit: "points", minor: 100 } }),
    [["/campaigns/0/budget/minor", "points is worth no money"]],
  ],
  [
    "a shared condition that one of its events cannot tell",
    documentOf({ when: [{ kind: "amount", atLeastMinor: 1 }] }, [rule("a"), rule("b", { on: "check-in" })]),
    [["/campaigns/0/when/0", "a check-in has no money to earn per"]],
  ],
  [
    "a multiplier of a rule that is not there",
    documentOf({}, [rule("a", { effects: [{ ...double, of: ["b"] }] })]),
    [["/campaigns/0/rules/0/effects/0/of/0", 'there is no rule "b"']],
  ],
  [
    "a rule that earns and multiplies",
    documentOf({}, [rule("a", { effects: [points, double] })]),
    [["/campaigns/0/rules/0", "a rule earns or multiplies, not both"]],
  ],
  [
    "a rule that gives cash back and multiplies",
    documentOf({}, [rule("a", { effects: [{ kind: "cash-back", unit: "points", percent: 2 }, double] })]),
    [["/campaigns/0/rules/0", "a rule earns or multiplies, not both"]],
  ],
  [
    "a group of two modes",
    documentOf({}, [rule("a", { stacking: best }), rule("b", { stacking: { group: "g", mode: "exclusive" } })]),
    [["/campaigns/0/rules/1", 'the group "g" is best, not exclusive']],
  ],
  [
    "a group of what earns and what multiplies",
    documentOf({ stacking: best }, [rule("a"), rule("b", { effects: [double] })]),
    [["/campaigns/0/rules/1", 'the group "g" has rules that earn or rules that multiply, not both']],
  ],
  [
    "what cannot be compared: a reward",
    documentOf({ stacking: best }, [rule("a"), rule("b", { effects: [{ kind: "reward", reward: "bag" }] })]),
    [["/campaigns/0/rules/1", 'only what rules earn can be compared in the group "g"']],
  ],
  [
    "what cannot be compared: units without a worth",
    documentOf({ stacking: best }, [rule("a"), rule("b", { effects: [stars] })]),
    [["/campaigns/0/rules/1", "different units can only be compared by what they are worth: give each a worth"]],
  ],
  ...["pay", "miles"].map((reward): [string, JsonObject, [string, string][]] => [
    `a gift of what somebody has to ask for: ${reward}`,
    documentOf({}, [rule("a", { effects: [gift(reward)] })]),
    [["/campaigns/0/rules/0/effects/0/reward", `"${reward}" is given to who asks for it, and gives nothing by itself`]],
  ]),
  ["a gift beyond the budget", documentOf({ budget: { unit: "points", amount: 150 } }, given), beyond],
  ["a gift beyond the campaign's cap", documentOf({ caps: limited }, given), beyond],
  ["a gift beyond its rule's cap", documentOf({}, [rule("a", { caps: limited, effects: [gift("more")] })]), beyond],
])("a fault: %s", (_, document, faults) => {
  const read = readProgramme(document);
  expect("faults" in read ? read.faults.map(({ pointer, says }) => [pointer, says]) : []).toEqual(faults);
});

test("a gift of units that nothing limits fits, whatever limits others", () => {
  const effects = [gift("more"), stars];
  const caps = [{ what: "amount", unit: "stars", per: "day", atMost: 1 }, daily];
  programmeOf(documentOf({ budget: { unit: "stars", amount: 9 } }, [rule("a", { effects, caps })]));
});

test("units with a worth, and money, are compared, and a group that adds up has everything", () => {
  const worth = { amount: 1, minor: 1 };
  const units = { points: { ...name("point"), worth }, stars: { ...name("star"), worth } };
  programmeOf(documentOf({ stacking: best }, [rule("a"), rule("b", { effects: [stars] })], units));
  const cash = { ...name("euro"), money: true };
  programmeOf(
    documentOf({ stacking: best }, [rule("a"), rule("b", { effects: [{ ...stars, unit: "cash" }] })], {
      ...units,
      cash,
    }),
  );
  const budget = { unit: "cash", minor: 5000 };
  expect(budgetUnits(budget, programmeOf(documentOf({ budget }, [rule("a")], { cash })).units)).toBe(5000);
  programmeOf(documentOf({ stacking: { group: "g" } }, [rule("a"), rule("b", { effects: [double] })]));
});

test("a rule and its campaign say what limits them", () => {
  const { campaigns } = programmeOf(
    documentOf(
      {
        when: [{ kind: "weekday", in: ["monday"] }],
        caps: [{ what: "amount", unit: "points", per: "lifetime", atMost: 900 }],
        budget: { unit: "points", amount: 5000 },
        holdout: { percent: 10 },
      },
      [rule("a", { caps: [daily], stacking: best })],
    ),
  );
  const [campaign] = campaigns;
  if (!campaign?.rules[0]) throw new Error("there is no rule");
  expect(ruleSentence(campaign.rules[0])).toBe(
    "On a purchase: 1 points, at most once a day, only where nothing else of its group is worth more.",
  );
  expect(campaignSentence(campaign)).toBe(
    "The whole campaign: on Mondays, at most 900 points in all, points only as long as its budget of 5000 points lasts, without 10% of members, to measure what it does.",
  );
});

test("another budget, and another cap, are differences in words", () => {
  const before = programmeOf(documentOf({ budget: { unit: "points", amount: 5000 } }));
  const after = programmeOf(documentOf({ budget: { unit: "points", amount: 7000 } }, [rule("a", { caps: [daily] })]));
  expect(differencesBetween(before, after)).toEqual([
    {
      pointer: "/campaigns/0",
      says: 'The campaign "c" changes: was "The whole campaign: points only as long as its budget of 5,000 points lasts.", becomes "The whole campaign: points only as long as its budget of 7,000 points lasts."',
    },
    {
      pointer: "/campaigns/0/rules/0",
      says: 'The rule "a" changes: was "On a purchase: 1 point.", becomes "On a purchase: 1 point, at most once a day."',
    },
  ]);
  expect(differencesBetween(after, after)).toEqual([]);
});

test.each([
  [1, "at least a minute apart"],
  [45, "at least 45 minutes apart"],
  [60, "at least an hour apart"],
  [2880, "at least 2 days apart"],
])("an interval of %i minutes is said as %s", (minutes, says) => {
  const document = documentOf({}, [rule("a", { caps: [{ what: "interval", minutes }] })]);
  const given = programmeOf(document).campaigns[0]?.rules[0];
  expect(given && ruleSentence(given)).toMatch(new RegExp(`, ${says}\\.$`));
});
