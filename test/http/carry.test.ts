import { afterEach, expect, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld, orderOf } from "../support/world.ts";

const world = await newWorld(
  pointsProgramme({
    units: {
      points: { name: { one: "point", other: "points" } },
      stars: { name: { one: "star", other: "stars" } },
    },
    campaigns: [
      {
        id: "base",
        name: "Base",
        rules: [
          {
            id: "both",
            name: "Points and stars",
            on: "purchase",
            effects: [
              { kind: "earn", unit: "points", amount: 2, perMinor: 100 },
              { kind: "earn", unit: "stars", amount: 3, perMinor: 100 },
            ],
          },
        ],
      },
    ],
  }),
);
afterEach(() => conserved(world.client));

test("a rule that earns two units carries a fraction of each, and neither lives on the other's", async () => {
  const seen = [];
  for (const [order, minor] of [
    ["c1", 33],
    ["c2", 33],
    ["c3", 34],
  ] as const) {
    const { json } = await world.post("/v1/purchases", orderOf(order, minor, { email: "ada@example.com" }));
    seen.push([json.balances.points.available, json.balances.stars.available]);
  }
  expect(seen).toEqual([
    [0, 0],
    [1, 1],
    [2, 3],
  ]);
});
