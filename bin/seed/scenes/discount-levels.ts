import type { Scene } from "../scene.ts";

/** A jeweller, a watchmaker and a shop for running shoes; shops and goods are invented. */
export const discountLevels: Scene = {
  stores: [
    {
      id: "sto_amber-lane",
      name: "Amber Lane",
      shelf: [
        { sku: "RING-SILVER", name: "Silver ring", category: "jewellery", unitMinor: 8900 },
        { sku: "RING-GOLD", name: "Gold ring", category: "jewellery", unitMinor: 42000 },
        { sku: "EARRINGS", name: "Amber earrings", category: "jewellery", unitMinor: 12900 },
        { sku: "CHAIN", name: "Fine chain", category: "jewellery", unitMinor: 19900 },
      ],
      venues: [],
    },
    {
      id: "sto_meridian-watches",
      name: "Meridian Watches",
      shelf: [
        { sku: "WATCH-FIELD", name: "Field watch", category: "watches", unitMinor: 24900 },
        { sku: "WATCH-DRESS", name: "Dress watch", category: "watches", unitMinor: 38500 },
        { sku: "STRAP", name: "Leather strap", category: "straps", unitMinor: 4900 },
        { sku: "SERVICE", name: "Battery and seals", category: "service", unitMinor: 3500 },
      ],
      venues: [],
    },
    {
      id: "sto_long-run",
      name: "Long Run",
      shelf: [
        { sku: "SHOE-ROAD", name: "Road shoes", category: "shoes", unitMinor: 13990 },
        { sku: "SHOE-TRAIL", name: "Trail shoes", category: "shoes", unitMinor: 15490 },
        { sku: "JACKET", name: "Running jacket", category: "clothes", unitMinor: 9990 },
        { sku: "SOCKS-RUN", name: "Running socks", category: "clothes", unitMinor: 1490 },
      ],
      venues: [],
    },
  ],
};
