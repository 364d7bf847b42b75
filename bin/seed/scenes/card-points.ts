import type { Scene } from "../scene.ts";

/** What people pay by card: a grocer, a railway's counter and a shop for sound; shops and goods are invented. */
export const cardPoints: Scene = {
  stores: [
    {
      id: "sto_canal-grocer",
      name: "Canal Grocer",
      shelf: [
        { sku: "BASKET", name: "Weekly basket", category: "groceries", unitMinor: 6400 },
        { sku: "CHEESE", name: "Old cheese", category: "groceries", unitMinor: 1250 },
        { sku: "WINE", name: "Bottle of wine", category: "groceries", unitMinor: 1100 },
      ],
      venues: [],
    },
    {
      id: "sto_north-rail",
      name: "North Rail",
      shelf: [
        { sku: "DAY", name: "Day ticket", category: "travel", unitMinor: 2900 },
        { sku: "WEEK", name: "Week ticket", category: "travel", unitMinor: 9500 },
      ],
      venues: [],
    },
    {
      id: "sto_good-sound",
      name: "Good Sound",
      shelf: [
        { sku: "SPEAKER", name: "Small speaker", category: "electronics", unitMinor: 7900 },
        { sku: "CABLE", name: "Cable", category: "electronics", unitMinor: 1500 },
      ],
      venues: [],
    },
  ],
};
