import type { Scene } from "../scene.ts";

/** Where people have money back: a kitchen shop, a bookshop and a florist; shops and goods are invented. */
export const cashBack: Scene = {
  stores: [
    {
      id: "sto_copper-ladle",
      name: "Copper Ladle",
      shelf: [
        { sku: "PAN", name: "Iron pan", category: "kitchen", unitMinor: 4990 },
        { sku: "KNIFE", name: "Paring knife", category: "kitchen", unitMinor: 1733 },
        { sku: "BOARD", name: "Beech board", category: "kitchen", unitMinor: 2450 },
        { sku: "CLOTH", name: "Tea towel", category: "kitchen", unitMinor: 833 },
      ],
      venues: [],
    },
    {
      id: "sto_second-chapter",
      name: "Second Chapter",
      shelf: [
        { sku: "NOVEL", name: "Novel", category: "books", unitMinor: 1399 },
        { sku: "ATLAS", name: "Atlas", category: "books", unitMinor: 3333 },
        { sku: "NOTEBOOK", name: "Notebook", category: "paper", unitMinor: 675 },
      ],
      venues: [],
    },
    {
      id: "sto_stem-and-leaf",
      name: "Stem & Leaf",
      shelf: [
        { sku: "BUNCH", name: "Bunch of tulips", category: "flowers", unitMinor: 1150 },
        { sku: "FERN", name: "Fern in a pot", category: "plants", unitMinor: 1995 },
      ],
      venues: [],
    },
  ],
};
