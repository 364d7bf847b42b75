/** The second telling of what somebody has, on lots that are counted by hand. */
import { expect, test } from "vitest";
import { readProgramme } from "../../functions/programme/programme.ts";
import { EMPTY, type Snapshot } from "./snapshot.ts";
import { fillCards } from "./told-catalogue.ts";
import { Purse } from "./told-purse.ts";
import { momentOf } from "./told-redemptions.ts";

const purse = () =>
  new Purse(
    [
      { unit: "points", from: 0, until: 99, balance: 5 },
      { unit: "points", from: 90, until: 120, balance: 10 },
      { unit: "points", from: 105, until: 110, balance: 20 },
      { unit: "points", from: 0, until: 2_932_896, balance: 40 },
      { unit: "miles", from: -1, until: -1, balance: -7 },
    ],
    { today: 100, slides: {} },
  );

test("what ends first is spent first, and neither what is over nor what is pending", () => {
  const hers = purse();
  expect(hers.spend("points", 25)).toEqual([
    { unit: "points", from: 90, until: 120, amount: 10 },
    { unit: "points", from: 0, until: 2_932_896, amount: 15 },
  ]);
  expect(hers.sums("points")).toEqual({ available: 25, pending: 20, held: 0, debt: 0 });
});

test("a debt is repaid first, and what is taken back comes out of its own lot, then the newest, then it is owed", () => {
  const hers = purse();
  hers.receive({ unit: "miles", amount: 9, from: 100, until: 200 });
  expect(hers.sums("miles")).toEqual({ available: 2, pending: 0, held: 0, debt: 0 });
  hers.giveUp({ unit: "points", amount: 25, from: 90, until: 120 }, "debt");
  expect(hers.sums("points")).toEqual({ available: 40, pending: 5, held: 0, debt: 0 });
  hers.giveUp({ unit: "points", amount: 50, from: 0, until: 99 }, "within-balance");
  expect(hers.sums("points")).toEqual({ available: 0, pending: 0, held: 0, debt: 0 });
});

test("within a balance is what is set aside and not over: it is owed once, and the rest is forgiven", () => {
  const hers = purse();
  hers.held.set("rdm_1", hers.spend("points", 30));
  hers.held.set("rdm_2", [{ unit: "points", from: 0, until: 99, amount: 4 }]);
  const there = hers.sums("points").available + hers.sums("points").pending;
  const taking = { unit: "points", from: 0, until: 2_932_896 };
  expect(hers.giveUp({ ...taking, amount: there + 20 }, "within-balance")).toBe(0);
  expect(hers.sums("points")).toMatchObject({ available: 0, held: 34, debt: 20 });
  expect(hers.giveUp({ ...taking, amount: 20 }, "within-balance")).toBe(10);
  expect(hers.sums("points")).toMatchObject({ available: 0, debt: 30 });
  expect(hers.giveUp({ ...taking, amount: 20 }, "only-pending")).toBe(20);
});

test("what comes back to a lot that is over lives on for its grace, and once", () => {
  const hers = purse();
  hers.comeBack([{ unit: "points", amount: 3, from: 0, until: 99 }], () => 30);
  hers.comeBack([{ unit: "points", amount: 4, from: 1, until: 99 }], () => 30);
  expect(hers.shown()).toContain("3 points 1..130");
  expect(hers.sums("points")).toMatchObject({ available: 53 });
});

test("a card for those who hold enough is judged by what she holds when it fills, and again by what is left", () => {
  const read = readProgramme({
    programme: "told",
    name: "Told",
    about: "Told",
    currency: "EUR",
    zone: "Europe/Berlin",
    units: { points: { name: { one: "point", other: "points" } } },
    segments: { rich: { name: "Rich", when: [{ kind: "holds", unit: "points", atLeast: 30 }] } },
    rewards: [
      {
        id: "cup",
        name: "Cup",
        kind: "product",
        shipped: false,
        cost: { unit: "points", amount: 20 },
        segments: ["rich"],
        automatic: true,
      },
    ],
  });
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const before: Snapshot = {
    ...EMPTY,
    members: new Map([["ada", { state: "joined", joinedAt: 0, mergedInto: null, slides: {}, profile: {} }]]),
  };
  const now = Date.parse("2025-05-05T12:00:00Z");
  const moment = momentOf({ programme: read.programme, before, now, opened: null }, "ada");
  const hers = new Purse([{ unit: "points", from: 0, until: 2_932_896, balance: 60 }], {
    today: moment.today,
    slides: {},
  });
  expect(fillCards(moment, hers)).toEqual(["cup", "cup"]);
  expect(hers.sums("points").available).toBe(20);
});
