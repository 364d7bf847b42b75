import { expect, test } from "vitest";
import { draftOf } from "../../functions/decisions/draft.ts";
import type { Facts } from "../../functions/decisions/facts.ts";
import { dueOf } from "../../functions/decisions/standing.ts";
import { reviewTiers } from "../../functions/decisions/tier-review.ts";
import { standingsOf } from "../../functions/decisions/tier-standing.ts";
import { lotOf } from "../../functions/values/account.ts";
import { ALWAYS, DAY_MS, dateOf, dayOfDate, monthOf, NEVER } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { ADA, factsWith, memberOf } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";

const year = { kind: "calendar-year" };
const levels = [
  { id: "base", name: "Base", from: 0 },
  { id: "silver", name: "Silver", from: 100 },
  { id: "gold", name: "Gold", from: 300 },
];

/** Facts of a day in UTC: spend by month, and the tiers she was given ("gold 2026-03-10..2027-12-31"). */
function factsAt(
  today: string,
  spent: Record<string, number>,
  had: string[],
  tiers: Record<string, unknown> = {},
): Facts {
  const group = { id: "status", measure: { metric: "spend", window: year }, levels, held: { kind: "years" }, ...tiers };
  const accounts = had.map((text) => {
    const [level = "", days = ""] = text.split(" ");
    const [from = "", until = ""] = days.split("..");
    const unit = level.includes(":") ? level : `tier:status:${level}`;
    if (from === "") return { ...lotOf(ADA, unit, { availableOn: ALWAYS, expiresOn: NEVER }), balance: 1 };
    const expiresOn = until === "" ? NEVER : dayOfDate(until);
    return { ...lotOf(ADA, unit, { availableOn: dayOfDate(from), expiresOn }), balance: 1 };
  });
  const metrics = Object.entries(spent).map(([month, amount]) => ({
    holder: ADA,
    metric: "spend",
    bucket: Number(month),
    amount,
  }));
  return factsWith(
    { now: Date.parse(`${today}T12:00:00Z`), accounts, metrics },
    pointsProgramme({
      zone: "UTC",
      metrics: { spend: { counts: "spend", bucket: "month" } },
      tiers: [group] as unknown as JsonObject[],
    }),
  );
}

test.each([
  { need: 1, due: "2026-11-23" },
  { need: 20, due: "2026-12-12" },
  { need: 400, due: "2027-12-27" },
])("a level that asks for $need days more of membership is due on $due, in the midst of a month", ({ need, due }) => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  const joined = dayOfDate("1970-01-01");
  const facts = factsWith(
    { now },
    pointsProgramme({
      zone: "UTC",
      metrics: { days: { counts: "tenure" } },
      tiers: [
        {
          id: "status",
          measure: { metric: "days", window: { kind: "lifetime" } },
          levels: [
            { id: "base", name: "Base", from: 0 },
            { id: "silver", name: "Silver", from: dayOfDate("2026-11-22") - joined + need },
          ],
          held: { kind: "months", months: 1 },
        },
      ],
    }),
  );
  expect(dueOf(draftOf(facts), facts, ADA)).toBe(Date.parse(`${due}T00:00:00Z`));
});

/** Reviews after further spend: the changes, and the postings as "+gold until 2027-12-31 reached". */
function reviewed(facts: Facts, more: Record<string, number> = {}) {
  const draft = draftOf(facts);
  for (const [month, amount] of Object.entries(more))
    draft.count({ holder: ADA, metric: "spend", bucket: Number(month), amount });
  const changes = reviewTiers(draft, facts, ADA);
  const due = dueOf(draft, facts, ADA);
  return {
    changes: changes.map(({ from, to, isUp }) => `${from} ${isUp ? "up" : "down"} to ${to}`),
    posted: draft.written(ADA).postings.map(({ from, to, amount, reason, why }) => {
      expect([amount, reason]).toEqual([1, "tier"]);
      const lot = from.holder === ADA ? from : to;
      const level = lot.unit.split(":")[2];
      const until = lot.expiresOn === NEVER ? "" : ` until ${dateOf(lot.expiresOn)}`;
      return `${from.holder === ADA ? "-" : "+"}${level}${until} ${why.cause}`;
    }),
    due: due === null ? null : dateOf(due / 86_400_000),
  };
}

const GOLD = "gold 2026-03-10..2027-12-31";

test.each([
  ["nothing", "2026-03-10", {}, [], { 202603: 99 }, [], [], null],
  [
    "the threshold exactly",
    "2026-03-10",
    {},
    [],
    { 202603: 100 },
    ["base up to silver"],
    ["+silver until 2027-12-31 reached"],
    "2028-01-01",
  ],
  [
    "a jump over one",
    "2026-03-10",
    {},
    [],
    { 202603: 300 },
    ["base up to gold"],
    ["+gold until 2027-12-31 reached"],
    "2028-01-01",
  ],
  [
    "a step up",
    "2026-03-10",
    { 202601: 100 },
    ["silver 2026-01-05..2027-12-31"],
    { 202603: 200 },
    ["silver up to gold"],
    ["+gold until 2027-12-31 reached"],
    "2028-01-01",
  ],
  [
    "the end of a lower tier below a higher one",
    "2027-01-01",
    { 202602: 300 },
    ["silver 2026-01-05..2026-12-31", GOLD],
    {},
    [],
    ["-silver until 2026-12-31 replaced"],
    "2028-01-01",
  ],
  [
    "the end of both",
    "2028-01-01",
    { 202602: 300 },
    ["silver 2026-01-05..2027-12-31", GOLD],
    {},
    ["gold down to base"],
    ["-silver until 2027-12-31 ended", "-gold until 2027-12-31 ended"],
    null,
  ],
  ["what is recorded already", "2026-04-01", { 202603: 300 }, [GOLD], { 202604: 50 }, [], [], "2028-01-01"],
  [
    "a refund of all",
    "2026-04-01",
    { 202603: 300 },
    [GOLD],
    { 202603: -300 },
    ["gold down to base"],
    ["-gold until 2027-12-31 undone"],
    null,
  ],
  [
    "a refund of a part",
    "2026-04-01",
    { 202603: 300 },
    [GOLD],
    { 202603: -1 },
    ["gold down to silver"],
    ["-gold until 2027-12-31 undone", "+silver until 2027-12-31 fell"],
    "2028-01-01",
  ],
  ["a refund that leaves the threshold", "2026-04-01", { 202603: 301 }, [GOLD], { 202603: -1 }, [], [], "2028-01-01"],
  [
    "a refund in the year after",
    "2027-06-01",
    { 202603: 300 },
    [GOLD],
    { 202603: -300 },
    ["gold down to base"],
    ["-gold until 2027-12-31 undone"],
    null,
  ],
  [
    "an order that came late",
    "2027-01-02",
    { 202612: 50 },
    [],
    { 202612: 50 },
    ["base up to silver"],
    ["+silver until 2027-12-31 reached"],
    "2028-01-01",
  ],
  [
    "the end of the holding",
    "2028-01-01",
    { 202603: 300 },
    [GOLD],
    {},
    ["gold down to base"],
    ["-gold until 2027-12-31 ended"],
    null,
  ],
  [
    "a renewal",
    "2028-01-01",
    { 202603: 300, 202711: 300 },
    [GOLD],
    {},
    [],
    ["-gold until 2027-12-31 ended", "+gold until 2028-12-31 renewed"],
    "2029-01-01",
  ],
  [
    "a clock that stood still for a year",
    "2029-01-02",
    { 202603: 300, 202711: 300 },
    [GOLD],
    {},
    ["gold down to base"],
    ["-gold until 2027-12-31 ended"],
    null,
  ],
  [
    "a threshold that a new version raised",
    "2026-06-01",
    { 202603: 120 },
    [GOLD],
    { 202606: 10 },
    [],
    [],
    "2028-01-01",
  ],
  [
    "a group that is no more",
    "2026-06-01",
    {},
    ["tier:clubs:red 2026-03-10..2027-12-31"],
    {},
    [],
    ["-red until 2027-12-31 removed"],
    null,
  ],
  [
    "once the end of a level that its group has no more",
    "2026-03-10",
    {},
    ["tier:status:ruby 2026-02-10..2027-12-31"],
    {},
    [],
    ["-ruby until 2027-12-31 removed"],
    null,
  ],
] as const)("a review posts %s", (_, today, spent, had, more, changes, posted, due) => {
  expect(reviewed(factsAt(today, spent, [...had]), more)).toEqual({ changes, posted, due });
});

test("a level that begins with the next year is posted on its day, which she is due on", () => {
  const held = { kind: "years", upgrade: "period-end" };
  expect(reviewed(factsAt("2026-03-10", {}, [], { held }), { 202603: 300 })).toEqual({
    changes: [],
    posted: [],
    due: "2027-01-01",
  });
  expect(reviewed(factsAt("2027-01-01", { 202603: 300 }, [], { held }))).toEqual({
    changes: ["base up to gold"],
    posted: ["+gold until 2027-12-31 reached"],
    due: "2028-01-01",
  });
});

const rolling = { measure: { metric: "spend", window: { kind: "rolling", months: 3 } }, held: undefined };

test.each([
  [
    "what reaches it",
    "2026-03-10",
    { 202601: 90 },
    [],
    { 202603: 10 },
    ["base up to silver"],
    ["+silver reached"],
    "2026-04-01",
  ],
  ["nothing where it is recorded", "2026-03-10", { 202603: 100 }, ["silver"], { 202603: 1 }, [], [], "2026-06-01"],
  [
    "a refund",
    "2026-03-10",
    { 202603: 100 },
    ["silver"],
    { 202603: -1 },
    ["silver down to base"],
    ["-silver floated"],
    null,
  ],
  [
    "a window that moved",
    "2026-06-01",
    { 202603: 100 },
    ["silver"],
    {},
    ["silver down to base"],
    ["-silver floated"],
    null,
  ],
  ["the day before it moves", "2026-05-31", { 202603: 100 }, ["silver"], {}, [], [], "2026-06-01"],
  [
    "a fall by a step, and when the next is due",
    "2026-06-01",
    { 202603: 200, 202605: 100 },
    ["gold"],
    {},
    ["gold down to silver"],
    ["-gold floated", "+silver fell"],
    "2026-08-01",
  ],
  [
    "what a version left that held it",
    "2026-03-10",
    { 202603: 100 },
    ["silver 2026-03-01..2027-12-31"],
    {},
    [],
    ["-silver until 2027-12-31 replaced", "+silver reached"],
    "2026-06-01",
  ],
] as const)("a review of a tier that floats records %s", (_, today, spent, had, more, changes, posted, due) => {
  expect(reviewed(factsAt(today, spent, [...had], rolling), more)).toEqual({ changes, posted, due });
});

test("a level that floated and is held now is held from the next review on, and for no longer than it is reached for", () => {
  expect(reviewed(factsAt("2026-03-10", { 202603: 100 }, ["silver"]))).toEqual({
    changes: [],
    posted: ["-silver replaced", "+silver until 2027-12-31 reached"],
    due: "2028-01-01",
  });
  expect(reviewed(factsAt("2026-03-10", {}, ["silver"])).changes).toEqual(["silver down to base"]);
});

/** Numbers that look drawn, the same for a seed. */
function drawn(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** Two years of a member whose tier floats with what she spends in three months, with a year's orders and with time. */
function lived(seed: number, ticks: (day: number) => boolean) {
  const below = drawn(seed);
  const first = dayOfDate("2026-01-01");
  const measure = {
    any: [
      { metric: "spend", window: { kind: "rolling", months: 3 } },
      { metric: "orders", window: { kind: "calendar-year" } },
      { metric: "days", window: { kind: "lifetime" } },
    ],
  };
  const document = pointsProgramme({
    zone: "UTC",
    metrics: {
      spend: { counts: "spend", bucket: "month" },
      orders: { counts: "orders", bucket: "month" },
      days: { counts: "tenure" },
    },
    tiers: [
      {
        id: "status",
        measure,
        levels: [
          { id: "base", name: "Base", from: 0 },
          { id: "silver", name: "Silver", from: { spend: 100, orders: 6, days: 500 } },
          { id: "gold", name: "Gold", from: { spend: 300, orders: 9 } },
        ],
      },
    ] as unknown as JsonObject[],
  });
  const { holders, ...facts } = factsWith({}, document);
  let [member, metrics, accounts] = [
    { ...memberOf("joined"), facts: { joinedAt: first * DAY_MS } },
    facts.metrics,
    facts.accounts,
  ];
  const told: string[] = [];
  const operate = (day: number, bought: { metric: string; bucket: number; amount: number }[]) => {
    const now = {
      ...facts,
      now: day * DAY_MS + 1,
      today: day,
      metrics,
      accounts,
      member,
      holders: new Map([...holders, [ADA, member]]),
    };
    const draft = draftOf(now);
    for (const row of bought) draft.count({ holder: ADA, ...row });
    const changes = reviewTiers(draft, now, ADA);
    // A second review of the same operation has nothing more to say.
    expect(reviewTiers(draft, now, ADA)).toEqual([]);
    told.push(...changes.map(({ from, to }) => `${from} to ${to}`));
    const [standing] = standingsOf(draft, facts.current.programme, { member: ADA, today: day });
    metrics = [...metrics, ...draft.written(ADA).metrics];
    accounts = draft.accountsOf(ADA);
    expect(accounts.map(({ unit, balance }) => `${unit} ${balance}`)).toEqual(
      standing?.tier === "base" ? [] : [`tier:status:${standing?.tier} 1`],
    );
    member = { ...member, dueAt: dueOf(draft, now, ADA) };
  };
  for (let day = first; day < first + 800; day++) {
    const [buys, back] = [below(23) === 0, below(60) === 0];
    if (member.dueAt !== null && member.dueAt <= day * DAY_MS && ticks(day)) operate(day, []);
    if (!buys && !back) continue;
    const bucket = monthOf(back ? Math.max(first, day - 40) : day);
    const amount = back ? -40 : 20 + below(160);
    operate(day, [
      { metric: "spend", bucket, amount },
      { metric: "orders", bucket, amount: Math.sign(amount) },
    ]);
  }
  return { told, standing: accounts };
}

test.each(Array.from({ length: 20 }, (_, seed) => seed + 1))(
  "in life %i of a tier that floats, a clock that is late or misses days records what a punctual one does, once",
  (seed) => {
    const last = dayOfDate("2026-01-01") + 799;
    const punctual = lived(seed, () => true);
    expect(lived(seed, (day) => day % 45 === 0 || day === last)).toEqual(punctual);
    expect(lived(seed, (day) => day === last)).toEqual(punctual);
    expect(punctual.told).toContain("base to silver");
  },
);

test("a tier entered by a unit comes and goes with its lot", () => {
  const club = [levels[0], { id: "club", name: "Club", enteredBy: { unit: "points" } }] as unknown as JsonObject[];
  const facts = factsAt("2026-03-10", {}, [], { levels: club });
  const card = lotOf(ADA, "points", { availableOn: dayOfDate("2026-03-01"), expiresOn: dayOfDate("2027-02-28") });
  const holding = { ...facts, accounts: [{ ...card, balance: 1 }] };
  expect(reviewed(holding)).toEqual({
    changes: ["base up to club"],
    posted: ["+club until 2027-02-28 given"],
    due: "2027-03-01",
  });
  const gone = factsAt("2026-06-01", {}, ["club 2026-03-10..2027-02-28"], { levels: club });
  expect(reviewed(gone).changes).toEqual(["club down to base"]);
});

test("what a later month reached is posted when a lot is over whose own order was refunded", () => {
  const tiers = {
    measure: { metric: "spend", window: { kind: "rolling", months: 1 } },
    held: { kind: "months", months: 2, graceDays: 1 },
  };
  const facts = factsAt("2026-10-02", { 202608: 100 }, ["silver 2026-07-02..2026-10-01"], tiers);
  expect(reviewed(facts)).toEqual({
    changes: [],
    posted: ["-silver until 2026-10-01 ended", "+silver until 2026-11-01 renewed"],
    due: "2026-11-02",
  });
});

test("a level for life that is passed over is promised with the one above it, and a version that asks more takes neither", () => {
  const asking = (silver: number, gold: number) => ({
    levels: [levels[0], { ...levels[1], from: silver, forLife: true }, { ...levels[2], from: gold }],
  });
  const spent = { 202603: 300 };
  const passed = reviewed(factsAt("2026-03-10", spent, [], asking(100, 300)));
  expect([passed.changes, passed.posted]).toEqual([
    ["base up to gold"],
    ["+silver reached", "+gold until 2027-12-31 reached"],
  ]);
  const lots = ["silver 2026-03-10..", GOLD];
  expect(reviewed(factsAt("2027-05-01", spent, lots, asking(5000, 9000)))).toMatchObject({ changes: [], posted: [] });
  const over = reviewed(factsAt("2028-01-01", spent, lots, asking(5000, 9000)));
  expect(over).toEqual({ changes: ["gold down to silver"], posted: ["-gold until 2027-12-31 ended"], due: null });
  // A refund takes both with it.
  const { posted } = reviewed(factsAt("2026-04-01", spent, lots, asking(100, 300)), { 202603: -300 });
  expect(posted).toEqual(["-gold until 2027-12-31 undone", "-silver undone"]);
});

test("a level for life that she never reached is not promised for a level above it that an older version gave", () => {
  const tiers = { levels: [levels[0], { ...levels[1], from: 1000, forLife: true }, { ...levels[2], from: 3000 }] };
  expect(reviewed(factsAt("2026-05-01", { 202603: 300 }, [GOLD], tiers)).posted).toEqual([]);
});

test.each([
  [
    "the one below it was reached",
    [
      levels[0],
      { ...levels[1], forLife: true },
      { ...levels[2], from: 1000, forLife: true },
      { id: "black", name: "Black", from: 3000 },
    ],
    { 202603: 120 },
    "black 2026-03-05..2027-12-31",
    {},
    ["+silver reached"],
  ],
  [
    "it was given before it was reached",
    [levels[0], { ...levels[1], forLife: true }, levels[2]],
    { 202603: 120 },
    "silver 2026-01-05..2027-12-31",
    {},
    ["-silver until 2027-12-31 replaced", "+silver renewed"],
  ],
  [
    "a period did not end with it",
    [levels[0], { ...levels[1], forLife: true }, { ...levels[2], from: 3000 }],
    { 202603: 120 },
    "gold 2026-01-01..2027-12-31",
    {
      measure: { metric: "spend", window: { kind: "rolling", months: 2 } },
      held: { kind: "years", upgrade: "period-end" },
    },
    [],
  ],
  [
    "it is everybody's by now",
    [{ ...levels[1], from: 0 }, levels[2]],
    { 202603: 120 },
    "silver 2026-03-05..2027-12-31",
    {},
    [],
  ],
] as const)("of a level that another version gave, where %s", (_, asked, spent, had, terms, posted) => {
  const facts = factsAt("2026-11-01", spent, [had], { levels: asked, ...terms });
  expect(reviewed(facts).posted).toEqual(posted);
});

test("a level that a version makes one for life is promised so, whatever was promised of it before", () => {
  const tiers = { levels: [levels[0], { ...levels[1], forLife: true }, levels[2]] };
  const had = ["silver 2026-01-05..2027-12-31", GOLD];
  expect(reviewed(factsAt("2026-05-01", { 202603: 300 }, had, tiers)).posted).toEqual(["+silver reached"]);
  const life = ["silver 2026-03-05..2027-12-31"];
  expect(reviewed(factsAt("2026-05-01", { 202603: 120 }, life, tiers)).posted).toEqual([
    "-silver until 2027-12-31 replaced",
    "+silver reached",
  ]);
  // Given by an older version that asked less, it is not reached: it ends on its day.
  const asksMore = { levels: [levels[0], { ...levels[1], from: 1000, forLife: true }] };
  expect(reviewed(factsAt("2026-05-01", { 202603: 120 }, life, asksMore)).posted).toEqual([]);
  expect(reviewed(factsAt("2028-01-01", { 202603: 120 }, life, asksMore)).posted).toEqual([
    "-silver until 2027-12-31 ended",
  ]);
});

test("what more in the year before takes from what rolls over takes the level with it", () => {
  const tiers = { measure: { metric: "spend", window: { kind: "calendar-year" }, rollOver: true } };
  const black = factsAt("2026-06-01", { 202511: 299, 202605: 101 }, ["gold 2026-05-05..2027-12-31"], tiers);
  // 199 roll over beyond silver: gold. With one more the year before is gold itself, and nothing rolls over.
  expect(reviewed(black, { 202511: 1 })).toMatchObject({ posted: [] });
  const spent = { 202511: 299, 202605: 701 };
  const levelsToo = [...levels, { id: "black", name: "Black", from: 900 }];
  const facts = factsAt("2026-06-01", spent, ["black 2026-05-05..2027-12-31"], { ...tiers, levels: levelsToo });
  expect(reviewed(facts, { 202511: 1 }).posted).toEqual([
    "-black until 2027-12-31 undone",
    "+gold until 2026-12-31 fell",
  ]);
});

test.each([
  // 300 in 2026; the year after closes the holding, and January and February of 2028 are its grace.
  ["the year that closes", "2027-12-31", { 202702: 120 }, 120],
  ["what is in the month that closes, once that is over", "2028-01-10", { 202702: 120, 202801: 30 }, 30],
])("what would keep a tier with days of grace: %s", (_, today, spent, has) => {
  const facts = factsAt(today, { 202603: 300, ...spent }, ["gold 2026-03-10..2028-02-09"], {
    held: { kind: "years", graceDays: 40 },
  });
  const [standing] = standingsOf(draftOf(facts), facts.current.programme, { member: ADA, today: facts.today });
  expect(standing?.risk).toMatchObject({
    tier: "silver",
    on: dayOfDate("2028-02-10"),
    missing: [{ has, missing: 300 - has }],
  });
});

test("a member sees until when, what is next and by when, and what she would lose", () => {
  const facts = factsAt("2027-03-10", { 202603: 300, 202702: 120 }, [GOLD]);
  const [standing] = standingsOf(draftOf(facts), facts.current.programme, { member: ADA, today: facts.today });
  expect(standing).toMatchObject({ tier: "gold", has: 120, next: null, ways: [], until: dayOfDate("2027-12-31") });
  expect(standing?.risk).toEqual({
    tier: "silver",
    on: dayOfDate("2028-01-01"),
    missing: [{ metric: "spend", has: 120, needs: 300, missing: 180, by: dayOfDate("2027-12-31"), together: 0 }],
  });
  const before = factsAt("2027-03-10", { 202702: 120 }, []);
  const [silver] = standingsOf(draftOf(before), before.current.programme, { member: ADA, today: before.today });
  expect(silver).toMatchObject({
    tier: "silver",
    next: { tier: "gold", missing: 180 },
    ways: [{ metric: "spend", missing: 180, by: dayOfDate("2027-12-31") }],
    risk: { tier: "base", on: dayOfDate("2029-01-01") },
  });
});

test("of a measure within a measure she sees which ways belong together, the nearest of them, and what would keep her tier", () => {
  const part = (metric: string) => ({ metric, window: year });
  const standingWith = (measure: JsonObject, counted: Record<string, number>, today = "2026-03-10") => {
    const facts = factsWith(
      {
        now: Date.parse(`${today}T12:00:00Z`),
        metrics: Object.entries(counted).map(([metric, amount]) => ({ holder: ADA, metric, bucket: 202603, amount })),
      },
      pointsProgramme({
        zone: "UTC",
        metrics: Object.fromEntries(["a", "b", "c"].map((name) => [name, { counts: "spend", bucket: "month" }])),
        tiers: [
          { id: "status", measure, levels: [levels[0], { id: "top", name: "Top", from: { a: 10, b: 10, c: 10 } }] },
        ] as unknown as JsonObject[],
      }),
    );
    return standingsOf(draftOf(facts), facts.current.programme, { member: ADA, today: facts.today })[0];
  };
  const either = { any: [{ all: [part("a"), part("b")] }, part("c")] } as unknown as JsonObject;
  const both = { all: [{ any: [part("a"), part("b")] }, part("c")] } as unknown as JsonObject;
  const together = (standing: ReturnType<typeof standingWith>) =>
    standing?.ways.map((way) => [way.metric, way.together, way.missing]);
  const far = standingWith(either, { a: 9, b: 4, c: 2 });
  expect([far?.needsAll, together(far), far?.next?.missing]).toEqual([
    false,
    [
      ["a", 0, 1],
      ["b", 0, 6],
      ["c", 1, 8],
    ],
    6,
  ]);
  const all = standingWith(both, { a: 9, b: 4, c: 2 });
  expect([all?.needsAll, all?.next?.missing]).toEqual([true, 8]);
  expect(standingWith(both, { a: 9, b: 4, c: 9 })?.next?.missing).toBe(1);
  expect(standingWith(either, { a: 10, b: 10 })?.tier).toBe("top");
  // Next year begins with nothing: what would keep her tier is all that it asks, a list that suffices left out.
  const risk = standingWith(both, { a: 10, c: 10 })?.risk;
  expect([risk?.tier, risk?.missing.map(({ metric, together: of }) => [metric, of])]).toEqual([
    "base",
    [
      ["a", 0],
      ["b", 0],
      ["c", 1],
    ],
  ]);
});
