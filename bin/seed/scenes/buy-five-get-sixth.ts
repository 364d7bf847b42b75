import type { Scene } from "../scene.ts";

/** A coffee bar and its cart by the harbour; both are invented. */
export const buyFiveGetSixth: Scene = {
  stores: [
    {
      id: "sto_slow-morning",
      name: "Slow Morning",
      shelf: [
        { sku: "ESPRESSO", name: "Espresso", category: "drinks", unitMinor: 240 },
        { sku: "CAPPUCCINO", name: "Cappuccino", category: "drinks", unitMinor: 380 },
        { sku: "FLAT-WHITE", name: "Flat white", category: "drinks", unitMinor: 410 },
        { sku: "TEA", name: "Pot of tea", category: "drinks", unitMinor: 330 },
        { sku: "BUN", name: "Cardamom bun", category: "bakery", unitMinor: 350 },
      ],
      venues: [],
    },
    {
      id: "sto_harbour-cart",
      name: "Harbour Cart",
      shelf: [
        { sku: "FILTER", name: "Filter coffee", category: "drinks", unitMinor: 290 },
        { sku: "ESPRESSO", name: "Espresso", category: "drinks", unitMinor: 220 },
        { sku: "COOKIE", name: "Oat cookie", category: "bakery", unitMinor: 210 },
      ],
      venues: [],
    },
  ],
};
