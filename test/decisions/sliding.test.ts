import { expect, test } from "vitest";
import { draftOf } from "../../functions/decisions/draft.ts";
import { lotsOf } from "../../functions/decisions/lots.ts";
import { beActive, slideBack } from "../../functions/decisions/slide.ts";
import { balancesOf, dueOf } from "../../functions/decisions/standing.ts";
import { give, giveBack, spend } from "../../functions/decisions/units.ts";
import { daysOf } from "../../functions/programme/unit.ts";
import { expiredOf, issuedBy, lotOf, redeemedAt } from "../../functions/values/account.ts";
import { ALWAYS, DAY_MS, NEVER, SLIDES } from "../../functions/values/day.ts";
import { asKind } from "../../functions/values/holder.ts";
import { ADA, factsWith, memberOf } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { TODAY } from "./people.ts";

const slot = { availableOn: ALWAYS, expiresOn: SLIDES };
const from = issuedBy("sto_shop", "points");
const to = redeemedAt("sto_shop", "points");

/** Ada on a day after today, with points that are good until a day counted from today; null: she never had any. */
function ada({
  until,
  points = 0,
  by = ["earn"],
  after = 0,
  more = [] as [number, number][],
}: {
  until: number | null;
  points?: number;
  by?: string[];
  after?: number;
  more?: [number, number][];
}) {
  const units = { points: { name: { one: "point", other: "points" }, expiry: { kind: "sliding", days: 30, by } } };
  const facts = factsWith(
    {
      now: (TODAY + after) * DAY_MS,
      member: {
        ...memberOf("joined"),
        facts: { joinedAt: 0, ...(until === null ? {} : { slides: { points: TODAY + until } }) },
      },
      accounts: [
        { ...lotOf(ADA, "points", slot), balance: points },
        ...more.map(([balance, last]) => ({
          ...lotOf(ADA, "points", { availableOn: ALWAYS, expiresOn: TODAY + last }),
          balance,
        })),
      ],
    },
    pointsProgramme({ zone: "UTC", units }),
  );
  return { facts, draft: draftOf(facts) };
}

/** Her last good day counted from today, what she can spend, and what lapsed. */
function told({ facts, draft }: ReturnType<typeof ada>) {
  const holder = draft.holder(ADA);
  const until = holder && asKind(holder, "member").facts.slides?.points;
  return [
    until === undefined ? null : until - TODAY,
    balancesOf(draft, facts, ADA).points?.available,
    draft.balanceOf(expiredOf("points")),
  ];
}

test.each([
  // The last good day is good; on the day after, what there was lapses and is not revived.
  { had: { until: null }, by: ["earn"], has: [30, 7, 0] },
  { had: { until: 5, points: 10 }, by: ["earn"], has: [30, 17, 0] },
  { had: { until: 0, points: 10 }, by: ["earn"], has: [30, 17, 0] },
  { had: { until: -1, points: 10 }, by: ["earn"], has: [30, 7, 10] },
  // Where being given units is not named, they share the date that there is; where none are left, it begins anew.
  { had: { until: 5, points: 10 }, by: ["redeem"], has: [5, 17, 0] },
  { had: { until: 5 }, by: ["redeem"], has: [30, 7, 0] },
  { had: { until: -1, points: 10 }, by: ["redeem"], has: [30, 7, 10] },
  // It is never moved back.
  { had: { until: 99, points: 10 }, by: ["earn"], has: [99, 17, 0] },
])("given 7 points with $had, when $by moves the date: last day, available and lapsed are $has", ({ had, by, has }) => {
  const given = ada({ ...had, by });
  const terms = given.facts.current.programme.units.points;
  if (!terms) throw new Error("no points");
  const lot = daysOf(terms, TODAY);
  expect(lot).toMatchObject({ ...slot, slidesTo: TODAY + 30 });
  give(given.draft, given.facts, { member: ADA, unit: "points", amount: 7, from, lot, reason: "earn", why: {} });
  expect(told(given)).toEqual(has);
});

test.each([
  { activity: "purchase", by: ["purchase"], until: 5, has: [30, 10, 0] },
  { activity: "purchase", by: ["earn", "check-in"], until: 5, has: [5, 10, 0] },
  { activity: "check-in", by: ["earn", "check-in"], until: 5, has: [30, 10, 0] },
  { activity: "check-in", by: ["check-in"], until: -1, has: [30, 0, 10] },
] as const)("a $activity, when $by moves the date of $until, leaves $has", ({ activity, by, until, has }) => {
  const given = ada({ until, points: 10, by: [...by] });
  beActive(given.draft, given.facts, { member: ADA, activity, day: TODAY });
  expect(told(given)).toEqual(has);
});

test("a late activity moves the date from its own day, and revives nothing", () => {
  const given = ada({ until: -1, points: 10, by: ["purchase"] });
  beActive(given.draft, given.facts, { member: ADA, activity: "purchase", day: TODAY - 40 });
  expect(told(given)).toEqual([-1, 0, 10]);
});

test("spending takes by the real last day", () => {
  const given = ada({
    until: 5,
    points: 10,
    by: ["redeem"],
    more: [
      [3, 4],
      [4, 6],
    ],
  });
  const { draft, facts } = given;
  expect(lotsOf(draft, ADA).map(({ lastDay }) => lastDay - TODAY)).toEqual([4, 5, 6]);
  const taken = spend(draft, facts, { member: ADA, unit: "points", amount: 5, to, reason: "redeem", why: {} });
  expect(taken.map(({ expiresOn, amount }) => [expiresOn, amount])).toEqual([
    [TODAY + 4, 3],
    [SLIDES, 2],
  ]);
});

test.each([
  [5, 10],
  [0, 10],
  [-1, 0],
])("points given back when the date is %i days away are %i", (until, has) => {
  const given = ada({ until });
  const taken = [{ unit: "points", ...slot, amount: 10 }];
  giveBack(given.draft, given.facts, { member: ADA, taken, from: () => to, reason: "release", why: {} });
  expect(told(given)[1]).toBe(has);
});

test.each([
  { until: 5, points: 10, due: 6 },
  { until: NEVER, points: 10, due: null },
  { until: 5, points: 0, due: null },
])("with $points points until $until she is due on day $due", ({ until, points, due }) => {
  const { draft, facts } = ada({ until: until === NEVER ? NEVER - TODAY : until, points });
  expect(dueOf(draft, facts, ADA)).toBe(due === null ? null : (TODAY + due) * DAY_MS);
});

/** Numbers that look drawn, the same for a seed. */
function drawn(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

test.each(Array.from({ length: 200 }, (_, seed) => seed + 1))(
  "in history %i nothing that was undone lengthens a life: the date is what is kept gave, or the day on which more was undone",
  (seed) => {
    const below = drawn(seed);
    const { draft, facts } = ada({ until: null, by: ["purchase"] });
    const done: { to: number; counters: ReturnType<typeof beActive> }[] = [];
    let [date, lastUndone] = [0, 0];
    for (let day = TODAY; day < TODAY + 120; day += below(9)) {
      const now = { ...facts, today: day };
      const dateNow = () => {
        const holder = draft.holder(ADA);
        return (holder && asKind(holder, "member").facts.slides?.points) ?? 0;
      };
      if (done.length > 0 && below(3) === 0) {
        const [{ counters } = { counters: [] }] = done.splice(below(done.length), 1);
        for (const counter of counters) draft.count({ holder: ADA, ...counter, amount: -1 });
        slideBack(draft, now, { member: ADA, undone: counters });
        // What was told before is told no later, and what has lapsed stays lapsed.
        expect(dateNow()).toBeLessThanOrEqual(date);
        expect(dateNow()).toBeGreaterThanOrEqual(Math.min(date, day));
        if (dateNow() < date || date <= day) lastUndone = Math.max(lastUndone, Math.min(date, day));
      } else {
        // Some are told late.
        const on = day - below(20);
        const counters = beActive(draft, now, { member: ADA, activity: "purchase", day: on });
        for (const counter of counters) draft.count({ holder: ADA, ...counter, amount: 1 });
        done.push({ to: on + 30, counters });
      }
      date = dateNow();
      expect(date).toBe(Math.max(lastUndone, ...done.map(({ to }) => to)));
    }
  },
);
