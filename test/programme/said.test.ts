/** What binds a member is said: a document that differs in one number or word says something else of itself. */
import { expect, test } from "vitest";
import { presets } from "../../functions/programme/presets/index.ts";
import { type Programme, readProgramme } from "../../functions/programme/programme.ts";
import { wordingOf } from "../../functions/programme/wording.ts";
import { programmeView } from "../../functions/public/programme.ts";
import type { Json, JsonObject } from "../../functions/values/json.ts";
import { LANGUAGES } from "../../functions/values/language.ts";
import { pointsProgramme } from "../support/programmes.ts";

type Path = (string | number)[];

/** What may change without a word, each by its pointer and the reason why nobody is bound by it, or where it is said. */
const UNSAID: [RegExp, string][] = [
  [/\/id$/, "ids are for stores; a member reads names"],
  [/^\/\$schema$/, "for editors"],
  [/^\/brand\//, "colours are in the stylesheet"],
  [/\/sku$/, "the store's own number for the goods that the name says"],
  [/\/rules\/\d+\/effects\/\d+\/message$/, "a message's text is said, not its id"],
  [/^\/metrics\/[^/]+\/bucket$/, "how a metric is kept, not what it counts"],
  [/^\/checkIns\/demoPositions$/, "an answer says what it showed"],
  [/^\/contests\//, "a contest's page says it, under official rules in full"],
  [/^\/surprises\/\d+\/(from|days|secondChance)$/, "a surprise's own page says it"],
  [/^\/surprises\/\d+\/(table\/\d+|consolation)\/prize\//, "the prize's name says it, and the surprise's own page"],
  [/^\/metrics\/places-visited\/counts$/, "a rule on the nth check-in says what it counts: its own event"],
  [/\/membership\/benefits\/\d+\/name(\/en)?$/, "a benefit of terms is said by them"],
  [/^\/tiers\/\d+\/levels\/0\/from$/, "the first level is at 0"],
];

const give = (amount: number) => [{ kind: "earn", unit: "points", amount }];
const cost = { unit: "points", amount: 100 };

/** Most of what a document may say besides what the presets do. */
const rich = pointsProgramme({
  lateDays: 20,
  inactiveAfterDays: 60,
  holdout: { percent: 10 },
  units: {
    points: {
      name: { one: "point", other: "points" },
      worth: { amount: 100, minor: 100 },
      pending: { kind: "days", days: 14 },
      expiry: { kind: "rolling", months: 12 },
      rounding: "up",
      returns: "within-balance",
      graceDays: 5,
      transferable: true,
    },
  },
  metrics: { orders: { counts: "orders", bucket: "month" }, days: { counts: "orders", bucket: "day" } },
  checkIns: { rewardsPerHourMax: 2, rewardsPerDayMax: 4, rewardsPerDeviceMax: 6 },
  segments: {
    vips: { name: "VIPs", when: [{ kind: "metric", metric: "orders", atLeast: 5 }] },
    new: { name: "New ones", when: [{ kind: "joined", daysMin: 1, daysMax: 30 }] },
  },
  tiers: [
    {
      id: "status",
      measure: { metric: "orders", window: { kind: "rolling", months: 12 } },
      held: { kind: "months", months: 3, upgrade: "at-once", downgrade: "one", graceDays: 7 },
      levels: [
        { id: "blue", name: "Blue", from: 0 },
        { id: "gold", name: "Gold", from: 10 },
      ],
    },
  ],
  campaigns: [
    {
      id: "base",
      name: "Base",
      until: "2099-01-01T00:00:00Z",
      when: [{ kind: "segment", in: ["vips"] }],
      caps: [{ what: "amount", unit: "points", per: "month", atMost: 500 }],
      budget: { unit: "points", amount: 10_000 },
      rules: [
        { id: "a", name: "A", on: "purchase", effects: [{ kind: "earn", unit: "points", amount: 2, perMinor: 100 }] },
        { id: "b", name: "B", on: "inactivity", effects: give(50) },
        { id: "c", name: "C", on: "check-in", effects: give(5), caps: [{ what: "interval", minutes: 90 }] },
      ],
    },
    {
      id: "own",
      name: "Own",
      holdout: { percent: 5 },
      rules: [
        {
          id: "d",
          name: "D",
          on: "purchase",
          when: [{ kind: "metric", metric: "days", window: { kind: "days", days: 7 }, atMost: 3 }],
          effects: give(7),
          caps: [{ what: "times", per: "week", atMost: 2 }],
        },
      ],
    },
  ],
  rewards: [
    { id: "off", name: "Off", kind: "voucher", percent: 10, atMostMinor: 900, validDays: 30, cost, segments: ["new"] },
    { id: "soon", name: "Soon", kind: "voucher", valueMinor: 300, validDays: 9, goodUntil: "2098-05-01", cost },
    { id: "way", name: "Way", kind: "free-delivery", validDays: 21, cost, perPeriod: { limit: 3, per: "month" } },
    { id: "mug", name: "Mug", kind: "product", validDays: 14, stock: 40 },
    { id: "seat", name: "Seat", kind: "seat", date: "2098-06-01", stock: 8, offerHours: 12, cost, perMember: 2 },
  ],
} as JsonObject);

const documents: [string, JsonObject][] = [["a rich document", rich]];
for (const name of ["beauty-profile", "city-explorer", "ride-tiers", "paid-membership"]) {
  const preset = presets.get(name);
  if (preset) documents.push([name, preset]);
}

/** Each number, word, and yes or no of a document, by its path. */
function leavesOf(value: Json, path: Path = []): { path: Path; value: Json }[] {
  if (typeof value !== "object" || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, each]) =>
    each === undefined ? [] : leavesOf(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function withValue(value: Json, [key, ...path]: Path, put: Json): Json {
  if (key === undefined) return put;
  if (Array.isArray(value)) return value.map((each, index) => (index === key ? withValue(each, path, put) : each));
  if (typeof value !== "object" || value === null) throw new Error(`there is no ${key} in ${value}`);
  return { ...value, [key]: withValue(value[key] ?? null, path, put) };
}

const fieldOf = (path: Path) => String(path.findLast((key) => typeof key === "string"));

/** The words that documents have in a field. */
const wordsOf = Map.groupBy(
  documents.flatMap(([, document]) => leavesOf(document)),
  ({ path }) => fieldOf(path),
);

/** What might stand there instead, of which the first that makes a document is taken. */
function othersOf(path: Path, value: Json): Json[] {
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return [value + 1, value - 1, value * 2].filter((other) => other !== value);
  if (typeof value !== "string") return [];
  const later = value.replace(/^20\d\d/, (year) => String(Number(year) + 1));
  const words = (wordsOf.get(fieldOf(path)) ?? []).map((leaf) => leaf.value);
  return [...new Set([later, ...words, `${value}x`])].filter((other) => other !== value);
}

const now = Date.parse("2026-11-22T00:00:00Z");

function saidOf(programme: Programme): string {
  const inputs = Object.entries(programme.inputs).map(([id, { name, min, max }]) => ({ id, name, min, max }));
  return JSON.stringify([programmeView(programme, now, wordingOf(programme)), inputs]);
}

/** Days of what is good for minutes, and of a thing with a price: where it is bought it is handed over at once. */
function isWithoutDays(document: JsonObject, [part, index, field]: Path): boolean {
  if (part !== "rewards" || field !== "validDays") return false;
  const reward = (document.rewards as JsonObject[])[Number(index)];
  return reward?.validMinutes !== undefined || (reward?.kind === "product" && reward.cost !== undefined);
}

function read(document: Json): Programme | null {
  const found = readProgramme(document);
  return "faults" in found ? null : found.programme;
}

/** Words in another language are said in it. */
const otherLanguages: string[] = LANGUAGES.filter((language) => language !== "en");

test.each(documents)("whatever changes in %s is said, or binds nobody", (_, document) => {
  const programme = read(document);
  if (!programme) throw new Error("the document has faults");
  // With its defaults, which bind as what is written does.
  const whole = JSON.parse(JSON.stringify(programme)) as JsonObject;
  const says = saidOf(programme);
  const unsaid: string[] = [];
  let changes = 0;
  for (const { path, value } of leavesOf(whole)) {
    const pointer = `/${path.join("/")}`;
    if (otherLanguages.includes(String(path.at(-1))) || isWithoutDays(whole, path)) continue;
    if (UNSAID.some(([field]) => field.test(pointer))) continue;
    for (const other of othersOf(path, value)) {
      const changed = read(withValue(whole, path, other));
      if (!changed) continue;
      changes++;
      if (saidOf(changed) === says) unsaid.push(`${pointer}: ${value} → ${other}`);
      break;
    }
  }
  expect(unsaid).toEqual([]);
  expect(changes).toBeGreaterThan(40);
});
