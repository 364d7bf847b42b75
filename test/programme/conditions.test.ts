import { expect, test } from "vitest";
import type * as z from "zod";
import {
  allHold,
  allMissing,
  allSaw,
  condition,
  conditionSentence,
  kinds,
  leastMinor,
  lineCounts,
} from "../../functions/programme/conditions/index.ts";
import type { Line, Moment } from "../../functions/programme/conditions/moment.ts";
import { PLAIN } from "../../functions/programme/kinds.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { wordingOf } from "../../functions/programme/wording.ts";
import { dayOf, dayOfDate, minuteOf } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { momentOf } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";

type Given = z.input<typeof condition>;
type Told = NonNullable<Parameters<typeof momentOf>[0]>;

const line = (name: string, category: string | null, basisMinor: number): Line => ({
  line: name,
  sku: `SKU-${name}`,
  category,
  quantity: 1,
  basisMinor,
});
const BOOK = line("1", "books", 3000);
const TEA = line("2", "tea", 2000);
const on = (date: string): Told => ({ day: dayOfDate(date) });
const at = (hours: number, minutes = 0): Told => ({ minute: hours * 60 + minutes });
const who = (about: Partial<Moment["who"]>): Told => ({ who: about });
const here = (about: Partial<NonNullable<Moment["here"]>>): Told => ({
  here: { visit: 1, arrival: 1, days: 1, isMayor: false, people: () => 1, ...about },
});
/** So many people within an hour, and one more in any longer time. */
const people = (count: number): Told =>
  here({ people: (minutes, among) => (among === "friends" ? 1 : minutes > 60 ? count + 1 : count) });
/** So many of her friends, herself among them, and as many strangers. */
const friends = (count: number): Told => here({ people: (_, among) => (among === "friends" ? count : 2 * count) });
const says = (attributes: Moment["who"]["attributes"]): Told => who({ attributes });
const has = (amount: number): Told => who({ measured: () => amount, holds: () => amount });
const which = (number: number | null): Told => who({ which: () => number });

/** Each condition at a moment at which it holds, and at one at which it does not. */
const rows: [Given, Told, Told][] = [
  [{ kind: "age-band", from: 18, to: 24 }, who({ age: 18 }), who({ age: 17 })],
  [{ kind: "age-band", from: 18, to: 24 }, who({ age: 24 }), who({ age: 25 })],
  [{ kind: "age-band", to: 24 }, who({ age: 0 }), who({ age: null })],
  [{ kind: "amount", atLeastMinor: 5000 }, { lines: [BOOK, TEA] }, { lines: [BOOK, line("2", "tea", 1999)] }],
  [{ kind: "arrival", first: 10 }, here({ arrival: 10 }), here({ arrival: 11 })],
  [{ kind: "arrival", first: 1 }, here({}), {}],
  [{ kind: "mayor" }, here({ isMayor: true, days: 2 }), here({ isMayor: true, days: 1 })],
  [{ kind: "mayor", days: 1 }, here({ isMayor: true }), here({ days: 60 })],
  [{ kind: "together", people: 3, minutes: 60 }, people(3), people(2)],
  [{ kind: "together", people: 3, minutes: 180 }, people(2), {}],
  [{ kind: "together", people: 3, minutes: 60, friends: true }, friends(3), people(3)],
  [{ kind: "visit", is: 1 }, here({}), here({ visit: 2 })],
  [{ kind: "visit", every: 3 }, here({ visit: 6 }), here({ visit: 7 })],
  [{ kind: "visit", every: 1 }, here({ visit: 7 }), {}],
  [{ kind: "attribute", attribute: "skin", in: ["dry"] }, says({ skin: "dry" }), says({ skin: "oily" })],
  [
    { kind: "attribute", attribute: "likes", in: ["tea", "art"] },
    says({ likes: ["x", "art"] }),
    says({ likes: ["x"] }),
  ],
  [{ kind: "attribute", attribute: "vegan", is: false }, says({ vegan: false }), says({})],
  [{ kind: "attribute", attribute: "children", atLeast: 1 }, says({ children: 1 }), says({ children: 0 })],
  [{ kind: "attribute", attribute: "children", atLeast: 0, atMost: 0 }, says({ children: 0 }), says({})],
  [
    { kind: "attribute", attribute: "due", atMost: "2026-12-01" },
    says({ due: "2026-12-01" }),
    says({ due: "2026-12-02" }),
  ],
  [{ kind: "attribute", attribute: "due", atLeast: "2026-12-01" }, says({ due: "2026-12-01" }), says({ due: 99_999 })],
  [{ kind: "category", in: ["books"] }, { lines: [TEA, BOOK] }, { lines: [TEA, line("3", null, 1)] }],
  [{ kind: "channel", in: ["web", "app"] }, { channel: "app" }, { channel: "shop" }],
  [{ kind: "channel", in: ["web"] }, { channel: "web" }, { channel: null }],
  [{ kind: "city", in: ["Utrecht"] }, { city: "Utrecht" }, { city: null }],
  [{ kind: "data", field: "stars", in: [5, "five"] }, { data: { stars: 5 } }, { data: { stars: "5" } }],
  [{ kind: "data", field: "stars", atLeast: 4, atMost: 5 }, { data: { stars: 4 } }, { data: { stars: 3.9 } }],
  [{ kind: "data", field: "toString", in: ["x"] }, { data: { toString: "x" } }, {}],
  [{ kind: "day-of-month", in: [1, "last"] }, on("2024-02-29"), on("2024-02-28")],
  [{ kind: "day-of-month", in: [1, "last"] }, on("2026-03-01"), on("2026-03-30")],
  [{ kind: "holds", unit: "badge" }, has(1), has(0)],
  [{ kind: "holds", unit: "stars", atLeast: 25 }, has(25), has(24)],
  [{ kind: "hour", from: "17:00", to: "19:00" }, at(17), at(19)],
  [{ kind: "hour", from: "17:00", to: "19:00" }, at(18, 59), at(16, 59)],
  [{ kind: "hour", from: "22:30", to: "02:00" }, at(22, 30), at(2)],
  [{ kind: "hour", from: "22:30", to: "02:00" }, at(1, 59), at(22, 29)],
  [{ kind: "hour", from: "22:00", to: "00:00" }, at(23, 59), at(0)],
  [{ kind: "input", input: "demand", atMost: 5 }, { input: () => 5 }, { input: () => 6 }],
  [{ kind: "input", input: "demand", atLeast: 0 }, { input: () => 0 }, { input: () => null }],
  [
    { kind: "joined", daysMin: 30 },
    { day: 1030, ...who({ joinedOn: 1000 }) },
    { day: 1029, ...who({ joinedOn: 1000 }) },
  ],
  [
    { kind: "joined", daysMax: 30 },
    { day: 1030, ...who({ joinedOn: 1000 }) },
    { day: 1031, ...who({ joinedOn: 1000 }) },
  ],
  [{ kind: "joined" }, { day: 1000, ...who({ joinedOn: 1000 }) }, who({ joinedOn: null })],
  [{ kind: "metric", metric: "m", atLeast: 3 }, has(3), has(2)],
  [{ kind: "metric", metric: "m", atMost: 0 }, has(0), has(1)],
  [{ kind: "metric", metric: "m", atLeast: 1, atMost: 3, window: { kind: "days", days: 30 } }, has(3), has(4)],
  [{ kind: "month", in: ["december", "january"] }, on("2026-12-31"), on("2026-11-30")],
  [{ kind: "nth", metric: "m", is: 5 }, which(5), which(10)],
  [{ kind: "nth", metric: "m", every: 5 }, which(10), which(6)],
  [{ kind: "nth", metric: "m", first: 3 }, which(3), which(4)],
  [{ kind: "nth", metric: "m", first: 3 }, which(1), which(null)],
  [{ kind: "open" }, { isOpen: true }, { isOpen: false }],
  [{ kind: "open" }, { isOpen: null }, { isOpen: false }],
  [{ kind: "segment", in: ["b", "c"] }, who({ isIn: (name) => name === "c" }), who({ isIn: (name) => name === "a" })],
  [{ kind: "sku", in: ["SKU-1"] }, { lines: [BOOK] }, { lines: [TEA] }],
  [{ kind: "store", in: ["sto_a"] }, { store: "sto_a" }, { store: "sto_b" }],
  [{ kind: "tier", in: ["gold"] }, { tier: "gold" }, { tier: null }],
  [{ kind: "trust", atLeast: "ok" }, { trust: "high" }, { trust: "low" }],
  [{ kind: "evidence", in: ["qr", "nfc"] }, { evidence: "nfc" }, { evidence: "gps" }],
  [{ kind: "venue", in: ["ven_a"] }, { venue: "ven_a" }, { venue: null }],
  [{ kind: "week-of-month", in: [1] }, on("2026-11-07"), on("2026-11-08")],
  [{ kind: "week-of-month", in: [5] }, on("2026-11-29"), on("2026-11-28")],
  [{ kind: "week-of-month", in: ["last"] }, on("2026-02-22"), on("2026-02-21")],
  [{ kind: "weekday", in: ["friday"] }, on("2026-11-27"), on("2026-11-26")],
  [
    {
      kind: "any",
      of: [
        { kind: "tier", in: ["gold"] },
        { kind: "channel", in: ["app"] },
      ],
    },
    { channel: "app" },
    { channel: "web" },
  ],
  [
    {
      kind: "any",
      of: [
        { kind: "category", in: ["tea"] },
        { kind: "sku", in: ["SKU-1"] },
      ],
    },
    { lines: [BOOK] },
    { lines: [line("9", "toys", 1)] },
  ],
  [{ kind: "not", of: { kind: "tier", in: ["gold"] } }, { tier: "blue" }, { tier: "gold" }],
  [{ kind: "not", of: { kind: "category", in: ["tea"] } }, { lines: [TEA, BOOK] }, { lines: [TEA] }],
];

test.each(rows)("%j holds at one moment and not at another", (given, holding, failing) => {
  const parsed = condition.parse(given);
  expect(allHold([parsed], momentOf(holding))).toBe(true);
  expect(allHold([parsed], momentOf(failing))).toBe(false);
});

test("every kind has a row", () => {
  const shown = new Set(rows.map(([{ kind }]) => kind));
  expect(kinds.map(({ terms }) => terms.shape.kind.value).filter((kind) => !shown.has(kind))).toEqual([]);
});

test("every sentence is said without a gap in it", () => {
  for (const [given] of rows) expect(conditionSentence(condition.parse(given))).toMatch(/^[a-z][^{}]*[^ .]$/);
});

const goods = (name: string): Given => ({ kind: "category", in: [name] });
const counted = (given: Given, told: Told) => {
  const moment = momentOf({ lines: [BOOK, TEA], ...told });
  return moment.lines.filter((one) => lineCounts([condition.parse(given)], one, moment)).map(({ line: name }) => name);
};

test("of alternatives, the goods count that were named, and all where something else holds", () => {
  const either: Given = { kind: "any", of: [goods("books"), { kind: "tier", in: ["gold"] }] } as Given;
  expect(counted(either, {})).toEqual(["1"]);
  expect(counted(either, { tier: "gold" })).toEqual(["1", "2"]);
  expect(counted({ kind: "any", of: [goods("books"), goods("tea")] } as Given, {})).toEqual(["1", "2"]);
  expect(counted({ kind: "not", of: goods("books") } as Given, {})).toEqual(["2"]);
});

test("a refund takes back what held by an amount alone", () => {
  const either = condition.parse({
    kind: "any",
    of: [
      { kind: "amount", atLeastMinor: 5000 },
      { kind: "amount", atLeastMinor: 4000 },
      { kind: "tier", in: ["gold"] },
    ],
  });
  const lines = [BOOK, TEA];
  expect(leastMinor([either], momentOf({ lines }))).toBe(4000);
  expect(leastMinor([either], momentOf({ lines, tier: "gold" }))).toBe(0);
  expect(leastMinor([condition.parse({ kind: "amount", atLeastMinor: 5000 })], momentOf({ lines }))).toBe(5000);
});

test("a condition about goods narrows what an amount is asked of", () => {
  const both = [condition.parse(goods("books")), condition.parse({ kind: "amount", atLeastMinor: 3001 })];
  expect(allHold(both, momentOf({ lines: [BOOK, TEA] }))).toBe(false);
});

test.each<[Given, Told, string]>([
  [{ kind: "amount", atLeastMinor: 5000 }, { lines: [BOOK] }, "Add 2000 minor units more of goods that count."],
  [{ kind: "hour", from: "17:00", to: "19:00" }, {}, "It counts between 17:00 and 19:00."],
  [{ kind: "weekday", in: ["friday", "sunday"] }, on("2026-11-26"), "It counts on Fridays or Sundays."],
  [{ kind: "channel", in: ["app", "web"] }, {}, "It counts in app or web."],
  [{ kind: "tier", in: ["gold"] }, {}, "It is for members in gold."],
  [{ kind: "category", in: ["tea"] }, { lines: [BOOK] }, "Add something of tea."],
  [{ kind: "nth", metric: "orders", is: 5 }, which(3), "2 more and it counts."],
  [{ kind: "nth", metric: "orders", is: 5 }, which(4), "The next one counts."],
  [{ kind: "nth", metric: "orders", is: 5 }, which(6), "It applies for the 5th time."],
  [{ kind: "nth", metric: "orders", every: 5 }, which(6), "4 more and it counts."],
  [{ kind: "metric", metric: "spend", atLeast: 100 }, has(40), '60 more of "spend" since joining and it counts.'],
  [
    { kind: "metric", metric: "spend", atMost: 100 },
    has(140),
    'It applies for members with at most 100 of "spend" since joining.',
  ],
  [{ kind: "holds", unit: "stars", atLeast: 25 }, has(5), "20 stars more and it counts."],
  [{ kind: "joined", daysMin: 30 }, { day: 1010, ...who({ joinedOn: 1000 }) }, "It counts in 20 days."],
  [{ kind: "joined" }, {}, "Join first."],
  [{ kind: "week-of-month", in: [1, "last"] }, on("2026-11-12"), "It counts in the 1st or last week of a month."],
  [{ kind: "day-of-month", in: [2, "last"] }, on("2026-11-12"), "It counts on the 2nd or last day of a month."],
  [{ kind: "attribute", attribute: "skin", in: ["dry"] }, {}, 'It applies for members who say "skin: dry" to "skin".'],
])("%j at %j says what would make it hold", (given, told, said) => {
  expect(allMissing([condition.parse(given)], momentOf(told), PLAIN)).toEqual([said]);
});

test.each<[string, Given, Told, string]>([
  ["of a segment that she is not in", { kind: "segment", in: ["vip"] }, {}, 'It applies for members of "vip".'],
  ["on an order that was before", { kind: "nth", metric: "orders", is: 1 }, which(2), "It applies for the first time."],
])("what nothing helps is said beside what does: a rule %s, on too few goods", (_, asks, told, said) => {
  const amount = condition.parse({ kind: "amount", atLeastMinor: 5000 });
  const asked = [condition.parse(asks), amount];
  const helps = "Add 1000 minor units more of goods that count.";
  expect(allMissing(asked, momentOf({ lines: [line("1", null, 4000)], ...told }), PLAIN)).toEqual([said, helps]);
  expect(allMissing(asked, momentOf({ lines: [line("1", null, 5000)], ...told }), PLAIN)).toEqual([said]);
});

test("what holds is not missing, and what was seen of inputs is told", () => {
  const friday = condition.parse({ kind: "weekday", in: ["friday"] });
  expect(allMissing([friday], momentOf(on("2026-11-27")), PLAIN)).toEqual([]);
  const input = condition.parse({ kind: "input", input: "stock", atLeast: 1 });
  expect(allSaw([friday, input], momentOf({ input: (name) => (name === "stock" ? 7 : null) }))).toEqual({ stock: 7 });
});

test.each<[string, string, Given, boolean]>([
  // Berlin skips 02:00 to 03:00 on 29 March 2026 and repeats it on 25 October 2026.
  ["2026-03-29T00:59:59Z", "Europe/Berlin", { kind: "hour", from: "01:00", to: "02:00" }, true],
  ["2026-03-29T01:00:00Z", "Europe/Berlin", { kind: "hour", from: "02:00", to: "03:00" }, false],
  ["2026-03-29T01:00:00Z", "Europe/Berlin", { kind: "hour", from: "03:00", to: "04:00" }, true],
  ["2026-10-25T00:30:00Z", "Europe/Berlin", { kind: "hour", from: "02:00", to: "03:00" }, true],
  ["2026-10-25T01:30:00Z", "Europe/Berlin", { kind: "hour", from: "02:00", to: "03:00" }, true],
  ["2026-10-25T02:00:00Z", "Europe/Berlin", { kind: "hour", from: "02:00", to: "03:00" }, false],
  ["2026-06-01T13:29:59Z", "Asia/Kolkata", { kind: "hour", from: "18:00", to: "19:00" }, true],
  ["2026-06-01T13:30:00Z", "Asia/Kolkata", { kind: "hour", from: "18:00", to: "19:00" }, false],
  // A day of the programme's zone, wherever the instant is.
  ["2026-11-27T10:59:59Z", "Pacific/Auckland", { kind: "weekday", in: ["friday"] }, true],
  ["2026-11-27T11:00:00Z", "Pacific/Auckland", { kind: "weekday", in: ["friday"] }, false],
  ["2026-12-01T07:59:59Z", "America/Los_Angeles", { kind: "day-of-month", in: ["last"] }, true],
  ["2026-12-01T08:00:00Z", "America/Los_Angeles", { kind: "day-of-month", in: [1] }, true],
  ["2026-12-01T07:59:59Z", "America/Los_Angeles", { kind: "month", in: ["november"] }, true],
  ["2026-11-08T04:59:59Z", "America/New_York", { kind: "week-of-month", in: [1] }, true],
  ["2026-11-08T05:00:00Z", "America/New_York", { kind: "week-of-month", in: [2] }, true],
])("%s in %s: %j holds %s", (instant, zone, given, holds) => {
  const moment = Date.parse(instant);
  const told = { day: dayOf(moment, zone), minute: minuteOf(moment, zone) };
  expect(allHold([condition.parse(given)], momentOf(told))).toBe(holds);
});

const declared = {
  metrics: {
    orders: { counts: "orders" },
    spend: { counts: "spend", bucket: "month" },
    lately: { counts: "spend", bucket: "day" },
  },
  attributes: {
    skin: {
      kind: "choice",
      name: "Skin",
      choices: [
        { id: "dry", name: "Dry" },
        { id: "oily", name: "Oily" },
      ],
    },
    children: { kind: "number", name: "Children" },
    due: { kind: "date", name: "Due" },
    vegan: { kind: "yes-no", name: "Vegan" },
  },
  inputs: { stock: { name: "Stock", min: 0, max: 100 } },
  segments: { dry: { name: "Dry skin", when: [{ kind: "attribute", attribute: "skin", in: ["dry"] }] } },
};
const faultsOf = (document: JsonObject) => {
  const read = readProgramme(document);
  return "faults" in read ? read.faults.map(({ pointer, says: said }) => `${pointer}: ${said}`) : [];
};
const ruled = (when: Given, event = "purchase") =>
  faultsOf({
    ...pointsProgramme(),
    ...declared,
    campaigns: [
      {
        id: "c",
        name: "C",
        rules: [
          { id: "r", name: "R", on: event, when: [when], effects: [{ kind: "earn", unit: "points", amount: 1 }] },
        ],
      },
    ],
  } as JsonObject);

const AT = "/campaigns/0/rules/0/when/0";
test.each<[Given, string, string[]]>([
  [{ kind: "tier", in: ["gold"] }, "purchase", [`${AT}/in/0: there is no tier "gold"`]],
  [{ kind: "segment", in: ["dry", "wet"] }, "purchase", [`${AT}/in/1: there is no segment "wet"`]],
  [{ kind: "nth", metric: "x", is: 1 }, "purchase", [`${AT}/metric: there is no metric "x"`]],
  [
    { kind: "nth", metric: "spend", is: 1 },
    "purchase",
    [`${AT}/metric: spend does not count events for ever: use one of orders, check-ins or events`],
  ],
  [{ kind: "metric", metric: "x", atLeast: 1 }, "purchase", [`${AT}/metric: there is no metric "x"`]],
  [
    { kind: "metric", metric: "orders", atLeast: 1, window: { kind: "calendar-year" } },
    "purchase",
    [`${AT}/window: orders has one lifetime bucket: give it bucket "month" or use another window`],
  ],
  [
    { kind: "metric", metric: "spend", atLeast: 1, window: { kind: "days", days: 30 } },
    "purchase",
    [`${AT}/window: spend has no bucket a day: give it bucket "day"`],
  ],
  [
    { kind: "metric", metric: "lately", atLeast: 1 },
    "purchase",
    [`${AT}/window: lately has a bucket a day: give it bucket "month" or "lifetime", or use a window of days`],
  ],
  [{ kind: "metric", metric: "lately", atLeast: 1, window: { kind: "days", days: 92 } }, "purchase", []],
  [{ kind: "holds", unit: "stars" }, "purchase", [`${AT}/unit: there is no unit "stars"`]],
  [{ kind: "input", input: "x", atLeast: 1 }, "purchase", [`${AT}/input: there is no input "x"`]],
  [{ kind: "attribute", attribute: "x", is: true }, "purchase", [`${AT}/attribute: there is no attribute "x"`]],
  [{ kind: "attribute", attribute: "skin", in: ["wet"] }, "purchase", [`${AT}/in/0: there is no choice "skin: wet"`]],
  [{ kind: "attribute", attribute: "skin", is: true }, "purchase", [`${AT}/is: skin is no yes or no`]],
  [{ kind: "attribute", attribute: "due", atLeast: 3 }, "purchase", [`${AT}/atLeast: due is no number`]],
  [
    { kind: "attribute", attribute: "children", atMost: "2026-01-01" },
    "purchase",
    [`${AT}/atMost: children is no date`],
  ],
  [
    { kind: "not", of: { kind: "attribute", attribute: "skin", in: ["wet"] } },
    "purchase",
    [`${AT}/of/in/0: there is no choice "skin: wet"`],
  ],
  [
    { kind: "any", of: [{ kind: "joined" }, { kind: "holds", unit: "stars" }] },
    "purchase",
    [`${AT}/of/1/unit: there is no unit "stars"`],
  ],
  [
    { kind: "any", of: [{ kind: "joined" }, { kind: "nth", metric: "spend", is: 1 }] },
    "purchase",
    [`${AT}/of/1/metric: spend does not count events for ever: use one of orders, check-ins or events`],
  ],
  [{ kind: "amount", atLeastMinor: 1 }, "check-in", [`${AT}: a check-in has no money to earn per`]],
  [{ kind: "category", in: ["x"] }, "check-in", [`${AT}: a check-in has no lines of goods`]],
  [{ kind: "sku", in: ["x"] }, "check-in", [`${AT}: a check-in has no lines of goods`]],
  [{ kind: "channel", in: ["x"] }, "check-in", [`${AT}: a check-in has no channel`]],
  [{ kind: "venue", in: ["x"] }, "purchase", []],
  [{ kind: "venue", in: ["x"] }, "top-up", [`${AT}: a top-up has no venue`]],
  [{ kind: "open" }, "top-up", [`${AT}: a top-up has no venue`]],
  [{ kind: "open" }, "check-in", []],
  [{ kind: "trust", atLeast: "ok" }, "purchase", [`${AT}: a purchase has no evidence to trust`]],
  [{ kind: "data", field: "x", in: [1] }, "purchase", [`${AT}: a purchase has no fields of its own`]],
  [{ kind: "not", of: { kind: "trust", atLeast: "ok" } }, "purchase", [`${AT}: a purchase has no evidence to trust`]],
  [
    { kind: "any", of: [{ kind: "joined" }, { kind: "sku", in: ["x"] }] },
    "check-in",
    [`${AT}: a check-in has no lines of goods`],
  ],
])("%j on a %s is told what it does not fit with", (given, event, faults) => {
  // That a position alone needs an end is another fault, of what fits.
  expect(ruled(given, event).filter((fault) => !fault.includes("a position alone"))).toEqual(faults);
});

test.each<[JsonObject, string]>([
  [{ kind: "hour", from: "17:00", to: "17:00" }, `${AT}/to`],
  [{ kind: "hour", from: "24:00", to: "17:00" }, `${AT}/from`],
  [{ kind: "age-band", from: 30, to: 20 }, `${AT}/to`],
  [{ kind: "joined", daysMin: 30, daysMax: 20 }, `${AT}/daysMax`],
  [{ kind: "nth", metric: "orders" }, AT],
  [{ kind: "nth", metric: "orders", is: 1, every: 2 }, AT],
  [{ kind: "metric", metric: "spend" }, AT],
  [{ kind: "metric", metric: "spend", atLeast: 2, atMost: 1 }, `${AT}/atMost`],
  [{ kind: "metric", metric: "lately", atLeast: 2, window: { kind: "days", days: 93 } }, `${AT}/window/days`],
  [{ kind: "attribute", attribute: "skin" }, AT],
  [{ kind: "attribute", attribute: "skin", in: ["dry"], is: true }, AT],
  [{ kind: "data", field: "x" }, AT],
  [{ kind: "data", field: "x", in: [1], atLeast: 1 }, AT],
  [{ kind: "input", input: "stock" }, AT],
  [{ kind: "day-of-month", in: [0] }, `${AT}/in/0`],
  [{ kind: "any", of: [{ kind: "joined" }] }, `${AT}/of`],
  [{ kind: "not", of: { kind: "not", of: { kind: "joined" } } }, `${AT}/of/kind`],
  [{ kind: "any", of: [{ kind: "joined" }, { kind: "any", of: [] }] }, `${AT}/of/1/kind`],
])("%j is refused by its shape, at %s", (given, pointer) => {
  const faults = ruled(given as unknown as Given);
  expect(faults.length).toBeGreaterThan(0);
  for (const fault of faults) expect(fault.startsWith(`${pointer}: `), fault).toBe(true);
});

test("a segment is made of conditions about a member alone, and of no other segment", () => {
  const segments = (when: JsonObject) =>
    faultsOf({ ...pointsProgramme(), ...declared, segments: { ...declared.segments, s: { name: "S", when: [when] } } });
  const ofMember: JsonObject[] = [
    { kind: "not", of: { kind: "metric", metric: "lately", atLeast: 1, window: { kind: "days", days: 30 } } },
    { kind: "any", of: [{ kind: "age-band", from: 18 }, { kind: "joined" }] },
    { kind: "holds", unit: "points" },
  ];
  for (const when of ofMember) expect(segments(when)).toEqual([]);
  const says = "is not about a member alone, so no segment is made of it";
  const others: JsonObject[] = [
    { kind: "weekday", in: ["friday"] },
    { kind: "not", of: { kind: "hour", from: "01:00", to: "02:00" } },
    { kind: "any", of: [{ kind: "joined" }, { kind: "nth", metric: "orders", is: 1 }] },
    { kind: "input", input: "stock", atLeast: 1 },
  ];
  for (const when of others) expect(segments(when)).toEqual([`/segments/s/when/0: ${says}`]);
  const nested = ["/segments/s/when/0: a segment is not made of segments"];
  expect(segments({ kind: "segment", in: ["dry"] })).toEqual(nested);
  expect(segments({ kind: "not", of: { kind: "segment", in: ["dry"] } })).toEqual(nested);
});

test("sentences are made for members, with the programme's own words", () => {
  const document = {
    ...pointsProgramme(),
    ...declared,
    metrics: { ...declared.metrics, visits: { counts: "check-ins" }, earned: { counts: "earned", unit: "points" } },
    tiers: [
      {
        id: "status",
        measure: { metric: "spend", window: { kind: "calendar-year" } },
        levels: [{ id: "gold", name: { en: "Gold", de: "Gold!" }, from: 0 }],
      },
    ],
  };
  const read = readProgramme(document as JsonObject);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const say = (given: Given) => conditionSentence(condition.parse(given), wordingOf(read.programme));
  expect(say({ kind: "amount", atLeastMinor: 5000 })).toBe("of at least €50.00");
  expect(say({ kind: "weekday", in: ["friday"] })).toBe("on Fridays");
  expect(say({ kind: "hour", from: "17:00", to: "19:00" })).toBe("between 17:00 and 19:00");
  expect(say({ kind: "tier", in: ["gold"] })).toBe("for members in Gold");
  expect(say({ kind: "segment", in: ["dry"] })).toBe('for members of "Dry skin"');
  expect(say({ kind: "input", input: "stock", atLeast: 1 })).toBe("while Stock is at least 1");
  expect(say({ kind: "attribute", attribute: "skin", in: ["dry", "oily"] })).toBe(
    'for members who say "Dry" or "Oily" to "Skin"',
  );
  const at = (metric: string, atLeast: number): Given => ({ kind: "metric", metric, atLeast });
  expect(say(at("spend", 35_000))).toBe("for members with at least €350.00 spent since joining");
  expect(say(at("orders", 1))).toBe("for members with at least 1 order since joining");
  expect(say(at("visits", 2))).toBe("for members with at least 2 check-ins since joining");
  expect(say(at("earned", 2))).toBe("for members with at least 2 points since joining");
  const never: Given = { kind: "metric", metric: "lately", window: { kind: "days", days: 30 }, atMost: 0 };
  expect(say(never)).toBe("for members with €0.00 spent within 30 days");
});
