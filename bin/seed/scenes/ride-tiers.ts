import type { Scene } from "../scene.ts";

/** Rides of four kinds and meals at the door; names and prices are invented. */
export const rideTiers: Scene = {
  stores: [
    {
      id: "sto_city-rides",
      name: "City Rides",
      city: "Amsterdam",
      shelf: [
        { sku: "POOL-SHORT", name: "Shared ride across the centre", category: "pool", unitMinor: 850 },
        { sku: "X-STATION", name: "Ride to the station", category: "x", unitMinor: 1650 },
        { sku: "X-AIRPORT", name: "Ride to the airport", category: "x", unitMinor: 4200 },
        { sku: "BLACK-EVENING", name: "Black for an evening", category: "black", unitMinor: 14500 },
      ],
      venues: [],
    },
    {
      id: "sto_meals-at-the-door",
      name: "Meals at the Door",
      city: "Utrecht",
      shelf: [
        { sku: "EATS-LUNCH", name: "Lunch for one", category: "eats", unitMinor: 1490 },
        { sku: "EATS-DINNER", name: "Dinner for two", category: "eats", unitMinor: 3980 },
        { sku: "EATS-PARTY", name: "Dinner for eight", category: "eats", unitMinor: 15600 },
      ],
      venues: [],
    },
  ],
};
