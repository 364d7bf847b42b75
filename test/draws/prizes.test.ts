import { expect, test } from "vitest";
import { openPrizes, type PrizeItem, prizeListHash } from "../../functions/draws/prizes.ts";

const table = [
  { id: "coffee", odds: 1, units: 3 },
  { id: "points", odds: 1 },
  { id: "car", odds: 1, units: 0 },
];
const items: PrizeItem[] = [
  { id: "c", tier: "coffee", availableFrom: 200 },
  { id: "b", tier: "coffee", availableFrom: 100 },
  { id: "a", tier: "coffee", availableFrom: 100 },
];

const ada = { member: "a", epoch: 1 };

test("a hit takes the earliest item, then the first by id, and only once it is there", () => {
  const { settle } = openPrizes({ table }, items);
  const at = [99, 100, 100, 199, 200, 300];
  expect(at.map((instant) => settle({ ...ada, result: "coffee", at: instant }).prize)).toEqual([
    null,
    "a",
    "b",
    null,
    "c",
    null,
  ]);
});

test("a tier without units never runs out, one with none never wins, and no tier is no win", () => {
  const { settle } = openPrizes({ table }, items);
  expect(settle({ ...ada, result: "points", at: 0 })).toEqual({ state: "won", prize: null });
  expect(settle({ ...ada, result: "car", at: 1e9 })).toEqual({ state: "stock_out", prize: null });
  expect(settle({ ...ada, result: null, at: 1e9 })).toEqual({ state: "no_win", prize: null });
});

test("the list's hash does not depend on its order, and on nothing but its items", () => {
  expect(prizeListHash(items.toReversed())).toBe(prizeListHash(items));
  expect(prizeListHash(items.map((item) => ({ ...item, play: 7 })))).toBe(prizeListHash(items));
  expect(prizeListHash(items.slice(1))).not.toBe(prizeListHash(items));
});

test("who won as many as a day allows is capped, whether an item is there or not, and another day counts anew", () => {
  const { settle } = openPrizes({ table, winsPerDay: 2 }, items, new Map([["1/b", 2]]));
  const ends = [
    { ...ada, result: "coffee", at: 100 },
    { ...ada, result: "car", at: 100 },
    { ...ada, result: "points", at: 100 },
    { ...ada, result: "coffee", at: 300 },
    { ...ada, result: "car", at: 300 },
    { ...ada, result: null, at: 300 },
    { member: "b", epoch: 1, result: "coffee", at: 300 },
    { member: "b", epoch: 2, result: "coffee", at: 300 },
  ].map((play) => settle(play));
  expect(ends.map(({ state, prize }) => [state, prize])).toEqual([
    ["won", "a"],
    ["stock_out", null],
    ["won", null],
    ["capped", null],
    ["capped", null],
    ["no_win", null],
    ["capped", null],
    ["won", "b"],
  ]);
});

test("an item that went to a play of another day is gone, wherever it stands in its queue", () => {
  const { settle, takes } = openPrizes({ table }, items);
  takes({ id: "b", tier: "coffee" });
  takes({ id: "z", tier: "coffee" });
  const hits = [300, 300, 300].map((at) => settle({ ...ada, result: "coffee", at }).prize);
  expect(hits).toEqual(["a", "c", null]);
});
