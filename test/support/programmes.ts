/** Small programmes that tests are written against. */
import type { JsonObject } from "../../functions/values/json.ts";

/** Two points per 1.00. */
export function pointsProgramme(more: JsonObject = {}): JsonObject {
  return {
    programme: "test-points",
    name: "Test points",
    about: "Two points per euro.",
    currency: "EUR",
    zone: "Europe/Berlin",
    units: { points: { name: { one: "point", other: "points" } } },
    campaigns: [
      {
        id: "base",
        name: "Base",
        rules: [
          {
            id: "points-per-euro",
            name: "2 points per euro",
            on: "purchase",
            effects: [{ kind: "earn", unit: "points", amount: 2, perMinor: 100 }],
          },
        ],
      },
    ],
    ...more,
  };
}

/** What a campaign has to say for which a position alone is enough, with ends that no test comes to. */
export const BOUND: JsonObject = {
  caps: [{ what: "times", per: "day", atMost: 1_000 }],
  budget: { unit: "points", amount: 1_000_000_000 },
};
