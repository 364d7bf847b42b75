import type { Scene } from "../scene.ts";

/** A cosmetics web store, a perfumery and a gift shop; shops and goods are invented. */
export const pointsToVouchers: Scene = {
  stores: [
    {
      id: "sto_fern-and-salt",
      name: "Fern & Salt",
      shelf: [
        { sku: "SOAP", name: "Olive soap", category: "cosmetics", unitMinor: 650 },
        { sku: "CREAM", name: "Day cream", category: "cosmetics", unitMinor: 2400 },
        { sku: "BUTTER", name: "Body butter", category: "cosmetics", unitMinor: 1900 },
        { sku: "SHAMPOO", name: "Ginger shampoo", category: "cosmetics", unitMinor: 1150 },
        { sku: "BALM", name: "Lip balm", category: "cosmetics", unitMinor: 550 },
      ],
      venues: [],
    },
    {
      id: "sto_quiet-scent",
      name: "Quiet Scent",
      shelf: [
        { sku: "PERFUME", name: "Eau de parfum", category: "fragrance", unitMinor: 5400 },
        { sku: "CANDLE", name: "Scented candle", category: "home", unitMinor: 2200 },
        { sku: "MIST", name: "Body mist", category: "fragrance", unitMinor: 1400 },
      ],
      venues: [],
    },
    {
      id: "sto_gift-corner",
      name: "Gift Corner",
      shelf: [
        { sku: "GIFT-BOX", name: "Gift box", category: "gifts", unitMinor: 3200 },
        { sku: "BRUSH", name: "Bath brush", category: "accessories", unitMinor: 1200 },
        { sku: "TOWEL", name: "Linen towel", category: "accessories", unitMinor: 1800 },
      ],
      venues: [],
    },
  ],
};
