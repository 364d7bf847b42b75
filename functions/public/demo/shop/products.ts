/** What the shop sells. It knows its goods and prices; the engine is told of them when they are bought. */
import { digitsOf } from "../../../values/money.ts";

/** Numbers of the goods. */
export type Sku = "SHOES" | "MAP" | "MUG" | "TOTE" | "SOAP" | "CANDLE" | "NOTES" | "BEANS";

export interface Product {
  sku: Sku;
  /** In English, as the engine is told it; the pages say it in their language (phrases/). */
  name: string;
  about: string;
  category: string;
  /** In hundredths of the currency's unit. */
  price: number;
  /** Drawn on 100 by 100: a tone (a, b, c: the shop's colours; d: a shade) and a path, one on top of the other. */
  picture: [tone: "a" | "b" | "c" | "d", path: string][];
}

export const products: Product[] = [
  {
    sku: "SHOES",
    name: "Canvas shoes",
    about: "Light ones with a rubber sole, for a day on foot.",
    category: "shoes",
    price: 2800,
    picture: [
      ["a", "M14 36c8 4 16 3 22-4l6-6 12 20c6 8 16 9 26 12 6 2 8 6 8 10H14z"],
      ["d", "M46 38l8-4M50 44l8-4M54 50l8-4"],
      ["c", "M12 68h76v7c0 2-2 4-4 4H16c-2 0-4-2-4-4z"],
    ],
  },
  {
    sku: "MAP",
    name: "Map of the city",
    about: "Folded, and drawn by hand down to the last bridge.",
    category: "paper",
    price: 1200,
    picture: [
      ["c", "M16 26l22-8v56l-22 8zM62 26l22-8v56l-22 8z"],
      ["b", "M38 18l24 8v56l-24-8z"],
      ["d", "M20 62c10-6 12-18 22-16s10 14 22 10 8-16 16-18"],
      ["a", "M50 34a7 7 0 0 1 7 7c0 5-7 13-7 13s-7-8-7-13a7 7 0 0 1 7-7z"],
    ],
  },
  {
    sku: "MUG",
    name: "Enamel mug",
    about: "Holds a long coffee, and falls without breaking.",
    category: "kitchen",
    price: 950,
    picture: [
      ["c", "M66 40h8a13 13 0 0 1 0 28h-8v-8h7a6 6 0 0 0 0-12h-7z"],
      ["b", "M22 30h46v42a8 8 0 0 1-8 8H30a8 8 0 0 1-8-8z"],
      ["c", "M20 26h50v7H20z"],
      ["a", "M45 46l3.5 7 8 1-6 5.5 1.5 8-7-4-7 4 1.5-8-6-5.5 8-1z"],
    ],
  },
  {
    sku: "TOTE",
    name: "Linen bag",
    about: "Two long handles: it carries all of it home.",
    category: "bags",
    price: 1850,
    picture: [
      ["d", "M36 40V28a14 14 0 0 1 28 0v12"],
      ["c", "M22 38h56l5 44H17z"],
      ["a", "M38 54h24v16H38z"],
      ["b", "M38 54h12v8H38zM50 62h12v8H50z"],
    ],
  },
  {
    sku: "SOAP",
    name: "Olive soap",
    about: "Cut from a long bar, with bay leaf. It outlives the summer.",
    category: "cosmetics",
    price: 650,
    picture: [
      ["b", "M18 46l14-12h54l-14 12z"],
      ["c", "M18 46h54v28H18zM72 46l14-12v28L72 74z"],
      ["a", "M30 54h30v12H30z"],
    ],
  },
  {
    sku: "CANDLE",
    name: "Beeswax candle",
    about: "Burns for forty hours and smells of a warm cupboard.",
    category: "home",
    price: 1450,
    picture: [
      ["a", "M50 12c8 10 9 14 9 18a9 9 0 0 1-18 0c0-4 1-8 9-18z"],
      ["c", "M30 42h40v40H30z"],
      ["d", "M50 36v8"],
      ["b", "M24 78h52v6H24z"],
    ],
  },
  {
    sku: "NOTES",
    name: "Pocket notebook",
    about: "Sewn, dotted, 96 pages: one for each good idea.",
    category: "paper",
    price: 780,
    picture: [
      ["b", "M28 18h46a4 4 0 0 1 4 4v58a4 4 0 0 1-4 4H28z"],
      ["a", "M22 18h8v66h-8z"],
      ["c", "M40 32h26v14H40z"],
      ["d", "M44 38h18"],
    ],
  },
  {
    sku: "BEANS",
    name: "House coffee, 250 g",
    about: "Roasted on Tuesdays around the corner. Hazel, and a little plum.",
    category: "kitchen",
    price: 890,
    picture: [
      ["a", "M30 28h40l4 54H26z"],
      ["c", "M30 18h40v12H30z"],
      ["b", "M50 44c8 2 10 14 3 20-8-2-10-14-3-20z"],
      ["d", "M50 45c-3 7 4 11 2 18"],
    ],
  },
];

/** The basket of the tour's first button: 40.00. */
export const tourBasket = [
  { sku: "SHOES", quantity: 1 },
  { sku: "MAP", quantity: 1 },
];

/** A product by its number; undefined: the shop does not sell it. */
export function productOf(sku: string): Product | undefined {
  return products.find((known) => known.sku === sku);
}

/** A price in minor units of a currency: 2800 hundredths are 2800 cents, and 28 yen. */
export function priceMinor({ price }: Product, currency: string): number {
  return Math.round((price * 10 ** digitsOf(currency)) / 100);
}
