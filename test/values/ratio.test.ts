import { expect, test } from "vitest";
import { floorDiv, floorMulDiv, roundDiv, toSafe } from "../../functions/values/ratio.ts";

test.each([
  [7n, 2n, 3n],
  [-7n, 2n, -4n],
  [-8n, 2n, -4n],
  [0n, 5n, 0n],
])("divides %s by %s towards minus infinity: %s", (dividend, divisor, quotient) => {
  expect(floorDiv(dividend, divisor)).toBe(quotient);
});

test("keeps products exact beyond 2^53", () => {
  expect(floorMulDiv(9_007_199_254_740_991, 1_000_000_007, 1_000_000_007)).toBe(9_007_199_254_740_991);
});

test("refuses a result that a JS number cannot hold", () => {
  expect(() => toSafe(2n ** 53n)).toThrow(RangeError);
});

test.each([
  [7n, 2n, 3n, 4n, 4n],
  [6n, 4n, 1n, 2n, 2n],
  [5n, 4n, 1n, 1n, 2n],
  [4n, 4n, 1n, 1n, 1n],
  [1n, 1000n, 0n, 0n, 1n],
  [0n, 5n, 0n, 0n, 0n],
  [-5n, 2n, -3n, -2n, -2n],
])("%s ÷ %s is %s rounded down, %s to the nearest and %s up", (dividend, divisor, down, nearest, up) => {
  expect(roundDiv(dividend, divisor, "down")).toBe(down);
  expect(roundDiv(dividend, divisor, "nearest")).toBe(nearest);
  expect(roundDiv(dividend, divisor, "up")).toBe(up);
});
