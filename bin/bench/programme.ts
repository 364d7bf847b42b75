import type { JsonObject } from "../../functions/values/json.ts";

/** What a shop would have: two rules, tiers by a counted metric, rewards, check-ins. */
export const programme: JsonObject = {
  programme: "bench",
  name: "Bench",
  about: "What a shop would have.",
  currency: "EUR",
  zone: "Europe/Berlin",
  units: { points: { name: { one: "point", other: "points" } } },
  // As often as a document may say: each check-in of the bench is a rewarded one.
  checkIns: { rewardsPerHourMax: 100, rewardsPerDayMax: 100 },
  metrics: { earned: { counts: "earned", unit: "points" }, places: { counts: "check-ins" } },
  tiers: [
    {
      id: "status",
      measure: { metric: "earned", window: { kind: "lifetime" } },
      levels: [
        { id: "new", name: "New", from: 0 },
        { id: "gold", name: "Gold", from: 100_000_000 },
      ],
    },
  ],
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
    {
      id: "places",
      name: "Places",
      budget: { unit: "points", amount: 1_000_000_000 },
      rules: [
        {
          id: "being-there",
          name: "50 points for being there",
          on: "check-in",
          caps: [{ what: "times", per: "day", atMost: 1_000 }],
          effects: [{ kind: "earn", unit: "points", amount: 50 }],
        },
      ],
    },
  ],
  rewards: [
    { id: "coffee", name: "Coffee", kind: "product", cost: { unit: "points", amount: 1 } },
    { id: "tea", name: "Tea", kind: "product", cost: { unit: "points", amount: 600 } },
  ],
};
