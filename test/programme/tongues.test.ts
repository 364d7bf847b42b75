/** What the engine says, in each language: nothing of another is left in it, and numbers and names agree. */
import { expect, test } from "vitest";
import { kinds as benefits } from "../../functions/programme/benefits/index.ts";
import { capSentence } from "../../functions/programme/cap.ts";
import { kinds as conditions } from "../../functions/programme/conditions/index.ts";
import { kinds as effects } from "../../functions/programme/effects/index.ts";
import { EVENTS } from "../../functions/programme/event.ts";
import { type Kind, PLAIN, type Wording } from "../../functions/programme/kinds.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { kinds as rewards } from "../../functions/programme/rewards/index.ts";
import { tongueOf } from "../../functions/programme/tongues/index.ts";
import { type Movement, whySentence } from "../../functions/programme/why.ts";
import { wordingOf } from "../../functions/programme/wording.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { LANGUAGES } from "../../functions/values/language.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { samplesOf } from "../support/samples.ts";

const OTHERS = LANGUAGES.filter((language) => language !== "en");

/** What no sentence has in it besides what was not there: words of another language. */
const FOREIGN = {
  "zh-Hans": /\p{Script=Latin}/u,
  "zh-Hant": /\p{Script=Latin}/u,
  ru: /\p{Script=Latin}/u,
  ar: /\p{Script=Latin}/u,
  vi: /\b(the|of|and|for|with|at|least|most|each|your|you|are|is|was|member|members|when|while)\b/i,
};
const RAW = /undefined|null|NaN|\[object|[{}]| {2}|\.\.|,,| ,| \.|،،|，，|。。/;

/** Names and amounts that are in no language. */
const named = (language: string): Wording => ({
  ...PLAIN,
  tongue: tongueOf(language),
  language,
  say: () => "§",
  money: (minor) => `€${minor}`,
  units: (amount) => `${amount} §`,
  counted: (amount) => `${amount} §`,
  measured: () => "§",
  event: () => "§",
  one: () => "§",
  name: () => "§",
  found: () => "§",
  called: () => "§",
});

function isClean(says: string, language: (typeof OTHERS)[number], about: string) {
  // Cities and fields of events are what they are called.
  const own = says.replaceAll(/store-word|raw-id(-two)?|Some words|2027-05-01|\d\d:\d\d/g, "§");
  expect(own, about).toMatch(/^\S(.*\S)?$/s);
  expect(own, about).not.toMatch(RAW);
  expect(own, about).not.toMatch(FOREIGN[language]);
}

test.each(
  [...conditions, ...effects, ...rewards, ...benefits].map((kind): [string, Kind] => [
    kind.terms.shape.kind.value,
    kind,
  ]),
)("%s, whatever its terms, is said in each language and in no other", (name, { terms, sentence }) => {
  const samples = samplesOf(terms);
  for (const language of OTHERS) {
    const wording = named(language);
    for (const given of samples)
      isClean(sentence(given as never, wording as never), language, `${name} in ${language}: ${JSON.stringify(given)}`);
  }
});

test.each(OTHERS)("every event has a name in %s of its own", (language) => {
  const { names } = tongueOf(language).events;
  expect(Object.keys(names).sort()).toEqual(Object.keys(EVENTS).sort());
  for (const name of Object.values(names)) isClean(name, language, name);
  expect(new Set(Object.values(names)).size).toBe(Object.keys(names).length);
});

test.each(OTHERS)("what a check-in showed is said in %s and in no other language", (language) => {
  const { evidence, ...visits } = tongueOf(language).visits;
  for (const says of [...Object.values(evidence), ...Object.values(visits)]) isClean(says, language, says);
});

const rate = { rule: "r", amount: 2, perMinor: 100, percent: 150, tier: "t", denominator: 10_000 };
const movements: Omit<Movement, "unit">[] = [
  { amount: 3, reason: "earn", why: { ...rate, basisMinor: 100, carriedBefore: 66, carriedAfter: 66, repays: "debt" } },
  { amount: 3, reason: "earn", why: { rule: "r", amount: 5, wanted: 5, most: 3, cutBy: "budget", more: 50 } },
  { amount: 3, reason: "earn", why: { rule: "r", amount: 1, perPieces: 1, pieces: 3, denominator: 100, waits: true } },
  {
    amount: -3,
    reason: "refund",
    why: { ...rate, numerator: 300, basisBeforeMinor: 200, basisAfterMinor: 100, owes: 1 },
  },
  { amount: -3, reason: "refund", why: { reported: "review", cause: "rejected", forgiven: 2 } },
  { amount: -3, reason: "refund", why: { cancelled: true } },
  { amount: 3, reason: "forgive", why: { returns: "only-pending" } },
  { amount: 3, reason: "forgive", why: {} },
  { amount: -3, reason: "redeem", why: { reward: "w" } },
  { amount: -3, reason: "redeem", why: { automatic: true } },
  { amount: -3, reason: "hold", why: {} },
  { amount: -3, reason: "capture", why: {} },
  { amount: 3, reason: "release", why: { cause: "lapsed" } },
  { amount: 3, reason: "release", why: {} },
  { amount: 3, reason: "reverse", why: { graceUntil: 20_000 } },
  { amount: -3, reason: "reverse", why: { because: "refund" } },
  { amount: 3, reason: "adjust", why: {} },
  { amount: -3, reason: "adjust", why: {} },
  { amount: -3, reason: "expire", why: { expiredOn: 20_000 } },
  { amount: -3, reason: "expire", why: {} },
  { amount: 3, reason: "activate", why: { accepted: true, rule: "r" } },
  { amount: 3, reason: "activate", why: {} },
  { amount: -3, reason: "ticket", why: {} },
  { amount: 3, reason: "prize", why: {} },
  { amount: 3, reason: "top-up", why: { repays: "debt" } },
  { amount: -3, reason: "top-up", why: {} },
  { amount: 1, reason: "membership", why: { until: 20_000, isGrace: true } },
  { amount: -1, reason: "membership", why: {} },
  { amount: 3, reason: "gift-card", why: { repays: "debt" } },
  { amount: -3, reason: "gift-card", why: {} },
  { amount: 3, reason: "merge", why: {} },
  { amount: -3, reason: "merge", why: {} },
  { amount: 3, reason: "transfer", why: { repays: "debt" } },
  { amount: 3, reason: "transfer", why: {} },
  { amount: -3, reason: "transfer", why: {} },
  { amount: -3, reason: "budget", why: { budget: "§" } },
  { amount: 1, reason: "tier", why: { cause: "reached", until: "2027-05-01", has: { m: 3 }, needs: { m: 2 } } },
  { amount: 1, reason: "tier", why: { cause: "renewed" } },
  { amount: 1, reason: "tier", why: { cause: "fell" } },
  { amount: 1, reason: "tier", why: { unit: "u" } },
  { amount: -1, reason: "tier", why: { cause: "undone" } },
  { amount: -1, reason: "tier", why: { cause: "removed" } },
  { amount: -1, reason: "tier", why: { cause: "ended", expiredOn: 20_000 } },
  { amount: -1, reason: "tier", why: { level: "t" } },
  { amount: -1, reason: "tier", why: { cause: "floated", has: { m: 1 }, needs: { m: 2 } } },
  { amount: -1, reason: "tier", why: { cause: "floated" } },
];

test.each(OTHERS)("every reason why units move is said in %s and in no other language", (language) => {
  const wording = { ...named(language), day: () => "2027-05-01", wholeOne: () => "§", metric: () => "3 §" };
  for (const movement of movements)
    isClean(whySentence({ unit: "u", ...movement }, wording), language, `${language}: ${JSON.stringify(movement)}`);
});

test.each([
  ["en", 21, "21 points"],
  ["ru", 1, "1 балл"],
  ["ru", 21, "21 балл"],
  ["ru", 3, "3 балла"],
  ["ru", 5, "5 баллов"],
  ["zh-Hans", 1, "1 积分"],
  // No Arabic name: the English one, counted as English counts, and set apart.
  ["ar", 1, "1 \u2068point\u2069"],
  ["ar", 3, "3 \u2068points\u2069"],
  ["vi", 1, "1 point"],
])("in %s %d of a unit are %s: by the plural rules of the language that its name is in", (language, amount, says) => {
  const name = {
    one: { en: "point", ru: "балл", "zh-Hans": "积分" },
    few: { ru: "балла" },
    many: { ru: "баллов" },
    other: { en: "points", ru: "баллы", "zh-Hans": "积分" },
  };
  const read = readProgramme(pointsProgramme({ units: { points: { name } } } as JsonObject));
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  expect(wordingOf(read.programme, language).units(amount, "points")).toBe(says);
});

test.each([
  [1, "بحد أقصى مرة واحدة في اليوم"],
  [2, "بحد أقصى مرتين في اليوم"],
  [3, "بحد أقصى 3 مرات في اليوم"],
  [11, "بحد أقصى 11 مرة في اليوم"],
  [100, "بحد أقصى 100 مرة في اليوم"],
])("a cap of %d times a day agrees in Arabic", (atMost, says) => {
  expect(capSentence({ what: "times", per: "day", atMost }, { ...PLAIN, tongue: tongueOf("ar") })).toBe(says);
});

test("what a programme says in a language is made once, and in a language that nobody speaks in English", () => {
  const read = readProgramme(pointsProgramme({ language: "de" }));
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  expect(wordingOf(read.programme, "ru")).toBe(wordingOf(read.programme, "ru"));
  expect(wordingOf(read.programme).tongue).toBe(tongueOf("en"));
  expect(wordingOf(read.programme).count(1234)).toBe("1.234");
});
