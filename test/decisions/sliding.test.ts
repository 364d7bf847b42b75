import { expect, test } from "vitest";
import { decideActivate, decideCancelWaiting } from "../../functions/decisions/activate.ts";
import { decideBoundary } from "../../functions/decisions/boundary.ts";
import type { Decided } from "../../functions/decisions/decision.ts";
import { draftOf } from "../../functions/decisions/draft.ts";
import type { Facts, Given } from "../../functions/decisions/facts.ts";
import { lotsOf } from "../../functions/decisions/lots.ts";
import { decidePurchase, type Purchase } from "../../functions/decisions/purchase.ts";
import { decideRefund } from "../../functions/decisions/refund.ts";
import { beActive, slideBack } from "../../functions/decisions/slide.ts";
import { balancesOf, dueOf } from "../../functions/decisions/standing.ts";
import { give, giveBack, spend } from "../../functions/decisions/units.ts";
import { daysOf } from "../../functions/programme/unit.ts";
import { expiredOf, issuedBy, lotOf, redeemedAt } from "../../functions/values/account.ts";
import { ALWAYS, DAY_MS, NEVER, SLIDES } from "../../functions/values/day.ts";
import { asKind, type Holder } from "../../functions/values/holder.ts";
import { idFrom } from "../../functions/values/id.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { ADA, factsWith, given, memberOf } from "../support/facts.ts";
import { after } from "../support/memory.ts";
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

const SHIPPED = { kind: "event", on: "shipped", cancelOn: "lost", cancelAfterDays: 25 };

test.each(
  Array.from({ length: 60 }, (_, seed) => ({
    seed,
    by: [["earn"], ["purchase", "earn"], ["purchase"]][seed % 3] ?? [],
  })),
)(
  "in history $seed of units that wait for an event, $by moves the date, and whatever is given back moves it back",
  ({ seed, by }) => {
    const below = drawn(seed + 1);
    const points = {
      name: { one: "point", other: "points" },
      pending: SHIPPED,
      expiry: { kind: "sliding", days: 30, by },
    };
    let facts = factsWith({ now: TODAY * DAY_MS }, pointsProgramme({ zone: "UTC", units: { points } } as JsonObject));
    let keys = 0;
    const luck = (): Given => {
      keys += 1;
      const bytes = new Uint8Array(10);
      new DataView(bytes.buffer).setUint32(6, keys);
      return { ...given, id: (noun) => idFrom(noun, facts.now, bytes), operation: idFrom("op", facts.now, bytes) };
    };
    const does = (decided: Decided<unknown>): boolean => {
      if ("refused" in decided) return false;
      facts = after(facts, decided).facts;
      return true;
    };
    /** Days that were given by what stands: an order's, and those that are for good. */
    const orders: { order: string; given: number[]; left: number; waits: boolean }[] = [];
    const forGood: number[] = [];
    let date = 0;
    const told = () => asKind(facts.holders.get(ADA) as Holder, "member").facts.slides?.points ?? 0;
    const standing = () => [...forGood, ...orders.flatMap(({ given: days }) => days)];
    const gives = (to: number[], day: number) => {
      to.push(day);
      date = Math.max(date, day);
    };
    const undoes = (back: number[]) => {
      if (back.length === 0) return;
      const to = Math.max(Math.min(date, facts.today), ...standing().filter((day) => day <= date));
      if (!standing().includes(to)) forGood.push(to);
      date = Math.min(date, to);
    };
    for (let day = TODAY; day < TODAY + 200; day += 1 + below(5)) {
      facts = { ...facts, now: day * DAY_MS + 1, today: day };
      for (const { order } of orders)
        does(decideCancelWaiting(facts, { waiting: `wait:order:sto_shop:${order}` }, luck()));
      if (below(2) === 0) does(decideBoundary(facts, { member: ADA }, luck()));
      for (const one of orders) if (!isWaiting(facts, one.order)) one.waits = false;
      const order = `o-${day}`;
      const one = orders[below(orders.length || 1)];
      const what = below(4);
      if (what === 0 || !one) {
        expect(does(decidePurchase(facts, bought(order, facts.now), luck()))).toBe(true);
        orders.push({ order, given: [], left: 2, waits: true });
        if (by.includes("purchase")) gives(orders.at(-1)?.given ?? [], day + 30);
      } else if (what === 1) {
        const quantity = 1 + below(2);
        const refund = {
          store: "sto_shop",
          order: one.order,
          refund: String(keys),
          amountMinor: 0,
          lines: [{ line: "1", quantity }],
        };
        if (!does(decideRefund(facts, refund, luck()))) continue;
        one.left -= quantity;
        if (one.left === 0) undoes(one.given.splice(0));
      } else {
        const event = what === 2 ? "shipped" : "lost";
        const isAlive = lotsOf(draftOf(facts), ADA, "points").some(
          ({ expiresOn, lastDay }) => expiresOn === SLIDES && lastDay >= day,
        );
        if (!does(decideActivate(facts, { store: "sto_shop", source: `order:sto_shop:${one.order}`, event }, luck())))
          continue;
        expect(one.waits).toBe(true);
        one.waits = false;
        if (event === "lost" || one.left === 0) continue;
        if (by.includes("earn")) gives(one.given, day + 30);
        else if (!isAlive) gives(forGood, day + 30);
      }
      expect([day, told()]).toEqual([day, date]);
      // Nothing that was undone lengthens a life, and nothing that has lapsed is there.
      const { available = 0, pending = 0, debt = 0 } = balancesOf(draftOf(facts), facts, ADA).points ?? {};
      const kept = orders.reduce((sum, { left }) => sum + left * 10, 0);
      expect(available - debt + pending).toBeLessThanOrEqual(kept);
      if (date < day) expect(available).toBe(0);
    }
    expect(orders.length).toBeGreaterThan(5);
  },
);

function isWaiting(facts: Facts, order: string): boolean {
  return facts.holders.get(`wait:order:sto_shop:${order}`)?.state === "waiting";
}

function bought(order: string, occurredAt: number): Purchase {
  const lines = [{ line: "1", sku: "A", category: null, quantity: 2, unitMinor: 500 }];
  const nothing = { discountMinor: 0, shippingMinor: 0, taxMinor: 0, paidWith: [] };
  const about = { store: "sto_shop", member: { id: ADA }, order, occurredAt, currency: "EUR", totalMinor: 1000 };
  return { ...about, lines, ...nothing, isImport: false };
}
