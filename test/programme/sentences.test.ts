/** A programme says itself in sentences that people can read: sentences.txt has those of every preset, to be read by somebody. */
import { expect, test } from "vitest";
import { kinds as benefits } from "../../functions/programme/benefits/index.ts";
import { kinds as conditions } from "../../functions/programme/conditions/index.ts";
import { kinds as effects } from "../../functions/programme/effects/index.ts";
import { type Kind, PLAIN, type Wording } from "../../functions/programme/kinds.ts";
import { presets } from "../../functions/programme/presets/index.ts";
import { type Programme, readProgramme } from "../../functions/programme/programme.ts";
import { kinds as rewards } from "../../functions/programme/rewards/index.ts";
import {
  groupInWords,
  levelInWords,
  poolInWords,
  rewardInWords,
  ruleInWords,
  termsInWords,
} from "../../functions/programme/sentences.ts";
import { levelSentence } from "../../functions/programme/tiers.ts";
import { wordingOf } from "../../functions/programme/wording.ts";
import { say } from "../../functions/programme/words.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { LANGUAGES } from "../../functions/values/language.ts";
import { digitsOf, moneyText } from "../../functions/values/money.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { samplesOf } from "../support/samples.ts";

/** What no sentence has in it: numbers without their currency, what was not there, our own ids. */
const RAW = /minor|undefined|null|NaN|\[object|sto_|ven_|[{}]| {2}|\.\.|,,| ,| \./;

function read(document: JsonObject): Programme {
  const found = readProgramme(document);
  if ("faults" in found) throw new Error(JSON.stringify(found.faults));
  return found.programme;
}

/** Every sentence of a programme, under what it is about. */
function sentencesOf(programme: Programme, language = programme.language): [string, string[]][] {
  const { campaigns, tiers } = programme;
  const wording = wordingOf(programme, language);
  return [
    ["Earning", campaigns.flatMap((one) => one.rules.map((rule) => ruleInWords(programme, one, rule, wording)))],
    ["Rewards", programme.rewards.map((reward) => rewardInWords(reward, wording))],
    [
      "Tiers",
      tiers.flatMap((group) => [
        groupInWords(group, wording),
        ...group.levels.map((level) =>
          wording.tongue.named({ name: wording.say(level.name), says: levelInWords(group, level, wording) }),
        ),
      ]),
    ],
    ["Surprises", programme.surprises.flatMap((pool) => poolInWords(pool, wording))],
    ["Terms", termsInWords(programme, wording)],
  ];
}

test.each(LANGUAGES)("the sentences of every preset in %s are the ones that were read", async (language) => {
  const pages = [...presets].map(([name, document]) => {
    const parts = sentencesOf(read(document), language).filter(([, says]) => says.length > 0);
    return [`# ${name}`, ...parts.map(([about, says]) => [`## ${about}`, ...says].join("\n"))].join("\n\n");
  });
  const file = language === "en" ? "sentences.txt" : `sentences.${language}.txt`;
  await expect(`${pages.join("\n\n\n")}\n`).toMatchFileSnapshot(file);
});

test.each([...presets])("%s says itself without raw ids and numbers", (_, document) => {
  const programme = read(document);
  const ids = [
    ...Object.keys(programme.units),
    ...Object.keys(programme.metrics),
    ...Object.keys(programme.segments),
    ...Object.keys(programme.attributes),
    ...[...programme.campaigns, ...programme.campaigns.flatMap(({ rules }) => rules), ...programme.rewards].map(
      ({ id }) => id,
    ),
  ].filter((id) => id.includes("-"));
  for (const line of sentencesOf(programme).flatMap(([, lines]) => lines)) {
    expect(line).not.toMatch(RAW);
    for (const id of ids) expect(line).not.toContain(id);
  }
});

/** Names for everything, so that an id that comes through is the sentence's own doing. */
const NAMED: Wording = {
  ...PLAIN,
  count: (amount) => `${amount}`,
  money: (minor) => moneyText(minor, "EUR", "en"),
  units: (amount) => `${amount} things`,
  counted: (amount, _, more) => `${amount} ${more ? "more " : ""}times`,
  measured: () => "what is counted",
  event: () => "an event",
  name: () => "Its name",
  called: () => "what it is called",
  say,
};

test.each(
  [...conditions, ...effects, ...rewards, ...benefits].map((kind): [string, Kind] => [
    kind.terms.shape.kind.value,
    kind,
  ]),
)("%s, whatever its terms, is said without raw ids and numbers", (name, { terms, sentence }) => {
  const samples = samplesOf(terms);
  expect(samples.length).toBeGreaterThan(0);
  for (const given of samples) {
    const says = sentence(given as never, NAMED as never);
    expect(says, JSON.stringify(given)).toMatch(/^\S.*\S$/);
    expect(says, JSON.stringify(given)).not.toMatch(RAW);
    expect(says, JSON.stringify(given)).not.toContain("raw-id");
    // A city is called what it is.
    if (name !== "city") expect(says, JSON.stringify(given)).not.toContain("store-word");
  }
});

test("everything is called as the programme's language has it", () => {
  const name = (id: string) => ({ en: `${id} in English`, nl: `${id} in het Nederlands` });
  const cost = { unit: "points", amount: 100 };
  const programme = read({
    ...pointsProgramme(),
    language: "nl",
    events: { seen: { name: name("event") } },
    campaigns: [
      {
        id: "c",
        name: "C",
        rules: [
          {
            id: "r",
            name: "R",
            on: "seen",
            effects: [{ kind: "message", message: "m", says: name("message") }],
          },
        ],
      },
    ],
    rewards: [
      {
        id: "given",
        name: "R",
        kind: "donation",
        cost,
        charity: { id: "sea", name: name("charity") },
        valueMinor: 100,
      },
      {
        id: "miles",
        name: "R",
        kind: "partner",
        cost,
        partner: name("partner"),
        gives: { name: name("miles"), amount: 1 },
      },
    ],
    tiers: [
      {
        id: "status",
        measure: { metric: "spend", window: { kind: "lifetime" } },
        levels: [
          {
            id: "gold",
            name: name("gold"),
            from: 0,
            benefits: ["own", "access", "birthday-gift"].map((kind) => ({ kind, id: kind, name: name(kind) })),
          },
        ],
      },
    ],
    metrics: { spend: { counts: "spend" } },
  } as JsonObject);
  const says = [
    ...sentencesOf(programme).flatMap(([, lines]) => lines),
    ...programme.tiers.flatMap(({ levels, measure }) =>
      levels.map((level) => levelSentence(level, measure, wordingOf(programme))),
    ),
  ].join("\n");
  for (const what of ["event", "message", "charity", "partner", "miles", "own", "access", "birthday-gift"])
    expect(says).toContain(`${what} in het Nederlands`);
  expect(says.replace(/^gold.*/gm, "")).not.toContain("in English");
});

const earn = [{ kind: "earn", unit: "points", amount: 2, perMinor: 100 }];
const campaignOf = (on: string, more: JsonObject = {}) => ({
  campaigns: [{ id: "c", name: "C", rules: [{ id: "r", name: "R", on, effects: earn }], ...more }],
});

test.each<[string, JsonObject, string]>([
  [
    "the programme's holdout",
    { holdout: { percent: 10 }, ...campaignOf("purchase") },
    "On a purchase: 2 points for each €1.00 spent. The whole campaign: without 10% of members, to measure what it does.",
  ],
  [
    "a campaign's own holdout in its place",
    { holdout: { percent: 10 }, ...campaignOf("purchase", { holdout: { percent: 5 } }) },
    "On a purchase: 2 points for each €1.00 spent. The whole campaign: without 5% of members, to measure what it does.",
  ],
  ...[
    [{ kind: "voucher", valueMinor: 500, validDays: 90 }, "a voucher worth €5.00 for 100 points, good for 90 days"],
    [
      { kind: "voucher", percent: 5, atMostMinor: 500, validMinutes: 30 },
      "a voucher of 5%, at most €5.00, for 100 points, for 30 minutes",
    ],
    [{ kind: "free-delivery", validDays: 1 }, "free delivery, once for 100 points, good for 1 day"],
    [{ kind: "product", validDays: 14, cost: undefined }, "yours, to be collected within 14 days"],
  ].map(([more, says]): [string, JsonObject, string] => [
    `for how long a ${(more as JsonObject).kind} is good`,
    {
      rewards: [
        JSON.parse(
          JSON.stringify({ id: "w", name: "It", cost: { unit: "points", amount: 100 }, ...(more as JsonObject) }),
        ),
      ],
    },
    `It: ${says}.`,
  ]),
  [
    "after how many days she is inactive",
    {
      inactiveAfterDays: 60,
      ...campaignOf("inactivity", {
        rules: [{ id: "r", name: "R", on: "inactivity", effects: [{ kind: "earn", unit: "points", amount: 2 }] }],
      }),
    },
    "On 60 days without a purchase: 2 points.",
  ],
  [
    "how many check-ins are rewarded",
    {
      checkIns: { rewardsPerHourMax: 1, rewardsPerDayMax: 2, rewardsPerDeviceMax: 3 },
      metrics: { visits: { counts: "check-ins" } },
    },
    "Check-ins that are rewarded: at most 1 within an hour, 2 within 24 hours, and 3 within 24 hours on one device, whoever uses it.",
  ],
])("what binds a member is said: %s", (_, more, says) => {
  expect(sentencesOf(read(pointsProgramme(more))).flatMap(([, lines]) => lines)).toContain(says);
});

test("names that a language counts otherwise are by their plural category", () => {
  const gwiazdki = { one: "gwiazdka", few: "gwiazdki", many: "gwiazdek", other: "gwiazdki" };
  const says = (amount: number) => {
    const document = {
      ...pointsProgramme(),
      language: "pl",
      currency: "PLN",
      units: { points: { name: gwiazdki } },
      rewards: [{ id: "r", name: "R", kind: "product", cost: { unit: "points", amount } }],
    } as JsonObject;
    const programme = read(document);
    return programme.rewards.map((reward) => rewardInWords(reward, wordingOf(programme)));
  };
  expect([1, 3, 5].flatMap(says)).toEqual([
    "R: yours for 1 gwiazdka.",
    "R: yours for 3 gwiazdki.",
    "R: yours for 5 gwiazdek.",
  ]);
});

test.each([
  [1250, "EUR", "€12.50"],
  [1250, "JPY", "¥1,250"],
  [1250, "HUF", "HUF 12.50"],
  [1250, "RSD", "RSD 12.50"],
  [1250, "BHD", "BHD 1.250"],
])("%d of %s is %s, whichever table the runtime has", (minor, currency, text) => {
  expect(moneyText(minor, currency, "en").replaceAll("\u00a0", " ")).toBe(text);
});

test.each([
  ["JPY", 0],
  ["ISK", 0],
  ["UYI", 0],
  ["EUR", 2],
  ["HUF", 2],
  ["IDR", 2],
  ["LBP", 2],
  ["KWD", 3],
  ["IQD", 3],
  ["CLF", 4],
])("the minor unit of %s has %d digits, as ISO 4217 has it", (currency, digits) => {
  expect(digitsOf(currency)).toBe(digits);
});
