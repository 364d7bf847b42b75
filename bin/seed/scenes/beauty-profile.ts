import type { Scene } from "../scene.ts";

/** A perfumery, a skin care web store and a hair studio; shops and goods are invented. */
export const beautyProfile: Scene = {
  stores: [
    {
      id: "sto_maison-lumen",
      name: "Maison Lumen",
      city: "Lyon",
      shelf: [
        { sku: "SCENT-NEROLI", name: "Neroli, eau de parfum", category: "fragrance", unitMinor: 8900 },
        { sku: "SCENT-FIG", name: "Fig leaf, eau de toilette", category: "fragrance", unitMinor: 5400 },
        { sku: "CANDLE", name: "Scented candle", category: "home", unitMinor: 3200 },
        { sku: "LIPSTICK", name: "Lipstick, brick red", category: "make-up", unitMinor: 2900 },
      ],
      venues: [],
    },
    {
      id: "sto_clear-water",
      name: "Clear Water",
      shelf: [
        { sku: "CREAM-RICH", name: "Rich cream", category: "skincare", unitMinor: 4800 },
        { sku: "FLUID-MATT", name: "Matt fluid", category: "skincare", unitMinor: 3900 },
        { sku: "SERUM", name: "Night serum", category: "skincare", unitMinor: 6400 },
        { sku: "SUN-50", name: "Sun cream 50", category: "skincare", unitMinor: 2600 },
      ],
      venues: [],
    },
    {
      id: "sto_studio-comb",
      name: "Studio Comb",
      city: "Paris",
      shelf: [
        { sku: "SHAMPOO", name: "Shampoo for curls", category: "hair", unitMinor: 1900 },
        { sku: "MASK", name: "Hair mask", category: "hair", unitMinor: 2700 },
        { sku: "BRUSH", name: "Bristle brush", category: "hair", unitMinor: 3400 },
      ],
      venues: [],
    },
  ],
};
