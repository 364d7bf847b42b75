import type { Scene } from "../scene.ts";

/** An airline and a hotel that is its partner; names and fares are invented. */
export const airlineMiles: Scene = {
  stores: [
    {
      id: "sto_north-sea-air",
      name: "North Sea Air",
      shelf: [
        { sku: "AMS-LIS", name: "Amsterdam to Lisbon", category: "flight", unitMinor: 18900 },
        { sku: "AMS-OSL", name: "Amsterdam to Oslo", category: "flight", unitMinor: 12900 },
        { sku: "AMS-NBO", name: "Amsterdam to Nairobi", category: "flight", unitMinor: 84900 },
        { sku: "AMS-JFK-C", name: "Amsterdam to New York, business", category: "flight", unitMinor: 289000 },
      ],
      venues: [],
    },
    {
      id: "sto_harbour-hotels",
      name: "Harbour Hotels",
      shelf: [
        { sku: "NIGHT", name: "A night", category: "hotel", unitMinor: 11900 },
        { sku: "NIGHT-SEA", name: "A night with a view of the sea", category: "hotel", unitMinor: 16900 },
      ],
      venues: [],
    },
  ],
};
