/** Why a rule gave nothing is said by what everything is called: no id of the document reaches who reads it. */
import { expect, test } from "vitest";
import { type Because, becauseSentence } from "../../functions/programme/not-applied.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { wordingOf } from "../../functions/programme/wording.ts";
import { pointsProgramme } from "../support/programmes.ts";

const read = readProgramme(
  pointsProgramme({
    units: { pts: { name: { one: "point", other: "points" } } },
    campaigns: [
      {
        id: "spring-27",
        name: { en: "Spring", nl: "Lente" },
        rules: [{ id: "r-2", name: "Twice", on: "purchase", effects: [{ kind: "earn", unit: "pts", amount: 1 }] }],
      },
    ],
    tiers: [],
    rewards: [],
  }),
);
if ("faults" in read) throw new Error(JSON.stringify(read.faults));
const { programme } = read;

test.each<[Because, string]>([
  [{ kind: "conditions", says: "Spend €1.00 more." }, "Spend €1.00 more."],
  [
    { kind: "holdout", campaign: "spring-27" },
    'the member is held out of the campaign "Spring", to measure what it does',
  ],
  [
    { kind: "cap", cap: { what: "amount", unit: "pts", per: "month", atMost: 1200 } },
    "nothing is left of at most 1,200 points a month",
  ],
  [{ kind: "cap", cap: { what: "times", per: "day", atMost: 2 } }, "nothing is left of at most twice a day"],
  [{ kind: "cap", cap: { what: "interval", minutes: 60 } }, "it gives again at least an hour apart"],
  [{ kind: "budget", campaign: "spring-27", unit: "pts" }, 'the budget of the campaign "Spring" has no points left'],
  [{ kind: "stacking", mode: "best", applied: "r-2" }, 'of its group only the rule worth most applies: "Twice"'],
  [{ kind: "stacking", mode: "exclusive", applied: "r-2" }, 'of its group only the first rule applies: "Twice"'],
])("%j is said by its words", (because, says) => {
  expect(becauseSentence(because, wordingOf(programme))).toBe(says);
});

test("a campaign is called as the programme's language has it", () => {
  const says = becauseSentence({ kind: "holdout", campaign: "spring-27" }, wordingOf({ ...programme, language: "nl" }));
  expect(says).toContain('"Lente"');
});
