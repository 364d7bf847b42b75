import * as fc from "fast-check";
import { expect, test } from "vitest";
import { spread } from "../../functions/values/largest-remainder.ts";

test.each([
  [100, [1, 1, 1], [34, 33, 33]],
  [100, [1, 1, 4], [17, 17, 66]],
  [5, [3, 0, 3], [3, 0, 2]],
  [1, [1, 2, 2], [0, 1, 0]],
  [0, [4, 5], [0, 0]],
  [7, [0, 0], [0, 0]],
  [7, [], []],
])("spreads %d over %j as %j", (total, weights, parts) => {
  expect(spread(total, weights)).toEqual(parts);
});

test("the parts sum to the total, and none exceeds its weight when the weights cover the total", () => {
  const amount = fc.nat({ max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 8 }), amount, (weights, any) => {
      const sum = weights.reduce((so, weight) => so + BigInt(weight), 0n);
      fc.pre(sum > 0n);
      const total = Number(BigInt(any) % (sum + 1n));
      const parts = spread(total, weights);
      expect(parts.reduce((so, part) => so + BigInt(part), 0n)).toBe(BigInt(total));
      for (const [at, part] of parts.entries()) expect(part).toBeLessThanOrEqual(weights[at] ?? -1);
    }),
  );
});

test("each part is within one of its exact share", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 8 }), fc.nat(1_000), (weights, permille) => {
      const all = weights.reduce((so, weight) => so + weight, 0);
      const amount = Math.floor((all * permille) / 1_000);
      const parts = spread(amount, weights);
      expect(parts.reduce((so, part) => so + part, 0)).toBe(all === 0 ? 0 : amount);
      for (const [index, part] of parts.entries()) {
        const share = all === 0 ? 0 : (amount * (weights[index] ?? 0)) / all;
        expect(Math.abs(part - share)).toBeLessThan(1);
        expect(part).toBeLessThanOrEqual(weights[index] ?? 0);
      }
    }),
    { numRuns: 2_000 },
  );
});
