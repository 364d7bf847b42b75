import type { Scene } from "../scene.ts";

/** A grocer, a draper and an ironmonger who give the same stamps; all are invented. */
export const tradingStamps: Scene = {
  stores: [
    {
      id: "sto_corner-grocer",
      name: "Corner Grocer",
      shelf: [
        { sku: "FLOUR", name: "Flour, 5 kg", category: "food", unitMinor: 745 },
        { sku: "COFFEE", name: "Coffee, 1 kg", category: "food", unitMinor: 1690 },
        { sku: "HAM", name: "Country ham", category: "food", unitMinor: 2385 },
        { sku: "SOAP", name: "Soap, a dozen", category: "household", unitMinor: 1128 },
      ],
      venues: [],
    },
    {
      id: "sto_thread-and-cloth",
      name: "Thread & Cloth",
      shelf: [
        { sku: "LINEN", name: "Linen, 3 m", category: "cloth", unitMinor: 4295 },
        { sku: "WOOL", name: "Knitting wool", category: "cloth", unitMinor: 1855 },
        { sku: "COAT", name: "Winter coat", category: "clothes", unitMinor: 12005 },
      ],
      venues: [],
    },
    {
      id: "sto_nail-and-kettle",
      name: "Nail & Kettle",
      shelf: [
        { sku: "KETTLE", name: "Kettle", category: "kitchen", unitMinor: 3450 },
        { sku: "HAMMER", name: "Hammer", category: "tools", unitMinor: 1999 },
        { sku: "LAMP", name: "Oil lamp", category: "home", unitMinor: 5215 },
      ],
      venues: [],
    },
  ],
};
