/** What the demo shop sells. A picture is a mosaic of 8 by 8 tiles: a letter is a colour, a dot is none. */
import { digitsOf } from "../../values/money.ts";

export interface Product {
  sku: string;
  name: string;
  about: string;
  category: string;
  /** In hundredths of the currency's unit. */
  price: number;
  picture: string[];
}

export const products: Product[] = [
  {
    sku: "SHOES",
    name: "Canvas shoes",
    about: "For a day on foot.",
    category: "shoes",
    price: 2800,
    picture: ["........", "..aa....", "..aab...", "..aaab..", ".aaaaab.", ".aaaaaaa", "cccccccc", "........"],
  },
  {
    sku: "MAP",
    name: "Map of the city",
    about: "Folded, and drawn by hand.",
    category: "paper",
    price: 1200,
    picture: ["bbbbbbbb", "baaabaab", "baabaaab", "baabbacb", "baaabaab", "bcabaaab", "baaabaab", "bbbbbbbb"],
  },
  {
    sku: "MUG",
    name: "Enamel mug",
    about: "Holds a long coffee.",
    category: "kitchen",
    price: 950,
    picture: ["........", ".bbbbb..", ".aaaaabb", ".aaaaa.b", ".aaaaa.b", ".aaaaabb", ".aaaaa..", "........"],
  },
  {
    sku: "TOTE",
    name: "Linen bag",
    about: "Carries all of it home.",
    category: "bags",
    price: 1850,
    picture: ["..b..b..", "..b..b..", ".aaaaaa.", ".aaccaa.", ".aaccaa.", ".aaaaaa.", ".aaaaaa.", "........"],
  },
];

/** The basket of the tour's first button: 40.00. */
export const tourBasket = [
  { sku: "SHOES", quantity: 1 },
  { sku: "MAP", quantity: 1 },
];

/** A price in minor units of a currency: 2800 hundredths are 2800 cents, and 28 yen. */
export function priceMinor({ price }: Product, currency: string): number {
  return Math.round((price * 10 ** digitsOf(currency)) / 100);
}
