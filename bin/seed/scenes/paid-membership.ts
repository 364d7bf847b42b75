import type { Scene } from "../scene.ts";

/** A web store for nearly everything, and its grocer; shops and goods are invented. */
export const paidMembership: Scene = {
  stores: [
    {
      id: "sto_long-shelf",
      name: "Long Shelf",
      shelf: [
        { sku: "KETTLE", name: "Kettle", category: "home", unitMinor: 3490 },
        { sku: "LAMP", name: "Reading lamp", category: "home", unitMinor: 2790 },
        { sku: "THRILLER", name: "Thriller", category: "books", unitMinor: 1290 },
        { sku: "PUZZLE", name: "Jigsaw puzzle", category: "toys", unitMinor: 1850 },
        { sku: "CHARGER", name: "Charger", category: "electronics", unitMinor: 2199 },
      ],
      venues: [],
    },
    {
      id: "sto_long-shelf-fresh",
      name: "Long Shelf Fresh",
      shelf: [
        { sku: "BOX", name: "Vegetable box", category: "groceries", unitMinor: 2250 },
        { sku: "COFFEE", name: "Coffee beans", category: "groceries", unitMinor: 1095 },
      ],
      venues: [],
    },
  ],
};
