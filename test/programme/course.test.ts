import { expect, test } from "vitest";
import { courseOf, type Known, type Stretch, stayOn } from "../../functions/programme/course.ts";
import { groupsOf, measureSentence, needsAll } from "../../functions/programme/measure.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { levelSentence, type TierGroup } from "../../functions/programme/tiers.ts";
import { wordingOf } from "../../functions/programme/wording.ts";
import { type Day, dateOf, dayOfDate, monthOf } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";

const LEVELS = [
  { id: "base", name: "Base", from: 0 },
  { id: "silver", name: "Silver", from: 100 },
  { id: "gold", name: "Gold", from: 300 },
  { id: "black", name: "Black", from: 900 },
];

/** A group of tiers by spend, and what is known of a member who spent so much on those dates. */
function playing(tiers: JsonObject, metrics: JsonObject = { spend: { counts: "spend", bucket: "month" } }) {
  const read = readProgramme(
    pointsProgramme({ metrics, tiers: [{ id: "status", levels: LEVELS, ...tiers }] as unknown as JsonObject[] }),
  );
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const [group] = read.programme.tiers;
  if (!group) throw new Error("a group was given");
  return {
    group,
    knows(
      today: string,
      spent: Record<string, number>,
      {
        joined = "2024-05-20",
        promised = [],
        entered = [],
      }: { joined?: string | null; promised?: Stretch[]; entered?: Stretch[] } = {},
    ): Known {
      return {
        today: dayOfDate(today),
        joinedOn: joined === null ? null : dayOfDate(joined),
        counted: (metric) => {
          const buckets = new Map<number, number>();
          for (const [at, amount] of Object.entries(spent)) {
            const [date = "", of = "spend"] = at.split(" ");
            const month = monthOf(dayOfDate(date));
            if (of === metric) buckets.set(month, (buckets.get(month) ?? 0) + amount);
          }
          return buckets;
        },
        terms: (metric) => read.programme.metrics[metric],
        promised,
        entered,
      };
    },
  };
}

/** "silver until 2027-01-31" on a day, by what is known on that day. */
function told(group: TierGroup, known: Known, day: Day = known.today): string {
  const { level, until } = stayOn(courseOf(group, known), day);
  const id = group.levels[level]?.id;
  return until > dayOfDate("9000-01-01") ? `${id}` : `${id} until ${dateOf(until)}`;
}

const year = { measure: { metric: "spend", window: { kind: "calendar-year" } } };
const years = (more: JsonObject = {}) => ({ ...year, held: { kind: "years", ...more } });
const SPENT = { "2026-03-10": 300 };

test.each([
  ["before anything is spent", {}, "2026-02-28", {}, "base"],
  ["one below the threshold", {}, "2026-03-10", { "2026-03-10": 99 }, "base"],
  ["exactly the threshold", {}, "2026-03-10", { "2026-03-10": 100 }, "silver until 2027-12-31"],
  ["one above the threshold", {}, "2026-03-10", { "2026-03-10": 101 }, "silver until 2027-12-31"],
  ["several thresholds at once", {}, "2026-03-10", { "2026-03-10": 950 }, "black until 2027-12-31"],
  ["the year after, nothing spent", {}, "2027-12-31", SPENT, "gold until 2027-12-31"],
  ["a day too long", {}, "2028-01-01", SPENT, "base"],
  ["renewed by the year after", {}, "2028-01-01", { ...SPENT, "2027-11-30": 300 }, "gold until 2028-12-31"],
  ["the year after reached less", {}, "2028-01-01", { ...SPENT, "2027-11-30": 100 }, "silver until 2028-12-31"],
  ["one level down", { downgrade: "one" }, "2028-01-01", SPENT, "silver until 2028-12-31"],
  ["two levels down, a year later", { downgrade: "one" }, "2029-01-01", SPENT, "base"],
  ["never down", { downgrade: "none" }, "2039-01-01", SPENT, "gold"],
  ["in the days of grace", { graceDays: 31 }, "2028-01-31", SPENT, "gold until 2028-01-31"],
  ["after the days of grace", { graceDays: 31 }, "2028-02-01", SPENT, "base"],
  [
    "reached again in the days of grace",
    { graceDays: 31 },
    "2028-02-01",
    { ...SPENT, "2028-01-15": 300 },
    "gold until 2030-01-31",
  ],
  ["reached, and it begins next year", { upgrade: "period-end" }, "2026-12-31", SPENT, "base until 2026-12-31"],
  ["it begins", { upgrade: "period-end" }, "2027-01-01", SPENT, "gold until 2027-12-31"],
  ["it began, and is over", { upgrade: "period-end" }, "2028-01-01", SPENT, "base"],
  ["held to the end of its year only", { more: 0 }, "2026-12-31", SPENT, "gold until 2026-12-31"],
  ["the year is over", { more: 0 }, "2027-01-01", SPENT, "base"],
  ["two more years", { more: 2 }, "2028-12-31", SPENT, "gold until 2028-12-31"],
] as const)("held by calendar years: %s", (_, more, today, spent, said) => {
  const { group, knows } = playing(years(more));
  expect(told(group, knows(today, spent))).toBe(said);
});

test.each([
  // She joined on 2024-05-20: her years begin in May.
  ["in her year", "2026-04-30", { "2025-05-01": 100 }, "silver until 2027-04-30"],
  ["the month before is another year", "2026-04-30", { "2025-04-30": 60, "2025-05-01": 60 }, "base"],
  ["after the year after", "2027-05-01", { "2025-05-01": 100 }, "base"],
] as const)("held by years of membership: %s", (_, today, spent, said) => {
  const { group, knows } = playing({
    measure: { metric: "spend", window: { kind: "anniversary-year" } },
    held: { kind: "years", from: "joining" },
  });
  expect(told(group, knows(today, spent))).toBe(said);
});

const rolling = { measure: { metric: "spend", window: { kind: "rolling", months: 3 } } };

test.each([
  ["floats up", rolling, "2026-03-31", { "2026-01-01": 60, "2026-03-31": 40 }, "silver until 2026-03-31"],
  ["floats down as the window moves", rolling, "2026-04-01", { "2026-01-01": 60, "2026-03-31": 40 }, "base"],
  [
    "is held for months",
    { ...rolling, held: { kind: "months", months: 6 } },
    "2026-09-30",
    { "2026-03-31": 100 },
    "silver until 2026-09-30",
  ],
  ["and no longer", { ...rolling, held: { kind: "months", months: 6 } }, "2026-10-01", { "2026-03-31": 100 }, "base"],
  [
    "begins with the month after",
    { ...rolling, held: { kind: "months", months: 6, upgrade: "period-end" } },
    "2026-03-31",
    { "2026-03-01": 100 },
    "base until 2026-03-31",
  ],
  [
    "has begun with the month after",
    { ...rolling, held: { kind: "months", months: 6, upgrade: "period-end" } },
    "2026-04-01",
    { "2026-03-01": 100 },
    "silver until 2026-09-30",
  ],
] as const)("a rolling window %s", (_, tiers, today, spent, said) => {
  const { group, knows } = playing(tiers as unknown as JsonObject);
  expect(told(group, knows(today, spent))).toBe(said);
});

const once = { measure: { metric: "spend", window: { kind: "rolling", months: 1 } } };
const SHORT = { ...once, held: { kind: "months", months: 1, graceDays: 90 } };

test.each([
  ["reached once", SHORT, "2026-05-29", { "2026-01-10": 300 }, "gold until 2026-05-29"],
  ["and no longer", SHORT, "2026-05-30", { "2026-01-10": 300 }, "base"],
  ["reached later", SHORT, "2026-06-01", { "2026-03-10": 300 }, "gold until 2026-07-29"],
  ["reached again", SHORT, "2026-06-01", { "2026-01-10": 300, "2026-03-10": 300 }, "gold until 2026-07-29"],
  ["a lower one again", SHORT, "2026-06-01", { "2026-01-10": 300, "2026-03-10": 100 }, "silver until 2026-07-29"],
  [
    "the highest again",
    SHORT,
    "2026-06-01",
    { "2026-01-10": 300, "2026-03-10": 300, "2026-04-01": 100 },
    "gold until 2026-07-29",
  ],
  [
    "anew within its window",
    { ...rolling, held: { kind: "months", months: 6 } },
    "2026-08-01",
    { "2026-01-10": 100, "2026-03-10": 100 },
    "silver until 2026-09-30",
  ],
  [
    "with what was counted before it began",
    { ...rolling, held: { kind: "months", months: 6 } },
    "2026-08-01",
    { "2026-01-10": 100, "2026-03-10": 99 },
    "base",
  ],
  [
    "in the year that began in between",
    { ...year, held: { kind: "months", months: 6, graceDays: 40 } },
    "2027-03-13",
    { "2026-07-10": 100, "2027-01-10": 100 },
    "silver until 2027-09-09",
  ],
] as const)(
  "what is reached anew while it is held is held as if it had been reached then: %s",
  (_, tiers, today, spent, said) => {
    const { group, knows } = playing(tiers as unknown as JsonObject);
    expect(told(group, knows(today, spent as unknown as Record<string, number>))).toBe(said);
  },
);

test("a level that was given until a day never leaves her with less than her merit alone", () => {
  const { group, knows } = playing({ ...once, held: { kind: "months", months: 2, graceDays: 1 } });
  // What she reached in July was given, and taken back with its order; August's merit is her own until 1 November.
  const spent = { "2026-08-03": 100 };
  const promised = [{ level: 1, from: dayOfDate("2026-07-02"), until: dayOfDate("2026-10-01") }];
  for (const day of ["2026-10-01", "2026-10-02", "2026-11-01", "2026-11-02"])
    expect([day, told(group, knows(day, spent, { promised }))]).toEqual([
      day,
      day < "2026-10-02" ? "silver until 2026-10-01" : told(group, knows(day, spent)),
    ]);
  expect(told(group, knows("2026-10-02", spent, { promised }))).toBe("silver until 2026-11-01");
});

test("what a year has beyond its level counts in the year after, once", () => {
  const { group, knows } = playing({
    measure: { metric: "spend", window: { kind: "calendar-year" }, rollOver: true },
    held: { kind: "years", more: 0 },
  });
  const spent = { "2026-03-10": 450, "2027-02-01": 149 };
  // 150 beyond gold roll over: with 149 they are one short of gold, with 150 they are gold.
  expect(told(group, knows("2027-02-01", spent))).toBe("silver until 2027-12-31");
  expect(told(group, knows("2027-02-01", { ...spent, "2027-02-01": 150 }))).toBe("gold until 2027-12-31");
  // 2027 had 299, 199 beyond silver; 2028 begins with them.
  expect(told(group, knows("2028-01-01", spent))).toBe("silver until 2028-12-31");
  // Below the first level nothing rolls over.
  expect(told(group, knows("2027-01-01", { "2026-03-10": 99, "2027-01-01": 99 }))).toBe("base");
});

test.each([
  ["neither is enough", "any", 24_999, 29, "base"],
  ["credits are enough", "any", 25_000, 0, "silver until 2027-12-31"],
  ["flights are enough", "any", 0, 30, "silver until 2027-12-31"],
  ["one of both is not enough", "all", 25_000, 29, "base"],
  ["both are enough", "all", 25_000, 30, "silver until 2027-12-31"],
] as const)("several metrics: %s", (_, how, credits, flights, said) => {
  const window = { kind: "calendar-year" };
  const { group, knows } = playing(
    {
      measure: { [how]: ["credits", "flights"].map((metric) => ({ metric, window })) },
      levels: [LEVELS[0], { id: "silver", name: "Silver", from: { credits: 25_000, flights: 30 } }],
      held: { kind: "years" },
    } as unknown as JsonObject,
    { credits: { counts: "spend", bucket: "month" }, flights: { counts: "orders", bucket: "month" } },
  );
  expect(told(group, knows("2026-06-01", { "2026-06-01 credits": credits, "2026-06-01 flights": flights }))).toBe(said);
});

test.each([{}, { held: { kind: "years" } }])(
  "what a version before counted by day is no month: the course begins where months do",
  (more) => {
    const measure = { metric: "spend", window: { kind: "calendar-year" }, rollOver: true };
    const { group, knows } = playing({ measure, ...more });
    const known = knows("2026-03-10", { "2026-02-01": 120 });
    const counted = new Map([...known.counted("spend"), [dayOfDate("2025-01-15"), 5_000]]);
    const course = courseOf(group, { ...known, counted: () => counted });
    expect(group.levels[stayOn(course, known.today).level]?.id).toBe("silver");
    expect(course[0]?.from).toBeGreaterThanOrEqual(dayOfDate("2026-02-01"));
  },
);

test("what a version before counted by day is no part of a lifetime", () => {
  const { group, knows } = playing({ measure: { metric: "spend", window: { kind: "lifetime" } } });
  const counted = new Map([
    [0, 60],
    [dayOfDate("2024-08-26"), 900],
    [2024_07, 40],
  ]);
  expect(told(group, { ...knows("2024-08-27", {}), counted: () => counted })).toBe("silver");
});

test.each([
  { window: { kind: "lifetime" }, more: {}, said: "black" },
  { window: { kind: "rolling", months: 1 }, more: {}, said: "silver until 2024-08-31" },
  { window: { kind: "calendar-year" }, more: {}, said: "silver until 2024-12-31" },
  { window: { kind: "anniversary-year" }, more: {}, said: "silver until 2025-04-30" },
  { window: { kind: "calendar-year" }, more: { held: { kind: "years" } }, said: "silver until 2025-12-31" },
])(
  "what a version before counted for ever is part of a lifetime alone: $window.kind, $more",
  ({ window, more, said }) => {
    const { group, knows } = playing({ measure: { metric: "spend", window }, ...more } as unknown as JsonObject);
    const counted = new Map([
      [0, 900],
      [2024_08, 100],
    ]);
    expect(told(group, { ...knows("2024-08-27", {}), counted: () => counted })).toBe(said);
  },
);

test("tenure is days since joining; a guest has none", () => {
  const { group, knows } = playing(
    { measure: { metric: "days", window: { kind: "lifetime" } }, held: { kind: "months", months: 1 } },
    { days: { counts: "tenure" } },
  );
  expect(told(group, knows("2024-08-27", {}))).toBe("base until 2024-08-27");
  expect(told(group, knows("2024-06-01", {}))).toBe("base until 2024-08-27");
  expect(told(group, knows("2024-08-28", {}))).toBe("silver until 2024-09-30");
  expect(told(group, knows("2024-08-28", {}, { joined: null }))).toBe("base");
});

test.each(
  ["at-once", "period-end"].flatMap((upgrade) =>
    ["one", "full"].flatMap((downgrade) =>
      [
        { kind: "months", months: 1 },
        { kind: "months", months: 5, graceDays: 10 },
        { kind: "years", graceDays: 40 },
        { kind: "years", from: "joining" },
      ].map((terms) => ({ ...terms, upgrade, downgrade })),
    ),
  ),
)("what tenure brings is foretold for its own day, held as %j", (held) => {
  const { group, knows } = playing(
    { measure: { metric: "days", window: { kind: "lifetime" } }, held },
    { days: { counts: "tenure" } },
  );
  const first = dayOfDate("2024-05-20");
  const levelOn = (today: Day, day: Day) => stayOn(courseOf(group, knows(dateOf(today), {})), day).level;
  const turns = [99, 100, 101, 299, 300, 301].map((tenure) => first + tenure);
  const days = [...turns, ...Array.from({ length: 25 }, (_, index) => first + index * 31)];
  for (const day of days) {
    const told = levelOn(day, day);
    for (const seen of [first, first + 250])
      if (seen <= day) expect([dateOf(day), levelOn(seen, day)]).toEqual([dateOf(day), told]);
  }
});

test("a tier entered by a unit holds on the days of its lots, and not a day longer", () => {
  const { group, knows } = playing({
    ...years(),
    levels: [
      LEVELS[0],
      LEVELS[1],
      { id: "club", name: "Club", enteredBy: { unit: "points" } },
    ] as unknown as JsonObject[],
  });
  const entered = [{ level: 2, from: dayOfDate("2026-02-01"), until: dayOfDate("2027-01-31") }];
  const known = knows("2026-03-10", { "2026-03-10": 100 }, { entered });
  expect(told(group, known)).toBe("club until 2027-01-31");
  expect(told(group, known, dayOfDate("2027-02-01"))).toBe("silver until 2027-12-31");
  expect(told(group, knows("2026-01-31", {}, { entered }))).toBe("base until 2026-01-31");
});

test("a level that was given until a day is kept, whatever a new version asks", () => {
  const { group, knows } = playing(years({ downgrade: "one" }));
  const promised = [{ level: 3, from: dayOfDate("2026-03-10"), until: dayOfDate("2027-12-31") }];
  expect(told(group, knows("2027-12-31", SPENT, { promised }))).toBe("black until 2027-12-31");
  expect(told(group, knows("2028-01-01", SPENT, { promised }))).toBe("gold until 2028-12-31");
});

test.each([
  ["below a higher one", "2028-01-10", "black until 2028-01-10"],
  ["from the day on which that ends", "2028-01-11", "gold until 2028-01-20"],
  ["until its own day, within one month", "2028-01-20", "gold until 2028-01-20"],
  ["and not a day longer", "2028-01-21", "base"],
])("a level that was given until a day is kept %s", (_, today, said) => {
  const { group, knows } = playing(years({ graceDays: 10 }));
  const from = dayOfDate("2026-03-10");
  const promised = [
    { level: 3, from, until: dayOfDate("2028-01-10") },
    { level: 2, from, until: dayOfDate("2028-01-20") },
  ];
  expect(told(group, knows(today, {}, { promised }))).toBe(said);
});

test("a tier for life is the floor of every fall", () => {
  const { group, knows } = playing({
    ...years(),
    levels: [LEVELS[0], { ...LEVELS[1], forLife: true }, LEVELS[2]] as unknown as JsonObject[],
  });
  expect(told(group, knows("2027-12-31", SPENT))).toBe("gold until 2027-12-31");
  expect(told(group, knows("2041-01-01", SPENT))).toBe("silver");
});

/** A second telling of how a tier is held, day by day and with a memory, against which the course is compared. */
function replayed(
  held: { upgrade: string; downgrade: string; graceDays: number; months: number | null; anchor: number },
  has: (month: number, since?: number) => number,
  until: Day,
): number {
  const levelOf = (amount: number) => LEVELS.findLastIndex(({ from }) => amount >= from);
  const monthNumber = (day: Day) => Math.floor(monthOf(day) / 100) * 12 + (monthOf(day) % 100) - 1;
  const bucket = (month: number) => Math.floor(month / 12) * 100 + (month % 12) + 1;
  const lastOf = (month: number) =>
    dayOfDate(`${Math.floor((month + 1) / 12)}-${String(((month + 1) % 12) + 1).padStart(2, "0")}-01`) - 1;
  const yearEnd = (month: number) => month - ((((month - held.anchor) % 12) + 12) % 12) + 11;
  const holds = (month: number) =>
    lastOf(held.months === null ? yearEnd(month) + 12 : month + held.months) + held.graceDays;
  const restOf = (month: number) =>
    lastOf(held.months === null ? yearEnd(month) : month + held.months - 1) + held.graceDays;
  const reachedIn = (month: number) => levelOf(has(bucket(month)));
  let [level, end, begun] = [0, Number.POSITIVE_INFINITY, 0];
  const isClosing = (month: number) => held.months !== null || yearEnd(month) === month;
  /** The levels that months before a day reached with what was counted after the holding began, or after they had it. */
  const anew = (day: number) => {
    const all: [level: number, last: number, month: number][] = [];
    for (let wanted = level; wanted > 0; wanted--) {
      let since = begun;
      for (let month = begun + 1; month <= monthNumber(day - 1); month++) {
        if (held.upgrade !== "at-once" && !(isClosing(month) && lastOf(month) < day)) continue;
        if (levelOf(has(bucket(month), bucket(since))) >= wanted) since = month;
      }
      if (since > begun && holds(since) >= day) all.push([wanted, holds(since), since]);
    }
    return all;
  };
  const set = (to: number, last: number, month: number) => {
    begun = month;
    [level, end] = [to, to === 0 || held.downgrade === "none" ? Number.POSITIVE_INFINITY : last];
  };
  for (let day = dayOfDate("2024-01-01"); day <= until; day++) {
    const month = monthNumber(day);
    if (day > end) {
      const closed = monthNumber(end - held.graceDays);
      const judged = [closed, monthNumber(end)].filter((each) => holds(each) >= day);
      const best = judged.reduce((a, b) => (reachedIn(b) > reachedIn(a) ? b : a), judged[0] ?? closed);
      const reached = judged.length === 0 ? 0 : reachedIn(best);
      const [again = 0, last = 0, by = 0] = anew(day)[0] ?? [];
      const is = Math.max(reached, again);
      if (is < level - 1 && held.downgrade === "one") set(level - 1, restOf(month), closed);
      else if (again > reached) set(again, last, by);
      else set(reached, holds(best), best);
    }
    if (held.upgrade === "at-once") {
      if (reachedIn(month) > level) set(reachedIn(month), holds(month), month);
    } else if (day === lastOf(month - 1) + 1 && isClosing(month - 1)) {
      if (reachedIn(month - 1) > level) set(reachedIn(month - 1), holds(month - 1), month - 1);
    }
  }
  return level;
}

const PRODUCT = [
  { window: { kind: "lifetime" }, held: { kind: "months", months: 4 } },
  { window: { kind: "rolling", months: 3 }, held: { kind: "months", months: 2 } },
  { window: { kind: "rolling", months: 1 }, held: { kind: "months", months: 6 } },
  { window: { kind: "calendar-year" }, held: { kind: "years" } },
  { window: { kind: "anniversary-year" }, held: { kind: "years", from: "joining" } },
].flatMap(({ window, held }) =>
  ["none", "one", "full"].flatMap((downgrade) =>
    [0, 40].flatMap((graceDays) =>
      ["at-once", "period-end"].map((upgrade) => ({ window, held, downgrade, graceDays, upgrade })),
    ),
  ),
);

test("the product has every window, downgrade, grace and timing", () => expect(PRODUCT).toHaveLength(5 * 3 * 2 * 2));

test.each(PRODUCT)(
  "$window.kind, $downgrade, $graceDays days of grace, $upgrade: as told day by day",
  ({ window, held, ...terms }) => {
    const { group, knows } = playing({
      measure: { metric: "spend", window },
      held: { ...held, ...terms },
    } as unknown as JsonObject);
    const histories: Record<string, number>[] = [
      { "2024-06-01": 100, "2025-02-01": 300, "2027-03-01": 99 },
      { "2024-06-01": 950, "2026-05-01": 100 },
      { "2024-12-31": 300, "2025-01-01": 299, "2025-04-30": 1, "2026-12-01": 900 },
      { "2025-08-15": 901, "2025-09-01": -601 },
      // Reached, and reached anew while that was held.
      {
        "2024-06-01": 300,
        "2024-09-03": 300,
        "2025-01-07": 100,
        "2025-05-01": 900,
        "2025-07-09": 300,
        "2025-11-20": 900,
      },
      {
        "2025-06-01": 300,
        "2025-07-10": 100,
        "2025-08-01": 250,
        "2025-09-09": 50,
        "2026-04-01": 120,
        "2026-06-30": 100,
      },
    ];
    const anchor = window.kind === "anniversary-year" ? 4 : 0;
    for (const spent of histories) {
      const known = (today: string) => knows(today, spent);
      const has = (month: number, since = 0) => {
        const number = Math.floor(month / 100) * 12 + (month % 100) - 1;
        const inYear = (((number - anchor) % 12) + 12) % 12;
        const back = "months" in window ? (window.months ?? 0) - 1 : window.kind === "lifetime" ? number : inYear;
        const from = number - back;
        let sum = 0;
        for (const [date, amount] of Object.entries(spent)) {
          const at = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
          if (at >= from && at <= number && Math.floor(at / 12) * 100 + (at % 12) + 1 > since) sum += amount;
        }
        return Math.max(0, sum);
      };
      for (const date of [
        "2025-01-01",
        "2025-12-31",
        "2026-01-01",
        "2026-02-09",
        "2026-02-10",
        "2026-05-31",
        "2027-01-01",
        "2027-04-30",
        "2027-06-10",
        "2028-01-01",
        "2029-03-01",
      ]) {
        const day = dayOfDate(date);
        const { level } = stayOn(courseOf(group, known(date)), day);
        const wanted = replayed(
          {
            upgrade: terms.upgrade,
            downgrade: terms.downgrade,
            graceDays: terms.graceDays,
            months: "months" in held ? (held.months ?? null) : null,
            anchor,
          },
          has,
          day,
        );
        expect(`${date} ${LEVELS[level]?.id} ${JSON.stringify(spent)}`).toBe(
          `${date} ${LEVELS[wanted]?.id} ${JSON.stringify(spent)}`,
        );
      }
    }
  },
);

const NESTED = [
  { any: [{ all: ["a", "b"] }, "c"] },
  { any: ["a", { all: ["b", "c"] }] },
  { any: [{ all: ["a", "b"] }, { all: ["c", "d"] }] },
  { all: [{ any: ["a", "b"] }, "c"] },
  { all: [{ any: ["a", "b"] }, { any: ["c", "d"] }] },
  { all: ["a", { any: ["b", "c", "d"] }] },
] as const;
type Named = string | { readonly any: readonly Named[] } | { readonly all: readonly Named[] };

/** A measure with the names of its metrics in their places; each asks for 5, spent in a calendar year, of which one may be left out. */
function nestedOf(measure: Named, asked: string[]) {
  const placed = (one: Named): JsonObject =>
    typeof one === "string"
      ? { metric: one, window: { kind: "calendar-year" } }
      : Object.fromEntries(Object.entries(one).map(([how, list]) => [how, (list as Named[]).map(placed)]));
  const names = [...new Set(JSON.stringify(measure).match(/\b[a-d]\b/g) ?? [])].filter((name) => asked.includes(name));
  return {
    names,
    ...playing(
      {
        measure: placed(measure),
        levels: [
          { id: "base", name: "Base", from: 0 },
          { id: "top", name: "Top", from: Object.fromEntries(names.map((name) => [name, 5])) },
        ],
      } as unknown as JsonObject,
      Object.fromEntries(
        ["a", "b", "c", "d"].map((name) => [name, { counts: "spend", bucket: "month" }]),
      ) as JsonObject,
    ),
  };
}

/** Whether it is reached, told a second time: by its tree, where what is not asked for is not there. */
function isReached(measure: Named, has: string[], asked: string[]): boolean | null {
  if (typeof measure === "string") return asked.includes(measure) ? has.includes(measure) : null;
  const [[how, list] = ["", []]] = Object.entries(measure) as [string, Named[]][];
  const said = list.map((one) => isReached(one, has, asked)).filter((one) => one !== null);
  if (said.length === 0) return null;
  return how === "all" ? !said.includes(false) : said.includes(true);
}

test.each(NESTED.flatMap((measure) => ["abcd", "bcd", "acd", "abd"].map((asked) => ({ measure, asked }))))(
  "a measure within a measure, $measure, of which $asked are asked for: every level that is reached, and what is missing, is as its tree says",
  ({ measure, asked }) => {
    const { group, knows, names } = nestedOf(measure, [...asked]);
    for (let had = 0; had < 2 ** names.length; had++) {
      const has = names.filter((_, index) => had & (1 << index));
      const spent = Object.fromEntries(
        ["a", "b", "c", "d"].map((name) => [`2026-02-01 ${name}`, has.includes(name) ? 5 : 4]),
      );
      const is = told(group, knows("2026-03-01", spent)).split(" ")[0];
      expect([has, is]).toEqual([has, isReached(measure, has, names) ? "top" : "base"]);
      if (is === "top") continue;
      // What is missing, brought: all of some list within `any`, or one of each list within `all`, and nothing less.
      const groups = groupsOf(group.measure).map((parts) => parts.map(({ metric }) => metric));
      const lists = groups.map((list) => list.filter((name) => names.includes(name))).filter((list) => list.length > 0);
      const ways = needsAll(group.measure)
        ? [lists.map((list) => list.find((name) => has.includes(name)) ?? list[0] ?? "")]
        : lists;
      for (const way of ways) expect([has, way, isReached(measure, [...has, ...way], names)]).toEqual([has, way, true]);
    }
  },
);

test.each([
  [{ any: [{ all: [{ any: ["a", "b"] }, "c"] }, "d"] }, "deeper than one within the other"],
  [{ any: [{ any: ["a", "b"] }, "c"] }, "two of a kind, one within the other"],
  [{ any: [{ all: ["a"] }, "c"] }, "a list of one"],
])("a document does not have %j: %s", (measure, _) => {
  expect(() => nestedOf(measure as Named, ["a", "b", "c", "d"])).toThrow("/tiers/0/measure");
});

test("a fault in a measure within a measure is named by its pointer", () => {
  const read = readProgramme(
    pointsProgramme({
      metrics: { spend: { counts: "spend", bucket: "month" }, days: { counts: "tenure" } },
      tiers: [
        {
          id: "status",
          measure: {
            any: [
              { metric: "spend", window: { kind: "calendar-year" } },
              {
                all: [
                  { metric: "days", window: { kind: "calendar-year" } },
                  { metric: "steps", window: { kind: "lifetime" } },
                  { metric: "spend", window: { kind: "lifetime" } },
                ],
              },
            ],
          },
          levels: [{ id: "base", name: "Base", from: 0 }],
        },
      ] as unknown as JsonObject[],
    }),
  );
  expect("faults" in read && read.faults.map(({ pointer, says }) => `${pointer} ${says}`)).toEqual([
    "/tiers/0/measure/any/1/all/0/window tenure counts since joining: use a lifetime window",
    '/tiers/0/measure/any/1/all/1/metric there is no metric "steps"',
    '/tiers/0/measure/any/1/all/2/metric "spend" is named twice',
  ]);
});

test.each(["en", "zh-Hans", "zh-Hant", "ru", "vi", "ar"])(
  "a measure within a measure is said in %s, in brackets",
  (language) => {
    const { group } = nestedOf({ any: [{ all: ["a", "b"] }, "c"] }, ["a", "b", "c"]);
    const read = readProgramme(pointsProgramme({ language: "en" }));
    if ("faults" in read) throw new Error("no faults");
    const wording = wordingOf(read.programme, language);
    const [, top] = group.levels;
    for (const said of [measureSentence(group.measure, wording), top ? levelSentence(top, group.measure, wording) : ""])
      expect(said).toMatch(/[(（].+[)）]/);
  },
);
