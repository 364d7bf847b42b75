import type { Scene, SceneStore } from "../scene.ts";

/** What every bar has on its board; prices are invented. */
const board: SceneStore["shelf"] = [
  { sku: "FILTER", name: "Filter coffee", category: "drinks", unitMinor: 310 },
  { sku: "DRINK", name: "Flat white", category: "drinks", unitMinor: 420 },
  { sku: "COLD-BREW", name: "Cold brew", category: "drinks", unitMinor: 450 },
  { sku: "TEA", name: "Pot of tea", category: "drinks", unitMinor: 380 },
  { sku: "PASTRY", name: "Almond pastry", category: "food", unitMinor: 390 },
  { sku: "LUNCH", name: "Sandwich of the day", category: "food", unitMinor: 790 },
];

/** Three bars of one roaster in Haarlem, one of which sells beans too; bars and prices are invented. */
export const coffeeStars: Scene = {
  stores: [
    {
      id: "sto_harbour-bar",
      name: "Harbour Bar",
      city: "Haarlem",
      shelf: board,
      venues: [
        { name: "Harbour Bar, Spaarne quay", latitude: 52.3797, longitude: 4.6408, radiusMetres: 60 },
        { name: "Harbour Bar, roof terrace", latitude: 52.3829, longitude: 4.6437, radiusMetres: 60 },
      ],
    },
    {
      id: "sto_station-bar",
      name: "Station Bar",
      city: "Haarlem",
      shelf: [...board, { sku: "BREAKFAST", name: "Hot breakfast", category: "food", unitMinor: 690 }],
      venues: [{ name: "Station Bar, platform 3", latitude: 52.3878, longitude: 4.6384, radiusMetres: 80 }],
    },
    {
      id: "sto_roastery",
      name: "The Roastery",
      city: "Haarlem",
      shelf: [
        ...board,
        { sku: "BEANS-250", name: "House beans, 250 g", category: "beans", unitMinor: 980 },
        { sku: "BEANS-1000", name: "House beans, 1 kg", category: "beans", unitMinor: 3290 },
      ],
      venues: [{ name: "The Roastery, Waarderpolder", latitude: 52.3926, longitude: 4.6561, radiusMetres: 100 }],
    },
  ],
};
