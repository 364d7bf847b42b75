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

test("a hit takes the earliest item, then the first by id, and only once it is there", () => {
  const { settle } = openPrizes(table, items);
  const at = [99, 100, 100, 199, 200, 300];
  expect(at.map((instant) => settle({ outcome: "coffee", at: instant }).prize)).toEqual([
    null,
    "a",
    "b",
    null,
    "c",
    null,
  ]);
});

test("a tier without units never runs out, one with none never wins, and no tier is no win", () => {
  const { settle } = openPrizes(table, items);
  expect(settle({ outcome: "points", at: 0 })).toEqual({ state: "won", prize: null });
  expect(settle({ outcome: "car", at: 1e9 })).toEqual({ state: "stock_out", prize: null });
  expect(settle({ outcome: null, at: 1e9 })).toEqual({ state: "no_win", prize: null });
});

test("the list's hash does not depend on its order, and on nothing but its items", () => {
  expect(prizeListHash(items.toReversed())).toBe(prizeListHash(items));
  expect(prizeListHash(items.map((item) => ({ ...item, play: 7 })))).toBe(prizeListHash(items));
  expect(prizeListHash(items.slice(1))).not.toBe(prizeListHash(items));
});
